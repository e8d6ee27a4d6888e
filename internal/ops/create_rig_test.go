package ops_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/chain"
	"mpool/internal/ops"
	"mpool/internal/ops/newpool"
	"mpool/internal/ops/trade"
	"mpool/internal/revert"
	"mpool/internal/units"
)

// newPool draws the creation of a pool with n tokens.
func (r *rig) newPool(n int) newpool.CreatePool {
	pool := r.pools[0]
	op := newpool.CreatePool{Sender: trader(), Factory: pool.Factory, Generation: pool.Generation, Title: "A pool", Symbol: "POOL", Owner: r.accounts.Owner,
		SwapFee: units.FixedFrom(1e12 + r.dice.Uint64N(95e16-1e12)), AumFee: units.FixedFrom(r.dice.Uint64N(95e16)), AumFeeID: r.dice.Uint64N(4),
		Swaps: r.chance(2), Allowlist: r.chance(2), Salt: common.BigToHash(big256(r.dice.Uint64()))}
	weights := randomWeights(r.dice, n)
	for i, at := range r.dice.Perm(len(r.tokens))[:n] {
		manager := []common.Address{r.accounts.AssetManager, r.accounts.Owner, {}}[r.dice.IntN(3)]
		op.Tokens = append(op.Tokens, newpool.NewToken{Token: r.tokens[at].Address, Weight: weights[i], AssetManager: manager})
	}
	slices.SortFunc(op.Tokens, func(a, b newpool.NewToken) int { return a.Token.Cmp(b.Token) })
	return op
}

// unborn is what the chain determines about a pool before its creation.
func (r *rig) unborn(op newpool.CreatePool, at units.Time) (*ops.Snapshot, error) {
	r.Helper()
	head, err := r.client.Header(r.Context(), chain.Latest())
	if err != nil {
		r.Fatal(err)
	}
	found, err := r.client.Newborn(r.Context(), head, at, op.Creation())
	if err != nil {
		return nil, err
	}
	return ops.Unborn(found, ops.Block{Number: head.Number, Hash: head.Hash, Time: head.Time}), nil
}

// TestCreateAgainstContracts creates pools of 2 to 20 tokens and makes their first joins, as
// predicted in every field. The test chain has ethereum's future rules, under which more tokens
// need more gas than one transaction may use.
func TestCreateAgainstContracts(t *testing.T) {
	rigs(t, func(r *rig) {
		for range tradeCases() {
			p := &rigPool{rig: r}
			p.fresh()
			op := r.newPool(2 + r.dice.IntN(4) + r.dice.IntN(2)*r.dice.IntN(16))
			at := r.geth.Now() + 1 + r.upTo(1000)
			before, err := r.unborn(op, at)
			if err != nil {
				t.Fatalf("MPOOL_SEED=%d: %v; %d tokens, %+v", r.seed, err, len(op.Tokens), op)
			}
			plan := p.created(op, before, at)
			p.initialised(op, plan)
		}
	})
}

// created mines the creation.
func (p *rigPool) created(op newpool.CreatePool, before *ops.Snapshot, at units.Time) *ops.Plan {
	p.Helper()
	plan, err := op.Plan(before, at)
	if err != nil || plan.Refused() || len(plan.Calls) != 1 {
		p.Fatalf("MPOOL_SEED=%d: not planned: %v %s", p.seed, err, findings(plan))
	}
	p.Address = before.Pool.Address
	p.mine(plan.Calls[0], at)
	found, err := p.client.Snapshot(p.Context(), p.Address, chain.Latest())
	if err != nil {
		p.Fatal(err)
	}
	p.same(op, "created", plan.Predicted, found)
	if again, err := op.Plan(found, at+1); err != nil || len(again.Calls) != 0 {
		p.Fatalf("MPOOL_SEED=%d: created twice: %v %s", p.seed, err, findings(again))
	}
	return plan
}

