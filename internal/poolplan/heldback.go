package poolplan

import (
	"mpool/internal/failure"
	"mpool/internal/text"
)

// HeldBack fails where changes that the file wants are held back by something half done:
// it does not pass by itself.
func (v *View) HeldBack(err error) error {
	if err != nil || v == nil || v.Half == "" {
		return err
	}
	return failure.New(failure.Plain, "poolfile.half", "%s: the pool is not as the file says: %s", v.File, text.Clean(v.Half, text.LineWidth)).
		WithHint("finish what is half done: mpool resume")
}
