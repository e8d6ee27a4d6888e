package faults_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/internal/faultproxy"
)

const sendRaw = "eth_sendRawTransaction"

// F1: the answer to a send is lost although the transaction was sent.
func TestAnswerLost(t *testing.T) {
	op := addToShut()
	for _, mode := range modes() {
		for step := 1; step <= op.calls; step++ {
			for _, fault := range []faultproxy.Fault{faultproxy.LoseAnswer(), faultproxy.Hangup()}[:some(1, 2)] {
				t.Run(fmt.Sprintf("%s/%d/%s", mode, step, fault.Name), func(t *testing.T) {
					t.Parallel()
					w := newWorldFor(t, op)
					w.planned(op)
					w.mining(mode)
					w.proxy.Inject(faultproxy.Rule{Method: sendRaw, Skip: step - 1, Times: 1, Fault: fault})
					e := w.run(nil, op.send()...)
					w.wants(e, 0)
					if !strings.Contains(e.err, "it is not known whether the node accepted the transaction:") {
						t.Errorf("says nothing of the doubt: %s", e.err)
					}
					w.accounted(op)
				})
			}
		}
	}
}

// F8: the node forgets a pending transaction, after the program was killed or while it waits.
func TestDropped(t *testing.T) {
	op := addToShut()
	for step := 1; step <= op.calls; step++ {
		for _, how := range few([]string{"killed", "waiting"}, "killed") {
			t.Run(fmt.Sprintf("%s/%d", how, step), func(t *testing.T) {
				t.Parallel()
				w := newWorldFor(t, op)
				w.planned(op)
				w.minesOnly(step - 1)
				if how == "killed" {
					w.killed(crashing("broadcast", step), op.send())
				} else {
					w.wants(w.run(nil, op.send("--timeout", "1s")...), 5)
				}
				if n := w.waiting(); n != 1 {
					t.Fatalf("%d transactions wait", n)
				}
				w.rpc(nil, "anvil_dropAllTransactions")
				w.miner(50 * time.Millisecond)
				w.goOn(op)
				w.accounted(op)
				if n := w.proxy.Sends()[step-1].Times; n != 2 {
					t.Errorf("the same bytes were published %d times, want 2", n)
				}
			})
		}
	}
}

// minesOnly mines this many transactions, each on arrival, and no more.
func (w *world) minesOnly(many int) {
	w.rpc(nil, "evm_setAutomine", many > 0)
	if many == 0 {
		return
	}
	seen := 0
	w.proxy.Before(func(method string) {
		if method == sendRaw {
			if seen++; seen == many+1 {
				w.rpc(nil, "evm_setAutomine", false)
			}
		}
	})
}

// F9: a reorganisation removes the block with the receipt. The transaction is lost or mined in
// another block.
func TestReorganised(t *testing.T) {
	op := addToShut()
	for depth := 1; depth <= 3; depth++ {
		for step := 1; step <= op.calls; step++ {
			t.Run(fmt.Sprintf("%d deep/%d", depth, step), func(t *testing.T) {
				if !all() && depth != step {
					t.Skip("with all cases only")
				}
				t.Parallel()
				w := newWorldFor(t, op)
				w.planned(op)
				w.reorganised(op, depth, step)
			})
		}
	}
}

// reorganised removes the block of the program's transaction while the program waits for one more
// confirmation.
func (w *world) reorganised(op operation, depth, step int) {
	w.Helper()
	confirmations := fmt.Sprint(depth + 1)
	w.rpc(nil, "evm_setAutomine", false)
	s := w.start(nil, op.send("--confirmations", confirmations, "--timeout", "6s")...)
	for i := 1; i < step; i++ {
		w.await(1)
		w.mine(depth + 1)
	}
	w.await(1)
	w.mine(depth)
	time.Sleep(300 * time.Millisecond) // the program sees the receipt and continues to wait
	lost := w.transactions()
	w.rpc(nil, "anvil_reorg", depth, []any{})
	e := s.wait()
	w.wants(e, 5)
	if !strings.Contains(e.err, lost[len(lost)-1].Hash.Hex()) {
		w.Errorf("does not name the transaction: %s", e.err)
	}
	stop := w.repeating(50*time.Millisecond, func() { w.rpc(nil, "evm_mine") }) // further confirmations
	w.goOn(op)
	stop()
	w.sentOnce()
	w.finished(op)
}

