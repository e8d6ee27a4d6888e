package safe

import (
	"bytes"
	"encoding/json"
	"math/big"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
)

// hashed is the number of single transactions, and of MultiSends, that are compared with each
// version's contract.
const hashed = 500

// TestHashesAreTheContracts compares the three hashes with those that the published contracts of each
// version compute, for single calls and for MultiSends.
func TestHashesAreTheContracts(t *testing.T) {
	for version := range published() {
		t.Run(version, func(t *testing.T) {
			v, err := ParseVersion(version)
			if err != nil {
				t.Fatal(err)
			}
			d := dice{rand.New(rand.NewPCG(7, uint64(v.Minor)))}
			methods := safeABI(t, "1.4.1")
			for _, chainID := range []uint64{1, 137, 1<<63 + 5, 31337, 100} {
				e := newEVM(t, version, chainID)
				for range hashed / 5 {
					e.compare(methods, v, chainID, d.single())
					e.compare(methods, v, chainID, d.several(t, v))
				}
			}
		})
	}
}

func (e *evm) compare(methods abi.ABI, v Version, chainID uint64, tx Transaction) {
	e.t.Helper()
	h := NewHashes(v, chainID, e.safe, tx)
	args := []any{tx.To, tx.Value.ToBig(), tx.Data, uint8(tx.Operation), tx.SafeTxGas.ToBig(), tx.BaseGas.ToBig(), tx.GasPrice.ToBig(),
		tx.GasToken, tx.RefundReceiver, new(big.Int).SetUint64(tx.Nonce)}
	pack := func(name string, args ...any) []byte {
		data, err := methods.Pack(name, args...)
		if err != nil {
			e.t.Fatal(err)
		}
		return data
	}
	if got := common.BytesToHash(e.call(pack("domainSeparator"))); got != h.Domain {
		e.t.Errorf("domain of %+v: %s, the contract's %s", tx, h.Domain, got)
	}
	if got := common.BytesToHash(e.call(pack("getTransactionHash", args...))); got != h.SafeTx {
		e.t.Errorf("hash of %+v: %s, the contract's %s", tx, h.SafeTx, got)
	}
	encoded := e.call(pack("encodeTransactionData", args...))[64:130]
	if want := append(append([]byte{0x19, 0x01}, h.Domain[:]...), h.Message[:]...); !bytes.Equal(encoded, want) {
		e.t.Errorf("data of %+v: %x, the contract's %x", tx, want, encoded)
	}
}

func safeABI(t *testing.T, version string) abi.ABI {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("../../devnet/node_modules", filepath.FromSlash(published()[version])))
	if err != nil {
		t.Fatal(err)
	}
	var artifact struct{ ABI json.RawMessage }
	if err := json.Unmarshal(text, &artifact); err != nil {
		t.Fatal(err)
	}
	parsed, err := abi.JSON(bytes.NewReader(artifact.ABI))
	if err != nil {
		t.Fatal(err)
	}
	return parsed
}

// TestMultiSendCode checks that the published packages have the code whose hash MultiSendCode knows.
func TestMultiSendCode(t *testing.T) {
	for version, path := range published() {
		folder, _, _ := strings.Cut(path, "/contracts/")
		e := newEVM(t, version, 1)
		address := e.deploy(folder + "/contracts/libraries/MultiSendCallOnly.sol/MultiSendCallOnly.json")
		if got, want := MultiSendCode(crypto.Keccak256Hash(e.cfg.State.GetCode(address))), "MultiSendCallOnly "+version; got != want {
			t.Errorf("the code of %s is taken for %q", want, got)
		}
	}
}
