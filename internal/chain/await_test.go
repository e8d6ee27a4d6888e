package chain_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/internal/chain"
	"mpool/internal/chain/wire"
	"mpool/internal/devnet"
)

func TestAwaitConfirmations(t *testing.T) {
	d := devChain(t, devnet.Options{})
	c := dial(t, d.RPC, chain.Options{})
	s := snapshot(t, c, d.Pool.Address, chain.Latest())
	call := swapWeights(s).Calls[0]
	hash, err := c.Transactions.SendUnsigned(t.Context(), call.From, transaction(t, c, call))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Transactions.Await(soon(t), chain.Sent{Hash: hash}, chain.Patience{Confirmations: 3, Poll: 10 * time.Millisecond}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("three confirmations after one block: %v", err)
	}
	rpcDo(t, d.RPC, "anvil_mine", "0x2")
	receipt, err := c.Transactions.Await(t.Context(), chain.Sent{Hash: hash}, chain.Patience{Confirmations: 3, Poll: 10 * time.Millisecond})
	if err != nil || !receipt.Success {
		t.Errorf("three confirmations after three blocks: %+v, %v", receipt, err)
	}
	if known, err := c.Transactions.Known(t.Context(), hash); err != nil || !known {
		t.Errorf("a mined transaction is known: %v, %v", known, err)
	}
	if known, err := c.Transactions.Known(t.Context(), common.Hash{1}); err != nil || known {
		t.Errorf("no transaction is known: %v, %v", known, err)
	}
	if _, err := c.Transactions.Await(soon(t), chain.Sent{Hash: common.Hash{1}}, chain.Patience{Confirmations: 1, Poll: 10 * time.Millisecond}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("no transaction: %v", err)
	}
}

// TestAwaitNoReceiptOfAnotherChain has a node that still returns the receipt of a block that is no
// longer part of the chain.
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
	if got, err := dial(t, p.url, chain.Options{}).Transactions.Await(soon(t), chain.Sent{Hash: receipt.Hash}, chain.Patience{Confirmations: 1, Poll: 10 * time.Millisecond}); err == nil {
		t.Errorf("taken: %+v", got)
	}
}

// soon ends a wait that must not end by itself.
func soon(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	t.Cleanup(cancel)
	return ctx
}

// untilOdd waits for a transaction until the node's answers were impossible often enough to be reported.
func untilOdd(t *testing.T, c *chain.Client, sent chain.Sent) (*chain.Receipt, error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	return c.Transactions.Await(ctx, sent, chain.Patience{Confirmations: 1, Poll: time.Millisecond, Odd: func(error) { cancel() }})
}

// TestAwaitReplaced has another transaction use the nonce.
func TestAwaitReplaced(t *testing.T) {
	d := devChain(t, devnet.Options{})
	c := dial(t, d.RPC, chain.Options{})
	receipt := send(t, c, swapWeights(snapshot(t, c, d.Pool.Address, chain.Latest())).Calls[0])
	account, err := c.AccountAt(t.Context(), receipt.From, chain.Latest())
	if err != nil {
		t.Fatal(err)
	}
	other := chain.Sent{Hash: common.Hash{1}, From: receipt.From, Nonce: account.Nonce - 1}
	var replaced *chain.ReplacedError
	if _, err := c.Transactions.Await(t.Context(), other, chain.Patience{Confirmations: 1, Poll: time.Millisecond}); !errors.As(err, &replaced) || replaced.Nonce != other.Nonce {
		t.Errorf("another transaction has the nonce: %v", err)
	}
	other.Nonce++
	if _, err := c.Transactions.Await(soon(t), other, chain.Patience{Confirmations: 1, Poll: time.Millisecond}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("nobody has the nonce: %v", err)
	}
	own := chain.Sent{Hash: receipt.Hash, From: receipt.From, Nonce: account.Nonce - 1}
	if _, err := c.Transactions.Await(soon(t), own, chain.Patience{Confirmations: 1<<64 - 1, Poll: time.Millisecond}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("confirmations without end: %v", err)
	}
	if got, err := c.Transactions.Await(t.Context(), own, chain.Patience{Confirmations: 1, Poll: time.Millisecond}); err != nil || got.Hash != own.Hash {
		t.Errorf("its own receipt: %+v, %v", got, err)
	}
}

// TestAwaitLateReceipts has a node that knows that the nonce is used but not yet the receipt. The
// transaction is mined, so mpool must not give it up.
func TestAwaitLateReceipts(t *testing.T) {
	d := devChain(t, devnet.Options{})
	direct := dial(t, d.RPC, chain.Options{})
	receipt := send(t, direct, swapWeights(snapshot(t, direct, d.Pool.Address, chain.Latest())).Calls[0])
	account, err := direct.AccountAt(t.Context(), receipt.From, chain.Latest())
	if err != nil {
		t.Fatal(err)
	}
	own := chain.Sent{Hash: receipt.Hash, From: receipt.From, Nonce: account.Nonce - 1}
	p := proxy(t, d.RPC, nil)
	p.result = func(method string, _ json.RawMessage) string {
		if method == "eth_getTransactionReceipt" {
			return "null"
		}
		return ""
	}
	_, err = dial(t, p.url, chain.Options{}).Transactions.Await(soon(t), own, chain.Patience{Confirmations: 1, Poll: time.Millisecond})
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("given up: %v", err)
	}
}

