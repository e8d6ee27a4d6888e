package decode

import (
	"bytes"
	"math/big"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/bindings/managedpool"
	"mpool/bindings/vault"
)

// Everything except the exact encoding is refused.
func TestMalformed(t *testing.T) {
	good := managedpool.NewManagedPool().PackUpdateWeightsGradually(big.NewInt(1), big.NewInt(2), []common.Address{weth()}, []*big.Int{one(100)})
	change := func(at int, to byte) []byte {
		data := bytes.Clone(good)
		data[at] = to
		return data
	}
	tests := map[string]struct {
		data []byte
		want string
	}{
		"nothing":        {nil, "unknown selector 0x00000000"},
		"three bytes":    {good[:3], "unknown selector 0x819c7000"},
		"unknown":        {[]byte{0xde, 0xad, 0xbe, 0xef}, "unknown selector 0xdeadbeef"},
		"selector only":  {good[:4], "but 4 arguments are missing"},
		"cut off":        {good[:len(good)-1], "cut off or invalid"},
		"huge length":    {change(4+32*4+24, 0x7f), "cut off or invalid"},
		"huge offset":    {change(4+32*2, 0xff), "cut off or invalid"},
		"dirty address":  {change(4+32*5, 1), "not in standard ABI encoding"},
		"shared offset":  {change(4+32*3+31, good[4+32*2+31]), "not in standard ABI encoding"},
		"bad boolean":    {append(managedpool.NewManagedPool().PackSetSwapEnabled(true)[:35], 2), "cut off or invalid"},
		"no such length": {change(4+32*4+31, 9), "cut off or invalid"},
	}
	d := decoder(t)
	for name, test := range tests {
		call, err := d.Call(test.data)
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %+v, %v", name, call, err)
		}
	}
	call, err := d.Call(append(bytes.Clone(good), 1, 2, 3))
	if err != nil || call.Trailing != 3 {
		t.Errorf("%+v, %v", call, err)
	}
}

// Any bytes are decoded or refused without a panic. Encoding the result again gives the same bytes.
func FuzzDecode(f *testing.F) {
	d := decoder(f)
	f.Add(managedpool.NewManagedPool().PackUpdateWeightsGradually(big.NewInt(1), big.NewInt(2), []common.Address{weth()}, []*big.Int{one(100)}))
	f.Add(vault.NewVault().PackManagePoolBalance([]vault.IVaultPoolBalanceOp{{Kind: 2, PoolId: id(), Token: usdc(), Amount: big.NewInt(1)}}))
	f.Add(vault.NewVault().PackJoinPool(id(), weth(), weth(), vault.IVaultJoinPoolRequest{Assets: []common.Address{pool(), weth()}, MaxAmountsIn: []*big.Int{one(1), one(2)}, UserData: make([]byte, 96)}))
	f.Add(vault.NewVault().PackBatchSwap(0, []vault.IVaultBatchSwapStep{{AssetInIndex: one(0), AssetOutIndex: one(1), Amount: one(1)}}, nil, vault.IVaultFundManagement{}, nil, one(1)))
	f.Add([]byte{0x43, 0xad, 0xba, 0xfb})
	f.Fuzz(func(t *testing.T, data []byte) {
		_, _ = d.Error(data)
		_ = d.Event([]common.Hash{common.BytesToHash(data), {}}, data)
		for topic := range d.events {
			_ = d.Event([]common.Hash{topic}, data)
		}
		call, err := d.Call(data)
		if err != nil {
			return
		}
		call.Explain(book(), pool())
		_, _ = call.Pools(), call.Addresses()
		if call.Trailing < 0 || call.Trailing > len(data)-4 {
			t.Fatalf("%d bytes too many of %d", call.Trailing, len(data))
		}
		if n := count(call.Args); n > 2*len(data)+100 {
			t.Fatalf("%d values of %d bytes", n, len(data))
		}
	})
}

func count(values []Value) int {
	n := len(values)
	for _, v := range values {
		n += count(v.Items)
	}
	return n
}
