package decode

import (
	"math/big"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/bindings/managedpool"
	"mpool/bindings/vault"
)

// An amount has the token of the argument beside it, wherever that argument is.
func TestAmounts(t *testing.T) {
	v := vault.NewVault()
	swap := func(kind uint8, amount int64) []byte {
		return v.PackSwap(vault.IVaultSingleSwap{PoolId: id(), Kind: kind, AssetIn: weth(), AssetOut: usdc(), Amount: big.NewInt(amount)},
			vault.IVaultFundManagement{}, big.NewInt(2_500_000), big.NewInt(1767225600))
	}
	steps := v.PackBatchSwap(0, []vault.IVaultBatchSwapStep{{PoolId: id(), AssetInIndex: big.NewInt(1), AssetOutIndex: new(big.Int), Amount: big.NewInt(3_000_000)}},
		[]common.Address{weth(), usdc()}, vault.IVaultFundManagement{}, []*big.Int{big.NewInt(-1e9), big.NewInt(3_000_000)}, big.NewInt(1767225600))
	tests := []struct {
		data []byte
		want string
	}{
		{swap(0, 1_000_000), "amount = 0.000000000001 WETH\n"},
		{swap(1, 1_000_000), "amount = 1 USDC\n"},
		{swap(0, 1), "kind = GIVEN_IN: the amount is the input\n"},
		{swap(0, 1), "\nlimit = at least 2.5 USDC\n"},
		{swap(1, 1), "\nlimit = at most 0.0000000000025 WETH\n"},
		{steps, "  assetInIndex = USDC\n  assetOutIndex = WETH\n  amount = 3 USDC\n"},
		{steps, "limits\n WETH = -0.000000001 WETH\n USDC = 3 USDC\n"},
		{swap(0, 1), "deadline = 2026-01-01 00:00 UTC\n"},
		{v.PackManageUserBalance([]vault.IVaultUserBalanceOp{{Kind: 1, Asset: usdc(), Amount: big.NewInt(5_000_000)}}), "kind = WITHDRAW_INTERNAL\n  asset = token USDC\n  amount = 5 USDC\n"},
		{v.PackFlashLoan(pool(), []common.Address{usdc()}, []*big.Int{big.NewInt(7)}, nil), "amounts\n USDC = 0.000007 USDC\n"},
		{managedpool.NewManagedPool().PackUpdateSwapFeeGradually(new(big.Int), big.NewInt(1767225600), big.NewInt(1), big.NewInt(1)), "startTime = when mined\nendTime = 2026-01-01 00:00 UTC\n"},
		{v.PackRegisterPool(2), "specialization = TWO_TOKEN\n"},
	}
	d := decoder(t)
	for _, test := range tests {
		call, err := d.Call(test.data)
		if err != nil {
			t.Fatal(err)
		}
		call.Explain(book(), common.Address{})
		if got := told(call.Args, ""); !strings.Contains(got, test.want) {
			t.Errorf("%s:\n%swant\n%s", call.Function, got, test.want)
		}
	}
}

// Changes of a pool's balances have a sign.
func TestNegativeAmounts(t *testing.T) {
	parsed, err := vault.VaultMetaData.ParseABI()
	if err != nil {
		t.Fatal(err)
	}
	changed := parsed.Events["PoolBalanceChanged"]
	least := new(big.Int).Neg(new(big.Int).Lsh(big.NewInt(1), 255))
	data, err := changed.Inputs.NonIndexed().Pack([]common.Address{usdc(), weth()}, []*big.Int{big.NewInt(-1_500_000), least}, []*big.Int{big.NewInt(0), big.NewInt(0)})
	if err != nil {
		t.Fatal(err)
	}
	e := decoder(t).Event([]common.Hash{changed.ID, id(), common.BytesToHash(weth().Bytes())}, data)
	if e == nil {
		t.Fatal("not read")
	}
	e.Explain(book(), common.Address{})
	const huge = "-57896044618658097711785492504343953926634992332820282019728.792003956564819968 WETH"
	if got := told(e.Args, ""); !strings.Contains(got, "deltas\n USDC = -1.5 USDC\n WETH = "+huge+"\n") {
		t.Error(got)
	}
}

// A token's symbol cannot be mistaken for an account of the pool or another token.
func TestSymbolsThatLie(t *testing.T) {
	b := book()
	false1, false2 := common.Address{1}, common.Address{2}
	b.Tokens[false1], b.Tokens[false2] = Token{"the owner", 18}, Token{"USDC", 6}
	call, err := decoder(t).Call(vault.NewVault().PackFlashLoan(false1, []common.Address{false2, weth()}, []*big.Int{big.NewInt(1), big.NewInt(1)}, nil))
	if err != nil {
		t.Fatal(err)
	}
	call.Explain(b, common.Address{})
	got := told(call.Args, "")
	if !strings.Contains(got, "recipient = token \"the owner\"\n") || !strings.Contains(got, "amounts\n "+false2.Hex()+" = ") {
		t.Error(got)
	}
}
