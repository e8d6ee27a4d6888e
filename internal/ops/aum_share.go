package ops

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"mpool/bindings/managedpool"
	"mpool/internal/units"
)

// UpdateProtocolShare makes the pool adopt the protocol's current share of AUM fees, by
// ProtocolFeeCache.updateProtocolFeePercentageCache. If the pool is initialised, the contract first
// collects what is due by the old share. Anyone may call it.
type UpdateProtocolShare struct {
	From  common.Address `json:"from"`
	Share units.Fixed    `json:"share"` // the share that the contract will read
}

// Name is the command's name.
func (UpdateProtocolShare) Name() string { return "aum-fee update-share" }

// Watch reads the BPT of both recipients.
func (UpdateProtocolShare) Watch(pool *Snapshot) Watch { return Watch{Holdings: AumHoldings(pool)} }

// Plan predicts the collection and the new share.
func (op UpdateProtocolShare) Plan(before *Snapshot, at units.Time) (*Plan, error) {
	return planStages(op, before, at, op)
}

// done says that the pool already has the share. In recovery mode it is unknown, because the pool
// then reports a share of zero. It is unknown too while the pool is paused: then the share that the
// pool would adopt cannot be read.
func (op UpdateProtocolShare) done(now *Snapshot) bool {
	return now.Fees.ProtocolShare == op.Share && !now.Pool.RecoveryMode && !now.Pool.Paused
}

// refusals mirror the checks of ManagedPoolSettings._beforeProtocolFeeCacheUpdate.
func (op UpdateProtocolShare) refusals(now *Snapshot) []Finding { return refusePaused(now) }

// Predict mirrors updateProtocolFeePercentageCache.
func (op UpdateProtocolShare) Predict(now *Snapshot) (*Snapshot, error) {
	next := now.Clone()
	if !now.Supply.Virtual.Raw.IsZero() {
		if err := next.CollectAumFee(); err != nil {
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
		found[0].Summary += "; the contract first pays these BPT, at the old share"
	}
	return append(found, Finding{Note, "aum.share", fmt.Sprintf("the pool's protocol share of the AUM fee becomes %s, Balancer's current share", units.PercentText(op.Share)),
		"", "anyone can send this: choose the sender with --from ADDRESS"})
}
