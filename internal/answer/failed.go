package answer

import (
	"context"
	"errors"

	"mpool/internal/failure"
)

// TellNow reports a failure before the command ends, and only once.
func (w *Writer) TellNow(ctx context.Context, err error) error {
	failed := w.Classify(ctx, err)
	w.Report(failed)
	failed.Told = true
	return failed
}

// Classify returns the failure of an error. Only it decides the exit code.
func (w *Writer) Classify(ctx context.Context, err error) *failure.Failure {
	f := w.failureOf(ctx, err)
	var hinted interface{ Hint() string }
	if f.Hint == "" && errors.As(err, &hinted) {
		f.Hint = hinted.Hint()
	}
	return f
}

func (w *Writer) failureOf(ctx context.Context, err error) *failure.Failure {
	var f *failure.Failure
	known := errors.As(err, &f)
	switch {
	case known && (f.Exit >= failure.Unconfirmed || !errors.Is(err, context.Canceled)):
		return f
	case !known && !w.Reached:
		return failure.Usage("%s", err).Because(err)
	case ctx.Err() != nil:
		// A command that may have sent something returns its own failure.
		said := "interrupted"
		if w.Sends {
			said = "interrupted before anything was sent"
		}
		return failure.New(failure.Interrupted, "interrupted", "%s", said).Because(err)
	case known:
		return f
	default:
		return failure.New(failure.ExitOf(err), failure.CodeOf(err), "%s", err).Because(err)
	}
}
