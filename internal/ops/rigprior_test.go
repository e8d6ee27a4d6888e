package ops_test

import (
	"math/big"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"

	"mpool/bindings/managedpool"
	"mpool/bindings/protocolfees"
	"mpool/bindings/vault"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// prior resets the chain and gives the pool a past: swaps, joins and exits, asset managers' moves,
// then the owner's settings, then time. An uninitialised pool gets no trades, and one with the
// delegate owner no settings.
func (p *rigPool) prior() {
	p.Helper()
	p.fresh()
	if p.first == nil {
		p.first = p.snapshot(nil)
	}
	at := p.geth.Now() + 1 + p.upTo(100_000)
	p.do(at, p.trades(p.first)...)
	at += 1 + p.upTo(100_000)
	p.do(at, p.settings(p.snapshot(nil), at)...)
	if p.chance(10) {
		p.recover()
	}
	p.wait(1 + p.upTo(1<<p.dice.IntN(25)))
}

// fresh resets the chain to its start.
func (p *rigPool) fresh() {
	p.Helper()
	if err := p.geth.Reset(); err != nil {
		p.Fatal(err)
	}
}

// wait mines an empty block that many seconds later.
func (r *rig) wait(seconds units.Time) {
	r.Helper()
	r.send(r.geth.Now() + seconds)
}

// calm waits until no weight change runs or is scheduled, so that tokens can be added and removed.
func (p *rigPool) calm() {
	p.Helper()
	if s := p.snapshot(nil); s.Block.Time <= s.Weights.End {
		p.wait(s.Weights.End - s.Block.Time + 1 + p.upTo(100_000))
	}
}

// pause pauses the pool by governance. This is possible only in the pool's first months.
func (p *rigPool) pause() {
	p.Helper()
	p.do(p.geth.Now()+1, p.owns(managedpool.NewManagedPool().PackPause()))
}

// pauseVault pauses the Vault by governance, with the same limit.
func (p *rigPool) pauseVault() {
	p.Helper()
	p.do(p.geth.Now()+1, deed{from: p.accounts.Owner, to: p.contracts.Vault, data: vault.NewVault().PackSetPaused(true)})
}

// recover puts the pool into recovery mode by governance.
func (p *rigPool) recover() {
	p.Helper()
	p.do(p.geth.Now()+1, p.owns(managedpool.NewManagedPool().PackEnableRecoveryMode()))
}

// owns is a call of the pool by its owner.
func (p *rigPool) owns(data []byte) deed {
	return deed{from: p.accounts.Owner, to: p.Address, data: data}
}

// trades change balances and the supply. They may revert, because a swap may be too large for a
// small pool.
func (p *rigPool) trades(now *ops.Snapshot) []deed {
	if p == p.empty {
		return nil
	}
	var deeds []deed
	for range p.dice.IntN(4) {
		deeds = append(deeds, p.swap(now))
	}
	if p.chance(2) {
		deeds = append(deeds, p.join(now))
	}
	if p.chance(2) {
		deeds = append(deeds, p.exit(now))
	}
	return append(deeds, p.manage(now)...)
}

func (p *rigPool) swap(now *ops.Snapshot) deed {
	in, out := p.dice.IntN(len(now.Tokens)), p.dice.IntN(len(now.Tokens)-1)
	if out >= in {
		out++
	}
	token := now.Tokens[in]
	data := vault.NewVault().PackSwap(vault.IVaultSingleSwap{
		PoolId: now.Pool.ID, AssetIn: token.Address, AssetOut: now.Tokens[out].Address, Amount: p.part(&token.Cash.Raw, 5),
	}, vault.IVaultFundManagement{Sender: trader(), Recipient: trader()}, new(big.Int), unlimited())
	return deed{from: trader(), to: now.Pool.Vault, data: data, may: true}
}

func (p *rigPool) join(now *ops.Snapshot) deed {
	const allTokensInForExactBpt = 3
	limits := make([]*big.Int, len(now.Tokens)+1)
	for i := range limits {
		limits[i] = unlimited()
	}
	data := vault.NewVault().PackJoinPool(now.Pool.ID, trader(), trader(), vault.IVaultJoinPoolRequest{
		Assets: assets(now), MaxAmountsIn: limits,
		UserData: p.userData(allTokensInForExactBpt, p.part(&now.Supply.Actual.Raw, 10)),
	})
	return deed{from: trader(), to: now.Pool.Vault, data: data, may: true}
}

func (p *rigPool) exit(now *ops.Snapshot) deed {
	const exactBptInForTokens = 1
	limits := make([]*big.Int, len(now.Tokens)+1)
	for i := range limits {
		limits[i] = new(big.Int)
	}
	data := vault.NewVault().PackExitPool(now.Pool.ID, p.accounts.Owner, p.accounts.Owner, vault.IVaultExitPoolRequest{
		Assets: assets(now), MinAmountsOut: limits,
		UserData: p.userData(exactBptInForTokens, p.part(&now.Supply.Virtual.Raw, 4)),
	})
	return deed{from: p.accounts.Owner, to: now.Pool.Vault, data: data, may: true}
}

func assets(s *ops.Snapshot) []common.Address {
	all := []common.Address{s.Pool.Address}
	for _, token := range s.Tokens {
		all = append(all, token.Address)
	}
	return all
}

func unlimited() *big.Int { return new(big.Int).Lsh(big.NewInt(1), 250) }

func (r *rig) userData(kind int64, amount *big.Int) []byte {
	r.Helper()
	word, err := abi.NewType("uint256", "", nil)
	if err != nil {
		r.Fatal(err)
	}
	data, err := abi.Arguments{{Type: word}, {Type: word}}.Pack(big.NewInt(kind), amount)
	if err != nil {
		r.Fatal(err)
	}
	return data
}

// manage are asset managers' withdrawals and reports of gains and losses.
func (p *rigPool) manage(now *ops.Snapshot) []deed {
	const withdraw, update = 0, 2
	var deeds []deed
	often := 1 + p.dice.IntN(8)
	for _, token := range now.Tokens {
		if !p.chance(often) || often == 1 {
			continue
		}
		// Reverts if trades of the same block have left less.
		amount := p.part(&token.Cash.Raw, 1<<p.dice.IntN(4))
		worth := new(big.Int).Div(new(big.Int).Mul(amount, big.NewInt(90+p.dice.Int64N(21))), big.NewInt(100))
		data := vault.NewVault().PackManagePoolBalance([]vault.IVaultPoolBalanceOp{
			{Kind: withdraw, PoolId: now.Pool.ID, Token: token.Address, Amount: amount},
			{Kind: update, PoolId: now.Pool.ID, Token: token.Address, Amount: worth},
		})
		deeds = append(deeds, deed{from: token.AssetManager, to: now.Pool.Vault, data: data, may: true})
	}
	return deeds
}

// settings are some of an owner's settings, in any order. None may revert.
func (p *rigPool) settings(now *ops.Snapshot, at units.Time) []deed {
	if p == p.delegated {
		return nil
	}
	b := managedpool.NewManagedPool()
	all := [][]byte{
		p.weightChange(now, at),
		p.feeRamp(at),
		b.PackSetManagementAumFeePercentage(p.fraction(0, 95e16).Int().ToBig()),
		b.PackSetSwapEnabled(p.chance(2)),
		b.PackSetMustAllowlistLPs(p.chance(2)),
		b.PackAddAllowedAddress(common.BigToAddress(big256(1 + p.dice.Uint64N(9)))),
		p.breakers(now),
	}
	if now.Pool.Generation == ops.V2 {
		all = append(all, b.PackSetJoinExitEnabled(p.chance(2)))
	}
	var deeds []deed
	if p != p.empty && p.chance(3) {
		deeds = p.protocolShare()
	}
	for _, i := range p.dice.Perm(len(all)) {
		if p.chance(2) && all[i] != nil {
			deeds = append(deeds, p.owns(all[i]))
		}
	}
	return deeds
}

// protocolShare sets the protocol's share of AUM fees by governance. The pool adopts it when anyone
// calls its update.
func (p *rigPool) protocolShare() []deed {
	const aum = 3
	share := p.fraction(0, 5e17).Int().ToBig()
	return []deed{
		{from: p.accounts.Owner, to: p.contracts.ProtocolFees, data: protocolfees.NewProtocolFeePercentagesProvider().PackSetFeeTypePercentage(big.NewInt(aum), share)},
		{from: trader(), to: p.Address, data: managedpool.NewManagedPool().PackUpdateProtocolFeePercentageCache()},
	}
}

// ramp draws a start and an end for a change made at time at.
func (p *rigPool) ramp(at units.Time) ops.Ramp {
	start := at + p.upTo(100_000) - 50_000
	end := max(start, at)
	if !p.chance(5) {
		end += p.upTo(1 << p.dice.IntN(25))
	}
	return ops.Ramp{Start: start, End: end}
}

func (p *rigPool) weightChange(now *ops.Snapshot, at units.Time) []byte {
	ramp := p.ramp(at)
	return managedpool.NewManagedPool().PackUpdateWeightsGradually(bigTime(ramp.Start), bigTime(ramp.End),
		assets(now)[1:], bigFixed(randomWeights(p.dice, len(now.Tokens))))
}

func (p *rigPool) feeRamp(at units.Time) []byte {
	ramp := p.ramp(at)
	return managedpool.NewManagedPool().PackUpdateSwapFeeGradually(bigTime(ramp.Start), bigTime(ramp.End),
		p.fraction(1e12, 95e16).Int().ToBig(), p.fraction(1e12, 95e16).Int().ToBig())
}

// breakers sets the breakers of some tokens around the current BPT price. A bound of zero means
// none.
func (p *rigPool) breakers(now *ops.Snapshot) []byte {
	var tokens []common.Address
	var prices, lower, upper []*big.Int
	often := 1 + p.dice.IntN(4)
	for _, token := range now.Tokens {
		balance := token.Balance()
		if !p.chance(often) || balance.Raw.IsZero() {
			continue
		}
		price := new(big.Int).Mul(now.Supply.Actual.Raw.ToBig(), token.Weight.Int().ToBig())
		price.Div(price.Mul(price, big.NewInt(70+p.dice.Int64N(70))), big.NewInt(100))
		price.Div(price, balance.Raw.ToBig())
		if new(big.Int).Div(price, wholes(18-token.Decimals, 1)).BitLen() > 96 {
			continue // a swap has left almost nothing: such a price does not fit
		}
		tokens, prices = append(tokens, token.Address), append(prices, price)
		lower, upper = append(lower, p.bound(1e17, 1e18)), append(upper, p.bound(1e18, 10e18))
	}
	if len(tokens) == 0 {
		return nil
	}
	return managedpool.NewManagedPool().PackSetCircuitBreakers(tokens, prices, lower, upper)
}

func (p *rigPool) bound(least, most uint64) *big.Int {
	if p.chance(5) {
		return new(big.Int)
	}
	return p.fraction(least, most).Int().ToBig()
}
