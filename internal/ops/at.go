package ops

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/poolmath"
	"mpool/internal/units"
)

// At predicts the state at time t if nobody acts on the pool until then. The raw state stays, and
// fields that depend on the time are computed as the contract does. Number and hash of the block
// are unknown, hence zero.
func (s *Snapshot) At(t units.Time) (*Snapshot, error) {
	next := s.Clone()
	next.Block = Block{Time: t}
	if err := next.Settle(); err != nil {
		return nil, fmt.Errorf("the pool's state at %s: %w", t, err)
	}
	return next, nil
}

// Recomputed is the state by mpool's own arithmetic at the block's time. If it differs from the
// snapshot that was read, the arithmetic is wrong.
func (s *Snapshot) Recomputed() (*Snapshot, error) {
	next := s.Clone()
	if err := next.Settle(); err != nil {
		return nil, fmt.Errorf("the pool's state at %s: %w", s.Block.Time, err)
	}
	return next, nil
}

// Clone copies the snapshot so that nothing is shared with the original.
func (s *Snapshot) Clone() *Snapshot {
	next := *s
	next.Tokens = append([]Token(nil), s.Tokens...)
	for i, token := range s.Tokens {
		if token.Breaker != nil {
			breaker := *token.Breaker
			next.Tokens[i].Breaker = &breaker
		}
	}
	next.Holdings = append([]Holding(nil), s.Holdings...)
	next.Members = append([]Member(nil), s.Members...)
	next.Coins = append([]Coins(nil), s.Coins...)
	next.Inside = append([]Inside(nil), s.Inside...)
	next.LeftBreakers = append([]LeftBreaker(nil), s.LeftBreakers...)
	return &next
}

// Settle computes every field that depends on the time from the raw state.
func (s *Snapshot) Settle() error {
	now := s.Block.Time
	progress := s.Weights.progress(now)
	for i := range s.Tokens {
		if err := s.Tokens[i].settle(progress); err != nil {
			return err
		}
	}
	s.Fees.SwapFee = interpolate(s.Fees.StartSwapFee, s.Fees.EndSwapFee, s.Fees.SwapFeeRamp.progress(now))
	return s.settleSupply(now)
}

// settleSupply mirrors ManagedPoolSettings.getActualSupply.
func (s *Snapshot) settleSupply(now units.Time) error {
	due, err := poolmath.AumFeesBpt(s.Supply.Virtual.Raw, uint64(now), uint64(s.Fees.LastCollection), uint256.Int(s.Fees.AumFee))
	if err != nil {
		return fmt.Errorf("the AUM fee that is due: %w", err)
	}
	s.Fees.AumFeeDue = units.Amount{Raw: due, Decimals: BptDecimals}
	s.Supply.Actual = s.Supply.Virtual.Plus(s.Fees.AumFeeDue)
	return nil
}

// BptDecimals is fixed in the pool token's contract.
const BptDecimals = 18

// DecimalsOf are the decimals of a token of the pool, or of BPT.
func DecimalsOf(pool *Snapshot, token common.Address) uint8 {
	if t, err := pool.Token(token); err == nil {
		return t.Decimals
	}
	return BptDecimals
}

func (t *Token) settle(progress uint256.Int) error {
	t.Weight = interpolate(t.StartWeight, t.EndWeight, progress)
	if t.Breaker == nil {
		return nil
	}
	if err := t.Breaker.settle(t.Weight, t.Decimals); err != nil {
		return fmt.Errorf("the circuit breaker of %s: %w", t.Address, err)
	}
	return nil
}

// settle mirrors ManagedPoolSettings.getCircuitBreakerState. The contract stores scaled prices and
// returns unscaled ones.
func (b *Breaker) settle(weight units.Fixed, decimals uint8) error {
	stored, err := b.stored(decimals)
	if err != nil {
		return err
	}
	lower, upper, err := stored.BptPriceBounds(uint256.Int(weight))
	if err != nil {
		return err
	}
	if lower, err = poolmath.UnscaleBptPrice(lower, decimals); err != nil {
		return err
	}
	if upper, err = poolmath.UnscaleBptPrice(upper, decimals); err != nil {
		return err
	}
	b.LowerBptPrice, b.UpperBptPrice = units.Fixed(lower), units.Fixed(upper)
	return nil
}

// stored is the breaker as the pool stores it, with a scaled price.
func (b Breaker) stored(decimals uint8) (poolmath.Breaker, error) {
	scaled, err := poolmath.ScaleBptPrice(uint256.Int(b.BptPrice), decimals)
	return poolmath.Breaker{
		BptPrice: scaled, ReferenceWeight: uint256.Int(b.ReferenceWeight),
		LowerBound: uint256.Int(b.LowerBound), UpperBound: uint256.Int(b.UpperBound),
		LowerRatio: b.LowerRatio, UpperRatio: b.UpperRatio,
	}, err
}

// progress is the finished share of the change at time now; 1e18 is 100 %.
func (r Ramp) progress(now units.Time) uint256.Int {
	return poolmath.Progress(uint64(now), uint64(r.Start), uint64(r.End))
}

// Progress is the finished share of the change at time now, rounded as the contract rounds it.
func (r Ramp) Progress(now units.Time) units.Fixed { return units.Fixed(r.progress(now)) }

// Running says whether the values move at time now.
func (r Ramp) Running(now units.Time) bool { return r.Start < now && now < r.End }

// Pending says whether the change is scheduled and has not started.
func (r Ramp) Pending(now units.Time) bool { return now <= r.Start && now < r.End }

// When describes the change, as in "a weight change runs from … to …".
func (r Ramp) When(now units.Time) string {
	if r.Pending(now) && now != r.Start {
		return fmt.Sprintf("is scheduled from %s to %s", r.Start, r.End)
	}
	return fmt.Sprintf("runs from %s to %s", r.Start, r.End)
}

func interpolate(start, end units.Fixed, progress uint256.Int) units.Fixed {
	return units.Fixed(poolmath.Interpolate(uint256.Int(start), uint256.Int(end), progress))
}
