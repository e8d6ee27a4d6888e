package signing

import (
	"context"
	"errors"
	"fmt"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/ops/wallet"
	"mpool/internal/planner"
	"mpool/internal/revert"
	"mpool/internal/text"
)

// ExplainInner adds the reason for the failure of the inner call, which Safes before 1.5.0 hide behind
// GS013. It simulates the same calls as calls of the Safe.
func (k *Desk) ExplainInner(ctx context.Context, client *chain.Client, before *ops.Snapshot, op wallet.ExecSafe, err error) error {
	var hidden, reason *revert.Reason
	var outer, inner *failure.Failure
	if !errors.As(err, &hidden) || hidden.Code != "GS013" || !errors.As(err, &outer) {
		return err
	}
	_, why := k.Plans.Propose(ctx, client, before, op.Of.Operation, planner.Terms{Offer: &planner.Offer{}, Override: &planner.Override{}})
	if errors.As(why, &inner) && errors.As(why, &reason) {
		outer.Message = fmt.Sprintf("%s: %s", outer.Message, text.Clean(reason.Error(), text.LineWidth))
		outer.Hint = inner.Hint
	}
	return outer
}
