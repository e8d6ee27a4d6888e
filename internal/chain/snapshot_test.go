package chain_test

import (
	"fmt"
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/rpc"

	"mpool/bindings/erc20"
	"mpool/bindings/managedpool"
	"mpool/bindings/vault"
	"mpool/internal/chain"
	"mpool/internal/devnet"
	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/units"
)

func TestSnapshotV1(t *testing.T) {
	for _, n := range []int{2, 4, 38} {
		t.Run(fmt.Sprint(n), func(t *testing.T) { testSnapshot(t, devnet.Options{Tokens: n}, n, ops.V1) })
	}
}

func TestSnapshotV2(t *testing.T) {
	folder := v2Artifacts(t)
	for _, n := range []int{4, 26, 50} {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			testSnapshot(t, devnet.Options{Tokens: n, Artifacts: folder}, n, ops.V2)
		})
	}
}

func testSnapshot(t *testing.T, o devnet.Options, n int, generation ops.Generation) {
	d := devChain(t, o)
	// An hour later an AUM fee is due, and every ramp has moved.
	if _, err := devnet.Warp(t.Context(), d.Client(), 3600); err != nil {
		t.Fatal(err)
	}
	c := dial(t, d.RPC, chain.Options{ChainID: d.ChainID})
	s, err := c.Snapshot(t.Context(), d.Pool.Address, chain.Latest())
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "tokens", len(s.Tokens), n)
	equal(t, "generation", s.Pool.Generation, generation)
	equal(t, "chain", s.ChainID, d.ChainID)
	compareWithGetters(t, d.Client(), s)
}

// compareWithGetters reads every field of a snapshot again through the bindings.
func compareWithGetters(t *testing.T, node *rpc.Client, s *ops.Snapshot) {
	t.Helper()
	block := hexutil.EncodeUint64(s.Block.Number)
	compareBlock(t, node, s, block)
	comparePool(t, node, s, block)
	compareFees(t, node, s, block)
	compareTokens(t, node, s, block)
}

func compareBlock(t *testing.T, node *rpc.Client, s *ops.Snapshot, block string) {
	t.Helper()
	var header struct {
		Hash      common.Hash    `json:"hash"`
		Timestamp hexutil.Uint64 `json:"timestamp"`
	}
	if err := node.CallContext(t.Context(), &header, "eth_getBlockByNumber", block, false); err != nil {
		t.Fatal(err)
	}
	equal(t, "hash", s.Block.Hash, header.Hash)
	equal(t, "time", s.Block.Time, units.Time(header.Timestamp))
}

func comparePool(t *testing.T, node *rpc.Client, s *ops.Snapshot, block string) {
	t.Helper()
	b, at := managedpool.NewManagedPool(), s.Pool.Address
	equal(t, "id", s.Pool.ID, common.Hash(ask(t, node, block, at, b.PackGetPoolId(), b.UnpackGetPoolId)))
	equal(t, "name", s.Pool.Name, named.Pool(ask(t, node, block, at, b.PackName(), b.UnpackName)))
	equal(t, "symbol", s.Pool.Symbol, named.Symbol(ask(t, node, block, at, b.PackSymbol(), b.UnpackSymbol)))
	equal(t, "vault", s.Pool.Vault, ask(t, node, block, at, b.PackGetVault(), b.UnpackGetVault))
	equal(t, "owner", s.Pool.Owner, ask(t, node, block, at, b.PackGetOwner(), b.UnpackGetOwner))
	equal(t, "swap enabled", s.Pool.SwapEnabled, ask(t, node, block, at, b.PackGetSwapEnabled(), b.UnpackGetSwapEnabled))
	equal(t, "allowlist", s.Pool.MustAllowlistLPs, ask(t, node, block, at, b.PackGetMustAllowlistLPs(), b.UnpackGetMustAllowlistLPs))
	equal(t, "paused", s.Pool.Paused, ask(t, node, block, at, b.PackGetPausedState(), b.UnpackGetPausedState).Paused)
	equal(t, "recovery", s.Pool.RecoveryMode, ask(t, node, block, at, b.PackInRecoveryMode(), b.UnpackInRecoveryMode))
	if s.Pool.Generation == ops.V2 {
		equal(t, "join/exit", s.Pool.JoinExitEnabled, ask(t, node, block, at, b.PackGetJoinExitEnabled(), b.UnpackGetJoinExitEnabled))
	} else {
		equal(t, "join/exit", s.Pool.JoinExitEnabled, true)
	}
	v := vault.NewVault()
	equal(t, "fees collector", s.Pool.FeesCollector, ask(t, node, block, s.Pool.Vault, v.PackGetProtocolFeesCollector(), v.UnpackGetProtocolFeesCollector))
	info := ask(t, node, block, s.Pool.Vault, v.PackGetPoolTokenInfo(s.Pool.ID, at), v.UnpackGetPoolTokenInfo)
	total := ask(t, node, block, at, b.PackTotalSupply(), b.UnpackTotalSupply)
	virtual := new(big.Int).Sub(total, new(big.Int).Add(info.Cash, info.Managed))
	actual := ask(t, node, block, at, b.PackGetActualSupply(), b.UnpackGetActualSupply)
	same(t, "virtual supply", &s.Supply.Virtual.Raw, virtual)
	same(t, "actual supply", &s.Supply.Actual.Raw, actual)
	same(t, "AUM fee due", &s.Fees.AumFeeDue.Raw, new(big.Int).Sub(actual, virtual))
}

