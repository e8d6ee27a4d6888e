package ops_test

import (
	"os"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/ops/trade"
	"mpool/internal/units"
)

// tradeCases is the number of random cases of each kind, for v1 and for v2.
func tradeCases() int {
	if os.Getenv("MPOOL_SOAK") != "" {
		return 300
	}
	return 12
}

// TestTradesAgainstContracts trades at random with pools of 2 to 50 tokens. Each trade must be
// exactly as predicted, or refused with the contracts' code.
func TestTradesAgainstContracts(t *testing.T) { tradesAgree(t, (*rigPool).aSwap, swapKinds()) }

// TestJoinsAgainstContracts makes joins of every kind.
func TestJoinsAgainstContracts(t *testing.T) { tradesAgree(t, (*rigPool).aJoin, joinKinds()) }

// TestExitsAgainstContracts makes exits of every kind.
func TestExitsAgainstContracts(t *testing.T) { tradesAgree(t, (*rigPool).anExit, exitKinds()) }

func swapKinds() []string {
	return []string{"in", "out", "join in", "join out", "exit in", "exit out"}
}

func joinKinds() []string {
	return []string{string(trade.JoinExactTokens), string(trade.JoinOneToken), string(trade.JoinAllTokens)}
}

func exitKinds() []string {
	return []string{string(trade.ExitOneToken), string(trade.ExitAllTokens), string(trade.ExitExactTokens), string(trade.ExitRecovery)}
}

func tradesAgree(t *testing.T, draw func(*rigPool, string) ops.Operation, kinds []string) {
	rigs(t, func(r *rig) {
		for _, kind := range kinds {
			done, seen := 0, map[string]int{}
			r.cases(tradeCases(), func(p *rigPool) bool {
				if p.chance(3) {
					p.fresh()
				} else {
					p.prior()
				}
				if code := p.tried(draw(p, kind)); code == "" {
					done++
				} else {
					seen[code]++
				}
				return true
			})
			r.Logf("%s: %d mined as predicted, refused as predicted %v", kind, done, seen)
			if done == 0 {
				r.Fatalf("MPOOL_SEED=%d: no %s was mined", r.seed, kind)
			}
		}
	})
}

// tried mines a trade that is not refused. For a refused one, the contracts must revert with the
// same code, which it returns.
func (p *rigPool) tried(op ops.Operation) string {
	p.Helper()
	at := p.geth.Now() + 1 + p.upTo(100_000)
	plan, err := op.Plan(p.snapshot(op), at)
	if err != nil {
		p.fail(op, at, "not planned: %v", err)
	}
	if code := firstRefusal(plan); code != "" {
		p.refusedAs(op, plan, code)
		return code
	}
	var allow []deed
	for _, call := range plan.Calls {
		if call.To == p.contracts.Vault {
			break
		}
		allow = append(allow, deed{from: call.From, to: call.To, data: call.Data})
	}
	if len(allow) > 3 { // all in one block, for speed
		p.do(p.geth.Now()+1, allow...)
		at = max(at, p.geth.Now()+1)
	}
	p.agreesAt(op, at)
	return ""
}

// refusedAs checks that the contracts revert with this code. If the code is mpool's own, they must
// revert without a code.
func (p *rigPool) refusedAs(op ops.Operation, plan *ops.Plan, code string) {
	p.Helper()
	sim, err := p.client.Simulate(p.Context(), p.snapshot(op), plan)
	if err != nil {
		p.Fatal(err)
	}
	if sim.Revert == nil && code == "exposure.join" {
		return // the contracts accept this; mpool refuses it because anyone could empty the pool
	}
	if sim.Revert == nil {
		p.fail(op, plan.At, "predicted %s, and it does not revert", code)
	}
	if found := sim.Revert.Code; strings.HasPrefix(code, "BAL#") && found != code || !strings.HasPrefix(code, "BAL#") && found != "" {
		p.fail(op, plan.At, "predicted %s, found %s: %s; %s", code, found, sim.Revert, findings(plan))
	}
}

// someone is a trader with a random sender and recipient.
func (p *rigPool) someone() trade.Trader {
	all := []common.Address{trader(), p.accounts.LP, p.accounts.Owner, p.accounts.AssetManager}
	t := trade.Trader{Sender: all[p.dice.IntN(len(all))]}
	t.Recipient = t.Sender
	if p.chance(3) {
		t.Recipient = all[p.dice.IntN(len(all))]
	}
	return t
}

