package ops_test

import (
	"math/big"
	"os"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/bindings/erc20"
	"mpool/bindings/managedpool"
	"mpool/internal/chain"
	"mpool/internal/ops"
	"mpool/internal/ops/assetmanager"
	"mpool/internal/ops/tokenset"
	"mpool/internal/units"
)

// TestAddTokenAgainstContracts adds tokens of all decimals to pools with a past. In half of the
// cases another allowance exists already. Some tokens were removed before and have left a circuit
// breaker.
func TestAddTokenAgainstContracts(t *testing.T) {
	rigs(t, func(r *rig) {
		again := 0
		r.cases(wholeSequences(), func(p *rigPool) bool {
			p.prior()
			p.settled()
			now := p.snapshot(nil)
			token := p.outside(now)
			if p.chance(3) && len(now.Tokens) > 2 {
				token = p.inside(now)
				p.agrees(p.removeToken(now, token))
				again++
				now = p.snapshot(nil)
			}
			if len(now.Tokens) == 50 {
				return false
			}
			op := p.addToken(now, token)
			if p.tight(op) {
				return false
			}
			p.allowance(op)
			plan := p.agrees(op)
			p.nothingLeft(op)
			return len(plan.Calls) > 0
		})
		r.Logf("%d tokens were in the pool before", again)
	})
}

// TestRemoveTokenAgainstContracts removes tokens with cash, with managed
// balances, with both, and with breakers.
func TestRemoveTokenAgainstContracts(t *testing.T) {
	rigs(t, func(r *rig) {
		r.cases(wholeSequences(), func(p *rigPool) bool {
			p.prior()
			p.settled()
			now := p.snapshot(nil)
			if len(now.Tokens) < 3 {
				return false
			}
			op := p.removeToken(now, p.inside(now))
			plan := p.agrees(op)
			p.nothingLeft(op)
			return len(plan.Calls) > 0
		})
	})
}

// TestManageBalanceAgainstContracts moves and reports the balances of some or all tokens of one
// asset manager.
func TestManageBalanceAgainstContracts(t *testing.T) {
	for _, way := range []string{assetmanager.WithdrawBalance, assetmanager.DepositBalance, assetmanager.UpdateBalance} {
		t.Run(way, func(t *testing.T) {
			rigs(t, func(r *rig) {
				r.cases(200, func(p *rigPool) bool {
					p.prior()
					op, ok := p.manageBalance(way)
					if !ok {
						return false
					}
					plan := p.agrees(op)
					p.nothingLeft(op)
					return len(plan.Calls) > 0
				})
			})
		})
	}
}

// nothingLeft checks that the operation is done after its calls were mined.
func (p *rigPool) nothingLeft(op ops.Operation) {
	p.Helper()
	plan, err := op.Plan(p.snapshot(op), p.geth.Now()+1)
	if err != nil || len(plan.Calls) > 0 || plan.Refused() {
		p.Fatalf("MPOOL_SEED=%d, %s %+v, all mined: %v, and these are left: %+v", p.seed, op.Name(), op, err, plan)
	}
}

// settled ends a running or scheduled weight change, by a change to other weights at once, or by
// waiting. In a pool of many tokens another one only fits if the weights are even.
func (p *rigPool) settled() {
	p.Helper()
	now := p.snapshot(nil)
	if len(now.Tokens) > 12 || p.chance(2) {
		p.leveled(now)
		return
	}
	if now.Block.Time < now.Weights.End {
		p.wait(now.Weights.End - now.Block.Time)
	}
}

// leveled makes all weights the same, at once.
func (p *rigPool) leveled(now *ops.Snapshot) {
	p.Helper()
	at := p.geth.Now() + 1
	p.do(at, p.owns(managedpool.NewManagedPool().PackUpdateWeightsGradually(bigTime(at), bigTime(at), assets(now)[1:], bigFixed(even(len(now.Tokens))))))
}

