package fork_test

import (
	"math/big"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/holiman/uint256"

	"mpool/internal/chain"
	"mpool/internal/fork"
	"mpool/internal/ops"
)

// A call pays from its sender's real funds, to the last wei. The gas fee does not come from them.
func TestFunds(t *testing.T) {
	d, node := upstream(t)
	sender, other := common.HexToAddress("0x5afe01"), common.HexToAddress("0x5afe02")
	coin := uint256.NewInt(1e18)
	if err := d.Client().CallContext(t.Context(), nil, "anvil_setBalance", sender, (*hexutil.U256)(coin)); err != nil {
		t.Fatal(err)
	}
	huge := new(uint256.Int).Lsh(uint256.NewInt(1), 255)
	pays := func(value *uint256.Int) ops.Call {
		return ops.Call{From: sender, To: other, Value: *value, Method: "call of " + other.Hex()}
	}
	f := start(t, fork.Options{Node: node})
	half := uint256.NewInt(5e17)
	calls := []ops.Call{pays(half), pays(coin), pays(half), pays(uint256.NewInt(1)), pays(huge), pays(uint256.NewInt(0))}
	if err := f.Earlier(t.Context(), "queued.json", nil, calls); err != nil {
		t.Fatal(err)
	}
	r := f.Result()
	for i, want := range []string{"", "has 0.5 of the native token, but the call sends 1", "", "has 0 of the native token, but the call sends 0.000000000000000001", "has 0 of the native token, but the call sends 578960", ""} {
		got := r.Earlier[i].Revert
		if (want == "") != (got == nil) || got != nil && (got.Code != fork.CodeBalance || !strings.Contains(got.Meaning, want) || got.Remedy == "") {
			t.Errorf("%d: %+v, want %q", i, got, want)
		}
	}
	if r.Verdict != fork.Reverted || len(r.Earlier) != len(calls) {
		t.Errorf("%+v", r)
	}
	for address, want := range map[common.Address]*big.Int{sender: new(big.Int), other: coin.ToBig()} {
		account, err := f.Client.AccountAt(t.Context(), address, chain.Latest())
		if err != nil || account.Balance.Int().ToBig().Cmp(want) != 0 {
			t.Errorf("%s holds %s, %v; want %s", address, account.Balance, err, want)
		}
	}
}
