package ops

import (
	"fmt"

	"github.com/holiman/uint256"

	"mpool/bindings/managedpool"
	"mpool/internal/poolmath"
	"mpool/internal/units"
)

// SetAumFee sets the pool's yearly AUM fee by ManagedPoolSettings.setManagementAumFeePercentage. If
// the pool is initialised, the contract first collects what is due at the old fee.
type SetAumFee struct {
	Fee units.Fixed `json:"fee"` // per year
}

// Name is the command's name.
func (SetAumFee) Name() string { return "aum-fee set" }

// Watch reads the BPT of both recipients.
func (SetAumFee) Watch(pool *Snapshot) Watch { return Watch{Holdings: AumHoldings(pool)} }

// Plan predicts the change and the collection before it.
func (op SetAumFee) Plan(before *Snapshot, at units.Time) (*Plan, error) {
	return planStages(op, before, at, op)
}

// done says that the fee is already set. In recovery mode it is unknown, because the pool then
// always reports a fee of zero.
func (op SetAumFee) done(now *Snapshot) bool {
	return now.Fees.AumFee == op.Fee && !now.Pool.RecoveryMode
}

// refusals mirror the checks of setManagementAumFeePercentage.
func (op SetAumFee) refusals(now *Snapshot) []Finding {
	found := RefuseOwnerCall(now)
	if err := poolmath.CheckAumFee(uint256.Int(op.Fee)); err != nil {
		found = append(found, Finding{Refuse, RevertCode(err), fmt.Sprintf("the AUM fee would be %s a year; the maximum is 95%%", units.Against(op.Fee, units.FixedFrom(950_000_000_000_000_000))), "", "use at most 95% a year"})
	}
	return found
}

// Predict mirrors setManagementAumFeePercentage.
func (op SetAumFee) Predict(now *Snapshot) (*Snapshot, error) {
	next := now.Clone()
	if !now.Supply.Virtual.Raw.IsZero() {
		if err := next.CollectAumFee(); err != nil {
			return nil, err
		}
	}
	if !now.Pool.RecoveryMode {
		next.Fees.AumFee = op.Fee
	}
	return next.At(now.Block.Time)
}

func (op SetAumFee) call(now *Snapshot) Call {
	return Call{
		From:   now.Pool.Owner,
		To:     now.Pool.Address,
		Data:   managedpool.NewManagedPool().PackSetManagementAumFeePercentage(op.Fee.Int().ToBig()),
		Method: "setManagementAumFeePercentage(uint256)",
		Args:   []Arg{{"managementAumFeePercentage", fixedArg(op.Fee)}},
		Why:    "only the owner may change the AUM fee",
	}
}

func (op SetAumFee) advice(now, _ *Snapshot) []Finding {
	found := adviseAumParts(now)
	if len(found) > 0 {
		found[0].Summary += "; the contract first pays these BPT"
	}
	found = append(found, op.adviseHighAum(now)...)
	if now.Pool.RecoveryMode {
		found = append(found, Finding{Warn, "aum.recovery", "the pool is in recovery mode, where it charges no AUM fee and reports 0%: the new fee applies when recovery mode ends, and cannot be verified before", "", ""})
	}
	return found
}
