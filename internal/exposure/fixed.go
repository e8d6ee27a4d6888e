package exposure

import (
	"fmt"
	"math/big"
	"strings"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// The owners of a Safe sign fixed amounts, and others decide when they are executed. Until then the
// pool can change. A weight is a share of the pool, so a signed deposit is too small for it if others
// join before, and a signed withdrawal of the whole balance reverts if others trade before.

const (
	exposureDeposit = ops.ExposurePrefix + "deposit"
	exposureBlocked = ops.ExposurePrefix + "blocked"
)

// manyTimes is the size of the join for which mpool computes the loss: 9 times the supply.
const manyTimes = 9

// sayLate reports what others can do to a signed addition or removal before it is executed.
func (x *Exposed) sayLate() []ops.Finding {
	for k := 1; k < len(x.States); k++ {
		before, after := x.States[k-1].State, x.States[k].State
		if before.Supply.Virtual.Raw.IsZero() || ops.HoldsNothing(before.Tokens) {
			continue
		}
		if token, added := newToken(before, after); added && signedAtOnce(before, after, token) {
			if found := x.sayDeposit(x.open(k), k, token); found != nil {
				return found
			}
		}
		if token, removed := newToken(after, before); removed && !token.Empty() && before.Pool.OwnerKind == ops.OwnerSafe {
			return x.sayBlocked(x.open(k), token)
		}
	}
	return nil
}

// signedAtOnce says whether one signature of a contract covers the addition and its deposit. If not,
// the deposit is planned again when the pool is shut.
func signedAtOnce(before, after *ops.Snapshot, token ops.Token) bool {
	contract := before.Pool.OwnerKind == ops.OwnerSafe || before.Pool.OwnerKind == ops.OwnerContract && token.AssetManager == before.Pool.Owner
	return contract && (!token.Empty() || after.Pool.OwnerKind == ops.OwnerContract)
}

// open are the doors that others find before state k. If the state before is the one after transactions that
// are not executed yet, those of the newest block count too: the more open ones of both. The calls of a contract may be queued
// together, so the doors before its plan count.
func (x *Exposed) open(k int) ops.Pool {
	first := x.States[0].State
	switch {
	case first.Newest != nil && k == 1 && !first.Pool.JoinsOpen():
		return first.Newest.Pool
	case first.Pool.OwnerKind == ops.OwnerContract:
		return first.Pool
	}
	return x.States[k-1].State.Pool
}

// newToken is a token with a weight that only the second state has.
func newToken(before, after *ops.Snapshot) (ops.Token, bool) {
	for _, token := range after.Tokens {
		if !before.Has(token.Address) {
			return token, true
		}
	}
	return ops.Token{}, false
}

// sayDeposit refuses an addition while anyone can join. It warns while members of the allowlist can
// join or LPs can exit.
func (x *Exposed) sayDeposit(doors ops.Pool, k int, token ops.Token) []ops.Finding {
	why := "the deposit and the mint are signed as fixed amounts, but the weight is a share of the pool"
	switch {
	case doors.JoinsOpen():
		return []ops.Finding{{Severity: ops.Refuse, Code: exposureDeposit,
			Summary: fmt.Sprintf("joins are open: anyone who joins before this is executed makes the deposit of %s too small for its weight, and takes a part of the pool by trades", token.Symbol),
			Detail:  ops.Joined(x.lostByJoin(k), "at most all of the pool and the deposit (a bound)", why),
			Hint:    shutFirst(doors)}}
	case doors.ExitsOpen():
		return []ops.Finding{{Severity: ops.Warn, Code: exposureDeposit,
			Summary: fmt.Sprintf("%s before this is executed makes the deposit of %s unfit for its weight, and traders take the difference", whoResizes(doors), token.Symbol),
			Detail:  why, Hint: "execute it as soon as it is signed; if the supply has moved much until then, plan and sign it again"}}
	}
	return nil
}

// whoResizes says who can still change the size of a pool that strangers cannot join.
func whoResizes(p ops.Pool) string {
	if membersJoin(p) {
		return "a large exit, or a large join of a member of the allowlist,"
	}
	return "a large exit"
}

// lostByJoin says what someone takes who joins with manyTimes the supply; "" if no price tells.
func (x *Exposed) lostByJoin(k int) string {
	if len(x.Market.quotes) == 0 {
		return ""
	}
	before, after := standingOf(x.States[k-1].State, x.Market), standingOf(x.States[k].State, x.Market)
	if after.sum.Sign() == 0 || before.supply.Sign() == 0 {
		return ""
	}
	gain, err := gainByJoin(before, x.joined(k))
	if err != nil || gain.Sign() <= 0 {
		return ""
	}
	return fmt.Sprintf("with %d times the supply someone takes up to %s of the pool and the deposit", manyTimes, ops.ShortShare(shareUp(gain, after.sum)))
}

// joined is state k if someone joins before with manyTimes the supply: what the calls between add or
// take stays the same.
func (x *Exposed) joined(k int) standing {
	before, after := x.States[k-1].State, x.States[k].State
	was, is := standingOf(before, x.Market), standingOf(after, x.Market)
	next := standing{sum: new(big.Int), weights: is.weights, total: is.total, supply: grown(is.supply, was.supply)}
	for i, token := range after.Tokens {
		v := is.values[i]
		if j := before.IndexOf(token.Address); j >= 0 {
			v = grown(v, was.values[j])
		}
		next.values, next.sum = append(next.values, v), next.sum.Add(next.sum, v)
	}
	return next
}

// grown is a + manyTimes * b.
func grown(a, b *big.Int) *big.Int {
	more := new(big.Int).Mul(b, big.NewInt(manyTimes))
	return more.Add(more, a)
}

// gainByJoin is what someone gains who joins before, trades until the pool is in balance, and exits: what
// the trades take, and the value of the BPT less what the join cost. It is rounded up.
func gainByJoin(before, joined standing) (*big.Int, error) {
	share, err := joined.share()
	if err != nil {
		return nil, err
	}
	taken := partUp(joined.sum, share)
	left := new(big.Int).Sub(joined.sum, taken)
	bpt := new(big.Int).Mul(before.supply, big.NewInt(manyTimes))
	worth := units.CeilDiv(left.Mul(left, bpt), joined.supply)
	paid := new(big.Int).Mul(before.sum, big.NewInt(manyTimes))
	return taken.Add(taken, worth).Sub(taken, paid), nil
}

// sayBlocked warns of a removal by a Safe while others can change the balance that it withdraws.
func (x *Exposed) sayBlocked(doors ops.Pool, token ops.Token) []ops.Finding {
	var ways []string
	for _, way := range []struct {
		open bool
		name string
	}{{doors.SwapsOpen(), "swap"}, {doors.JoinExitEnabled && !doors.Paused, "join"}, {doors.ExitsOpen(), "exit"}} {
		if way.open {
			ways = append(ways, way.name)
		}
	}
	if len(ways) == 0 {
		return nil
	}
	hint := shutFirst(doors)
	if !doors.SwapsOpen() && !doors.JoinsOpen() {
		hint = "execute it as soon as it is signed; if it reverts, plan and sign it again"
	}
	return []ops.Finding{{Severity: ops.Warn, Code: exposureBlocked, Hint: hint,
		Summary: fmt.Sprintf("every %s before this is executed, however small, makes it revert (GS013): it withdraws a fixed amount of %s", strings.Join(ways, " or "), token.Symbol),
		Detail:  "then the owners must sign again"}}
}

// shutFirst is the way out: the doors are shut before anything is signed.
func shutFirst(p ops.Pool) string {
	return fmt.Sprintf("first shut the pool: mpool shut %[1]s --out shut.json; when that is executed, run the same command again, and at the end mpool open %[1]s", p.Address.Hex())
}
