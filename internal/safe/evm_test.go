package safe

import (
	"encoding/hex"
	"encoding/json"
	"math/big"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/state"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/core/vm/runtime"
	"github.com/ethereum/go-ethereum/params"
	"github.com/holiman/uint256"
)

// published maps each tested version to its contract.
func published() map[string]string {
	return map[string]string{
		"1.3.0": "@gnosis.pm/safe-contracts/build/artifacts/contracts/GnosisSafe.sol/GnosisSafe.json",
		"1.4.1": "@safe-global/safe-contracts/build/artifacts/contracts/Safe.sol/Safe.json",
		"1.5.0": "@safe-global/safe-smart-account/build/artifacts/contracts/Safe.sol/Safe.json",
	}
}

const handler150 = "@safe-global/safe-smart-account/build/artifacts/contracts/handler/CompatibilityFallbackHandler.sol/CompatibilityFallbackHandler.json"

// evm is an EVM in this process, with a Safe in it.
type evm struct {
	t    *testing.T
	cfg  *runtime.Config
	safe common.Address
}

func newEVM(t *testing.T, version string, chainID uint64) *evm {
	t.Helper()
	db, err := state.New(types.EmptyRootHash, state.NewDatabaseForTesting())
	if err != nil {
		t.Fatal(err)
	}
	config := *params.AllDevChainProtocolChanges
	config.ChainID = new(big.Int).SetUint64(chainID)
	e := &evm{t: t, cfg: &runtime.Config{ChainConfig: &config, State: db, GasLimit: 60_000_000, Time: 1_700_000_000}}
	e.safe = e.deploy(published()[version])
	if version == "1.5.0" { // this version has moved encodeTransactionData into its fallback handler
		handler := e.deploy(handler150)
		e.cfg.State.SetState(e.safe, common.HexToHash("0x6c9a6c4a39284e37ed1cf53d337577d14212a4870fb976a4366c693b939918d5"), common.BytesToHash(handler[:]))
	}
	return e
}

func (e *evm) deploy(path string) common.Address {
	e.t.Helper()
	text, err := os.ReadFile(filepath.Join("../../devnet/node_modules", filepath.FromSlash(path)))
	if err != nil {
		e.t.Fatal(err)
	}
	var artifact struct{ Bytecode string }
	if err := json.Unmarshal(text, &artifact); err != nil {
		e.t.Fatal(err)
	}
	code, err := hex.DecodeString(strings.TrimPrefix(artifact.Bytecode, "0x"))
	if err != nil {
		e.t.Fatal(err)
	}
	_, address, _, err := runtime.Create(code, e.cfg)
	if err != nil {
		e.t.Fatal(err)
	}
	return address
}

func (e *evm) call(data []byte) []byte {
	e.t.Helper()
	answer, _, err := runtime.Call(e.safe, data, e.cfg)
	if err != nil {
		e.t.Fatalf("%v: %x", err, answer)
	}
	return answer
}

// dice draws transactions with small and huge numbers and with short and long data.
type dice struct{ *rand.Rand }

func (d dice) bytes(n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(d.Uint32())
	}
	return b
}

func (d dice) number() uint256.Int {
	var n uint256.Int
	if d.IntN(3) > 0 {
		n.SetBytes(d.bytes(1 + d.IntN(32)))
	}
	return n
}

func (d dice) address() common.Address {
	if d.IntN(4) == 0 {
		return common.Address{}
	}
	return common.BytesToAddress(d.bytes(20))
}

func (d dice) calls(n int) []Call {
	calls := make([]Call, n)
	for i := range calls {
		calls[i] = Call{To: d.address(), Value: d.number(), Data: d.bytes(d.IntN(200))}
	}
	return calls
}

func (d dice) transaction(t *testing.T, v Version) Transaction {
	if d.IntN(2) == 0 {
		return d.several(t, v)
	}
	return d.single()
}

// several draws a MultiSend.
func (d dice) several(t *testing.T, v Version) Transaction {
	t.Helper()
	tx, err := NewTransaction(d.calls(2+d.IntN(5)), v.MultiSendCallOnly(), d.Uint64())
	if err != nil {
		t.Fatal(err)
	}
	return tx
}

// single draws a transaction with any value in each field.
func (d dice) single() Transaction {
	return Transaction{To: d.address(), Value: d.number(), Data: d.bytes(d.IntN(300)), Operation: Operation(d.IntN(2)),
		SafeTxGas: d.number(), BaseGas: d.number(), GasPrice: d.number(), GasToken: d.address(), RefundReceiver: d.address(), Nonce: d.Uint64()}
}
