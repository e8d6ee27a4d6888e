package exposure

import (
	"bytes"
	"fmt"
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"mpool/bindings/vault"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// A trader who acts before a balance jumps and after it does more than to trade in what the
// jump leaves: he first moves the pool to where the jump hurts it most. The jump of a
// token's balance B by D changes the product of balance^weight by (1 + D/B)^w: for a fall
// he buys the token, down to what is managed, which swaps cannot take; for a rise he sells
// the token, as much as he has. A shut pool does not keep him out: he acts before it is
// shut, and the pool stays as he has left it.
//
// What he trades leaves that product as it is, and the pool is worth at least as much as
// where it is in balance (as within a state). So with the fewest products that the jumps
// leave, the bound is 1 - exp(-KL(w||v) - sum w d), where d is by how much less than
// planned the logarithm of a balance can become:
//
//	a fall of what is managed, m to m'    d = ln((B + D) / B) - ln(m' / m)
//	a rise                                d = ln((B + D) / B)
//
// Weights do not jump between transactions: the contracts change them gradually, from
// what they are.

// Pushed is what somebody takes who pushes the pool before the balances of its tokens
// jump, in shares of the pool's value, rounded up: where some fall, and where they only
// rise.
type Pushed struct {
	Down, Up units.Fixed
	// Token is the one whose fall, or else whose rise, counts most; of no meaning
	// without either.
	Token ops.Token
	most  *big.Int
}

// pushes are those of a row of states, from the first that is open to the last.
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
			if !steady { // a token leaves: with all that there is of it, wherever it was pushed
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

// upTo is what he takes who trades last in this state. Falls and rises together count as
// falls.
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

// reports says whether one of the calls is an asset manager's: by trades, joins and exits
// balances move as well, but not so that the product of balance^weight per BPT falls.
func reports(plan *ops.Plan, calls []ops.Call) bool {
	selector := vault.NewVault().PackManagePoolBalance(nil)[:4]
	if exec, is := plan.Operation.(ops.ExecSafe); is {
		return slices.ContainsFunc(exec.Makes, func(c ops.SafeCall) bool { return bytes.HasPrefix(c.Data, selector) })
	}
	return slices.ContainsFunc(calls, func(c ops.Call) bool { return bytes.HasPrefix(c.Data, selector) })
}

// step is what one transaction's jumps add to sum w d, as 18 decimals, rounded up. It is
// not steady where a token leaves, or weights are not in proportion to those before. A token
// that came while nobody could trade cannot have been pushed: only those count that were
// reached.
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

// jump is d, rounded up, and whether the balance falls; zero where it stays. What is
// managed afterwards is what no trade before it can take. Where nothing is left of it, or
// there was nothing, d is more than any pool has.
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

// sameProportions says whether each token of before is there, with a weight that is to
// the others' as it was, but for rounding.
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

// sayPush warns of what is gained by trades before and after what changes balances.
func (x *Exposed) sayPush() []ops.Finding {
	if _, open := ops.OpenBy(x.States[0].State); open {
		return nil // said, and worse
	}
	symbol := x.Pushed.Token.Symbol
	hint := "use --publish-url to send it privately, so that nobody can trade right before it; or run mpool shut, check that the balances are unchanged, send this, then mpool open"
	if units.IsAbove(x.Pushed.Down, worthAWord()) {
		return []ops.Finding{{Severity: ops.Warn, Code: exposurePush, Summary: fmt.Sprintf("someone who buys %s from the pool right before its balance falls and sells it back afterwards takes a part of the pool; shutting the pool right before does not help", symbol),
			Detail: "up to " + ops.ShortShare(x.Pushed.Down) + " of the pool, with no swap fee: a reported loss weighs more, the less cash the pool has of the token", Hint: hint}}
	}
	if units.IsAbove(x.Pushed.Up, worthAWord()) && !units.IsAbove(x.Gift, worthAWord()) {
		return []ops.Finding{{Severity: ops.Warn, Code: exposurePush, Summary: fmt.Sprintf("someone who sells a lot of %s to the pool right before its balance rises and buys it back afterwards takes a part of the rise", symbol),
			Detail: "up to " + ops.ShortShare(x.Pushed.Up) + " of the pool, with no swap fee", Hint: hint}}
	}
	return nil
}
