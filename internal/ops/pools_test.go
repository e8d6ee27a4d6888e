package ops

import (
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/named"
	"mpool/internal/units"
)

// somePool has tokens with these weights, in percent. Each has a balance of a thousand whole tokens
// per percent.
func somePool(percent ...uint64) *Snapshot {
	s := &Snapshot{ChainID: 1, Block: Block{Number: 7, Time: 1_000_000}, Pool: Pool{
		Address: common.HexToAddress("0xb0"), Owner: common.HexToAddress("0x0e"), Vault: common.HexToAddress("0xba"),
		FeesCollector: common.HexToAddress("0xfc"), OwnerKind: OwnerAccount, Generation: V2, SwapEnabled: true, JoinExitEnabled: true, Symbol: "BPT",
	}}
	for i, p := range percent {
		weight := units.FixedFrom(p * 1e16)
		s.Tokens = append(s.Tokens, Token{
			Address: common.BigToAddress(uint256.NewInt(uint64(100 + i)).ToBig()), Symbol: named.Symbol(rune('A' + i)), Decimals: 6,
			Cash: amountOf(p*1000*1e6, 6), Managed: amountOf(0, 6), AssetManager: common.HexToAddress("0xa5"),
			StartWeight: weight, EndWeight: weight, Weight: weight,
		})
	}
	s.Supply = Supply{Virtual: amountOf(1e18, 18), Actual: amountOf(1e18, 18)}
	return s
}

func amountOf(raw uint64, decimals uint8) units.Amount {
	return units.Amount{Raw: *uint256.NewInt(raw), Decimals: decimals}
}

// Labels name Balancer's own contracts where their balances change.
func TestHoldingLabels(t *testing.T) {
	pool := testPool()
	pool.Pool.Vault, pool.Pool.FeesCollector = common.Address{0xaa}, common.Address{0xbb}
	for account, want := range map[common.Address]string{
		pool.Pool.Vault:         "USDC of the Vault " + pool.Pool.Vault.Hex(),
		pool.Pool.FeesCollector: "USDC of the protocol's fees collector " + pool.Pool.FeesCollector.Hex(),
		{0xcc}:                  "USDC of " + common.Address{0xcc}.Hex(),
	} {
		pool.Holdings = []Holding{{Symbol: "USDC", Account: account}}
		if !slices.ContainsFunc(pool.Fields(), func(f Field) bool { return f.Label == want }) {
			t.Errorf("no field %s", want)
		}
	}
}