func compareFees(t *testing.T, node *rpc.Client, s *ops.Snapshot, block string) {
	t.Helper()
	b, at := managedpool.NewManagedPool(), s.Pool.Address
	same(t, "swap fee", s.Fees.SwapFee.Int(), ask(t, node, block, at, b.PackGetSwapFeePercentage(), b.UnpackGetSwapFeePercentage))
	fee := ask(t, node, block, at, b.PackGetGradualSwapFeeUpdateParams(), b.UnpackGetGradualSwapFeeUpdateParams)
	equal(t, "swap fee ramp", s.Fees.SwapFeeRamp, ramp(fee.StartTime, fee.EndTime))
	same(t, "start fee", s.Fees.StartSwapFee.Int(), fee.StartSwapFeePercentage)
	same(t, "end fee", s.Fees.EndSwapFee.Int(), fee.EndSwapFeePercentage)
	aum := ask(t, node, block, at, b.PackGetManagementAumFeeParams(), b.UnpackGetManagementAumFeeParams)
	same(t, "AUM fee", s.Fees.AumFee.Int(), aum.AumFeePercentage)
	equal(t, "last collection", s.Fees.LastCollection, units.Time(aum.LastCollectionTimestamp.Uint64()))
	same(t, "protocol share", s.Fees.ProtocolShare.Int(),
		ask(t, node, block, at, b.PackGetProtocolFeePercentageCache(big.NewInt(3)), b.UnpackGetProtocolFeePercentageCache))
}

func compareTokens(t *testing.T, node *rpc.Client, s *ops.Snapshot, block string) {
	t.Helper()
	b, v, at := managedpool.NewManagedPool(), vault.NewVault(), s.Pool.Address
	listed := ask(t, node, block, s.Pool.Vault, v.PackGetPoolTokens(s.Pool.ID), v.UnpackGetPoolTokens).Tokens
	weights := ask(t, node, block, at, b.PackGetNormalizedWeights(), b.UnpackGetNormalizedWeights)
	change := ask(t, node, block, at, b.PackGetGradualWeightUpdateParams(), b.UnpackGetGradualWeightUpdateParams)
	equal(t, "weight ramp", s.Weights, ramp(change.StartTime, change.EndTime))
	equal(t, "listed tokens", len(listed), len(s.Tokens)+1)
	for i, token := range s.Tokens {
		equal(t, "token", token.Address, listed[i+1])
		same(t, "weight", token.Weight.Int(), weights[i])
		same(t, "start weight", token.StartWeight.Int(), change.StartWeights[i])
		same(t, "end weight", token.EndWeight.Int(), change.EndWeights[i])
		info := ask(t, node, block, s.Pool.Vault, v.PackGetPoolTokenInfo(s.Pool.ID, token.Address), v.UnpackGetPoolTokenInfo)
		same(t, "cash", &token.Cash.Raw, info.Cash)
		same(t, "managed", &token.Managed.Raw, info.Managed)
		equal(t, "asset manager", token.AssetManager, info.AssetManager)
		compareMetadata(t, node, token, block)
		state := ask(t, node, block, at, b.PackGetCircuitBreakerState(token.Address), b.UnpackGetCircuitBreakerState)
		compareBreaker(t, token.Breaker, state)
	}
}

func compareMetadata(t *testing.T, node *rpc.Client, token ops.Token, block string) {
	t.Helper()
	e := erc20.NewERC20()
	equal(t, "symbol", token.Symbol, named.Symbol(ask(t, node, block, token.Address, e.PackSymbol(), e.UnpackSymbol)))
	decimals := ask(t, node, block, token.Address, e.PackDecimals(), e.UnpackDecimals)
	equal(t, "decimals", token.Decimals, decimals)
	equal(t, "decimals of cash", token.Cash.Decimals, decimals)
	equal(t, "decimals of managed", token.Managed.Decimals, decimals)
}

func compareBreaker(t *testing.T, got *ops.Breaker, want managedpool.GetCircuitBreakerStateOutput) {
	t.Helper()
	if want.ReferenceWeight.Sign() == 0 {
		if got != nil {
			t.Errorf("breaker %+v where none is set", got)
		}
		return
	}
	if got == nil {
		t.Fatal("the breaker is not in the snapshot")
	}
	same(t, "BPT price", got.BptPrice.Int(), want.BptPrice)
	same(t, "reference weight", got.ReferenceWeight.Int(), want.ReferenceWeight)
	same(t, "lower bound", got.LowerBound.Int(), want.LowerBound)
	same(t, "upper bound", got.UpperBound.Int(), want.UpperBound)
	same(t, "lower BPT price", got.LowerBptPrice.Int(), want.LowerBptPriceBound)
	same(t, "upper BPT price", got.UpperBptPrice.Int(), want.UpperBptPriceBound)
}

func ramp(start, end *big.Int) ops.Ramp {
	return ops.Ramp{Start: units.Time(start.Uint64()), End: units.Time(end.Uint64())}
}
