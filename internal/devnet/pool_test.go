package devnet

import (
	"math/big"
	"slices"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/bindings/erc20"
	"mpool/bindings/managedpool"
	"mpool/bindings/vault"
	"mpool/internal/units"
)

// CreatePool accepts a specification other than the demo pool's.
func TestCreatePool(t *testing.T) {
	d := start(t, Options{})
	tokens, err := d.DeployTokens(t.Context(), TokenSpec{Name: "None", Symbol: "ZERO"}, TokenSpec{Name: "Two", Symbol: "TWO", Decimals: 2})
	if err != nil {
		t.Fatal(err)
	}
	owner := common.HexToAddress("0x1234")
	spec := PoolSpec{
		Symbol: "MINE", Owner: owner, SwapFee: units.FixedFrom(1e12), SwapsDisabled: true, MustAllowlistLPs: false,
		Tokens: []PoolToken{
			{Address: tokens[0].Address, Weight: units.FixedFrom(1e16), Balance: *uint256.NewInt(1000)},
			{Address: tokens[1].Address, Weight: units.FixedFrom(99e16), Balance: *uint256.NewInt(77)},
		},
	}
	pool, err := d.CreatePool(t.Context(), spec)
	if err != nil {
		t.Fatal(err)
	}
	binding := managedpool.NewManagedPool()
	if got := ask(t, d, pool.Address, binding.PackGetOwner(), binding.UnpackGetOwner); got != owner {
		t.Errorf("owner is %s", got)
	}
	if ask(t, d, pool.Address, binding.PackGetSwapEnabled(), binding.UnpackGetSwapEnabled) {
		t.Error("swaps are enabled")
	}
	v := vault.NewVault()
	held := ask(t, d, d.Contracts.Vault, v.PackGetPoolTokens(pool.ID), v.UnpackGetPoolTokens)
	for _, token := range spec.Tokens {
		at := slices.Index(held.Tokens, token.Address)
		equal(t, "balance", held.Balances[at], token.Balance.ToBig())
	}
	spec.Uninitialised = true
	empty, err := d.CreatePool(t.Context(), spec)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "supply", ask(t, d, empty.Address, binding.PackTotalSupply(), binding.UnpackTotalSupply), new(big.Int))
}

// The error of a revert names the purpose of the call and the reason.
func TestRevertNamesTheCause(t *testing.T) {
	d := start(t, Options{})
	_, err := d.CreatePool(t.Context(), PoolSpec{Symbol: "BAD", Tokens: []PoolToken{
		{Address: d.Tokens[0].Address, Weight: units.FixedFrom(5e17)}, {Address: d.Tokens[1].Address, Weight: units.FixedFrom(4e17)},
	}, SwapFee: units.FixedFrom(1e15)})
	if err == nil || !strings.Contains(err.Error(), "create the pool BAD") || !strings.Contains(err.Error(), "BAL#308") {
		t.Error(err)
	}
	// automatic mining is on again
	if err := d.Mint(t.Context(), d.Tokens[0].Address, d.Accounts.LP, big.NewInt(1)); err != nil {
		t.Error(err)
	}
	var automine bool
	if err := d.Client().CallContext(t.Context(), &automine, "anvil_getAutomine"); err != nil || !automine {
		t.Errorf("automine is %v, %v", automine, err)
	}
}

func TestResetFirst(t *testing.T) {
	d := start(t, Options{})
	tether := d.Tokens[4]
	binding := erc20.NewERC20()
	approve := func(amount int64) error {
		_, err := d.Send(t.Context(), "approve", d.Accounts.LP, tether.Address, binding.PackApprove(d.Contracts.Vault, big.NewInt(amount)))
		return err
	}
	if err := approve(5); err != nil {
		t.Fatal(err)
	}
	if err := approve(6); err == nil || !strings.Contains(err.Error(), "reset the allowance") {
		t.Errorf("an allowance on top of another: %v", err)
	}
	if err := approve(0); err != nil {
		t.Error(err)
	}
	allowance := ask(t, d, tether.Address, binding.PackAllowance(d.Accounts.LP, d.Contracts.Vault), binding.UnpackAllowance)
	equal(t, "allowance", allowance, new(big.Int))
}

func TestClock(t *testing.T) {
	d := start(t, Options{})
	if err := RequireDev(t.Context(), d.Client()); err != nil {
		t.Error(err)
	}
	before, err := block(t.Context(), d.Client(), "latest")
	if err != nil {
		t.Fatal(err)
	}
	at := before.Time + 1_000
	exact, err := WarpTo(t.Context(), d.Client(), at)
	if err != nil || exact.Time != at || exact.Number != before.Number+1 {
		t.Errorf("%+v, %v", exact, err)
	}
	later, err := Warp(t.Context(), d.Client(), 3_600)
	if err != nil || later.Time < at+3_600 || later.Time > at+3_630 {
		t.Errorf("an hour after %s is %s, %v", at, later.Time, err)
	}
}

func TestDemoWeights(t *testing.T) {
	for n := MinTokens; n <= MaxTokens; n++ {
		sum := uint64(0)
		for _, w := range demoWeights(n) {
			if w < 100 {
				t.Errorf("%d tokens: a weight of %d basis points", n, w)
			}
			sum += w
		}
		if sum != 10_000 || len(demoWeights(n)) != n {
			t.Errorf("%d tokens: the weights add up to %d", n, sum)
		}
	}
}

func TestBlocksAreNeverFull(t *testing.T) {
	var txs []batchTx
	for _, gas := range []uint64{10e6, 10e6, 10e6, 28e6, 1, 29e6, 5} {
		var tx batchTx
		tx.args.Gas = hexGas(gas)
		txs = append(txs, tx)
	}
	var sizes []int
	for _, cut := range blocks(txs) {
		sizes = append(sizes, len(cut))
	}
	if !slices.Equal(sizes, []int{2, 1, 1, 1, 1, 1}) {
		t.Error(sizes)
	}
}
