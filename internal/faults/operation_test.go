package faults_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/holiman/uint256"

	"mpool/bindings/erc20"
)

// plan is the part of a plan file that the tests read.
type plan struct {
	Calls []struct {
		From common.Address `json:"from"`
		To   common.Address `json:"to"`
		Data hexutil.Bytes  `json:"data"`
	} `json:"calls"`
}

// operation is a change that tests make to a pool.
type operation struct {
	name string
	args func(w *world) []string
	keys []string
	// number of the plan's calls
	calls int
	// safe is the version of the Safe that owns the pool. It makes all calls in one transaction,
	// which an account executes; empty: an account owns the pool.
	safe string
	// shut says that the pool is shut already, so that no calls shut and open it.
	shut bool
}

// addToken has seven calls. The owner disables swaps, restricts joins to the allowlist and adds the
// token. The asset manager approves the Vault and deposits. The owner enables both again.
func addToken() operation {
	return operation{
		name: "add-token",
		args: func(w *world) []string {
			return []string{"add-token", w.token("USDT").Hex(), "--weight", "10%", "--amount", "1000"}
		},
		keys:  []string{"--private-key", "env:OWNER_KEY", "--manager-private-key", "env:MANAGER_KEY"},
		calls: 7,
	}
}

// addToShut is addToken for a pool that stays shut, with swaps disabled and the allowlist enforced:
// three calls from two keys.
func addToShut() operation {
	op := addToken()
	op.name, op.calls, op.shut = "add-token to a shut pool", 3, true
	return op
}

// weightsUpdate has one call.
func weightsUpdate() operation {
	return operation{
		name: "weights-update",
		args: func(*world) []string {
			return []string{"weights-update", "--to", "WETH=45%,USDC=25%,WBTC=20%,DAI=rest", "--duration", "7d"}
		},
		keys:  []string{"--private-key", "env:OWNER_KEY"},
		calls: 1,
	}
}

// allowance is the Vault's allowance for the new token from its asset manager.
func (w *world) allowance() *uint256.Int {
	w.Helper()
	token := erc20.NewERC20()
	data := hexutil.Bytes(token.PackAllowance(w.manager(), w.chain.Contracts.Vault))
	var answer hexutil.Bytes
	w.rpc(&answer, "eth_call", map[string]any{"to": w.token("USDT"), "data": data}, "latest")
	amount, err := token.UnpackAllowance(answer)
	if err != nil {
		w.Fatal(err)
	}
	return uint256.MustFromBig(amount)
}

// allowed is F17: the allowance is never more than the coming deposit, and zero before the approval
// and after the deposit.
func (w *world) allowed() {
	w.Helper()
	mined := len(w.transactions())
	got := w.allowance()
	for mined != len(w.transactions()) { // repeat if a transaction was mined in between
		mined, got = len(w.transactions()), w.allowance()
	}
	want := uint256.NewInt(0)
	if mined > w.callOf(w.token("USDT")) && mined <= w.callOf(w.chain.Contracts.Vault) {
		want = uint256.NewInt(1000e6)
	}
	if !got.Eq(want) {
		w.Errorf("after %d calls the Vault may take %s, want %s", mined, got, want)
	}
}

// callOf returns the index of the plan's call to a contract, from 0.
func (w *world) callOf(contract common.Address) int {
	w.Helper()
	for i, call := range w.plan.Calls {
		if call.To == contract {
			return i
		}
	}
	w.Fatalf("no call of %s", contract)
	return 0
}

const planName = "plan.json"

// planned writes the operation's plan into the world's home.
func (w *world) planned(op operation) {
	w.Helper()
	if op.safe != "" {
		w.plannedSafe(op)
	} else {
		w.wants(w.run([]string{"ETH_RPC_URL=" + w.chain.RPC}, append(op.args(w), "--out", planName)...), 0)
	}
	text, err := os.ReadFile(filepath.Join(w.home, planName))
	if err == nil {
		err = json.Unmarshal(text, &w.plan)
	}
	if err != nil {
		w.Fatal(err)
	}
}

// send returns the command line that sends the plan.
func (op operation) send(more ...string) []string {
	return append(append([]string{"send", planName, "--yes", "--quiet", "--timeout", "20s"}, op.keys...), more...)
}

// resume returns the command line that resumes.
func (op operation) resume(more ...string) []string {
	return append(append([]string{"resume", "--yes", "--quiet", "--timeout", "20s"}, op.keys...), more...)
}

