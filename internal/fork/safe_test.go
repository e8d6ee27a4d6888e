package fork_test

import (
	"encoding/json"
	"math/big"
	"os"
	"path/filepath"
	"testing"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"

	"mpool/internal/devnet"
	"mpool/internal/fork"
	"mpool/internal/ops"
)

// The owner is a published Safe, and nobody here has its owners' keys.
func TestOwnerIsASafe(t *testing.T) {
	for version, names := range map[string][2]string{
		"1.3.0": {"@gnosis.pm/safe-contracts/build/artifacts/contracts/GnosisSafe.sol/GnosisSafe.json", "@gnosis.pm/safe-contracts/build/artifacts/contracts/proxies/GnosisSafeProxy.sol/GnosisSafeProxy.json"},
		"1.4.1": {"@safe-global/safe-contracts/build/artifacts/contracts/Safe.sol/Safe.json", "@safe-global/safe-contracts/build/artifacts/contracts/proxies/SafeProxy.sol/SafeProxy.json"},
	} {
		t.Run(version, func(t *testing.T) {
			d, node := upstream(t)
			pool := owned(t, d, newSafe(t, d, names))
			before := read(t, node, pool)
			f := start(t, fork.Options{Node: node})
			step := run(t, f, fork.Request{Pool: pool, Operation: weights(t, node, pool, 0, day, 30, 70)})
			wantOK(t, step, 1, 4)
			if step.Pool.OwnerKind != ops.OwnerSafe || step.Calls[0].From != before.Pool.Owner {
				t.Errorf("%+v", step.Pool)
			}
		})
	}
}

// newSafe deploys a Safe with two owners and threshold 2.
func newSafe(t *testing.T, d *devnet.Devnet, names [2]string) common.Address {
	t.Helper()
	singleton, proxy := artifact(t, names[0]), artifact(t, names[1])
	implementation := create(t, d, singleton.code)
	safe := create(t, d, append(proxy.code, common.LeftPadBytes(implementation[:], 32)...))
	owners := []common.Address{common.HexToAddress("0x1001"), common.HexToAddress("0x1002")}
	var none common.Address
	data, err := singleton.abi.Pack("setup", owners, big.NewInt(2), none, []byte{}, none, none, new(big.Int), none)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Send(t.Context(), "set the Safe up", d.Accounts.Owner, safe, data); err != nil {
		t.Fatal(err)
	}
	return safe
}

type contract struct {
	abi  abi.ABI
	code []byte
}

func artifact(t *testing.T, name string) contract {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("../../devnet/node_modules", filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	var c struct {
		ABI      abi.ABI       `json:"abi"`
		Bytecode hexutil.Bytes `json:"bytecode"`
	}
	if err := json.Unmarshal(text, &c); err != nil {
		t.Fatal(err)
	}
	return contract{c.ABI, c.Bytecode}
}

func create(t *testing.T, d *devnet.Devnet, code []byte) common.Address {
	t.Helper()
	var hash common.Hash
	args := map[string]any{"from": d.Accounts.Owner, "data": hexutil.Bytes(code), "gas": hexutil.Uint64(10_000_000)}
	if err := d.Client().CallContext(t.Context(), &hash, "eth_sendTransaction", args); err != nil {
		t.Fatal(err)
	}
	for {
		var receipt *types.Receipt
		if err := d.Client().CallContext(t.Context(), &receipt, "eth_getTransactionReceipt", hash); err != nil {
			t.Fatal(err)
		}
		if receipt != nil {
			return receipt.ContractAddress
		}
	}
}
