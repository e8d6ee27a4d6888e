package ops

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"mpool/bindings/managedpool"
	"mpool/internal/units"
)

// UpdateProtocolShare has the pool take over the protocol's current share of AUM fees, by
// ProtocolFeeCache.updateProtocolFeePercentageCache. The contract collects what is due by
// the old share first, unless the pool was never joined. Anyone may call it.
type UpdateProtocolShare struct {
	From  common.Address `json:"from"`
	Share units.Fixed    `json:"share"` // what the contract will find
}

// Name is the command's name.
func (UpdateProtocolShare) Name() string { return "aum-fee update-share" }

// Watch reads what the two who are paid have.
func (UpdateProtocolShare) Watch(pool *Snapshot) Watch { return Watch{Holdings: aumHoldings(pool)} }

// Plan predicts the collection and the new share.
func (op UpdateProtocolShare) Plan(before *Snapshot, at units.Time) (*Plan, error) {
	return planStages(op, before, at, op)
}

// done is not to be known in recovery mode, in which the pool answers a share of zero, nor of
// a paused pool, which does not tell the share that it would take over.
func (op UpdateProtocolShare) done(now *Snapshot) bool {
	return now.Fees.ProtocolShare == op.Share && !now.Pool.RecoveryMode && !now.Pool.Paused
}

// refusals mirror the checks of ManagedPoolSettings._beforeProtocolFeeCacheUpdate.
func (op UpdateProtocolShare) refusals(now *Snapshot) []Finding { return refusePaused(now) }

// predict mirrors updateProtocolFeePercentageCache.
func (op UpdateProtocolShare) Predict(now *Snapshot) (*Snapshot, error) {
	next := now.Clone()
	if !now.Supply.Virtual.Raw.IsZero() {
		if err := next.collectAumFee(); err != nil {
			return nil, err
		}
	}
	if !now.Pool.RecoveryMode {
		next.Fees.ProtocolShare = op.Share
	}
	return next.At(now.Block.Time)
}

func (op UpdateProtocolShare) call(now *Snapshot) Call {
	return Call{
		From:   op.From,
		To:     now.Pool.Address,
		Data:   managedpool.NewManagedPool().PackUpdateProtocolFeePercentageCache(),
		Method: "updateProtocolFeePercentageCache()",
		Why:    "anyone may update the protocol's share of the AUM fee",
	}
}

func (op UpdateProtocolShare) advice(now, _ *Snapshot) []Finding {
	found := adviseAumParts(now)
	if len(found) > 0 {
		found[0].Summary += "; the contract pays them first, by the old share"
	}
	return append(found, Finding{Note, "aum.share", fmt.Sprintf("the protocol's share of the AUM fee becomes %s, which is Balancer's current one", op.Share.Percent()),
		"", "anyone can send this: choose the sender with --from ADDRESS"})
}
