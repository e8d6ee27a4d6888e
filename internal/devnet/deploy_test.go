package devnet

import (
	"context"
	"math/big"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"mpool/bindings/managedpool"
	"mpool/bindings/managedpoolfactoryv1"
	"mpool/bindings/protocolfees"
	"mpool/bindings/vault"
	"mpool/internal/ops"
)

func start(t *testing.T, opts Options) *Devnet {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	began := time.Now()
	d, err := Start(ctx, opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("ready after %s at %s", time.Since(began).Round(time.Millisecond), d.RPC)
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	return d
}

// v2Artifacts is a folder with the second generation's artifacts, which no npm package contains.
func v2Artifacts(t *testing.T) string {
	t.Helper()
	folder := os.Getenv("MPOOL_V2_ARTIFACTS")
	if folder == "" {
		t.Skip("MPOOL_V2_ARTIFACTS does not name a folder with the second generation's Hardhat artifacts")
	}
	return folder
}

func TestDeployV1(t *testing.T) {
	for _, n := range []int{2, 4, 50} {
		d := start(t, Options{Tokens: n})
		checkPool(t, d, n, ops.V1)
		if d.Contracts.FactoryV2 != (common.Address{}) {
			t.Error("there is a second-generation factory")
		}
	}
}

func TestDeployV2(t *testing.T) {
	folder := v2Artifacts(t)
	for _, n := range []int{4, 50} {
		d := start(t, Options{Tokens: n, Artifacts: []string{folder}})
		checkPool(t, d, n, ops.V2)
	}
}

func checkPool(t *testing.T, d *Devnet, n int, generation ops.Generation) {
	t.Helper()
	if d.Pool.Generation != generation {
		t.Errorf("generation is %d, not %d", d.Pool.Generation, generation)
	}
	if len(d.Tokens) <= n || len(d.Tokens) < 5 {
		t.Errorf("%d tokens, of which %d are in the pool: none is left to add", len(d.Tokens), n)
	}
	pool := managedpool.NewManagedPool()
	owner := ask(t, d, d.Pool.Address, pool.PackGetOwner(), pool.UnpackGetOwner)
	if owner != d.Accounts.Owner {
		t.Errorf("owner is %s", owner)
	}
	if !ask(t, d, d.Pool.Address, pool.PackGetSwapEnabled(), pool.UnpackGetSwapEnabled) {
		t.Error("swaps are disabled")
	}
	fee := ask(t, d, d.Pool.Address, pool.PackGetSwapFeePercentage(), pool.UnpackGetSwapFeePercentage)
	equal(t, "swap fee", fee, big.NewInt(3e15))
	share := ask(t, d, d.Pool.Address, pool.PackGetProtocolFeePercentageCache(big.NewInt(protocolAumFeeType)), pool.UnpackGetProtocolFeePercentageCache)
	equal(t, "protocol share", share, big.NewInt(2e17))
	factory := managedpoolfactoryv1.NewManagedPoolFactory()
	if !ask(t, d, d.Pool.Factory, factory.PackIsPoolFromFactory(d.Pool.Address), factory.UnpackIsPoolFromFactory) {
		t.Error("the pool is not from its factory")
	}
	checkTokenState(t, d, n)
	checkBreakers(t, d)
}

func checkTokenState(t *testing.T, d *Devnet, n int) {
	t.Helper()
	pool, v := managedpool.NewManagedPool(), vault.NewVault()
	weights := ask(t, d, d.Pool.Address, pool.PackGetNormalizedWeights(), pool.UnpackGetNormalizedWeights)
	held := ask(t, d, d.Contracts.Vault, v.PackGetPoolTokens(d.Pool.ID), v.UnpackGetPoolTokens)
	if len(weights) != n || len(held.Tokens) != n+1 {
		t.Fatalf("%d weights and %d registered tokens", len(weights), len(held.Tokens))
	}
	sum := new(big.Int)
	for _, w := range weights {
		sum.Add(sum, w)
	}
	equal(t, "sum of weights", sum, big.NewInt(1e18))
	specs, wanted := demoTokens(n), demoWeights(n)
	for i, token := range d.Tokens[:n] {
		at := slices.Index(held.Tokens, token.Address)
		if at < 1 {
			t.Fatalf("%s is not in the pool", token.Symbol)
		}
		equal(t, "weight of "+token.Symbol, weights[at-1], basisPoints(wanted[i]).Int().ToBig())
		balance := specs[i].worth(demoDollars * wanted[i] / 10_000)
		equal(t, "balance of "+token.Symbol, held.Balances[at], balance.ToBig())
	}
}

func checkBreakers(t *testing.T, d *Devnet) {
	t.Helper()
	pool := managedpool.NewManagedPool()
	first := ask(t, d, d.Pool.Address, pool.PackGetCircuitBreakerState(d.Tokens[0].Address), pool.UnpackGetCircuitBreakerState)
	if first.LowerBptPriceBound.Sign() == 0 || first.UpperBptPriceBound.Sign() == 0 {
		t.Errorf("breaker of the first token: %+v", first)
	}
	fees := protocolfees.NewProtocolFeePercentagesProvider()
	share := ask(t, d, d.Contracts.ProtocolFees, fees.PackGetFeeTypePercentage(big.NewInt(protocolAumFeeType)), fees.UnpackGetFeeTypePercentage)
	equal(t, "provider's AUM share", share, big.NewInt(2e17))
}

func ask[T any](t *testing.T, d *Devnet, to common.Address, data []byte, unpack func([]byte) (T, error)) T {
	t.Helper()
	answer, err := d.Call(t.Context(), to, data)
	if err != nil {
		t.Fatal(err)
	}
	value, err := unpack(answer)
	if err != nil {
		t.Fatal(err)
	}
	return value
}

func equal(t *testing.T, what string, got, want *big.Int) {
	t.Helper()
	if got.Cmp(want) != 0 {
		t.Errorf("%s is %s, not %s", what, got, want)
	}
}
