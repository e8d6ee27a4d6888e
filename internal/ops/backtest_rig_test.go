package ops_test

import (
	"cmp"
	"math"
	"math/big"
	"os"
	"testing"

	"github.com/ethereum/go-ethereum/core/types"

	"mpool/bindings/vault"
	"mpool/internal/backtest"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// The published contracts do what a backtest predicts, at random prices, while weights and fee move
// and breakers are set. Each swap of the arbitrageur is mined in the block of its step. Amounts
// out, refusals with their codes and all balances agree, to the wei.
func TestSoakBacktestOnContracts(t *testing.T) {
	rigs(t, func(r *rig) {
		runs, steps := 8, 10
		if os.Getenv("MPOOL_SOAK") != "" {
			runs, steps = 64, 40
		}
		seen := replayed{decimals: map[uint8]int{}, codes: map[string]int{}, owner: map[string]int{}}
		for n := range runs {
			r.pools[n%len(r.pools)].replay(steps, &seen)
		}
		seen.enough(r)
	})
}

// replayed counts what was compared with the contracts.
type replayed struct {
	steps, swaps int
	refused      int    // swaps; all of them revert
	moving       [2]int // steps in which the weights or the fee moved
	decimals     map[uint8]int
	codes        map[string]int
	owner        map[string]int
}

func (seen *replayed) enough(r *rig) {
	r.Helper()
	r.Logf("MPOOL_SEED=%d: %d steps, weights moved in %d and the fee in %d; %d swaps by decimals of what came in %v; %d refused, codes compared %v; owner's calls %v",
		r.seed, seen.steps, seen.moving[0], seen.moving[1], seen.swaps, seen.decimals, seen.refused, seen.codes, seen.owner)
	for _, d := range []uint8{0, 6, 8, 18} {
		if seen.decimals[d] == 0 {
			r.Errorf("no token of %d decimals came in", d)
		}
	}
	if seen.codes["BAL#356"] == 0 || seen.moving[0] == 0 || seen.moving[1] == 0 {
		r.Error("no breaker tripped, or nothing moved")
	}
}

// replay runs a backtest of a pool with a past, and mines what happens in it.
func (p *rigPool) replay(steps int, seen *replayed) {
	p.Helper()
	p.prior()
	start := p.snapshot(nil)
	var swaps []backtest.Swap
	var plans []*ops.Plan
	spacing := 1 + p.upTo(3600)
	first := start.Block.Time + spacing
	engine, err := backtest.New(start, backtest.Options{ArbEvery: 1, Gas: backtest.Gas{Token: -1}, Tasks: p.tasks(start, first, spacing, steps),
		Witness: backtest.Witness{Swapped: func(s backtest.Swap) { swaps = append(swaps, s) }, Planned: func(plan *ops.Plan) { plans = append(plans, plan) }}})
	if err != nil {
		p.Fatal(err)
	}
	prices, before := p.fairPrices(start), start
	for n := range steps {
		at := first + units.Time(n)*spacing
		swaps, plans = swaps[:0], plans[:0]
		p.shake(prices)
		if err := engine.Step(int64(at), prices); err != nil {
			p.Fatalf("MPOOL_SEED=%d: %v", p.seed, err)
		}
		p.mineStep(before, at, plans, swaps, seen)
		want, err := engine.Snapshot()
		if err != nil {
			p.Fatal(err)
		}
		before = p.snapshot(nil)
		p.same(ops.SetSwaps{}, "after a step of the backtest", want, before)
		seen.count(before)
	}
	if _, err := engine.Result(); err != nil {
		p.Error(err)
	}
}

func (seen *replayed) count(s *ops.Snapshot) {
	seen.steps++
	if s.Weights.Running(s.Block.Time) {
		seen.moving[0]++
	}
	if s.Fees.SwapFeeRamp.Running(s.Block.Time) {
		seen.moving[1]++
	}
}

// fairPrices are prices at which no trade is profitable.
func (p *rigPool) fairPrices(s *ops.Snapshot) []float64 {
	prices := make([]float64, len(s.Tokens))
	for i, t := range s.Tokens {
		balance := t.Balance()
		whole := balance.Raw.Float64() / math.Pow10(int(t.Decimals))
		prices[i] = t.Weight.Int().Float64() / 1e18 * 1e6 / max(whole, 1e-18)
	}
	return prices
}

// shake changes prices by some percent, and sometimes one of them by half.
func (p *rigPool) shake(prices []float64) {
	for i := range prices {
		prices[i] *= math.Exp(0.04 * p.dice.NormFloat64())
		if p.chance(30) {
			prices[i] *= 0.5 + p.dice.Float64()
		}
	}
}

// tasks are the owner's operations in the backtest: weights and fee early, the rest at any step.
func (p *rigPool) tasks(s *ops.Snapshot, first, spacing units.Time, steps int) []backtest.Task {
	length := units.Time(steps)
	at := func(step units.Time) units.Time { return first + step*spacing }
	always := func(op ops.Operation) func(*ops.Snapshot) (ops.Operation, error) {
		return func(*ops.Snapshot) (ops.Operation, error) { return op, nil }
	}
	targets := make([]ops.TokenWeight, len(s.Tokens))
	for i, w := range randomWeights(p.dice, len(targets)) {
		targets[i] = ops.TokenWeight{Token: s.Tokens[i].Address, Weight: w}
	}
	breakers := func(now *ops.Snapshot) (ops.Operation, error) {
		var some []*ops.Token
		for i := range now.Tokens {
			if balance := now.Tokens[i].Balance(); !p.chance(4) && !balance.Raw.IsZero() {
				some = append(some, &now.Tokens[i])
			}
		}
		return now.PriceBounds(some, p.fraction(7e17, 97e16), p.fraction(103e16, 15e17)), nil
	}
	tasks := []backtest.Task{
		{At: at(0), Make: always(ops.SetSwaps{Enabled: true})},
		{At: at(1), Make: always(ops.UpdateWeights{Start: at(1) + p.upTo(spacing), End: at(2) + p.upTo(length*spacing), Weights: targets})},
		{At: at(2), Make: func(now *ops.Snapshot) (ops.Operation, error) {
			return ops.RampSwapFee{Start: at(2), End: at(3) + p.upTo(length*spacing), From: now.Fees.SwapFee, FromNow: true, To: p.fraction(1e12, 3e17)}, nil
		}},
		{At: at(3), Make: breakers},
		{At: at(length / 2), Make: breakers},
	}
	if p.chance(3) {
		tasks = append(tasks, backtest.Task{At: at(length * 3 / 4), Make: always(ops.SetSwaps{Enabled: false})},
			backtest.Task{At: at(length*3/4 + 1), Make: always(ops.SetSwaps{Enabled: true})})
	}
	return tasks
}

// mineStep mines a step in one block and compares each swap with its event. It also compares the
// codes of some refused swaps, which revert on the contracts.
func (p *rigPool) mineStep(before *ops.Snapshot, at units.Time, plans []*ops.Plan, swaps []backtest.Swap, seen *replayed) {
	p.Helper()
	var deeds []deed
	for _, plan := range plans {
		for _, call := range plan.Calls {
			deeds = append(deeds, deed{from: call.From, to: call.To, data: call.Data})
			seen.owner[plan.Operation.Name()]++
		}
	}
	own, made := len(deeds), 0
	for i, s := range swaps {
		next := p.swapOf(before, s)
		if s.Refused != nil && (i == 0 || p.chance(len(swaps))) {
			p.refusal(before, at, append(accepted(deeds, own, swaps), next), s, seen)
		}
		deeds = append(deeds, next)
	}
	for i, receipt := range p.receipts(at, deeds...) {
		if i < own && receipt.Status != types.ReceiptStatusSuccessful {
			p.Fatalf("MPOOL_SEED=%d: the owner's call %d reverts", p.seed, i)
		}
		if i < own {
			continue
		}
		s := swaps[i-own]
		if reverts := receipt.Status != types.ReceiptStatusSuccessful; reverts != (s.Refused != nil) {
			p.Fatalf("MPOOL_SEED=%d: %+v: it reverts: %v", p.seed, s, reverts)
		}
		if s.Refused != nil {
			seen.refused++
			continue
		}
		if got := p.paidOut(receipt); got.Cmp(s.Got.ToBig()) != 0 {
			p.Fatalf("MPOOL_SEED=%d: %+v: the contracts pay %s", p.seed, s, got)
		}
		made++
		seen.decimals[before.Tokens[s.In].Decimals]++
	}
	seen.swaps += made
}

// accepted are the deeds that are not refused. The first own deeds are the owner's.
func accepted(deeds []deed, own int, swaps []backtest.Swap) []deed {
	var good []deed
	for i, d := range deeds {
		if i < own || swaps[i-own].Refused == nil {
			good = append(good, d)
		}
	}
	return good
}

func (p *rigPool) swapOf(s *ops.Snapshot, swap backtest.Swap) deed {
	data := vault.NewVault().PackSwap(vault.IVaultSingleSwap{
		PoolId: s.Pool.ID, AssetIn: s.Tokens[swap.In].Address, AssetOut: s.Tokens[swap.Out].Address, Amount: swap.Paid.ToBig(),
	}, vault.IVaultFundManagement{Sender: trader(), Recipient: trader()}, new(big.Int), unlimited())
	return deed{from: trader(), to: s.Pool.Vault, data: data}
}

// refusal checks that the last deed reverts after the others, with the swap's code.
func (p *rigPool) refusal(before *ops.Snapshot, at units.Time, deeds []deed, s backtest.Swap, seen *replayed) {
	p.Helper()
	plan := &ops.Plan{At: at}
	for _, d := range deeds {
		plan.Calls = append(plan.Calls, ops.Call{From: d.from, To: d.to, Data: d.data})
	}
	sim, err := p.client.Simulate(p.Context(), before, plan)
	if err != nil {
		p.Fatal(err)
	}
	code := "no revert"
	if sim.Revert != nil && sim.Reverted == len(deeds)-1 {
		code = cmp.Or(sim.Revert.Code, sim.Revert.Error())
	}
	if want := s.Refused.Error()[:len("BAL#000")]; want != code {
		p.Fatalf("MPOOL_SEED=%d: %+v is refused with %s, the contracts say %q", p.seed, s, want, code)
	}
	seen.codes[code]++
}

// paidOut is the amount out in the Vault's event of a swap.
func (p *rigPool) paidOut(receipt *types.Receipt) *big.Int {
	p.Helper()
	for _, log := range receipt.Logs {
		if event, err := vault.NewVault().UnpackSwapEvent(log); err == nil {
			return event.AmountOut
		}
	}
	p.Fatal("no swap is in the receipt")
	return nil
}
