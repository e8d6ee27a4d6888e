package failure

import (
	"errors"
	"fmt"

	"mpool/internal/redact/typed"
	"mpool/internal/text"
)

// The exit codes; `mpool help exit-codes` lists them.
const (
	Done        = 0
	Plain       = 1
	Misuse      = 2
	Refused     = 3
	Simulation  = 4
	Unconfirmed = 5
	Mined       = 6
	Changes     = 7 // only with --detailed-exitcode
	Locked      = 8
	Interrupted = 130
)

// Failure is an error in the user's terms: what happened, and where it helps, the next command. Both
// lines are lower case and end without a period.
type Failure struct {
	Exit    int
	Code    string // stable, for scripts: "usage", "config.unknown_key"
	Message string
	Hint    string
	Details map[string]any // values for scripts
	Result  text.View      // the partial result, which is shown before the error
	Told    bool           // it was reported already
	More    []*Failure     // further usage errors
	cause   error
}

// New returns a failure with an exit code and a code for scripts.
func New(exit int, code, format string, args ...any) *Failure {
	if of, known := exitOfCode(code); known {
		exit = of
	}
	return &Failure{Exit: exit, Code: code, Message: fmt.Sprintf(format, args...)}
}

// Usage returns the failure about an invalid command line.
func Usage(format string, args ...any) *Failure {
	return New(Misuse, "usage", format, args...)
}

func (f *Failure) Error() string { return f.Message }

func (f *Failure) Unwrap() error { return f.cause }

// WithHint adds the second line.
func (f *Failure) WithHint(format string, args ...any) *Failure {
	f.Hint = fmt.Sprintf(format, args...)
	return f
}

// WithDetail adds a value for scripts.
func (f *Failure) WithDetail(name string, value any) *Failure {
	if f.Details == nil {
		f.Details = map[string]any{}
	}
	f.Details[name] = value
	return f
}

// WithResult adds a result that is shown although the command failed, such as the refused plan.
func (f *Failure) WithResult(v text.View) *Failure {
	f.Result = v
	return f
}

// HideTyped hides in the error what may be a private key that the user typed in the wrong place.
func (f *Failure) HideTyped(words []string) {
	f.Message, f.Hint = typed.Hide(f.Message, words), typed.Hide(f.Hint, words)
	for _, more := range f.More {
		more.HideTyped(words)
	}
}

// Because sets the wrapped error.
func (f *Failure) Because(err error) *Failure {
	f.cause = err
	return f
}

// HintOf returns the second line of an error; empty if it has none.
func HintOf(err error) string {
	var f *Failure
	var hinted interface{ Hint() string }
	switch {
	case errors.As(err, &f) && f.Hint != "":
		return f.Hint
	case errors.As(err, &hinted):
		return hinted.Hint()
	}
	return ""
}

// CodeOf returns the code for scripts of an error of another package: that of the first error with a
// hint.
func CodeOf(err error) string {
	var hinted interface {
		error
		Hint() string
	}
	if !errors.As(err, &hinted) {
		return "error"
	}
	if coded, has := hinted.(interface{ Code() string }); has {
		return coded.Code()
	}
	return "error"
}

// ExitOf returns the exit code of an error of another package, by its code.
func ExitOf(err error) int {
	var coded interface {
		error
		Code() string
	}
	if !errors.As(err, &coded) {
		return Plain
	}
	exit, _ := exitOfCode(coded.Code())
	return exit
}
