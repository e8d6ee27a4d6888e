package poolmath

import (
	"errors"
	"testing"

	"github.com/ethereum/go-ethereum/common"
)

// TestTripsAtTheBorder looks, for random operations and tokens, for the stored
// price at which the breaker just does not trip by our reckoning, and has the
// contract say so there and one wei beside it, where every rounding shows.
func TestTripsAtTheBorder(t *testing.T) {
	b := anyBalancer(t)
	tried := 0
	for i, n := range []int{2, 3, 5} {
		s := newSource(uint64(600 + i))
		p := newLivePool(b, s, n)
		for range sample(250) {
			p.cfg.Time += s.Uint64N(1000)
			tried += p.tryBorder(s)
		}
	}
	t.Logf("%d operations at and beside the border, 0 mismatches", tried)
	if tried < sample(1000) {
		t.Fail()
	}
}

// tryBorder answers how many operations it compared.
func (p *livePool) tryBorder(s *source) (tried int) {
	state, now := p.read(), p.cfg.Time
	op, token := p.draw(s, state), s.IntN(len(p.tokens))
	breaker := Breaker{ReferenceWeight: s.weight()}
	if s.IntN(2) == 0 {
		breaker.ReferenceWeight = state.Weights(now)[token]
	}
	lower := s.IntN(2) == 0
	if lower {
		breaker.LowerBound = num(s.between(minBound, one)[0] >> boundShift << boundShift)
		breaker.LowerRatio = uint32(s.between(1<<31/10, 1<<32/10)[0])
	} else {
		breaker.UpperBound = num(s.between(one, maxBound)[0] >> boundShift << boundShift)
		breaker.UpperRatio = uint32(s.between(1<<32/10, 1<<32-1)[0])
	}
	trips := func(price Int) bool {
		breaker.BptPrice = price
		state.Tokens[token].Breaker = breaker
		return errors.Is(op.predict(state, now).err, Error{breakerTripped})
	}
	border, ok := search(trips, lower)
	if !ok {
		return 0
	}
	for _, price := range []Int{ssub(border, num(1)), border, sadd(border, num(1))} {
		trips(price)
		want := op.predict(state, now).err
		snapshot := p.cfg.State.Snapshot()
		p.cfg.State.SetState(p.pool, p.breakerKey(token), common.Hash(breaker.Slot()))
		_, err := op.run()
		p.cfg.State.RevertToSnapshot(snapshot)
		if !sameFailure(want, err) {
			p.tb.Fatalf("%s with %+v at the border %v: %v, the contract: %v", op.name, breaker, border, want, err)
		}
		tried++
	}
	return tried
}

// search finds the price of at most 95 bits at which trips changes: from false to
// true as the price rises if rising is true, and the other way round else.
func search(trips func(Int) bool, rising bool) (Int, bool) {
	least, most := num(1), maxCompressed(95)
	if trips(least) == rising || trips(most) != rising {
		return least, false
	}
	for {
		middle := quoDown(sadd(least, most), num(2))
		if middle == least {
			return most, true
		}
		if trips(middle) == rising {
			most = middle
		} else {
			least = middle
		}
	}
}
