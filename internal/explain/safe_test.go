package explain

import (
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/bindings/safecontract"
	"mpool/internal/decode"
	"mpool/internal/safe"
)

// Nested calls are decoded to the depth that real Safes have, and no deeper. Malformed calldata has no
// calls.
func TestCallsWithin(t *testing.T) {
	none := new(big.Int)
	exec := func(data []byte) []byte {
		return safecontract.NewSafe().PackExecTransaction(common.HexToAddress("0x5afe"), none, data, 0, none, none, none, common.Address{}, common.Address{}, nil)
	}
	several, err := safe.PackMultiSend([]safe.Call{{To: common.HexToAddress("0x1"), Data: []byte{1, 2, 3, 4}}, {To: common.HexToAddress("0x2")}})
	if err != nil {
		t.Fatal(err)
	}
	data := several
	for range 20 {
		data = exec(data)
	}
	if n := len(AllWithin(data, Deepest)); n != Deepest {
		t.Errorf("%d calls within, want %d", n, Deepest)
	}
	if n := len(AllWithin(exec(several), Deepest)); n != 3 {
		t.Errorf("%d calls within, want 3", n)
	}
	d, err := decode.NewWithSafe()
	if err != nil {
		t.Fatal(err)
	}
	list := Made(d, decode.NewBook(nil), exec(several), Deepest)
	if len(list) != 1 || len(list[0].Makes) != 2 || list[0].Makes[0].Call != nil || list[0].Makes[0].Unread == "" {
		t.Errorf("%+v", list)
	}
	for cut := range len(several) {
		if got := Within(several[:cut]); got != nil {
			t.Errorf("cut off at %d: %d calls", cut, len(got))
		}
	}
	for _, bad := range [][]byte{nil, exec(nil)[:4], exec(nil)[:100]} {
		if got := Within(bad); got != nil {
			t.Errorf("%x: %d calls", bad, len(got))
		}
	}
}
