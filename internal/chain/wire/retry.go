package wire

import (
	"context"
	"crypto/x509"
	"errors"
	"io/fs"
	"net"
	"syscall"
	"time"

	"github.com/cenkalti/backoff/v5"
)

// tries is the largest number of tries of a read if the node fails for a moment.
const tries = 4

// DefaultBackOff is the time before the second try. The wait doubles before each later try.
const DefaultBackOff = 250 * time.Millisecond

// Retrying repeats a read if the node is busy or its answer got lost. It must not be used for
// sending. If the node says how long to wait, Retrying does so, any number of times but for no
// longer in total than the timeout of one request. Package backoff does the waiting; attempts
// decides.
func (w *Conn) Retrying(ctx context.Context, ask func() error) error {
	var last error
	again := attempts{wire: w, left: w.Timeout}
	_, _ = backoff.Retry(ctx, func() (struct{}, error) {
		last = ask()
		return struct{}{}, again.after(ctx, last)
	}, backoff.WithBackOff(growing(w.backOff)), backoff.WithMaxElapsedTime(0))
	return last
}

// growing doubles the wait each time, up to a quarter longer or shorter.
func growing(first time.Duration) backoff.BackOff {
	b := backoff.NewExponentialBackOff()
	b.InitialInterval, b.Multiplier, b.RandomizationFactor = first, 2, 0.25
	return b
}

// attempts counts the tries of one request.
type attempts struct {
	wire  *Conn
	tried int           // tries for which the node named no wait
	left  time.Duration // remaining wait that the node may ask for
}

// after decides in package backoff's terms: success, no more tries, a try after the time that the
// node asks for, or a try after the usual time.
func (a *attempts) after(ctx context.Context, err error) error {
	if err == nil || ctx.Err() != nil || !a.wire.patient && errors.Is(err, context.DeadlineExceeded) {
		return permanent(err)
	}
	if asks := WaitOf(err); asks > 0 {
		if a.left -= asks; a.left < 0 {
			return permanent(err)
		}
		return &backoff.RetryAfterError{Duration: WithJitter(asks)}
	}
	if a.tried++; !worthAnother(err, a.tried) {
		return permanent(err)
	}
	return err
}

// permanent ends the retries; nil stays nil.
func permanent(err error) error {
	if err == nil {
		return nil
	}
	return backoff.Permanent(err)
}

// WaitOf is the wait that the node asks for; 0 if it does not say.
func WaitOf(err error) time.Duration {
	var limit *LimitError
	if !errors.As(err, &limit) {
		return 0
	}
	return limit.Wait
}

// worthAnother says whether another try may succeed. After a timeout there is only one more try,
// because it costs the user's time.
func worthAnother(err error, try int) bool {
	var gone *UnreachableError
	var answer *NodeError
	var passing interface{ Passing() bool }
	switch {
	case try >= tries:
		return false
	case errors.As(err, new(*LimitError)):
		return true
	case errors.Is(err, context.DeadlineExceeded):
		return try == 1
	case errors.As(err, &answer):
		return answer.isBehind()
	case errors.As(err, &passing):
		return passing.Passing()
	}
	return errors.As(err, &gone) && !gone.lasting
}

// isBehind says whether the node does not know a block that another node behind the same address
// has reported.
func (e *NodeError) isBehind() bool {
	return Says(e.Message, "header not found", "unknown block", "block not found", "header for hash not found", "could not find block")
}

// behind returns the first error that another try may fix, or nil.
func behind(errs []error) error {
	for _, err := range errs {
		var answer *NodeError
		if errors.As(err, &answer) && answer.isBehind() {
			return err
		}
	}
	return nil
}

// lasts says whether a repeated request would fail too: nothing listens there, the name does not
// exist, or another server answers.
func lasts(err error) bool {
	var name *net.DNSError
	var authority x509.UnknownAuthorityError
	var host x509.HostnameError
	return errors.Is(err, syscall.ECONNREFUSED) || errors.Is(err, fs.ErrNotExist) || errors.As(err, &name) || errors.As(err, &authority) || errors.As(err, &host)
}
