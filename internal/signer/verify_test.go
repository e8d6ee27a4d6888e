package signer

import (
	"context"
	"math/big"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
)

func testKey(t *testing.T, digits string) *Key {
	t.Helper()
	key, err := Options{PrivateKey: "-"}.openKey(surroundings(digits, nil, ""))
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func dynamic(change func(*types.DynamicFeeTx)) *types.Transaction {
	to := common.HexToAddress("0x01")
	tx := &types.DynamicFeeTx{
		ChainID: big.NewInt(1), Nonce: 7, To: &to, Value: big.NewInt(3), Data: []byte{1, 2},
		Gas: 21000, GasFeeCap: big.NewInt(30), GasTipCap: big.NewInt(2),
	}
	change(tx)
	return types.NewTx(tx)
}

func sign(t *testing.T, key *Key, tx *types.Transaction, chain int64) *types.Transaction {
	t.Helper()
	signed, err := key.SignTx(context.Background(), tx, big.NewInt(chain))
	if err != nil {
		t.Fatal(err)
	}
	return signed
}

func TestVerify(t *testing.T) {
	key := testKey(t, canary)
	one := big.NewInt(1)
	legacy := types.NewTx(&types.LegacyTx{Nonce: 1, Gas: 21000, GasPrice: big.NewInt(5), Value: big.NewInt(0)})
	for _, tx := range []*types.Transaction{dynamic(func(*types.DynamicFeeTx) {}), legacy} {
		if err := Verify(tx, sign(t, key, tx, 1), key.Address(), one); err != nil {
			t.Errorf("type %d: %v", tx.Type(), err)
		}
	}
}

// TestUnsigned checks that the hash for another wallet is the one that a local key signs.
func TestUnsigned(t *testing.T) {
	one := big.NewInt(1)
	to := common.HexToAddress("0x01")
	legacy := types.NewTx(&types.LegacyTx{Nonce: 1, To: &to, Gas: 21000, GasPrice: big.NewInt(5), Value: big.NewInt(2), Data: []byte{9}})
	for _, tx := range []*types.Transaction{dynamic(func(*types.DynamicFeeTx) {}), legacy} {
		raw, hash, err := Unsigned(tx, one)
		if want := types.LatestSignerForChainID(one).Hash(tx); err != nil || hash != want || len(raw) == 0 {
			t.Errorf("type %d: %x has the hash %s, want %s, %v", tx.Type(), raw, hash, want, err)
		}
	}
	if _, _, err := Unsigned(types.NewTx(&types.AccessListTx{ChainID: one}), one); err == nil {
		t.Error("a type that mpool does not make has unsigned bytes")
	}
}

// TestApply checks that another wallet can return a signature, with either numbering of its last byte,
// or the whole transaction.
func TestApply(t *testing.T) {
	key, one := testKey(t, canary), big.NewInt(1)
	to := common.HexToAddress("0x01")
	legacy := types.NewTx(&types.LegacyTx{Nonce: 1, To: &to, Gas: 21000, GasPrice: big.NewInt(5), Value: big.NewInt(2)})
	for _, tx := range []*types.Transaction{dynamic(func(*types.DynamicFeeTx) {}), legacy} {
		_, hash, err := Unsigned(tx, one)
		if err != nil {
			t.Fatal(err)
		}
		signature, err := crypto.Sign(hash[:], key.private.key)
		if err != nil {
			t.Fatal(err)
		}
		whole, err := sign(t, key, tx, 1).MarshalBinary()
		if err != nil {
			t.Fatal(err)
		}
		numbered := append([]byte{}, signature...)
		numbered[64] += 27
		other := append([]byte{}, signature...)
		other[10] ^= 1
		for name, made := range map[string][]byte{"signature": signature, "27 and 28": numbered, "transaction": whole, "another": other, "short": {1, 2}, "last byte": append(signature[:64:64], 9)} {
			signed, err := Apply(tx, made, one)
			if err == nil {
				err = Verify(tx, signed, key.Address(), one)
			}
			if want := len(made) > 2 && name != "another" && name != "last byte"; (err == nil) != want {
				t.Errorf("type %d, %s: %v", tx.Type(), name, err)
			}
		}
	}
}

// TestVerifyLegacy checks that a type 0 transaction without a chain ID is refused, because anyone
// could send it on any chain.
func TestVerifyLegacy(t *testing.T) {
	key := testKey(t, canary)
	to := common.HexToAddress("0x01")
	asked := types.NewTx(&types.LegacyTx{Nonce: 7, To: &to, Gas: 21000, GasPrice: big.NewInt(30), Value: big.NewInt(3)})
	homestead, err := types.SignTx(asked, types.HomesteadSigner{}, key.private.key)
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		want   string
		signed *types.Transaction
	}{
		{"", sign(t, key, asked, 1)},
		{"the signer signed for a chain other than", homestead},
		{"the signer signed for a chain other than", sign(t, key, asked, 5)},
		{"max fee", sign(t, key, types.NewTx(&types.LegacyTx{Nonce: 7, To: &to, Gas: 21000, GasPrice: big.NewInt(31), Value: big.NewInt(3)}), 1)},
		{"type", sign(t, key, dynamic(func(*types.DynamicFeeTx) {}), 1)},
	}
	for _, test := range tests {
		err := Verify(asked, test.signed, key.Address(), big.NewInt(1))
		if (err == nil) != (test.want == "") || err != nil && !strings.Contains(err.Error(), test.want) {
			t.Errorf("got %v, want %q", err, test.want)
		}
	}
}

