package poolmath

import (
	"errors"
	"testing"

	"github.com/ethereum/go-ethereum/common"
)

const (
	addToken    = "addToken(address,address,uint256,uint256,address)"
	removeToken = "removeToken(address,uint256,address)"
)

// empty makes the asset manager take all of a token, so that it can be removed.
func (p *livePool) empty(token common.Address) {
	p.tb.Helper()
	balance := p.must(p.vault, "getPoolTokenInfo(bytes32,address)", p.id, token)[0]
	input := pack("managePoolBalance((uint8,bytes32,address,uint256)[])", 32, 2, // an array of 2
		0, p.id, token, balance, // WITHDRAW
		2, p.id, token, 0) // UPDATE
	if _, err := p.call(p.vault, input); err != nil {
		p.tb.Fatal(err)
	}
}

// TestAddRemoveTokens compares the weights after tokens are added and removed,
// and the codes, also in the middle of and before a weight change.
func TestAddRemoveTokens(t *testing.T) {
	b := anyBalancer(t)
	var total tally
	for i, n := range []int{2, 3, 4, 6, 10, 20, 38, 49, 50} {
		s := newSource(uint64(300 + i))
		p := newLivePool(b, s, n)
		extra := p.token(6)
		for range sample(300) {
			snapshot := p.cfg.State.Snapshot()
			if s.IntN(2) == 0 {
				if err := p.asOwner("updateWeightsGradually(uint256,uint256,address[],uint256[])",
					p.cfg.Time, p.cfg.Time, p.tokens, s.weights(n)); err != nil {
					t.Fatal(err)
				}
			}
			if s.IntN(8) == 0 {
				p.scheduleWeights(s)
			}
			var err error
			if s.IntN(2) == 0 {
				err = p.compareAdd(s, extra)
			} else {
				err = p.compareRemove(s)
			}
			total.add(err)
			p.cfg.State.RevertToSnapshot(snapshot)
		}
	}
	t.Log(total)
}

// scheduleWeights begins a change now or later.
func (p *livePool) scheduleWeights(s *source) {
	start := p.cfg.Time + 100*s.Uint64N(2)
	if err := p.asOwner("updateWeightsGradually(uint256,uint256,address[],uint256[])",
		start, start+1000, p.tokens, s.weights(len(p.tokens))); err != nil {
		p.tb.Fatal(err)
	}
}

func (p *livePool) compareAdd(s *source, token common.Address) error {
	weight := s.between(minimumWeight/2, one/2)
	if s.IntN(6) == 0 {
		weight = s.edge()
	}
	state := p.read()
	ours, oursErr := AddTokenWeights(state.Weights(p.cfg.Time), weight)
	if err := CheckNoWeightChange(p.cfg.Time, state.WeightStart, state.WeightEnd); err != nil &&
		!errors.Is(oursErr, Error{maxTokens}) { // the contract's order
		oursErr = err
	}
	err := p.asOwner(addToken, token, p.from, weight, 0, p.owner)
	p.compareWeights(ours, oursErr, err)
	return err
}

func (p *livePool) compareRemove(s *source) error {
	index := s.IntN(len(p.tokens))
	p.empty(p.tokens[index])
	state := p.read()
	ours, oursErr := RemoveTokenWeights(state.Weights(p.cfg.Time), index)
	if err := CheckNoWeightChange(p.cfg.Time, state.WeightStart, state.WeightEnd); err != nil && len(p.tokens) > 2 {
		oursErr = err
	}
	err := p.asOwner(removeToken, p.tokens[index], 0, p.owner)
	p.compareWeights(ours, oursErr, err)
	return err
}

func (p *livePool) compareWeights(ours []Int, oursErr, err error) {
	p.tb.Helper()
	if !sameFailure(oursErr, err) {
		p.tb.Fatalf("%v, the contract: %v", oursErr, err)
	}
	if err != nil {
		return
	}
	theirs := p.must(p.pool, "getNormalizedWeights()")[2:]
	if len(theirs) != len(ours) {
		p.tb.Fatalf("%d weights, the contract: %d", len(ours), len(theirs))
	}
	for i := range ours {
		if ours[i] != theirs[i] {
			p.tb.Fatalf("%v, the contract: %v", ours, theirs)
		}
	}
}
