package poolmath

import (
	"errors"
	"fmt"
	"os"
	"testing"
)

// TestWholePools predicts random swaps, joins and exits of whole pools through
// the Vault, in the middle of weight and fee changes, with breakers set and AUM
// fees running, and compares every amount and the supply afterwards, or the code.
func TestWholePools(t *testing.T) {
	b := deployBalancer(newChain(t))
	wholePools(t, b, []int{2, 2, 3, 3, 4, 5, 8, 13, 21, 50}, sample(400))
}

// TestWholePoolsV2 is the same for the second generation, whose artifacts are in
// no npm package.
func TestWholePoolsV2(t *testing.T) {
	folder := os.Getenv("MPOOL_V2_ARTIFACTS")
	if folder == "" {
		t.Skip("MPOOL_V2_ARTIFACTS names no folder")
	}
	b := deployBalancer(newChain(t)).upgrade(folder)
	wholePools(t, b, []int{2, 2, 3, 3, 4, 5, 8, 13, 21, 50}, sample(400))
}

func wholePools(t *testing.T, b *balancer, sizes []int, operations int) {
	var total tally
	for i, n := range sizes {
		s := newSource(uint64(1000 + i))
		p := newLivePool(b, s, n)
		for range operations {
			p.disturb(s)
			total.add(p.operate(s))
		}
	}
	t.Log(total)
	if total.mismatches > 0 || total.done < 2*total.all()/5 {
		t.Fail()
	}
}

// tally counts operations by how they ended.
type tally struct {
	done, mismatches int
	refused          map[uint16]int
}

func (t *tally) add(err error) {
	var code Error
	switch {
	case err == nil:
		t.done++
	case errors.As(err, &code):
		if t.refused == nil {
			t.refused = map[uint16]int{}
		}
		t.refused[code.Code]++
	default:
		t.mismatches++
	}
}

func (t tally) all() (n int) {
	for _, m := range t.refused {
		n += m
	}
	return n + t.done + t.mismatches
}

func (t tally) String() string {
	return fmt.Sprintf("%d operations: %d done, refused with the same code: %v, %d mismatches",
		t.all(), t.done, t.refused, t.mismatches)
}

// outcome is what an operation changes: balances in the tokens' own decimals,
// and BPT minted or burnt beside the AUM fees.
type outcome struct {
	amounts []Int
	bpt     Int
	err     error
}

// operation is a prediction and the call that it predicts.
type operation struct {
	name    string
	predict func(p *Pool, now uint64) outcome
	run     func() ([]byte, error)
	leaves  bool // tokens and BPT leave and enter instead of the other way round
}

// operate runs one random operation. Its error is the code with which both sides
// refused it, or a mismatch.
func (p *livePool) operate(s *source) error {
	before := p.read()
	op := p.draw(s, before)
	now := p.cfg.Time
	want := op.predict(before, now)
	feesBefore := [2]Int{p.bptOf(p.collector), p.bptOf(p.owner)}
	_, err := op.run()
	if !sameFailure(want.err, err) {
		p.tb.Errorf("%s: %v, the contract: %v", op.name, want.err, err)
		return errors.New("mismatch")
	}
	if err != nil {
		return err
	}
	if err := p.verify(before, op, want, feesBefore); err != nil {
		p.tb.Errorf("%s: %v", op.name, err)
		return err
	}
	return nil
}

// verify compares the pool's state with what was predicted from the one before.
func (p *livePool) verify(before *Pool, op operation, want outcome, fees [2]Int) error {
	after := p.read()
	move, mint := sadd, sadd
	if op.leaves {
		move, mint = ssub, ssub
	}
	for i, t := range before.Tokens {
		if balance := move(t.Balance, want.amounts[i]); after.Tokens[i].Balance != balance {
			return fmt.Errorf("balance %d is %v, predicted %v", i, after.Tokens[i].Balance, balance)
		}
	}
	if op.name == "swap" {
		return nil // collects no fees
	}
	due := aumFeesBpt(before.VirtualSupply, p.cfg.Time, before.LastCollection, before.AumFee)
	if supply := mint(add(before.VirtualSupply, due), want.bpt); after.VirtualSupply != supply {
		return fmt.Errorf("the supply is %v, predicted %v", after.VirtualSupply, supply)
	}
	share := p.must(p.pool, "getProtocolFeePercentageCache(uint256)", aumFeeID)[0]
	protocol, rest, err := ProtocolShare(due, share)
	if err != nil {
		return err
	}
	if got := p.bptOf(p.collector); got != add(fees[0], protocol) {
		return fmt.Errorf("the protocol has %v, predicted %v more than %v", got, protocol, fees[0])
	}
	if got := p.bptOf(p.owner); got != add(fees[1], rest) {
		return fmt.Errorf("the owner has %v, predicted %v more than %v", got, rest, fees[1])
	}
	return nil
}
