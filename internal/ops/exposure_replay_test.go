package ops_test

import (
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/ethereum/go-ethereum/accounts/abi"

	"mpool/bindings/managedpool"
	"mpool/bindings/vault"
	"mpool/internal/exposure"
	"mpool/internal/exposure/thief"
	"mpool/internal/ops"
	"mpool/internal/poolmath"
	"mpool/internal/units"
)

// The best attacks of a search are replayed on the contracts. None takes more than the bound, and
// all take exactly what poolmath computes.
func TestSoakExposureOnContracts(t *testing.T) {
	rigs(t, func(r *rig) {
		run := replays{rig: r, dice: rand.New(rand.NewPCG(thief.SeedOfRun(), 15))}
		for i := range thief.CountOf(100, 3) {
			run.state(r.pools[i%4]) // pools of 2, 3, 5 and 8 tokens
		}
		r.Logf("seed %d: %d states, %d attacks on the contracts, %d of them to the unit as poolmath has them, %d deeds reverted; %d pay, the best takes %.4f of its bound; none takes more",
			thief.SeedOfRun(), run.states, run.attacks, run.exact, run.reverted, run.paying, run.most)
		if run.paying == 0 || run.exact < run.attacks {
			r.Errorf("the attacks are not those that were found")
		}
	})
}

// replays counts the results of attacks.
type replays struct {
	*rig
	dice                                     *rand.Rand
	states, attacks, exact, reverted, paying int
	most                                     float64
}

// state moves a pool away from the market and replays the best attacks on it.
func (r *replays) state(p *rigPool) {
	p.Helper()
	p.fresh()
	market := exposure.SpotMarket(p.snapshot(nil))
	p.odd(r.dice)
	head, at := p.geth.Head(), p.geth.Now()+12
	now, err := p.snapshot(nil).At(at)
	if err != nil {
		p.Fatal(err)
	}
	bound, err := exposure.ExposureOf([]exposure.Visible{{State: now}}, market)
	if err != nil {
		p.Fatal(err)
	}
	r.states++
	for _, a := range thief.SearchedWithin(r.dice, now, market, thief.CountOf(600, 200), 20, 90_000_000) {
		if err := p.geth.Rewind(head); err != nil {
			p.Fatal(err)
		}
		r.again(p, a, now, at)
		after := p.snapshot(nil)
		r.compare(p, a, now, after)
		r.judge(p, thief.LootOf(now, after, market), bound.Allowed(now, market), bound)
	}
}

func (r *replays) judge(p *rigPool, loot, allowed *big.Int, bound exposure.Exposure) {
	p.Helper()
	r.attacks++
	if loot.Cmp(allowed) > 0 {
		p.Fatalf("MPOOL_SEED=%d: an attack takes %s, and the bound of %s allows %s", thief.SeedOfRun(), loot, bound.Total, allowed)
	}
	if loot.Sign() <= 0 || allowed.Sign() == 0 {
		return
	}
	r.paying++
	part, _ := new(big.Rat).SetFrac(loot, allowed).Float64()
	r.most = max(r.most, part)
}

// compare counts the attacks after which the pool's balances are as poolmath computes.
func (r *replays) compare(p *rigPool, a thief.Attack, now, after *ops.Snapshot) {
	p.Helper()
	for i, want := range a.Balances(now) {
		if is := after.Tokens[i].Balance().Raw; is != want {
			return
		}
	}
	r.exact++
}

// again sends the deeds of an attack in one block.
func (r *replays) again(p *rigPool, a thief.Attack, now *ops.Snapshot, at units.Time) {
	p.Helper()
	var deeds []deed
	for _, d := range a.Deeds {
		deeds = append(deeds, deed{from: trader(), to: now.Pool.Vault, data: p.dataOf(d, now)})
	}
	r.reverted += len(p.send(at, deeds...))
}

func (p *rigPool) dataOf(d thief.Act, now *ops.Snapshot) []byte {
	v := vault.NewVault()
	limits := make([]*big.Int, len(now.Tokens)+1)
	for i := range limits {
		limits[i] = new(big.Int)
	}
	switch {
	case d.Join != nil:
		for i := range limits {
			limits[i] = unlimited()
		}
		return v.PackJoinPool(now.Pool.ID, trader(), trader(), vault.IVaultJoinPoolRequest{Assets: assets(now), MaxAmountsIn: limits, UserData: p.joinData(*d.Join)})
	case d.Exit != nil:
		return v.PackExitPool(now.Pool.ID, trader(), trader(), vault.IVaultExitPoolRequest{Assets: assets(now), MinAmountsOut: limits, UserData: p.exitData(*d.Exit)})
	}
	return p.swapData(*d.Swap, now)
}

