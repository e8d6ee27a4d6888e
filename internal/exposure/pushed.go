package exposure

import (
	"bytes"
	"fmt"
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"mpool/bindings/vault"
	"mpool/internal/ops"
	"mpool/internal/ops/wallet"
	"mpool/internal/units"
)

// A trader who acts before and after a balance jumps can take more than one who only trades after
// it. The trader first moves the pool to where the jump hurts it most. A jump of a token's balance
// B by D changes the product of balance^weight by (1 + D/B)^w. Before a fall the trader buys the
// token, down to the managed balance, which swaps cannot take. Before a rise the trader sells the
// token, without limit. Shutting the pool does not prevent this: the trader acts before it is shut,
// and the pool stays as it was left.
//
// Trades keep the product, and the pool is worth at least as much as if it were in balance (as in
// share). So with the smallest product that the jumps can leave, the bound is 1 - exp(-KL(w||v) -
// sum w d). d is how far the logarithm of a balance can end below plan:
//
//	a fall, with m managed before, m' after    d = ln((B + D) / B) - ln(m' / m)
//	a rise                                     d = ln((B + D) / B)
//
// Weights do not jump between transactions: the contracts change them gradually from their current
// values.

// Pushed is the share of the pool's value that a trader takes by moving the pool before balances
// jump, rounded up: Down if some balances fall, Up if they only rise.
type Pushed struct {
	Down, Up units.Fixed
	// Token is the token with the largest effect. It is not set if both shares are zero.
	Token ops.Token
	most  *big.Int
}

// pushes computes Pushed for a row of states, from the first open one to the last.
func pushes(plan *ops.Plan, states []Visible, row []standing) (p Pushed, err error) {
	first, down, up := -1, new(big.Int), new(big.Int)
	reached := map[common.Address]bool{}
	for k := range states {
		if k > 0 && first >= 0 {
			calls := plan.Calls[states[k-1].Call:]
			if k < len(states)-1 {
				calls = plan.Calls[states[k-1].Call:states[k].Call]
			}
			fall, rise, steady, err := p.step(states[k-1].State, states[k].State, reports(plan, calls), reached)
			if err != nil {
				return p, err
			}
			down, up = down.Add(down, fall), up.Add(up, rise)
			if !steady { // a token leaves with its whole balance, wherever it was moved
				first, down, up = -1, new(big.Int), new(big.Int)
			}
		}
		if !states[k].State.Pool.SwapsOpen() {
			continue
		}
		if first < 0 {
			first = k
			clear(reached)
		}
		for _, token := range states[k].State.Tokens {
			reached[token.Address] = true
		}
		if err := p.upTo(row[k], down, up); err != nil {
			return p, err
		}
	}
	return p, nil
}

// upTo is the share of a trader whose last trades are in this state. Falls and rises together count
// as falls.
func (p *Pushed) upTo(now standing, down, up *big.Int) error {
	share, err := now.shareBeside(new(big.Int).Add(down, up))
	switch {
	case err != nil:
		return err
	case down.Sign() > 0:
		p.Down = *units.LargerOf(&p.Down, &share)
	case up.Sign() > 0:
		p.Up = *units.LargerOf(&p.Up, &share)
	}
	return nil
}

// reports says whether one of the calls is an asset manager's. Trades, joins and exits change
// balances too, but they never lower the product of balance^weight per BPT.
func reports(plan *ops.Plan, calls []ops.Call) bool {
	selector := vault.NewVault().PackManagePoolBalance(nil)[:4]
	if exec, is := plan.Operation.(wallet.ExecSafe); is {
		return slices.ContainsFunc(exec.Makes, func(c wallet.SafeCall) bool { return bytes.HasPrefix(c.Data, selector) })
	}
	return slices.ContainsFunc(calls, func(c ops.Call) bool { return bytes.HasPrefix(c.Data, selector) })
}

