package poolmath

import (
	"errors"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
)

// rawPool is a pool into whose storage words are written, so that its getters
// compute from values that no transaction could have left there.
type rawPool struct {
	*livePool
	poolState, aumState, totalSupply common.Hash // slots
	tokenState                       uint64      // of the mapping _tokenState
	preminted                        Int         // the Vault's balance of BPT
}

func newRawPool(t testing.TB) *rawPool {
	s := newSource(7)
	r := &rawPool{livePool: newLivePool(anyBalancer(t), s, 3)}
	state := r.read()
	supply := r.must(r.pool, "totalSupply()")[0]
	r.preminted = sub(supply, state.VirtualSupply)
	r.poolState = r.find(func(w Int) bool { return bits64(w, 64, 32) == state.SwapFee.StartTime && w.BitLen() > 128 })
	r.aumState = r.find(func(w Int) bool { return bits64(w, 0, 60) == state.AumFee[0] && bits64(w, 60, 32) == r.cfg.Time })
	r.totalSupply = r.find(func(w Int) bool { return w == supply })
	for slot := range uint64(64) {
		if w := r.get(r.key(0, slot)); bits64(w, 0, 64) == state.Tokens[0].StartWeight[0] {
			r.tokenState = slot
		}
	}
	return r
}

// find looks for a word among the pool's first slots.
func (r *rawPool) find(is func(Int) bool) common.Hash {
	for slot := range uint64(64) {
		if key := common.Hash(word(slot)); is(r.get(key)) {
			return key
		}
	}
	r.tb.Fatal("the pool's storage is laid out in another way")
	return common.Hash{}
}

func (r *rawPool) key(token int, mapping uint64) common.Hash {
	return crypto.Keccak256Hash(common.LeftPadBytes(r.tokens[token][:], 32), word(mapping))
}

func (r *rawPool) get(key common.Hash) (z Int) {
	h := r.cfg.State.GetState(r.pool, key)
	return *z.SetBytes32(h[:])
}

func (r *rawPool) set(key common.Hash, w Int) {
	r.cfg.State.SetState(r.pool, key, w.Bytes32())
}

// put replaces a field of a word.
func put(w Int, offset, width uint, value Int) Int {
	mask := maxCompressed(width)
	value.And(&value, &mask)
	mask.Lsh(&mask, offset)
	w.And(&w, mask.Not(&mask))
	return *w.Or(&w, value.Lsh(&value, offset))
}

// setWeight writes a token's weights, keeping its decimals.
func (r *rawPool) setWeight(token int, start, end Int) {
	key := r.key(token, r.tokenState)
	r.set(key, put(put(r.get(key), 0, 64, start), 64, 64, end))
}

// setTimes writes the times of a change and draws a block time around them.
func (r *rawPool) setTimes(s *source, offset uint) (start, end uint64) {
	start = s.Uint64N(1 << 32)
	end = min(start+s.bits(0, 31)[0], 1<<32-1)
	if s.IntN(10) == 0 {
		end = s.Uint64N(1 << 32)
	}
	r.set(r.poolState, put(put(r.get(r.poolState), offset, 32, num(start)), offset+32, 32, num(end)))
	r.cfg.Time = start + s.Uint64N(2*max(end, start+1)-2*start)
	switch s.IntN(8) {
	case 0:
		r.cfg.Time = start
	case 1:
		r.cfg.Time = end
	case 2:
		r.cfg.Time = s.Uint64N(1 << 32)
	}
	return start, end
}

// view1 is a view of the pool.
func (r *rawPool) view1(signature string, args ...any) ([]Int, error) {
	ret, err := r.view(r.pool, pack(signature, args...))
	return words(ret), err
}

// TestGradualFee compares the fee during changes with getSwapFeePercentage.
func TestGradualFee(t *testing.T) {
	r, s := newRawPool(t), newSource(11)
	for range randomInputs() {
		start, end := s.bits(0, 62), s.bits(0, 62)
		startTime, endTime := r.setTimes(s, 64)
		r.set(r.poolState, put(put(r.get(r.poolState), 128, 62, start), 190, 62, end))
		theirs, err := r.view1("getSwapFeePercentage()")
		ours, oursErr := InterpolatedValue(start, end, r.cfg.Time, startTime, endTime)
		at := FeeRamp{start, end, startTime, endTime}.At(r.cfg.Time)
		if err != nil || oursErr != nil || ours != theirs[0] || at != theirs[0] {
			t.Fatalf("from %v at %d to %v at %d, now %d: %v %v, the contract: %v %v",
				start, startTime, end, endTime, r.cfg.Time, ours, at, theirs, err)
		}
	}
	t.Logf("%d inputs, 0 mismatches", randomInputs())
}

