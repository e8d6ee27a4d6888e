package poolplan

import (
	"errors"

	"mpool/internal/failure"
	"mpool/internal/text"
)

// HeldBack is an error if an unfinished operation holds back wanted changes: waiting does not help.
func (v *View) HeldBack(err error) error {
	if err != nil || v == nil || v.Half == "" {
		return err
	}
	f := failure.New(failure.Plain, "poolfile.half", "%s: the pool differs from its file: %s", v.File, text.Clean(v.Half, text.LineWidth))
	if v.Finish != "" {
		return f.WithHint("first finish it: %s", v.Finish)
	}
	return f.WithHint("first finish the unfinished operation: mpool resume, on the machine that began it")
}

// NoService adds to the error of a missing transaction service what works without one.
func NoService(file string, err error) error {
	var f *failure.Failure
	if !errors.As(err, &f) {
		return err
	}
	return f.WithHint("nothing was signed; set MPOOL_SAFE_TRANSACTION_SERVICE or safe_transaction_service in the configuration, or write the plan: mpool pool plan %s --out plan.json", text.ShellWord(file))
}
