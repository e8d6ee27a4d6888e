package faults_test

import (
	"fmt"
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/bindings/managedpoolv1"
	"mpool/internal/faultproxy"
)

// F12: the node is on another chain, from the start or from some moment on.
func TestAnotherChain(t *testing.T) {
	op := addToShut()
	for step := 0; step <= op.calls; step++ {
		t.Run(fmt.Sprint(step), func(t *testing.T) {
			t.Parallel()
			w := newWorldFor(t, op)
			w.planned(op)
			flip := faultproxy.Rule{Method: "eth_chainId", Fault: faultproxy.ChainID(1)}
			if step == 0 {
				w.proxy.Inject(flip)
			} else {
				w.onSend(step, func() { w.proxy.Inject(flip) })
			}
			e := w.run(nil, op.send()...)
			w.wants(e, 2, 3, 5, 6)
			if !strings.Contains(e.err, "chain 1") {
				t.Errorf("does not name the chain: %s", e.err)
			}
			if sent := len(w.proxy.Sends()); sent != step {
				t.Errorf("%d transactions were sent, want %d", sent, step)
			}
			w.proxy.Clear()
			w.goOn(op)
			w.accounted(op)
		})
	}
}

// onSend calls a function once, right before the nth transaction reaches the node.
func (w *world) onSend(nth int, do func()) {
	seen := 0
	w.proxy.Before(func(method string) {
		if method != sendRaw {
			return
		}
		if seen++; seen == nth {
			do()
		}
	})
}

// F13: the state changes between the simulation and the mining of the call. The owner starts
// another change after the preview or after the last plan, or the chain's time leaps ahead.
func TestChangedInBetween(t *testing.T) {
	op := weightsUpdate()
	another := func(w *world) { w.startsAnother() }
	for name, change := range map[string]struct {
		method string
		nth    int
		does   func(w *world)
		codes  []int
		mined  int
	}{
		"after the preview": {"eth_estimateGas", 1, another, []int{3, 4}, 1},
		"after the plan":    {"eth_estimateGas", 2, another, []int{3, 4}, 1},
		"on the way":        {sendRaw, 1, func(w *world) { w.rpc(nil, "evm_setNextBlockTimestamp", origin.time+60*86_400) }, []int{6}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.planned(op)
			seen := 0
			w.proxy.Before(func(method string) {
				if method != change.method {
					return
				}
				if seen++; seen == change.nth {
					change.does(w)
				}
			})
			w.wants(w.run(nil, op.send()...), change.codes...)
			if n := len(w.transactions()); n != change.mined {
				t.Errorf("%d transactions are mined, want %d", n, change.mined)
			}
			w.wants(w.run(nil, op.resume()...), 0)
			if n := len(w.transactions()); n != change.mined {
				t.Errorf("%d transactions are mined after resume, want %d", n, change.mined)
			}
		})
	}
}

// startsAnother makes the owner start another weight change.
func (w *world) startsAnother() {
	w.Helper()
	var tokens []common.Address
	for _, name := range []string{"WETH", "WBTC", "DAI", "USDC"} {
		tokens = append(tokens, w.token(name))
	}
	percent := func(n int64) *big.Int { return new(big.Int).Mul(big.NewInt(n), big.NewInt(1e16)) }
	start := new(big.Int).SetUint64(origin.time + 2*86_400)
	end := new(big.Int).SetUint64(origin.time + 20*86_400)
	data := managedpoolv1.NewManagedPool().PackUpdateWeightsGradually(start, end, tokens, []*big.Int{percent(25), percent(25), percent(25), percent(25)})
	w.rpc(nil, "eth_sendTransaction", map[string]any{
		"from": w.owner(), "to": w.chain.Pool.Address, "data": hexutil.Bytes(data), "gas": hexutil.Uint64(1_000_000),
		"maxPriorityFeePerGas": hexutil.Uint64(1e9), "maxFeePerGas": hexutil.Uint64(100e9),
	})
}

// F14: a call is mined and reverts. mpool never reports success, and neither it nor resume sends
// the later calls as long as the call reverts. Afterwards resume sends the rest, and the pool is as
// open as before.
func TestReverts(t *testing.T) {
	op := addToken()
	for step := 1; step <= op.calls; step++ {
		t.Run(fmt.Sprint(step), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.planned(op)
			doors, heal := w.doors(), func() {}
			w.onSend(step, func() { heal = w.starve(w.plan.Calls[step-1].To) })
			e := w.run(nil, op.send()...)
			w.wants(e, 6)
			if !strings.Contains(e.err, "reverted") && !strings.Contains(e.err, "out of gas") {
				t.Errorf("does not say that it reverted: %s", e.err)
			}
			w.resumesNothing(op, step)
			heal()
			w.goOnAfterRevert(op, step)
			if sent := len(w.transactions()); sent != op.calls+1 {
				t.Errorf("%d transactions are mined, want %d", sent, op.calls+1)
			}
			if now := w.doors(); now != doors {
				t.Errorf("swaps, joins and exits, and allowlist were %s and are %s", doors, now)
			}
			w.finished(op)
		})
	}
}

// resumesNothing checks that nothing is sent while the call would revert again. If no call is done,
// there is nothing to resume; otherwise the operation is unfinished.
func (w *world) resumesNothing(op operation, step int) {
	w.Helper()
	w.wants(w.run(nil, op.resume()...), min(step-1, 1))
	if sent := len(w.proxy.Sends()); sent != step {
		w.Errorf("%d transactions were sent, want %d", sent, step)
	}
}

// goOnAfterRevert finishes the operation; if no call is done, it plans again.
func (w *world) goOnAfterRevert(op operation, step int) {
	w.Helper()
	if step == 1 {
		w.planned(op)
		w.wants(w.run(nil, op.send()...), 0)
		return
	}
	w.wants(w.run(nil, op.resume()...), 0)
}

// starve makes a contract revert on every call, until heal is called.
func (w *world) starve(contract common.Address) (heal func()) {
	var code hexutil.Bytes
	w.rpc(&code, "eth_getCode", contract, "latest")
	w.rpc(nil, "anvil_setCode", contract, "0x60006000fd")
	return func() { w.rpc(nil, "anvil_setCode", contract, code) }
}

// F5: of two runs at the same time one sends, and the other names it. A killed run does not keep
// the lock.
func TestTwoAtOnce(t *testing.T) {
	op := addToken()
	for name, second := range map[string][]string{
		"another operation": {"swaps", "disable", "--broadcast", "--yes", "--private-key", "env:OWNER_KEY"},
		"resume":            op.resume(), "killed": nil,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.planned(op)
			w.rpc(nil, "evm_setAutomine", false)
			first := w.start(nil, op.send()...)
			w.await(1)
			if second != nil {
				e := w.run(nil, second...)
				w.wants(e, 8)
				if !strings.Contains(e.err, fmt.Sprintf("process %d", first.cmd.Process.Pid)) {
					t.Errorf("does not name who holds the lock: %s", e.err)
				}
				w.miner(50 * time.Millisecond)
				w.wants(first.wait(), 0)
				w.accounted(op)
				return
			}
			_ = first.cmd.Process.Kill()
			first.wait()
			w.miner(50 * time.Millisecond)
			w.goOn(op)
			w.accounted(op)
		})
	}
}