// TestGradualWeights compares the weights during changes with
// getNormalizedWeights.
func TestGradualWeights(t *testing.T) {
	r, s := newRawPool(t), newSource(12)
	p := r.read()
	for range randomInputs() {
		p.WeightStart, p.WeightEnd = r.setTimes(s, 0)
		for i := range p.Tokens {
			p.Tokens[i].StartWeight, p.Tokens[i].EndWeight = s.bits(0, 64), s.bits(0, 64)
			r.setWeight(i, p.Tokens[i].StartWeight, p.Tokens[i].EndWeight)
		}
		theirs, err := r.view1("getNormalizedWeights()")
		if err != nil {
			t.Fatal(err)
		}
		for i, w := range p.Weights(r.cfg.Time) {
			if w != theirs[2+i] {
				t.Fatalf("%+v now %d: %v, the contract: %v", p, r.cfg.Time, w, theirs[2+i])
			}
		}
	}
	t.Logf("%d inputs of %d weights, 0 mismatches", randomInputs(), len(p.Tokens))
}

// TestAumFees compares the fees due with getActualSupply, over all supplies.
func TestAumFees(t *testing.T) {
	r, s := newRawPool(t), newSource(13)
	failures := 0
	for i := range randomInputs() {
		supply := s.wide()
		if i%2 == 0 {
			supply = s.balance()
		}
		fee, last := s.bits(0, 60), s.Uint64N(1<<32)
		r.cfg.Time = min(last+s.bits(0, 33)[0], 1<<33)
		r.set(r.aumState, put(put(Int{}, 0, 60, fee), 60, 32, num(last)))
		r.set(r.totalSupply, sadd(supply, r.preminted))
		theirs, err := r.view1("getActualSupply()")
		ours, oursErr := (&Pool{VirtualSupply: supply, AumFee: fee, LastCollection: last}).ActualSupply(r.cfg.Time)
		due, dueErr := AumFeesBpt(supply, r.cfg.Time, last, fee)
		if !sameFailure(oursErr, err) || err == nil && (ours != theirs[0] || dueErr != nil || sadd(supply, due) != ours) {
			t.Fatalf("supply %v, fee %v, %d to %d: %v %v, the contract: %v %v",
				supply, fee, last, r.cfg.Time, ours, oursErr, theirs, err)
		}
		if err != nil {
			failures++
		}
	}
	t.Logf("%d inputs, of which %d fail with the same code, 0 mismatches", randomInputs(), failures)
}

// TestStoredBreakers compares bounds computed from random words with
// getCircuitBreakerState, at the reference weight and at others.
func TestStoredBreakers(t *testing.T) {
	r, s := newRawPool(t), newSource(14)
	r.setTimes(s, 0)
	for i := range randomInputs() {
		token := s.IntN(len(r.tokens))
		w := Int{s.Uint64(), s.Uint64(), s.Uint64(), s.Uint64()}
		weight := s.weight()
		if i%2 == 0 {
			weight = s.bits(0, 64)
		}
		if s.IntN(2) == 0 {
			w = put(w, weightOffset, 64, weight)
		}
		if s.IntN(4) == 0 {
			w = put(w, uint(16*s.IntN(2)), 16, Int{})
		}
		r.setWeight(token, weight, weight)
		r.set(r.key(token, r.breakerSlot), w)
		theirs, err := r.view1("getCircuitBreakerState(address)", r.tokens[token])
		ours, oursErr := describe(DecodeBreaker(w.Bytes32()), weight, r.decimals[token])
		if !sameFailure(oursErr, err) || err == nil && ours != [6]Int(theirs) {
			t.Fatalf("%x at %v: %v %v, the contract: %v %v", w, weight, ours, oursErr, theirs, err)
		}
		if DecodeBreaker(w.Bytes32()).Slot() != w.Bytes32() {
			t.Fatalf("%x is packed as %x", w, DecodeBreaker(w.Bytes32()).Slot())
		}
	}
	t.Logf("%d inputs, 0 mismatches", randomInputs())
}

// describe is what getCircuitBreakerState answers.
func describe(b Breaker, weight Int, decimals uint8) (z [6]Int, err error) {
	lower, upper, err1 := b.BptPriceBounds(weight)
	price, err2 := UnscaleBptPrice(b.BptPrice, decimals)
	low, err3 := UnscaleBptPrice(lower, decimals)
	high, err4 := UnscaleBptPrice(upper, decimals)
	return [6]Int{price, b.ReferenceWeight, b.LowerBound, b.UpperBound, low, high}, errors.Join(err1, err2, err3, err4)
}
