package poolmath

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/state"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/core/vm"
	"github.com/ethereum/go-ethereum/core/vm/runtime"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/holiman/uint256"
)

// chain is an EVM in this process, with its own state.
type chain struct {
	tb   testing.TB
	cfg  *runtime.Config
	from common.Address
}

const gasLimit = 60_000_000

func newChain(tb testing.TB) *chain {
	db, err := state.New(types.EmptyRootHash, state.NewDatabaseForTesting())
	if err != nil {
		tb.Fatal(err)
	}
	from := common.HexToAddress("0x00000000000000000000000000000000000a11ce")
	cfg := &runtime.Config{State: db, Origin: from, GasLimit: gasLimit, Time: 1_700_000_000}
	if _, _, _, err := runtime.Create(nil, cfg); err != nil { // runtime.Create fills in cfg
		tb.Fatal(err)
	}
	return &chain{tb: tb, cfg: cfg, from: from}
}

// deploy runs creation code with its constructor's arguments.
func (c *chain) deploy(code []byte, args ...any) common.Address {
	c.tb.Helper()
	code = append(bytes.Clone(code), encode(args...)...)
	ret, addr, _, err := runtime.NewEnv(c.cfg).Create(c.cfg.Origin, code, vm.NewGasBudget(gasLimit, 0), new(Int))
	if err != nil {
		c.tb.Fatalf("deploying: %v %q", err, ret)
	}
	return addr
}

// call runs a function by its selector and keeps the state that it leaves. The error is an Error, an
// Abort, or revertText. Unlike runtime.Call it does not begin a transaction, so that a test can return
// to a snapshot from before several calls.
func (c *chain) call(to common.Address, input []byte) ([]byte, error) {
	ret, _, err := runtime.NewEnv(c.cfg).Call(c.cfg.Origin, to, input, vm.NewGasBudget(gasLimit, 0), new(Int))
	return ret, decodeFailure(ret, err)
}

func (c *chain) must(to common.Address, signature string, args ...any) []Int {
	c.tb.Helper()
	ret, err := c.call(to, pack(signature, args...))
	if err != nil {
		c.tb.Fatalf("%s: %v", signature, err)
	}
	return words(ret)
}

// view runs a function and reverts its changes.
func (c *chain) view(to common.Address, input []byte) ([]byte, error) {
	snapshot := c.cfg.State.Snapshot()
	defer c.cfg.State.RevertToSnapshot(snapshot)
	return c.call(to, input)
}

type revertText string

func (r revertText) Error() string { return "reverts: " + string(r) }

// decodeFailure reads BAL codes. A failure without data is an Abort.
func decodeFailure(ret []byte, err error) error {
	if err == nil {
		return nil
	}
	if !errors.Is(err, vm.ErrExecutionReverted) || len(ret) == 0 {
		return Abort{err.Error()}
	}
	if len(ret) < 100 {
		return revertText(hex.EncodeToString(ret))
	}
	text := string(bytes.TrimRight(ret[68:], "\x00"))
	code, ok := strings.CutPrefix(text, "BAL#")
	n, err := strconv.ParseUint(code, 10, 16)
	if !ok || err != nil {
		return revertText(text)
	}
	return Error{uint16(n)}
}

// pack encodes a call whose arguments are Int, uint64, bool, common.Address, or
// slices of Int or common.Address.
func pack(signature string, args ...any) []byte {
	return append(bytes.Clone(crypto.Keccak256([]byte(signature))[:4]), encode(args...)...)
}

func encode(args ...any) []byte {
	var head, tail []byte
	for _, arg := range args {
		switch a := arg.(type) {
		case []Int:
			head = append(head, word(uint64(32*len(args)+len(tail)))...)
			tail = append(append(tail, word(uint64(len(a)))...), encodeAll(a)...)
		case []common.Address:
			head = append(head, word(uint64(32*len(args)+len(tail)))...)
			tail = append(append(tail, word(uint64(len(a)))...), encodeAll(a)...)
		case []byte:
			head = append(head, word(uint64(32*len(args)+len(tail)))...)
			padded := make([]byte, (len(a)+31)/32*32)
			copy(padded, a)
			tail = append(append(tail, word(uint64(len(a)))...), padded...)
		case tuple:
			head = append(head, word(uint64(32*len(args)+len(tail)))...)
			tail = append(tail, encode(a...)...)
		default:
			head = append(head, encodeWord(arg)...)
		}
	}
	return append(head, tail...)
}

// tuple is a struct with a dynamic member.
type tuple []any

func encodeAll[T any](xs []T) (z []byte) {
	for _, x := range xs {
		z = append(z, encodeWord(x)...)
	}
	return z
}

func encodeWord(arg any) []byte {
	switch a := arg.(type) {
	case Int:
		b := a.Bytes32()
		return b[:]
	case uint64:
		return word(a)
	case int:
		return word(uint64(a))
	case bool:
		if a {
			return word(1)
		}
		return word(0)
	case common.Address:
		return common.LeftPadBytes(a[:], 32)
	case common.Hash:
		return a[:]
	}
	panic(fmt.Sprintf("cannot encode %T", arg))
}

func word(n uint64) []byte {
	b := uint256.NewInt(n).Bytes32()
	return b[:]
}

func words(ret []byte) []Int {
	z := make([]Int, len(ret)/32)
	for i := range z {
		z[i].SetBytes32(ret[32*i:])
	}
	return z
}

func address(w Int) common.Address { return common.Address(w.Bytes20()) }

const devnetFolder = "../../devnet"

// artifact reads the creation code of a Hardhat artifact and links libraries.
func artifact(tb testing.TB, path string, libraries map[string]common.Address) []byte {
	tb.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		tb.Fatalf("%v: run make setup", err)
	}
	var a struct {
		Bytecode       string
		LinkReferences map[string]map[string][]struct{ Start, Length int }
	}
	if err := json.Unmarshal(raw, &a); err != nil {
		tb.Fatal(err)
	}
	code := []byte(strings.TrimPrefix(a.Bytecode, "0x"))
	for _, file := range a.LinkReferences {
		for name, places := range file {
			for _, p := range places {
				copy(code[2*p.Start:], hex.EncodeToString(libraries[name].Bytes()))
			}
		}
	}
	return common.FromHex(string(code))
}

func published(tb testing.TB, path string, libraries map[string]common.Address) []byte {
	tasks := filepath.Join(devnetFolder, "node_modules/@balancer-labs/v2-deployments/dist/tasks")
	return artifact(tb, filepath.Join(tasks, path), libraries)
}

// compiled compiles a contract of devnet/contracts.
func compiled(tb testing.TB, source, name string) []byte {
	tb.Helper()
	output := filepath.Join(tb.TempDir(), name+".json")
	cmd := exec.Command("node", filepath.Join(devnetFolder, "compile.mjs"),
		filepath.Join(devnetFolder, "contracts", source), name, output)
	if message, err := cmd.CombinedOutput(); err != nil {
		tb.Fatalf("%v: run make setup\n%s", err, message)
	}
	return artifact(tb, output, nil)
}
