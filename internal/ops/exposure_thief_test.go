package ops

import (
	"math/big"

	"github.com/holiman/uint256"

	"mpool/internal/poolmath"
)

// thief acts on a pool as the contracts would let a stranger: any amounts of any
// token, of which he counts what he spends and gets.
type thief struct {
	pool poolmath.Pool
	now  uint64
	bpt  uint256.Int
	got  []*big.Int // of each token, in its smallest unit; below zero: spent
}

// mathPool is a state as poolmath has it, for a stranger.
func mathPool(s *Snapshot) poolmath.Pool {
	p := poolmath.Pool{
		WeightStart: uint64(s.Weights.Start), WeightEnd: uint64(s.Weights.End), V1: s.Pool.Generation == V1,
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

func newThief(s *Snapshot) *thief {
	t := &thief{pool: mathPool(s), now: uint64(s.Block.Time)}
	for range s.Tokens {
		t.got = append(t.got, new(big.Int))
	}
	return t
}

// join pays and mints, as the Vault settles it; the AUM fee is collected first.
func (t *thief) join(j poolmath.Join) error {
	if err := t.collect(); err != nil {
		return err
	}
	bpt, amounts, err := t.pool.OnJoin(t.now, j)
	if err != nil {
		return err
	}
	for i := range amounts {
		t.take(i, amounts[i].ToBig(), true)
	}
	t.pool.VirtualSupply.Add(&t.pool.VirtualSupply, &bpt)
	t.bpt.Add(&t.bpt, &bpt)
	return nil
}

func (t *thief) exit(e poolmath.Exit) error {
	if err := t.collect(); err != nil {
		return err
	}
	bpt, amounts, err := t.pool.OnExit(t.now, e)
	if err != nil {
		return err
	}
	if bpt.Gt(&t.bpt) {
		return poolmath.Abort{Reason: "more BPT than he has"}
	}
	for i := range amounts {
		t.take(i, amounts[i].ToBig(), false)
	}
	t.pool.VirtualSupply.Sub(&t.pool.VirtualSupply, &bpt)
	t.bpt.Sub(&t.bpt, &bpt)
	return nil
}

// swap trades one token, or BPT, for another. With BPT it collects the AUM fee first.
func (t *thief) swap(s poolmath.Swap) error {
	if s.Amount.IsZero() {
		return poolmath.Abort{Reason: "BAL#510"} // the Vault's check
	}
	if s.In == poolmath.BPT || s.Out == poolmath.BPT {
		if err := t.collect(); err != nil {
			return err
		}
	}
	other, err := t.pool.OnSwap(t.now, s)
	if err != nil {
		return err
	}
	in, out := s.Amount, other
	if s.GivenOut {
		in, out = other, s.Amount
	}
	return t.move(s, in, out)
}

func (t *thief) move(s poolmath.Swap, in, out uint256.Int) error {
	if s.In == poolmath.BPT && in.Gt(&t.bpt) {
		return poolmath.Abort{Reason: "more BPT than he has"}
	}
	if s.Out != poolmath.BPT && out.Gt(&t.pool.Tokens[s.Out].Balance) {
		return poolmath.Abort{Reason: "more than the pool has"}
	}
	if s.In == poolmath.BPT {
		t.bpt.Sub(&t.bpt, &in)
		t.pool.VirtualSupply.Sub(&t.pool.VirtualSupply, &in)
	} else {
		t.take(s.In, in.ToBig(), true)
	}
	if s.Out == poolmath.BPT {
		t.bpt.Add(&t.bpt, &out)
		t.pool.VirtualSupply.Add(&t.pool.VirtualSupply, &out)
	} else {
		t.take(s.Out, out.ToBig(), false)
	}
	return nil
}

// take moves an amount from the pool to him, or the other way.
func (t *thief) take(i int, amount *big.Int, pays bool) {
	if pays {
		amount = new(big.Int).Neg(amount)
	}
	t.got[i].Add(t.got[i], amount)
	left := t.pool.Tokens[i].Balance.ToBig()
	word, _ := uint256.FromBig(left.Sub(left, amount))
	t.pool.Tokens[i].Balance = *word
}

func (t *thief) collect() error {
	supply, err := t.pool.ActualSupply(t.now)
	if err != nil {
		return err
	}
	t.pool.VirtualSupply, t.pool.LastCollection = supply, t.now
	return nil
}

// leave takes his share by a proportional exit.
func (t *thief) leave() error {
	if t.bpt.IsZero() {
		return nil
	}
	return t.exit(poolmath.Exit{Kind: poolmath.ExitAllTokens, Bpt: t.bpt})
}

// loot is what he has gained at the market's prices, as values are counted.
func (t *thief) loot(s *Snapshot, m Market) *big.Int {
	sum := new(big.Int)
	for i, token := range s.Tokens {
		q, known := m.quotes[token.Address]
		if !known {
			continue
		}
		v := new(big.Int).Mul(t.got[i], q.worth)
		sum.Add(sum, v.Div(v.Lsh(v, valueBits), q.of))
	}
	return sum
}
