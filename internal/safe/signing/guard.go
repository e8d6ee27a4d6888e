package signing

import (
	"errors"
	"fmt"

	"mpool/internal/failure"
	"mpool/internal/revert"
	"mpool/internal/text"
)

// ExplainGuard names the Safe's guard as the reason of a revert if there can be no other: the
// simulation before succeeded with the guard and an owner as sender, or without the guard.
func (j *Request) ExplainGuard(err error) error {
	var f *failure.Failure
	var reverted *revert.Reason
	v := j.execution
	if v == nil || !errors.As(err, &f) || !errors.As(err, &reverted) || f.Code != "revert" {
		return err
	}
	switch {
	case v.Owners:
		f.Message = fmt.Sprintf("the Safe's guard %s lets only owners execute this: %s", j.Safe.Guard, text.Clean(reverted.Error(), text.LineWidth))
		f.Hint = "execute it with an owner's key, or preview it with --from " + j.Safe.Owners[0].Hex()
	case v.Unsure:
		f.Message = fmt.Sprintf("the Safe's guard %s rejects these signatures: %s", j.Safe.Guard, text.Clean(reverted.Error(), text.LineWidth))
		f.Hint = "ask the person who set the guard which signatures or which executor it requires"
	default:
		return err
	}
	f.Code = "safe.guard"
	return f
}
