package faults_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common/hexutil"
)

// F7: gas becomes more expensive while the transaction is pending. An explicit bump replaces it
// with fees at least 10% higher, but never above the limit.
func TestGasBecomesDearer(t *testing.T) {
	op := weightsUpdate()
	for _, times := range []uint64{10, 100} {
		t.Run(fmt.Sprint(times), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.planned(op)
			w.rpc(nil, "evm_setAutomine", false)
			w.wants(w.run(nil, op.send("--timeout", "1s")...), 5)
			var block struct{ BaseFeePerGas hexutil.Big }
			w.rpc(&block, "eth_getBlockByNumber", "latest", false)
			dear := block.BaseFeePerGas.ToInt().Uint64() * times
			w.rpc(nil, "anvil_setNextBlockBaseFeePerGas", hexutil.Uint64(dear))
			w.rpc(nil, "evm_mine") // a block without the transaction; anvil forgets it then, unlike geth
			if n := len(w.transactions()); n != 0 {
				t.Fatalf("%d transactions are mined", n)
			}
			id := strings.TrimSuffix(w.journals()[0][strings.LastIndex(w.journals()[0], "/")+1:], ".jsonl")
			bump := append([]string{"tx", "bump", id, "--yes", "--timeout", "1s"}, op.keys...)
			w.wants(w.run(nil, append(bump, "--max-fee-per-gas", "1gwei")...), 3)
			if n := len(w.proxy.Sends()); n != 1 {
				t.Fatalf("%d transactions were sent, above the ceiling", n)
			}
			w.wants(w.run(nil, bump...), 5)
			w.miner(50 * time.Millisecond)
			w.wants(w.run(nil, op.resume()...), 0)
			w.minedAfterBump(op)
		})
	}
}

// minedAfterBump is sentOnce for a nonce with two transactions, of which one can be mined.
func (w *world) minedAfterBump(op operation) {
	w.Helper()
	if n := len(w.transactions()); n != 1 {
		w.Errorf("%d transactions are mined", n)
	}
	if n := len(w.proxy.Rivals()); n != 1 {
		w.Errorf("%d replacements", n)
	}
	w.finished(op)
}