// TestAwaitDemandsAWholeReceipt has receipts without a hash, a block or a valid status.
func TestAwaitDemandsAWholeReceipt(t *testing.T) {
	hash, block := `"transactionHash":"`+common.Hash{1}.Hex()+`"`, `"blockHash":"`+common.Hash{2}.Hex()+`","blockNumber":"0x1"`
	for _, receipt := range []string{hash + "," + block, hash + "," + block + `,"status":"0x2"`, hash + `,"status":"0x1"`, block + `,"status":"0x1"`,
		hash + `,"status":"0x1","blockNumber":null,"blockHash":"` + common.Hash{2}.Hex() + `"`} {
		c := dial(t, answering(t, 200, `{"jsonrpc":"2.0","id":1,"result":{`+receipt+`}}`), chain.Options{})
		_, err := untilOdd(t, c, chain.Sent{Hash: common.Hash{1}})
		if !errors.Is(err, context.Canceled) || !errors.As(err, new(*wire.UnableError)) {
			t.Errorf("%s: %v", receipt, err)
		}
	}
}

// TestAwaitImpossibleGas has a node whose receipts report more gas used than the limit of the
// transaction or its block. Such receipts are not accepted.
func TestAwaitImpossibleGas(t *testing.T) {
	d := devChain(t, devnet.Options{})
	receipt := send(t, dial(t, d.RPC, chain.Options{}), swapWeights(snapshot(t, dial(t, d.RPC, chain.Options{}), d.Pool.Address, chain.Latest())).Calls[0])
	for _, test := range []struct {
		used  string
		limit uint64
		want  string
	}{
		{"0x61a80", 400_000, ""}, {"0x61a81", 400_000, "400001 gas used, but the gas limit of the transaction is 400000"},
		{"0x61a81", 0, ""}, {"0xffffffffffffffff", 0, "but the gas limit of its block is"}, {"0xffffffffffffffff", 1<<64 - 1, "but the gas limit of its block is"},
	} {
		p := proxy(t, d.RPC, nil)
		p.result = func(method string, _ json.RawMessage) string {
			if method != "eth_getTransactionReceipt" {
				return ""
			}
			return `{"transactionHash":"` + receipt.Hash.Hex() + `","blockHash":"` + receipt.BlockHash.Hex() +
				`","blockNumber":"` + hexutil.EncodeUint64(receipt.BlockNumber) + `","status":"0x1","gasUsed":"` + test.used + `"}`
		}
		c := dial(t, p.url, chain.Options{})
		got, err := untilOdd(t, c, chain.Sent{Hash: receipt.Hash, GasLimit: test.limit})
		if test.want == "" && (err != nil || got.BlockTime == 0) || test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)) {
			t.Errorf("%s of %d: %+v, %v", test.used, test.limit, got, err)
		}
		tx, err := c.Transactions.Examine(t.Context(), receipt.Hash) // its gas limit comes from the chain
		if test.used == "0xffffffffffffffff" && (err == nil || !strings.Contains(err.Error(), "but the gas limit of")) {
			t.Errorf("%s: %+v, %v", test.used, tx, err)
		}
	}
}

// TestAwaitReplacedNeedsProof has a node that hides our mined transaction and names another one, which the
// account has not signed.
func TestAwaitReplacedNeedsProof(t *testing.T) {
	d := devChain(t, devnet.Options{})
	c := dial(t, d.RPC, chain.Options{})
	receipt := send(t, c, swapWeights(snapshot(t, c, d.Pool.Address, chain.Latest())).Calls[0])
	account, err := c.AccountAt(t.Context(), receipt.From, chain.Latest())
	if err != nil {
		t.Fatal(err)
	}
	other := common.Hash{0x77}
	ctx, stop := context.WithCancel(t.Context())
	asked := 0
	p := proxy(t, d.RPC, nil)
	p.result = func(method string, _ json.RawMessage) string {
		switch method {
		case "eth_getTransactionReceipt":
			return "null"
		case "eth_getTransactionByHash":
			if asked++; asked == 3 { // an answer was judged
				stop()
			}
			return "null"
		case "eth_getBlockByNumber":
			return fmt.Sprintf(`{"number":"0x%x","hash":"%s","parentHash":"%s","timestamp":"0x1","transactions":[{"hash":"%s","from":"%s","nonce":"0x%x"}]}`,
				receipt.BlockNumber, receipt.BlockHash, common.Hash{1}, other, receipt.From, account.Nonce-1)
		}
		return ""
	}
	own := chain.Sent{Hash: receipt.Hash, From: receipt.From, Nonce: account.Nonce - 1, Since: receipt.BlockNumber - 1}
	_, err = dial(t, p.url, chain.Options{}).Transactions.Await(ctx, own, chain.Patience{Confirmations: 1, Poll: time.Millisecond})
	if errors.As(err, new(*chain.ReplacedError)) || err == nil || !strings.Contains(err.Error(), "has not signed with nonce") {
		t.Errorf("%v", err)
	}
}
