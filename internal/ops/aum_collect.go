package ops

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/bindings/managedpool"
	"mpool/internal/poolmath"
	"mpool/internal/units"
)

// CollectAumFees mints the due AUM fee by ManagedPoolSettings.collectAumManagementFees. Anyone may
// call it.
type CollectAumFees struct {
	From common.Address `json:"from"`
}

// Name is the command's name.
func (CollectAumFees) Name() string { return "aum-fee collect" }

// Watch reads the BPT of both recipients.
func (CollectAumFees) Watch(pool *Snapshot) Watch { return Watch{Holdings: AumHoldings(pool)} }

// Plan predicts the collection. It has no call if no fee is due.
func (op CollectAumFees) Plan(before *Snapshot, at units.Time) (*Plan, error) {
	return planStages(op, before, at, op)
}

// done says that no fee is due. If the contract would refuse the call, it is false, so that the
// plan shows the refusal.
func (op CollectAumFees) done(now *Snapshot) bool {
	return now.Fees.AumFeeDue.Raw.IsZero() && len(op.refusals(now)) == 0
}

// refusals mirror the checks of collectAumManagementFees.
func (op CollectAumFees) refusals(now *Snapshot) []Finding {
	found := refusePaused(now)
	if now.Supply.Virtual.Raw.IsZero() {
		found = append(found, Finding{Refuse, "BAL#206", "the pool is not initialised: without liquidity there is no AUM fee", "", ""})
	}
	return found
}

// Predict mirrors collectAumManagementFees.
func (op CollectAumFees) Predict(now *Snapshot) (*Snapshot, error) {
	next := now.Clone()
	return next, next.CollectAumFee()
}

// AumFeeParts splits the due AUM fee, in BPT. The protocol's part is rounded up, and the owner gets
// the rest.
func (s *Snapshot) AumFeeParts() (protocol, owner units.Amount, err error) {
	p, o, err := poolmath.ProtocolShare(s.Fees.AumFeeDue.Raw, uint256.Int(s.Fees.ProtocolShare))
	if err != nil {
		return protocol, owner, fmt.Errorf("the protocol's share of the AUM fee: %w", err)
	}
	return units.Amount{Raw: p, Decimals: BptDecimals}, units.Amount{Raw: o, Decimals: BptDecimals}, nil
}

func (op CollectAumFees) call(now *Snapshot) Call {
	return Call{
		From:   op.From,
		To:     now.Pool.Address,
		Data:   managedpool.NewManagedPool().PackCollectAumManagementFees(),
		Method: "collectAumManagementFees()",
		Why:    "anyone may collect the AUM fee",
	}
}

func (op CollectAumFees) advice(now, _ *Snapshot) []Finding {
	return append(adviseAumParts(now), Finding{Note, "aum.anyone", "anyone can send this: the fee goes to the same recipients", "", "choose the sender with --from ADDRESS"})
}

// adviseAumParts reports both recipients' parts. It is a note because the parts change each second.
func adviseAumParts(now *Snapshot) []Finding {
	protocol, owner, err := now.AumFeeParts()
	if err != nil || now.Fees.AumFeeDue.Raw.IsZero() {
		return nil
	}
	return []Finding{{Note, "aum.due", fmt.Sprintf("%s BPT are due: %s to the owner, %s (%s) to the protocol", now.Fees.AumFeeDue, owner, protocol, units.PercentText(now.Fees.ProtocolShare)),
		fmt.Sprintf("the owner is %s, the protocol's fees collector is %s", now.Pool.Owner, now.Pool.FeesCollector), ""}}
}