// step is what one transaction's jumps add to sum w d, with 18 decimals, rounded up. steady is
// false if a token leaves or the proportions of the weights change. Only tokens in reached count:
// nobody can have moved a token that was added while swaps were disabled.
func (p *Pushed) step(from, to *ops.Snapshot, reported bool, reached map[common.Address]bool) (down, up *big.Int, steady bool, err error) {
	down, up = new(big.Int), new(big.Int)
	total := new(big.Int)
	for _, token := range from.Tokens {
		total.Add(total, units.RawOf(token.Weight))
	}
	if steady = total.Sign() > 0 && sameProportions(from, to); !steady || !reported {
		return down, up, steady, nil
	}
	for _, token := range from.Tokens {
		if !reached[token.Address] {
			continue
		}
		next, _ := to.Token(token.Address)
		ln, falls, err := jump(token, *next)
		if err != nil {
			return nil, nil, false, err
		}
		part := units.CeilDiv(ln.Mul(ln, units.RawOf(token.Weight)), total)
		p.name(token, part)
		if falls {
			down.Add(down, part)
		} else {
			up.Add(up, part)
		}
	}
	return down, up, true, nil
}

func (p *Pushed) name(token ops.Token, part *big.Int) {
	if part.Sign() > 0 && (p.most == nil || part.Cmp(p.most) > 0) {
		p.Token, p.most = token, part
	}
}

// jump is d, rounded up, and whether the balance falls. d is zero if the balance stays. Trades
// before the jump cannot take what will be managed after it. If nothing is managed after a fall, or
// the balance was zero before a rise, d is larger than any pool needs.
func jump(from, to ops.Token) (d *big.Int, falls bool, err error) {
	was, is, left := ops.UnitsOf(from), ops.UnitsOf(to), to.Managed.Raw.ToBig()
	endless := new(big.Int).Mul(units.Unit(), big.NewInt(1e6))
	switch {
	case was.Cmp(is) == 0:
		return new(big.Int), false, nil
	case was.Sign() == 0:
		return endless, false, nil
	case was.Cmp(is) < 0:
		d, err = lnUp(is, was)
		return d, false, err
	case left.Sign() == 0:
		return endless, true, nil
	}
	least := new(big.Int).Sub(was, is)
	least.Add(least, left)
	d, err = lnUp(new(big.Int).Mul(is, least), new(big.Int).Mul(was, left))
	return d, true, err
}

// sameProportions says whether all tokens are still in the pool, with their weights in the same
// proportions up to rounding.
func sameProportions(from, to *ops.Snapshot) bool {
	const rounding = 1000 // wei
	before, after := new(big.Int), new(big.Int)
	for _, token := range from.Tokens {
		next, err := to.Token(token.Address)
		if err != nil {
			return false
		}
		before, after = before.Add(before, units.RawOf(token.Weight)), after.Add(after, units.RawOf(next.Weight))
	}
	for _, token := range from.Tokens {
		next, _ := to.Token(token.Address)
		off := new(big.Int).Mul(units.RawOf(token.Weight), after)
		off.Sub(off, new(big.Int).Mul(units.RawOf(next.Weight), before))
		if off.Abs(off).Cmp(new(big.Int).Mul(before, big.NewInt(rounding))) > 0 {
			return false
		}
	}
	return true
}

// sayPush warns of gains by trades before and after a jump of balances.
func (x *Exposed) sayPush() []ops.Finding {
	if _, open := ops.OpenBy(x.States[0].State); open {
		return nil // already reported, as a worse finding
	}
	symbol := x.Pushed.Token.Symbol
	hint := "use --publish-url to send it privately, so that nobody can trade right before it; or run mpool shut, check that the balances are unchanged, send this, then mpool open"
	if units.IsAbove(x.Pushed.Down, worthAWord()) {
		return []ops.Finding{{Severity: ops.Warn, Code: exposurePush, Summary: fmt.Sprintf("someone who buys %s from the pool right before its balance falls and sells it back afterwards takes a part of the pool; shutting the pool right before does not help", symbol),
			Detail: "up to " + ops.ShortShare(x.Pushed.Down) + " of the pool, with no swap fee: a reported loss takes more if the pool has less cash of the token", Hint: hint}}
	}
	if units.IsAbove(x.Pushed.Up, worthAWord()) && !units.IsAbove(x.Gift, worthAWord()) {
		return []ops.Finding{{Severity: ops.Warn, Code: exposurePush, Summary: fmt.Sprintf("someone who sells a lot of %s to the pool right before its balance rises and buys it back afterwards takes a part of the rise", symbol),
			Detail: "up to " + ops.ShortShare(x.Pushed.Up) + " of the pool, with no swap fee", Hint: hint}}
	}
	return nil
}
