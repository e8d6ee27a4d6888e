package execution

import (
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/named"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/ops/tokenset"
	"mpool/internal/units"
)

func amount(raw uint64, decimals uint8) units.Amount {
	return units.Amount{Raw: *uint256.NewInt(raw), Decimals: decimals}
}

func wei(n uint64) units.Wei { return units.Wei(*uint256.NewInt(n)) }

// somePool has three tokens and no running change; swaps, joins and exits are enabled.
func somePool() *ops.Snapshot {
	s := &ops.Snapshot{ChainID: network.Development, Block: ops.Block{Number: 7, Time: 1_700_000_000}, Pool: ops.Pool{
		Address: common.HexToAddress("0xb0"), ID: common.HexToHash("0xb0"), Owner: owner().address, Vault: common.HexToAddress("0xba"), Name: "Some Pool", Symbol: "BPT",
		FeesCollector: common.HexToAddress("0xfc"), OwnerKind: ops.OwnerAccount, Generation: ops.V2, SwapEnabled: true, JoinExitEnabled: true,
	}, Fees: ops.Fees{SwapFee: units.FixedFrom(3e15), StartSwapFee: units.FixedFrom(3e15), EndSwapFee: units.FixedFrom(3e15), AumFeeDue: units.Amount{Decimals: 18}}}
	for i, percent := range []uint64{50, 30, 20} {
		weight := units.FixedFrom(percent * 1e16)
		s.Tokens = append(s.Tokens, ops.Token{
			Address: common.BigToAddress(big.NewInt(int64(100 + i))), Symbol: named.Symbol(string(rune('A' + i))), Decimals: 6,
			Cash: amount(percent*1000*1e6, 6), Managed: amount(0, 6), AssetManager: manager().address,
			StartWeight: weight, EndWeight: weight, Weight: weight,
		})
	}
	s.Supply = ops.Supply{Virtual: amount(1e18, 18), Actual: amount(1e18, 18)}
	return s
}

// shutPool is a pool that is shut already, so that adding a token needs no calls to shut it.
func shutPool() *ops.Snapshot {
	s := somePool()
	s.Pool.SwapEnabled, s.Pool.JoinExitEnabled = false, false
	return s
}

// swapsOff is an operation with one call.
func swapsOff() ops.Operation { return ops.SetSwaps{} }

// feeSet is one call of the owner that depends on the time.
func feeSet() ops.Operation {
	return ops.SetSwapFee{Fee: units.FixedFrom(1e15), Until: 1_700_009_000}
}

// threeMembers is an operation with three calls of the owner.
func threeMembers() ops.Operation {
	return ops.ChangeAllowlist{Add: []common.Address{{0xa1}, {0xa2}, {0xa3}}}
}

// addition has three calls from two accounts, the second an approval. For an open pool it has
// seven.
func addition(pool *ops.Snapshot) tokenset.AddToken {
	return tokenset.AddToken{Doors: ops.DoorsOf(pool, ops.ByJoinsExits), Token: common.HexToAddress("0x0101"), Weight: units.FixedFrom(10 * 1e16), AssetManager: manager().address,
		Deposit: amount(5e6, 6), Mint: amount(0, 18), MintTo: manager().address}
}

// adding returns a world in which a token is added. The payer has nine of it.
func adding(t *testing.T, pool *ops.Snapshot) *world {
	t.Helper()
	op := addition(pool)
	for _, key := range op.Watch(pool).Holdings {
		decimals := uint8(6)
		if key.Token == pool.Pool.Address {
			decimals = 18
		}
		pool.Holdings = append(pool.Holdings, ops.Holding{Token: key.Token, Account: key.Account, Symbol: "NEW", Decimals: decimals, Balance: amount(9e6, decimals), Allowance: units.Amount{Decimals: decimals}})
	}
	return newWorld(t, pool, op)
}