// aSwap draws a swap of a kind.
func (p *rigPool) aSwap(kind string) ops.Operation {
	now := p.snapshot(nil)
	i, j := p.dice.IntN(len(now.Tokens)), p.dice.IntN(len(now.Tokens)-1)
	if j >= i {
		j++
	}
	bpt := ops.Token{Address: now.Pool.Address, Decimals: 18, Cash: now.Supply.Actual}
	in, out := now.Tokens[i], now.Tokens[j]
	switch {
	case strings.HasPrefix(kind, "join"):
		out = bpt
	case strings.HasPrefix(kind, "exit"):
		in = bpt
	}
	op := trade.Swap{Trader: p.someone(), In: in.Address, Out: out.Address, GivenOut: strings.HasSuffix(kind, "out"), Deadline: p.geth.Now() + 1_000_000}
	if p.chance(40) {
		op.Deadline = p.geth.Now()
	}
	if strings.HasPrefix(kind, "exit") && !p.chance(5) {
		op.Sender = p.accounts.Owner // has BPT
	}
	given, other := in, out
	if op.GivenOut {
		given, other = out, in
	}
	balance := given.Balance().Raw
	op.Amount = units.Amount{Raw: p.share(&balance), Decimals: given.Decimals}
	op.Limit.Decimals = other.Decimals
	if most := other.Balance().Raw; op.GivenOut && !p.chance(10) {
		op.Limit.Raw = *most.Mul(&most, uint256.NewInt(8))
	} else if p.chance(10) {
		op.Limit.Raw = p.share(&most)
	}
	return p.noted(op)
}

// noted records the accounts' balances in the operation, as the commands do.
func (p *rigPool) noted(op ops.Operation) ops.Operation {
	now := p.snapshot(op)
	switch op := op.(type) {
	case trade.Swap:
		return op.Before(now)
	case trade.Join:
		return op.Before(now)
	case trade.Exit:
		return op.Before(now)
	}
	return op
}

// aJoin draws a join of a kind.
func (p *rigPool) aJoin(kind string) ops.Operation {
	now := p.snapshot(nil)
	op := trade.Join{Trader: p.someone(), Kind: trade.JoinKind(kind), Bpt: units.Amount{Raw: p.share(&now.Supply.Actual.Raw), Decimals: 18}}
	if len(now.Tokens) > 13 && p.chance(8) || len(now.Tokens) <= 13 || op.Kind != trade.JoinAllTokens {
		op.Amounts = p.someAmounts(now, op.Kind != trade.JoinAllTokens)
	}
	if op.Kind == trade.JoinExactTokens && !p.chance(10) {
		op.Bpt.Raw = uint256.Int{}
	} else if op.Bpt.Raw.IsZero() {
		op.Bpt.Raw.SetOne()
	}
	if op.Kind == trade.JoinOneToken {
		op.Amounts = op.Amounts[:1]
		op.Token = op.Amounts[0].Token
	}
	for i := range op.Amounts {
		if raw := &op.Amounts[i].Amount.Raw; op.Kind != trade.JoinExactTokens && !p.chance(20) {
			token, _ := now.Token(op.Amounts[i].Token)
			balance := token.Balance().Raw
			raw.Mul(&balance, uint256.NewInt(8))
		}
	}
	return p.noted(op)
}

// someAmounts are amounts of all tokens, or of some of them.
func (p *rigPool) someAmounts(now *ops.Snapshot, some bool) []trade.TokenAmount {
	var list []trade.TokenAmount
	for _, i := range p.dice.Perm(len(now.Tokens)) {
		if token := now.Tokens[i]; !some || len(list) == 0 || len(list) < 4 && p.chance(2) || p.chance(50) {
			balance := token.Balance().Raw
			list = append(list, trade.TokenAmount{Token: token.Address, Amount: units.Amount{Raw: p.share(&balance), Decimals: token.Decimals}})
		}
	}
	return list
}

// anExit draws an exit of a kind.
func (p *rigPool) anExit(kind string) ops.Operation {
	if kind == string(trade.ExitRecovery) && !p.chance(6) {
		p.fresh()
		p.recover()
	}
	now := p.snapshot(nil)
	op := trade.Exit{Trader: p.someone(), Kind: trade.ExitKind(kind), Bpt: units.Amount{Raw: p.share(&now.Supply.Actual.Raw), Decimals: 18}}
	if !p.chance(5) {
		op.Sender = p.accounts.Owner // has BPT
	}
	op.Amounts = p.someAmounts(now, true)
	if op.Kind == trade.ExitOneToken {
		op.Amounts = op.Amounts[:1]
		op.Token = op.Amounts[0].Token
	}
	if op.Kind != trade.ExitExactTokens && !p.chance(10) {
		for i := range op.Amounts {
			op.Amounts[i].Amount.Raw = uint256.Int{}
		}
	}
	if op.Kind == trade.ExitExactTokens && !p.chance(10) {
		op.Bpt.Raw = now.Supply.Actual.Raw
	}
	return p.noted(op)
}
