// Package thief attacks pools for tests. It has all joins, exits and swaps that poolmath allows a
// stranger, counts the gains, and searches for the best attacks. It is for tests only.
package thief

import (
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/poolmath"
)

// Thief acts on a pool as the contracts allow a stranger, without a limit on capital. It counts
// what it spends and receives.
type Thief struct {
	Pool poolmath.Pool
	Now  uint64
	Bpt  uint256.Int
	Got  []*big.Int // of each token, in its smallest unit; negative means spent
}

// MathPool is a state as input for poolmath, for a stranger and without circuit breakers.
func MathPool(s *ops.Snapshot) poolmath.Pool {
	p := poolmath.Pool{
		WeightStart: uint64(s.Weights.Start), WeightEnd: uint64(s.Weights.End), V1: s.Pool.Generation == ops.V1,
		SwapFee: poolmath.FeeRamp{Start: uint256.Int(s.Fees.StartSwapFee), End: uint256.Int(s.Fees.EndSwapFee),
			StartTime: uint64(s.Fees.SwapFeeRamp.Start), EndTime: uint64(s.Fees.SwapFeeRamp.End)},
		VirtualSupply: s.Supply.Virtual.Raw, AumFee: uint256.Int(s.Fees.AumFee), LastCollection: uint64(s.Fees.LastCollection),
		Paused: s.Pool.Paused, SwapsDisabled: !s.Pool.SwapEnabled,
		JoinsDisabled: !s.Pool.JoinExitEnabled, NotAllowlisted: s.Pool.MustAllowlistLPs, RecoveryMode: s.Pool.RecoveryMode,
	}
	for _, t := range s.Tokens {
		p.Tokens = append(p.Tokens, poolmath.Token{Balance: t.Balance().Raw, Decimals: t.Decimals,
			StartWeight: uint256.Int(t.StartWeight), EndWeight: uint256.Int(t.EndWeight)})
	}
	return p
}

func New(s *ops.Snapshot) *Thief {
	t := &Thief{Pool: MathPool(s), Now: uint64(s.Block.Time)}
	for range s.Tokens {
		t.Got = append(t.Got, new(big.Int))
	}
	return t
}

// Join collects the AUM fee, pays the tokens and mints the BPT, as the Vault does.
func (t *Thief) Join(j poolmath.Join) error {
	if err := t.collect(); err != nil {
		return err
	}
	bpt, amounts, err := t.Pool.OnJoin(t.Now, j)
	if err != nil {
		return err
	}
	for i := range amounts {
		t.take(i, amounts[i].ToBig(), true)
	}
	t.Pool.VirtualSupply.Add(&t.Pool.VirtualSupply, &bpt)
	t.Bpt.Add(&t.Bpt, &bpt)
	return nil
}

func (t *Thief) Exit(e poolmath.Exit) error {
	if err := t.collect(); err != nil {
		return err
	}
	bpt, amounts, err := t.Pool.OnExit(t.Now, e)
	if err != nil {
		return err
	}
	if bpt.Gt(&t.Bpt) {
		return poolmath.Abort{Reason: "more BPT than he has"}
	}
	for i := range amounts {
		t.take(i, amounts[i].ToBig(), false)
	}
	t.Pool.VirtualSupply.Sub(&t.Pool.VirtualSupply, &bpt)
	t.Bpt.Sub(&t.Bpt, &bpt)
	return nil
}

// Swap trades one token, or BPT, for another. A swap with BPT collects the AUM fee first.
func (t *Thief) Swap(s poolmath.Swap) error {
	if s.Amount.IsZero() {
		return poolmath.Abort{Reason: "BAL#510"} // the Vault's check
	}
	if s.In == poolmath.BPT || s.Out == poolmath.BPT {
		if err := t.collect(); err != nil {
			return err
		}
	}
	other, err := t.Pool.OnSwap(t.Now, s)
	if err != nil {
		return err
	}
	in, out := s.Amount, other
	if s.GivenOut {
		in, out = other, s.Amount
	}
	return t.move(s, in, out)
}

func (t *Thief) move(s poolmath.Swap, in, out uint256.Int) error {
	if s.In == poolmath.BPT && in.Gt(&t.Bpt) {
		return poolmath.Abort{Reason: "more BPT than he has"}
	}
	if s.Out != poolmath.BPT && out.Gt(&t.Pool.Tokens[s.Out].Balance) {
		return poolmath.Abort{Reason: "more than the pool has"}
	}
	if s.In == poolmath.BPT {
		t.Bpt.Sub(&t.Bpt, &in)
		t.Pool.VirtualSupply.Sub(&t.Pool.VirtualSupply, &in)
	} else {
		t.take(s.In, in.ToBig(), true)
	}
	if s.Out == poolmath.BPT {
		t.Bpt.Add(&t.Bpt, &out)
		t.Pool.VirtualSupply.Add(&t.Pool.VirtualSupply, &out)
	} else {
		t.take(s.Out, out.ToBig(), false)
	}
	return nil
}

// take moves an amount from the pool to the thief, or back if pays is set.
func (t *Thief) take(i int, amount *big.Int, pays bool) {
	if pays {
		amount = new(big.Int).Neg(amount)
	}
	t.Got[i].Add(t.Got[i], amount)
	left := t.Pool.Tokens[i].Balance.ToBig()
	word, _ := uint256.FromBig(left.Sub(left, amount))
	t.Pool.Tokens[i].Balance = *word
}

func (t *Thief) collect() error {
	supply, err := t.Pool.ActualSupply(t.Now)
	if err != nil {
		return err
	}
	t.Pool.VirtualSupply, t.Pool.LastCollection = supply, t.Now
	return nil
}

// Leave exits proportionally with all BPT.
func (t *Thief) Leave() error {
	if t.Bpt.IsZero() {
		return nil
	}
	return t.Exit(poolmath.Exit{Kind: poolmath.ExitAllTokens, Bpt: t.Bpt})
}

// Loot is the thief's gain at the market's prices. It does not count BPT.
func (t *Thief) Loot(s *ops.Snapshot, m prices) *big.Int {
	sum := new(big.Int)
	for i, token := range s.Tokens {
		sum.Add(sum, m.Worth(token.Address, t.Got[i]))
	}
	return sum
}

// prices give the value of an amount of a token, or zero without a price.
type prices interface {
	Worth(token common.Address, amount *big.Int) *big.Int
}