// initialised makes the first join, by the owner or by another account.
func (p *rigPool) initialised(create newpool.CreatePool, plan *ops.Plan) {
	p.Helper()
	op := trade.InitPool{Sender: p.accounts.LP, Recipient: p.accounts.LP, Open: p.chance(2), Listed: p.chance(3)}
	if p.chance(2) {
		op.Sender = p.accounts.Owner
	}
	for _, token := range plan.Predicted.Tokens {
		amount := *uint256.MustFromBig(wholes(token.Decimals, 1+p.dice.Int64N(1000)))
		op.Amounts = append(op.Amounts, trade.TokenAmount{Token: token.Address, Amount: units.Amount{Raw: amount, Decimals: token.Decimals}})
	}
	if p.chance(5) {
		op.Amounts[0].Amount.Raw = uint256.Int{}
	}
	for _, t := range create.Tokens {
		op.Trusted = append(op.Trusted, t.AssetManager)
	}
	if code := p.tried(op.Before(p.snapshot(op))); code != "" && code != "BAL#311" {
		p.Fatalf("MPOOL_SEED=%d: refused with %s", p.seed, code)
	}
}

// TestCreateReverts checks that factories refuse each invalid input with the predicted code.
func TestCreateReverts(t *testing.T) {
	rigs(t, func(r *rig) {
		(&rigPool{rig: r}).fresh()
		for want, spoil := range map[string]func(*newpool.CreatePool){
			"BAL#200": func(op *newpool.CreatePool) { op.Tokens = op.Tokens[:1] },
			"BAL#101": func(op *newpool.CreatePool) { op.Tokens[0], op.Tokens[1] = op.Tokens[1], op.Tokens[0] },
			"BAL#309": func(op *newpool.CreatePool) { op.Tokens[0].Token = common.Address{} },
			"BAL#308": func(op *newpool.CreatePool) {
				op.Tokens[0].Weight = units.FixedFrom(5e17)
				op.Tokens[1].Weight = units.FixedFrom(5e17 + 1)
			},
			"BAL#302": func(op *newpool.CreatePool) {
				op.Tokens[0].Weight = units.FixedFrom(1e16 - 1)
				op.Tokens[1].Weight = units.FixedFrom(99e16 + 1)
			},
			"BAL#203": func(op *newpool.CreatePool) { op.SwapFee = units.FixedFrom(1e12 - 1) },
			"BAL#202": func(op *newpool.CreatePool) { op.SwapFee = units.FixedFrom(95e16 + 1) },
			"BAL#352": func(op *newpool.CreatePool) { op.AumFee = units.FixedFrom(95e16 + 1) },
			"aum.id":  func(op *newpool.CreatePool) { op.AumFeeID = 4 },
		} {
			op := r.newPool(2)
			spoil(&op)
			refused := op.Refusals()
			if len(refused) == 0 || refused[0].Code != want {
				t.Errorf("predicted %+v, want %s", refused, want)
			}
			_, err := r.unborn(op, r.geth.Now()+1)
			var revert *revert.Reason
			if !errors.As(err, &revert) || want != "aum.id" && revert.Code != want {
				t.Errorf("%s: the factory says %v", want, err)
			}
		}
	})
}

// TestUsedSalt checks that mpool finds an existing v2 pool with the same salt.
func TestUsedSalt(t *testing.T) {
	rigs(t, func(r *rig) {
		p := &rigPool{rig: r}
		p.fresh()
		op := r.newPool(2)
		at := r.geth.Now() + 1
		before, err := r.unborn(op, at)
		if err != nil {
			t.Fatal(err)
		}
		p.created(op, before, at)
		// While the factory's pause window runs, the same salt gives another address.
		again, err := r.unborn(op, r.geth.Now()+1)
		if err != nil || again.Pool.Address == before.Pool.Address {
			t.Errorf("again: %v, %v", again, err)
		}
		if op.Generation != ops.V2 {
			return
		}
		p.fresh()
		p.wait(400 * 24 * 3600)
		at = r.geth.Now() + 1
		if before, err = r.unborn(op, at); err != nil {
			t.Fatal(err)
		}
		p.created(op, before, at)
		var revert *revert.Reason
		if _, err := r.unborn(op, r.geth.Now()+10); !errors.As(err, &revert) {
			t.Errorf("the same salt again: %v", err)
		}
	})
}