// twin returns the pool's state after the operation without faults.
func twin(t *testing.T, op operation) string {
	twins.Lock()
	defer twins.Unlock()
	if found, ok := twins.found[op.name]; ok {
		return found
	}
	w := newWorldFor(t, op)
	w.planned(op)
	w.wants(w.run(nil, op.send()...), 0)
	w.sentOnce()
	if twins.found == nil {
		twins.found = map[string]string{}
	}
	twins.found[op.name] = w.status()
	return twins.found[op.name]
}

// twins are computed once.
var twins struct {
	sync.Mutex
	found map[string]string
}

// mined is a transaction of a block.
type mined struct {
	Hash  common.Hash     `json:"hash"`
	From  common.Address  `json:"from"`
	To    *common.Address `json:"to"`
	Input hexutil.Bytes   `json:"input"`
	Block hexutil.Uint64  `json:"blockNumber"`
}

// transactions returns all transactions mined since the world began.
func (w *world) transactions() []mined {
	w.Helper()
	var all []mined
	for number := w.base + 1; number <= w.head(); number++ {
		var block struct{ Transactions []mined }
		w.rpc(&block, "eth_getBlockByNumber", hexutil.Uint64(number), true)
		all = append(all, block.Transactions...)
	}
	return all
}

// sentOnce is the main check: each call of the plan is mined exactly once, its senders sent nothing
// else, and the node got no two different transactions for a nonce.
func (w *world) sentOnce() {
	w.Helper()
	w.minedUpTo(len(w.plan.Calls))
}

// minedUpTo is sentOnce for an operation that stopped after this many calls.
func (w *world) minedUpTo(calls int) {
	w.Helper()
	type key struct {
		from, to common.Address
		data     common.Hash
	}
	counts, others := map[key]int{}, 0
	for _, tx := range w.transactions() {
		if tx.To == nil {
			w.Errorf("a contract was created in block %d", tx.Block)
			continue
		}
		if tx.From == *tx.To && len(tx.Input) == 0 {
			others++
			continue
		}
		counts[key{tx.From, *tx.To, crypto.Keccak256Hash(tx.Input)}]++
	}
	if others != w.others {
		w.Errorf("%d transactions of another wallet are mined, want %d", others, w.others)
	}
	for i, call := range w.plan.Calls {
		want := 0
		if i < calls {
			want = 1
		}
		k := key{call.From, call.To, crypto.Keccak256Hash(call.Data)}
		if counts[k] != want {
			w.Errorf("call %d is mined %d times, want %d", i+1, counts[k], want)
		}
		delete(counts, k)
	}
	for k, n := range counts {
		w.Errorf("%d transactions that nobody planned: from %s to %s", n, k.from, k.to)
	}
	for _, rival := range w.proxy.Rivals() {
		w.Errorf("two transactions for nonce %d of %s", rival.Nonce, rival.From)
	}
}

// asTwin compares the pool with that of a run without faults.
func (w *world) asTwin(op operation) {
	w.Helper()
	want, got := strings.Split(twin(w.T, op), "\n"), strings.Split(w.status(), "\n")
	if len(want) != len(got) {
		w.Errorf("the pool has %d lines of state, its twin %d", len(got), len(want))
		return
	}
	for i := range want {
		if want[i] != got[i] {
			w.Errorf("the pool has %s, its twin %s", got[i], want[i])
		}
	}
}

// finished checks that resume has nothing to do and sends nothing.
func (w *world) finished(op operation) {
	w.Helper()
	before := w.head()
	e := w.run(nil, op.resume("--json")...)
	w.wants(e, 0)
	if !strings.Contains(e.out, `"remaining_calls": 0`) || w.head() != before {
		w.Errorf("resume did something the second time:\n%s\n%s", e.out, e.err)
	}
}

// miner mines pending transactions at this interval, until the test ends or stop is called.
func (w *world) miner(every time.Duration) (stop func()) { return w.repeating(every, w.mineWaiting) }

// repeating repeats an action on a chain that does not mine automatically.
func (w *world) repeating(every time.Duration, do func()) (stop func()) {
	w.rpc(nil, "evm_setAutomine", false)
	quit, gone := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(gone)
		for {
			select {
			case <-quit:
				return
			case <-time.After(every):
				do()
			}
		}
	}()
	stop = sync.OnceFunc(func() {
		close(quit)
		<-gone
	})
	w.Cleanup(stop)
	return stop
}

func (w *world) mineWaiting() {
	if w.waiting() > 0 {
		w.rpc(nil, "evm_mine")
	}
}

// waiting is the number of pending transactions in the node.
func (w *world) waiting() int {
	var pool struct{ Pending, Queued hexutil.Uint64 }
	w.rpc(&pool, "txpool_status")
	return int(pool.Pending)
}
