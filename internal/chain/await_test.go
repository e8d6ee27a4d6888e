package chain_test

import (
	"context"
	"encoding/json"
	"errors"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/devnet"
)

func TestAwaitConfirmations(t *testing.T) {
	d := devChain(t, devnet.Options{})
	c := dial(t, d.RPC, chain.Options{})
	s := snapshot(t, c, d.Pool.Address, chain.Latest())
	call := swapWeights(s).Calls[0]
	hash, err := c.SendUnsigned(t.Context(), call.From, transaction(t, c, call))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Await(soon(t), hash, 3, 10*time.Millisecond); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("three confirmations after one block: %v", err)
	}
	rpcDo(t, d.RPC, "anvil_mine", "0x2")
	receipt, err := c.Await(soon(t), hash, 3, 10*time.Millisecond)
	if err != nil || !receipt.Success {
		t.Errorf("three confirmations after three blocks: %+v, %v", receipt, err)
	}
	if known, err := c.Known(t.Context(), hash); err != nil || !known {
		t.Errorf("a mined transaction is known: %v, %v", known, err)
	}
	if known, err := c.Known(t.Context(), common.Hash{1}); err != nil || known {
		t.Errorf("no transaction is known: %v, %v", known, err)
	}
	if _, err := c.Await(soon(t), common.Hash{1}, 1, 10*time.Millisecond); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("no transaction: %v", err)
	}
}

// TestAwaitNoReceiptOfAnotherChain has a node that still answers the receipt of
// a block that is not part of the chain any more.
func TestAwaitNoReceiptOfAnotherChain(t *testing.T) {
	d := devChain(t, devnet.Options{})
	c := dial(t, d.RPC, chain.Options{})
	receipt := send(t, c, swapWeights(snapshot(t, c, d.Pool.Address, chain.Latest())).Calls[0])
	p := proxy(t, d.RPC, nil)
	p.result = func(method string, _ json.RawMessage) string {
		if method != "eth_getTransactionReceipt" {
			return ""
		}
		return `{"transactionHash":"` + receipt.Hash.Hex() + `","blockHash":"` + common.Hash{9}.Hex() +
			`","blockNumber":"0x1","status":"0x1","gasUsed":"0x1"}`
	}
	if got, err := dial(t, p.url, chain.Options{}).Await(soon(t), receipt.Hash, 1, 10*time.Millisecond); err == nil {
		t.Errorf("taken: %+v", got)
	}
}

func soon(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	t.Cleanup(cancel)
	return ctx
}