// F9: the block is removed after the program has recorded the receipt and was killed.
func TestReorganisedAfterKill(t *testing.T) {
	op := addToShut()
	for step := 1; step <= some(1, op.calls); step++ {
		t.Run(fmt.Sprint(step), func(t *testing.T) {
			t.Parallel()
			w := newWorldFor(t, op)
			w.planned(op)
			w.killed(crashing("recorded", step), op.send())
			w.rpc(nil, "evm_setAutomine", false)
			w.rpc(nil, "anvil_reorg", 1, []any{})
			if n := len(w.transactions()); n != step-1 {
				t.Fatalf("%d transactions are mined", n)
			}
			w.miner(50 * time.Millisecond)
			w.goOn(op)
			w.sentOnce()
			w.finished(op)
		})
	}
}

// await waits until this many transactions are pending in the node.
func (w *world) await(many int) {
	w.Helper()
	for range 2400 { // a minute
		if w.waiting() >= many {
			return
		}
		time.Sleep(25 * time.Millisecond)
	}
	w.Fatalf("no transaction came")
}

// awaitSent waits until this many transactions were sent and the last one is pending.
func (w *world) awaitSent(many int) {
	w.Helper()
	for range 2400 { // a minute
		if len(w.proxy.Sends()) >= many && w.waiting() > 0 {
			return
		}
		time.Sleep(25 * time.Millisecond)
	}
	w.Fatalf("no transaction came")
}

func (w *world) mine(blocks int) {
	w.Helper()
	for range blocks {
		w.rpc(nil, "evm_mine")
	}
}

// F6: another wallet of the same account uses the nonce.
func TestNonceTaken(t *testing.T) {
	op := addToShut()
	for _, when := range []string{"before signing", "after signing", "pending"} {
		for step := 1; step <= op.calls; step++ {
			t.Run(fmt.Sprintf("%s/%d", when, step), func(t *testing.T) {
				if !all() && step != 2 {
					t.Skip("with all cases only")
				}
				t.Parallel()
				w := newWorldFor(t, op)
				w.planned(op)
				w.nonceTaken(op, when, step)
			})
		}
	}
}

func (w *world) nonceTaken(op operation, when string, step int) {
	w.Helper()
	from := w.plan.Calls[step-1].From
	// before signing: after the plan's block; after signing: on the way to the node
	seen, method := 0, sendRaw
	nth := step
	if when == "before signing" {
		method, nth = "eth_estimateGas", step+1 // the first request belongs to the preview
	}
	w.proxy.Before(func(called string) {
		if called != method {
			return
		}
		if seen++; seen == nth {
			w.foreign(from, when == "pending")
		}
	})
	e := w.run(nil, op.send()...)
	w.Logf("%s", e.err)
	w.wants(e, 3, 6)
	w.proxy.Clear()
	w.rpc(nil, "evm_setAutomine", true)
	w.rpc(nil, "evm_mine")
	nonce := fmt.Sprintf("nonce %d", w.nonceOf(from)-1)
	if !strings.Contains(e.err, nonce) || !strings.Contains(e.err, from.Hex()) {
		w.Errorf("names neither %s nor %s: %s", nonce, from, e.err)
	}
	w.again(op)
	w.sentOnce()
	w.finished(op)
}

// foreign makes the account send another transaction, mined at once or left pending.
func (w *world) foreign(from common.Address, wait bool) {
	if wait {
		w.rpc(nil, "evm_setAutomine", false)
	}
	w.others++
	w.rpc(nil, "eth_sendTransaction", map[string]any{"from": from, "to": from, "maxFeePerGas": hexutil.Uint64(100e9), "maxPriorityFeePerGas": hexutil.Uint64(1e9)})
}

func (w *world) nonceOf(account common.Address) uint64 {
	var nonce hexutil.Uint64
	w.rpc(&nonce, "eth_getTransactionCount", account, "latest")
	return uint64(nonce)
}

// again does what the user does after the other transaction: resume, then send the rest.
func (w *world) again(op operation) {
	w.Helper()
	w.wants(w.run(nil, op.resume()...), 0, 3, 6)
	if len(w.transactions())-w.others < len(w.plan.Calls) {
		w.wants(w.run(nil, op.send()...), 0)
	}
}