// even are n equal weights; the last ones take the rounding.
func even(n int) []units.Fixed {
	weights := make([]units.Fixed, n)
	left := uint64(1e18)
	for i := range weights {
		weights[i] = units.FixedFrom(left / uint64(n-i))
		left -= left / uint64(n-i)
	}
	return weights
}

// inside draws a token of the pool, and outside one that is not in it.
func (p *rigPool) inside(now *ops.Snapshot) common.Address {
	return now.Tokens[p.dice.IntN(len(now.Tokens))].Address
}

func (p *rigPool) outside(now *ops.Snapshot) common.Address {
	for {
		token := p.tokens[p.dice.IntN(len(p.tokens))].Address
		if _, err := now.Token(token); err != nil {
			return token
		}
	}
}

// someManager draws an account with a balance of every token.
func (r *rig) someManager() common.Address {
	return []common.Address{r.accounts.AssetManager, r.accounts.LP, r.accounts.Owner}[r.dice.IntN(3)]
}

// addToken draws an addition that the contracts must accept.
func (p *rigPool) addToken(now *ops.Snapshot, token common.Address) tokenset.AddToken {
	p.Helper()
	op := tokenset.AddToken{Token: token, AssetManager: p.someManager(), Weight: p.fits(now), MintTo: p.someManager()}
	held := p.held(token, op.AssetManager)
	op.Deposit = units.Amount{Raw: *uint256.MustFromBig(p.part(&held.Balance.Raw, 3)), Decimals: held.Decimals}
	op.Deposit.Raw.AddUint64(&op.Deposit.Raw, 1)
	op.Mint.Decimals = 18
	switch p.dice.IntN(4) {
	case 0:
		op.Mint, _ = tokenset.FairMint(now, op.Weight)
	case 1:
		op.Mint.Raw = *uint256.MustFromBig(p.part(&now.Supply.Actual.Raw, 1))
	case 2:
		op.Mint.Raw, op.MintTo = *uint256.NewInt(1), now.Pool.FeesCollector
	}
	op.Doors = p.doors(now)
	return op
}

// fits draws a weight that leaves every other token at least 1 %, sometimes the largest such
// weight. It is 1 % if there is none.
func (p *rigPool) fits(now *ops.Snapshot) units.Fixed {
	lowest := uint64(1e18)
	for _, token := range now.Tokens {
		lowest = min(lowest, token.Weight.Int().Uint64())
	}
	kept := new(big.Int).Add(new(big.Int).Mul(big256(1e16), big256(1e18)), big256(lowest-1))
	most := uint64(1e18) - kept.Div(kept, big256(lowest)).Uint64()
	if most <= 1e16 {
		return units.FixedFrom(1e16)
	}
	return p.fraction(1e16, most)
}

// tight says whether no weight fits, because some weights of the pool are too small.
func (p *rigPool) tight(op tokenset.AddToken) bool {
	p.Helper()
	plan, err := op.Plan(p.snapshot(op), p.geth.Now()+1)
	return err == nil && firstRefusal(plan) == "BAL#302"
}

// held is an account's balance of a token.
func (p *rigPool) held(token, account common.Address) ops.Holding {
	p.Helper()
	s := p.snapshot(nil)
	if err := p.client.Watch(p.Context(), s, ops.Watch{Holdings: []ops.HoldingKey{{Token: token, Account: account}}}); err != nil {
		p.Fatal(err)
	}
	return s.Holdings[0]
}

// allowance gives the Vault an allowance in half of the cases, sometimes exactly the deposit.
func (p *rigPool) allowance(op tokenset.AddToken) {
	amount := op.Deposit.Raw.ToBig()
	switch p.dice.IntN(4) {
	case 0:
		amount = p.part(&op.Deposit.Raw, 1)
	case 1:
	default:
		return
	}
	p.do(p.geth.Now()+1,
		deed{from: op.AssetManager, to: op.Token, data: erc20.NewERC20().PackApprove(p.contracts.Vault, new(big.Int))},
		deed{from: op.AssetManager, to: op.Token, data: erc20.NewERC20().PackApprove(p.contracts.Vault, amount)})
}

