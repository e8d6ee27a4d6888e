package ops

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/bindings/managedpool"
	"mpool/internal/poolmath"
)

// CollectAumFees mints the AUM fee that is due, by
// ManagedPoolSettings.collectAumManagementFees. Anyone may call it.
type CollectAumFees struct {
	From common.Address `json:"from"`
}

// Name is the command's name.
func (CollectAumFees) Name() string { return "aum-fee collect" }

// Watch reads what the two who are paid have.
func (CollectAumFees) Watch(pool *Snapshot) Watch { return watchAumFees(pool) }

func watchAumFees(s *Snapshot) Watch {
	keys := []HoldingKey{{s.Pool.Address, s.Pool.Owner}}
	if s.Pool.FeesCollector != s.Pool.Owner {
		keys = append(keys, HoldingKey{s.Pool.Address, s.Pool.FeesCollector})
	}
	return Watch{Holdings: keys}
}

// Plan predicts the collection. There is nothing to do where nothing is due.
func (op CollectAumFees) Plan(before *Snapshot, at Time) (*Plan, error) {
	return planSteps(op, before, at, op)
}

// done leaves to the contract what it refuses, due or not.
func (op CollectAumFees) done(now *Snapshot) bool {
	return now.Fees.AumFeeDue.Raw.IsZero() && len(op.refusals(now)) == 0
}

// refusals mirror the checks of collectAumManagementFees.
func (op CollectAumFees) refusals(now *Snapshot) []Finding {
	found := refusePaused(now)
	if now.Supply.Virtual.Raw.IsZero() {
		found = append(found, Finding{Refuse, "BAL#206", "the pool was never joined: without liquidity there is no AUM fee", "", ""})
	}
	return found
}

func (op CollectAumFees) predict(now *Snapshot) (*Snapshot, error) { return now.collectAum() }

// collectAum mirrors ManagedPoolSettings._collectAumManagementFees: what is due
// is minted, the protocol's share rounded up, the rest to the owner. The
// collection counts also where nothing is due, as in recovery mode. What is not
// watched of the two who are paid is left alone.
func (s *Snapshot) collectAum() (*Snapshot, error) {
	protocol, owner, err := s.AumFeeParts()
	if err != nil {
		return nil, err
	}
	next := s.clone()
	next.Fees.LastCollection = s.Block.Time
	next.Supply.Virtual = s.Supply.Virtual.Plus(s.Fees.AumFeeDue)
	next.credit(s.Pool.FeesCollector, protocol)
	next.credit(s.Pool.Owner, owner)
	return next.At(s.Block.Time)
}

// credit adds BPT to an account's, where that is watched.
func (s *Snapshot) credit(account common.Address, bpt Amount) {
	if h := s.Holding(s.Pool.Address, account); h != nil {
		h.Balance = h.Balance.Plus(bpt)
	}
}

// AumFeeParts splits the AUM fee that is due, in BPT: the protocol's part is
// rounded up, the owner has the rest.
func (s *Snapshot) AumFeeParts() (protocol, owner Amount, err error) {
	p, o, err := poolmath.ProtocolShare(s.Fees.AumFeeDue.Raw, uint256.Int(s.Fees.ProtocolShare))
	if err != nil {
		return protocol, owner, fmt.Errorf("the protocol's share of the AUM fee: %w", err)
	}
	return Amount{p, bptDecimals}, Amount{o, bptDecimals}, nil
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
	return append(adviseAumParts(now), Finding{Note, "aum.anyone", "anyone may send this, and the owner is paid all the same", "", "--from ADDRESS says who sends it"})
}

// adviseAumParts says who is paid what. It is a note, for it changes each second.
func adviseAumParts(now *Snapshot) []Finding {
	protocol, owner, err := now.AumFeeParts()
	if err != nil || now.Fees.AumFeeDue.Raw.IsZero() {
		return nil
	}
	return []Finding{{Note, "aum.due", fmt.Sprintf("%s BPT are due: %s go to the owner %s, %s (%s) to the protocol's fees collector %s",
		now.Fees.AumFeeDue, owner, now.Pool.Owner, protocol, now.Fees.ProtocolShare.Percent(), now.Pool.FeesCollector), "", ""}}
}
