package poolplan

import (
	"mpool/internal/failure"
	"mpool/internal/text"
)

// HeldBack is an error if an unfinished operation holds back wanted changes: waiting does not help.
func (v *View) HeldBack(err error) error {
	if err != nil || v == nil || v.Half == "" {
		return err
	}
	return failure.New(failure.Plain, "poolfile.half", "%s: the pool differs from its file: %s", v.File, text.Clean(v.Half, text.LineWidth)).
		WithHint("first finish the unfinished operation: mpool resume")
}