// removeToken draws a removal that the contracts must accept.
func (p *rigPool) removeToken(now *ops.Snapshot, address common.Address) tokenset.RemoveToken {
	p.Helper()
	token, err := now.Token(address)
	if err != nil {
		p.Fatal(err)
	}
	op := tokenset.RemoveToken{Token: address, Burn: units.Amount{Decimals: 18}, Doors: p.doors(now)}
	if !token.Cash.Raw.IsZero() {
		op.AssetManager = token.AssetManager
	}
	owned := p.held(p.Address, now.Pool.Owner).Balance
	fair, err := tokenset.FairBurn(now, token.Weight)
	switch p.dice.IntN(4) {
	case 0:
		op.Burn.Raw = *uint256.MustFromBig(p.part(&owned.Raw, 1))
	case 1:
		op.Burn = owned
	case 2:
		if err == nil && !owned.Raw.Lt(&fair.Raw) {
			op.Burn = fair
		}
	}
	return op
}

// manageBalance draws tokens of one asset manager, with amounts within their balances.
func (p *rigPool) manageBalance(way string) (assetmanager.ManageBalance, bool) {
	p.Helper()
	now := p.snapshot(nil)
	manager := now.Tokens[p.dice.IntN(len(now.Tokens))].AssetManager
	op := assetmanager.ManageBalance{Way: way}
	for _, i := range p.dice.Perm(len(now.Tokens)) {
		token := now.Tokens[i]
		if token.AssetManager != manager || len(op.Tokens) > 0 && p.chance(2) {
			continue
		}
		item := assetmanager.ManagedBalance{Token: token.Address, Managed: token.Managed, AssetManager: manager, Amount: p.movable(way, token)}
		if item.Amount.Raw.IsZero() && way != assetmanager.UpdateBalance {
			continue
		}
		op.Tokens = append(op.Tokens, item)
	}
	return op, len(op.Tokens) > 0
}

// movable draws an amount up to the whole balance.
func (p *rigPool) movable(way string, token ops.Token) units.Amount {
	all := token.Cash
	switch way {
	case assetmanager.DepositBalance:
		all = token.Managed
		if has := p.held(token.Address, token.AssetManager).Balance; has.Raw.Lt(&all.Raw) {
			all = has
		}
	case assetmanager.UpdateBalance:
		all = token.Balance()
	}
	if p.chance(5) {
		return all
	}
	return units.Amount{Raw: *uint256.MustFromBig(p.part(&all.Raw, 1)), Decimals: token.Decimals}
}

// doors draws a way to shut the pool, with members of its allowlist.
func (p *rigPool) doors(now *ops.Snapshot) ops.Doors {
	p.Helper()
	d := ops.DoorsOf(now, ops.UsualClosing(now, p.chance(3)))
	if d.Closing != ops.ByAllowlist {
		return d
	}
	d.Suspend = p.chance(2)
	d.Trust = !d.Suspend
	var asked []common.Address // addresses that the pool's past may have listed
	for i := range uint64(9) {
		asked = append(asked, common.BigToAddress(big256(1+i)))
	}
	members, err := p.client.Members(p.Context(), p.Address, chain.AtHash(now.Block.Hash), asked)
	if err != nil {
		p.Fatal(err)
	}
	for _, m := range members {
		if m.Allowed {
			d.Members = append(d.Members, m.Address)
		}
	}
	return d
}

// wholeSequences is the number of additions or removals to compare with the contracts. Each has up
// to eleven calls; a recorded run uses as many as for operations of one call.
func wholeSequences() int {
	if os.Getenv("MPOOL_SOAK") == "1" {
		return 200
	}
	return 40
}
