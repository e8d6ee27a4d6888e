package poolmath

import (
	"errors"
	"testing"

	"github.com/ethereum/go-ethereum/common"
)

// attempt calls the pool as its owner, lets look read what came of it, and takes
// it back.
func (r *rawPool) attempt(look func(), signature string, args ...any) error {
	snapshot := r.cfg.State.Snapshot()
	defer r.cfg.State.RevertToSnapshot(snapshot)
	err := r.asOwner(signature, args...)
	if err == nil {
		look()
	}
	return err
}

// TestSetBreaker compares the words that setCircuitBreakers stores, and the
// codes with which it refuses.
func TestSetBreaker(t *testing.T) {
	r, s := newRawPool(t), newSource(21)
	r.setTimes(s, 0)
	failures := 0
	for i := range randomInputs() {
		token, weight := s.IntN(len(r.tokens)), s.weight()
		price, lower, upper := s.bits(0, 100), s.between(minBound, one), s.between(one, maxBound)
		switch i % 4 {
		case 0:
			weight, price, lower, upper = s.bits(1, 64), s.wide(), s.bits(0, 65), s.bits(0, 65)
		case 1:
			weight, price, lower, upper = s.bits(1, 64), s.edge(), s.edge(), s.edge()
		case 2:
			lower, upper = num(lower[0]*uint64(s.IntN(2))), num(upper[0]*uint64(s.IntN(2)))
		case 3: // at most one wei beside the limits
			lower = s.near(num([]uint64{minBound, one}[s.IntN(2)]), 1)
			upper = s.near([]Int{num(maxBound), lower}[s.IntN(2)], 1)
		}
		r.setWeight(token, weight, weight)
		var ours Breaker
		scaled, oursErr := ScaleBptPrice(price, r.decimals[token])
		if oursErr == nil {
			ours, oursErr = SetBreaker(scaled, weight, lower, upper)
		}
		err := r.attempt(func() {
			if got := r.get(r.key(token, r.breakerSlot)); got.Bytes32() != ours.Slot() {
				t.Errorf("%v %v %v %v: %x, the contract: %x", price, weight, lower, upper, ours.Slot(), got)
			}
		}, "setCircuitBreakers(address[],uint256[],uint256[],uint256[])",
			[]common.Address{r.tokens[token]}, []Int{price}, []Int{lower}, []Int{upper})
		if !sameFailure(oursErr, err) {
			t.Fatalf("%v %v %v %v: %v, the contract: %v", price, weight, lower, upper, oursErr, err)
		}
		if err != nil {
			failures++
		}
	}
	t.Logf("%d inputs, of which %d fail with the same code, 0 mismatches", randomInputs(), failures)
}

// TestFeeRamp compares when a change of the fee will begin, and which fees are
// refused.
func TestFeeRamp(t *testing.T) {
	r, s := newRawPool(t), newSource(22)
	failures := 0
	for range randomInputs() {
		r.cfg.Time = s.Uint64N(1 << 32)
		start, end := s.near(num(r.cfg.Time), 32)[0], s.near(num(r.cfg.Time), 32)[0]+s.bits(0, 31)[0]
		from, to := s.near(num(minSwapFee), 50), s.bits(39, 61)
		resolved, oursErr := ResolveStart(r.cfg.Time, start, end)
		for _, err := range []error{CheckSwapFee(from), CheckSwapFee(to), timestamps(resolved, end)} {
			if oursErr == nil {
				oursErr = err
			}
		}
		err := r.attempt(func() {
			if got := r.must(r.pool, "getGradualSwapFeeUpdateParams()"); got[0] != num(resolved) || got[1] != num(end) {
				t.Errorf("%d to %d at %d: %d, the contract: %v", start, end, r.cfg.Time, resolved, got)
			}
		}, "updateSwapFeeGradually(uint256,uint256,uint256,uint256)", start, end, from, to)
		if !sameFailure(oursErr, err) {
			t.Fatalf("%d to %d at %d, %v to %v: %v, the contract: %v", start, end, r.cfg.Time, from, to, oursErr, err)
		}
		if err != nil {
			failures++
		}
	}
	t.Logf("%d inputs, of which %d fail with the same code, 0 mismatches", randomInputs(), failures)
}

// timestamps are stored in 32 bits.
func timestamps(start, end uint64) error {
	if start >= 1<<32 || end >= 1<<32 {
		return Error{codecOverflow}
	}
	return nil
}

// TestCheckWeights compares which weights and AUM fees a pool takes.
func TestCheckWeights(t *testing.T) {
	r, s := newRawPool(t), newSource(23)
	failures := 0
	for range randomInputs() {
		weights := s.weights(len(r.tokens))
		switch s.IntN(4) {
		case 0:
			weights[s.IntN(len(weights))] = s.near(num(minimumWeight), 58)
		case 1:
			weights[s.IntN(len(weights))] = s.edge()
		case 2:
			weights[0], weights[1] = sadd(weights[0], num(1)), ssub(weights[1], num(s.Uint64N(2)))
		}
		ours := CheckWeights(weights)
		err := r.attempt(func() {}, "updateWeightsGradually(uint256,uint256,address[],uint256[])",
			r.cfg.Time, r.cfg.Time, r.tokens, weights)
		fee := s.near(num(maxFee), 64)
		aum := r.attempt(func() {}, "setManagementAumFeePercentage(uint256)", fee)
		if !sameFailure(ours, err) || !sameFailure(CheckAumFee(fee), aum) {
			t.Fatalf("%v: %v, the contract: %v; %v: %v, the contract: %v", weights, ours, err, fee, CheckAumFee(fee), aum)
		}
		if err != nil {
			failures++
		}
	}
	t.Logf("%d inputs, of which %d fail with the same code, 0 mismatches", randomInputs(), failures)
}

// TestProtocolShare compares what a collection of AUM fees mints to whom, for
// shares that no governance would set.
func TestProtocolShare(t *testing.T) {
	r, s := newRawPool(t), newSource(24)
	cached := r.find(func(w Int) bool { return bits64(w, 128, 64) == 333_333_333_333_333_333 && w.BitLen() <= 192 })
	last := r.read().LastCollection
	failures := 0
	for range randomInputs() {
		share, supply, fee := s.bitsUpTo(one), s.bits(1, 200), s.bitsUpTo(maxFee)
		if s.IntN(4) == 0 {
			share = s.bits(60, 64)
		}
		r.cfg.Time = last + s.bits(0, 30)[0]
		r.set(cached, put(r.get(cached), 128, 64, share))
		r.set(r.aumState, put(put(Int{}, 0, 60, fee), 60, 32, num(last)))
		r.set(r.totalSupply, sadd(supply, r.preminted))
		due, oursErr := AumFeesBpt(supply, r.cfg.Time, last, fee)
		protocol, rest, shareErr := ProtocolShare(due, share)
		if !due.IsZero() {
			oursErr = errors.Join(oursErr, shareErr)
		}
		before := [2]Int{r.bptOf(r.collector), r.bptOf(r.owner)}
		err := r.attempt(func() {
			if r.bptOf(r.collector) != add(before[0], protocol) || r.bptOf(r.owner) != add(before[1], rest) {
				t.Errorf("%v of %v: %v and %v are not what the contract mints", share, due, protocol, rest)
			}
		}, "collectAumManagementFees()")
		if !sameFailure(oursErr, err) {
			t.Fatalf("%v of %v: %v, the contract: %v", share, due, oursErr, err)
		}
		if err != nil {
			failures++
		}
	}
	t.Logf("%d inputs, of which %d fail with the same code, 0 mismatches", randomInputs(), failures)
}