// TestVerifyFindsOut checks that a changed field or another account is detected.
func TestVerifyFindsOut(t *testing.T) {
	key, other := testKey(t, canary), testKey(t, strings.Repeat("1", 64))
	asked := dynamic(func(*types.DynamicFeeTx) {})
	tests := []struct {
		want   string
		signed *types.Transaction
	}{
		{"nonce", sign(t, key, dynamic(func(tx *types.DynamicFeeTx) { tx.Nonce++ }), 1)},
		{"recipient", sign(t, key, dynamic(func(tx *types.DynamicFeeTx) { tx.To = &common.Address{2} }), 1)},
		{"recipient", sign(t, key, dynamic(func(tx *types.DynamicFeeTx) { tx.To = nil }), 1)},
		{"value", sign(t, key, dynamic(func(tx *types.DynamicFeeTx) { tx.Value = big.NewInt(4) }), 1)},
		{"data", sign(t, key, dynamic(func(tx *types.DynamicFeeTx) { tx.Data = []byte{1, 3} }), 1)},
		{"gas limit", sign(t, key, dynamic(func(tx *types.DynamicFeeTx) { tx.Gas++ }), 1)},
		{"max fee", sign(t, key, dynamic(func(tx *types.DynamicFeeTx) { tx.GasFeeCap = big.NewInt(31) }), 1)},
		{"priority fee", sign(t, key, dynamic(func(tx *types.DynamicFeeTx) { tx.GasTipCap = big.NewInt(3) }), 1)},
		{"access list", sign(t, key, dynamic(func(tx *types.DynamicFeeTx) { tx.AccessList = types.AccessList{{}} }), 1)},
		{"the signer signed for a chain other than", sign(t, key, dynamic(func(tx *types.DynamicFeeTx) { tx.ChainID = big.NewInt(5) }), 5)},
		{"signature is not valid", asked},
		{" signed instead of ", sign(t, other, asked, 1)},
		{"returned nothing", nil},
		{"type", sign(t, key, types.NewTx(&types.LegacyTx{Nonce: 7, To: asked.To(), Value: asked.Value(), Data: asked.Data(), Gas: 21000, GasPrice: big.NewInt(30)}), 1)},
	}
	for _, test := range tests {
		err := Verify(asked, test.signed, key.Address(), big.NewInt(1))
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("got %v, want %q", err, test.want)
		}
	}
}
