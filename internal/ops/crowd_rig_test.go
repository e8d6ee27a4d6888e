package ops_test

import (
	"os"
	"testing"

	"mpool/internal/history"
	"mpool/internal/mined"
	"mpool/internal/ops"
	"mpool/internal/ops/assetmanager"
	"mpool/internal/recognise"
	"mpool/internal/units"
)

// Each call of every operation is mined in one block between random deeds of strangers, and its
// effect is separated from theirs. All of them together must explain the state after the block, in
// every field, whether the call reverted or not.
func TestSoakBetweenTraders(t *testing.T) {
	rigs(t, func(r *rig) {
		operations := 25
		if os.Getenv("MPOOL_SOAK") != "" {
			operations = 600
		}
		c := &crowd{reader: newRecogniser(t), calls: map[string]int{}}
		r.cases(operations, func(p *rigPool) bool {
			p.prior()
			if p.chance(2) {
				p.settled()
			}
			op := p.anyOperation()
			return op != nil && c.among(p, op) > 0
		})
		r.Logf("MPOOL_SEED=%d: %d operations between strangers: %d calls with %d deeds around them, of which %d reverted and %d were planned anew from what they do: %v",
			r.seed, operations, c.mined, c.deeds, c.reverted, c.effects, c.calls)
	})
}

func newRecogniser(t *testing.T) *recognise.Recogniser {
	t.Helper()
	r, err := recognise.NewRecogniser()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// crowd counts what happened.
type crowd struct {
	reader                          *recognise.Recogniser
	calls                           map[string]int
	mined, deeds, reverted, effects int
}

// among mines the calls of an operation, each between strangers, while calls remain and the pool
// accepts them. It returns their number.
func (c *crowd) among(p *rigPool, op ops.Operation) (calls int) {
	p.Helper()
	for range 12 {
		at := p.geth.Now() + 1 + p.upTo(300)
		before := p.snapshot(op)
		plan, err := op.Plan(before, at)
		if err != nil || plan.Refused() || len(plan.Calls) == 0 {
			break
		}
		c.between(p, op, before, plan.Calls[0], at)
		c.calls[op.Name()]++
		calls++
	}
	return calls
}

// between mines a call between strangers and explains the block.
func (c *crowd) between(p *rigPool, op ops.Operation, before *ops.Snapshot, call ops.Call, at units.Time) {
	p.Helper()
	front, behind := c.some(p, before), c.some(p, before)
	all := append(append(front, deed{from: call.From, to: call.To, data: call.Data}), behind...)
	ok := true
	for _, d := range p.send(at, all...) {
		ok = ok && (d.from != call.From || d.to != call.To || string(d.data) != string(call.Data))
	}
	after := p.snapshot(nil)
	p.watch(op, before, after)
	logs, err := p.client.BlockLogs(p.Context(), after.Block.Hash, history.Watched(before))
	if err != nil {
		p.Fatal(err)
	}
	deeds, err := history.Happened(logs, before)
	if err != nil {
		p.fail(op, at, "%v", err)
	}
	block := around(deeds, uint(len(front)))
	ours := func(now *ops.Snapshot) (*ops.Plan, error) { return c.reader.PlanMined(op, call, now) }
	if !ok {
		c.reverted++
		ours = nil
	}
	expected, plan, err := block.State(before, after, ours)
	if err != nil {
		p.fail(op, at, "%s among %d deeds: %v", call.Method, len(all)-1, err)
	}
	if plan != nil && len(plan.Findings) == 0 && plan.Before == nil && len(plan.Moments) == 0 {
		c.effects++
	}
	mined.Accept(expected, after, block.Others())
	p.same(op, "among others, behind "+call.Method, expected, after)
	c.mined, c.deeds = c.mined+1, c.deeds+len(all)-1
}

func (c *crowd) some(p *rigPool, s *ops.Snapshot) []deed {
	p.Helper()
	var all []deed
	for range p.dice.IntN(4) {
		_, d := p.stranger(s)
		d.may = true
		all = append(all, d)
	}
	return all
}

// around splits a block's deeds at the place of our transaction.
func around(deeds []mined.Deed, ours uint) mined.OfBlock {
	var block mined.OfBlock
	for _, d := range deeds {
		switch {
		case d.Index < ours:
			block.Before = append(block.Before, d)
		case d.Index > ours:
			block.Behind = append(block.Behind, d)
		}
	}
	return block
}

// anyOperation draws any operation. It is nil if the pool is in no state for it.
func (p *rigPool) anyOperation() ops.Operation {
	p.Helper()
	now, at := p.snapshot(nil), p.geth.Now()+p.upTo(300)
	switch p.dice.IntN(14) {
	case 0:
		return p.feeRampOf(at)
	case 1:
		return ops.SetSwapFee{Fee: p.fraction(1e12, 95e16), Until: at + 100_000}
	case 2:
		return p.breakersOf(at)
	case 3:
		return ops.ClearBreakersOf(now.Bounded())
	case 4:
		return p.allowlistOperation()
	case 5:
		return ops.SetAumFee{Fee: p.fraction(0, 95e16)}
	case 6:
		return ops.CollectAumFees{From: trader()}
	case 7:
		return ops.SetSwaps{Enabled: !now.Pool.SwapEnabled}
	case 8:
		return ops.SetJoinsExits{Enabled: !now.Pool.JoinExitEnabled}
	case 9:
		ramp := p.feeRampOf(at)
		return ops.SetSwaps{Enabled: true, FeeRamp: &ramp}
	case 10:
		op, ok := p.manageBalance([]string{assetmanager.WithdrawBalance, assetmanager.DepositBalance, assetmanager.UpdateBalance}[p.dice.IntN(3)])
		if ok {
			return op
		}
	case 11:
		if len(now.Tokens) > 2 {
			return p.removeToken(now, p.inside(now))
		}
	case 12:
		op := p.addToken(now, p.outside(now))
		if !p.tight(op) {
			return op
		}
	case 13:
		op := ops.UpdateWeights{Start: at, End: at + 10_000 + p.upTo(1<<20)}
		for i, weight := range randomWeights(p.dice, len(now.Tokens)) {
			op.Weights = append(op.Weights, ops.TokenWeight{Token: now.Tokens[i].Address, Weight: weight})
		}
		return op
	}
	return nil
}