func (p *rigPool) swapData(s poolmath.Swap, now *ops.Snapshot) []byte {
	kind, limit := uint8(0), new(big.Int)
	if s.GivenOut {
		kind, limit = 1, unlimited()
	}
	all := assets(now) // BPT comes first, and poolmath.BPT is -1
	return vault.NewVault().PackSwap(vault.IVaultSingleSwap{PoolId: now.Pool.ID, Kind: kind, AssetIn: all[s.In+1], AssetOut: all[s.Out+1], Amount: s.Amount.ToBig()},
		vault.IVaultFundManagement{Sender: trader(), Recipient: trader()}, limit, unlimited())
}

func (p *rigPool) joinData(j poolmath.Join) []byte {
	switch kind := int64(j.Kind); j.Kind {
	case poolmath.JoinExactTokensIn:
		return p.packed(kind, bigInts(j.Amounts), j.MinBpt.ToBig())
	case poolmath.JoinTokenIn:
		return p.packed(kind, j.Bpt.ToBig(), big256(j.Index))
	default:
		return p.packed(kind, j.Bpt.ToBig())
	}
}

func (p *rigPool) exitData(e poolmath.Exit) []byte {
	switch kind := int64(e.Kind); e.Kind {
	case poolmath.ExitOneToken:
		return p.packed(kind, e.Bpt.ToBig(), big256(e.Index))
	case poolmath.ExitExactTokens:
		return p.packed(kind, bigInts(e.Amounts), e.MaxBpt.ToBig())
	default:
		return p.packed(kind, e.Bpt.ToBig())
	}
}

// odd moves a pool away from the market: an asset manager reports a loss of all, nearly all or a
// part of a token; the weights jump; or there are large swaps.
func (p *rigPool) odd(dice *rand.Rand) {
	p.Helper()
	now, at := p.snapshot(nil), p.geth.Now()+100
	var deeds []deed
	for range 1 + dice.IntN(2) {
		deeds = append(deeds, p.writtenOff(dice, now.Tokens[dice.IntN(len(now.Tokens))], now))
	}
	if dice.IntN(3) == 0 {
		deeds = append(deeds, p.owns(managedpool.NewManagedPool().PackUpdateWeightsGradually(bigTime(at), bigTime(at), assets(now)[1:], bigFixed(randomWeights(dice, len(now.Tokens))))))
	}
	for range dice.IntN(4) {
		deeds = append(deeds, p.swap(now))
	}
	p.send(at, deeds...) // deeds without anything to write off or to swap revert
}

func (p *rigPool) writtenOff(dice *rand.Rand, token ops.Token, now *ops.Snapshot) deed {
	const withdraw, update = 0, 2
	cash := token.Cash.Raw.ToBig()
	left := new(big.Int)
	switch dice.IntN(3) {
	case 0:
		left.SetUint64(dice.Uint64N(4)) // zero, or some smallest units
	case 1:
		left.Rsh(cash, uint(dice.IntN(60)))
	default:
		left.Div(new(big.Int).Mul(cash, big.NewInt(1+dice.Int64N(99))), big.NewInt(100))
	}
	gone := cash.Sub(cash, left)
	return deed{from: token.AssetManager, to: now.Pool.Vault, data: vault.NewVault().PackManagePoolBalance([]vault.IVaultPoolBalanceOp{
		{Kind: withdraw, PoolId: now.Pool.ID, Token: token.Address, Amount: gone},
		{Kind: update, PoolId: now.Pool.ID, Token: token.Address, Amount: new(big.Int)},
	})}
}

func bigInts(list []poolmath.Int) []*big.Int {
	all := make([]*big.Int, len(list))
	for i := range list {
		all[i] = list[i].ToBig()
	}
	return all
}

// packed encodes numbers and lists of numbers.
func (p *rigPool) packed(values ...any) []byte {
	p.Helper()
	var arguments abi.Arguments
	for i, v := range values {
		kind := "uint256"
		switch n := v.(type) {
		case int64:
			values[i] = big.NewInt(n)
		case []*big.Int:
			kind = "uint256[]"
		}
		of, err := abi.NewType(kind, "", nil)
		if err != nil {
			p.Fatal(err)
		}
		arguments = append(arguments, abi.Argument{Type: of})
	}
	data, err := arguments.Pack(values...)
	if err != nil {
		p.Fatal(err)
	}
	return data
}
