package faults_test

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/bindings/erc20"
	"mpool/bindings/managedpool"
)

// soak says whether to make the full run, as `make soak` does; otherwise a sample.
func soak() bool { return os.Getenv("MPOOL_SOAK") == "1" }

func seed() uint64 {
	n, err := strconv.ParseUint(os.Getenv("MPOOL_SEED"), 10, 64)
	if err != nil {
		return 12
	}
	return n
}

// originV2 is a chain with a demo pool of the second generation. It is created once, if the
// published artifacts are available.
var originV2 = sync.OnceValues(func() (chainState, error) {
	return deploy(filepath.Join(filepath.Dir(program), "chain2"), strings.Split(os.Getenv("MPOOL_V2_ARTIFACTS"), ":")...)
})

// change is an operation on the pool's tokens during which the thief acts.
type change struct {
	name string
	args func(w *world) []string
	// number of tokens that the pool gains
	tokens int
}

func changes() []change {
	return []change{
		{"add-token", func(w *world) []string {
			return []string{"add-token", w.token("USDT").Hex(), "--weight", "10%", "--price", "1 USDC", "--mint", "fair"}
		}, 1},
		{"remove-token", func(_ *world) []string {
			return []string{"remove-token", "DAI", "--burn", "fair"}
		}, -1},
	}
}

// theft is one case: the change, the generation, where the program is killed, and whether the thief
// has joined before.
type theft struct {
	change change
	v2     bool
	early  bool
	point  string // empty: not killed
	step   int
}

func (c theft) name() string {
	name := c.change.name + "/v1"
	if c.v2 {
		name = c.change.name + "/v2"
	}
	if c.early {
		name += "/joined before"
	}
	if c.point != "" {
		name += fmt.Sprintf("/killed at %s %d", c.point, c.step)
	}
	return name
}

// thefts returns all cases: every change and generation, with a thief who has joined before or not,
// killed at a point of each call or not at all.
func thefts(dice *rand.Rand, n int) []theft {
	var all []theft
	generations := []bool{false}
	if os.Getenv("MPOOL_V2_ARTIFACTS") != "" {
		generations = append(generations, true)
	}
	for len(all) < n {
		for _, change := range changes() {
			for _, v2 := range generations {
				for _, early := range []bool{false, true} {
					c := theft{change: change, v2: v2, early: early}
					if len(all) >= 4*len(generations) {
						c.point, c.step = points()[dice.IntN(len(points()))], 1+dice.IntN(6)
					}
					all = append(all, c)
				}
			}
		}
	}
	return all[:n]
}

// F26: a thief takes nothing between the calls of a plan, however often the program is killed. The
// gain must be less than the cost of a swap: a dollar in a pool of a million.
func TestSoakThief(t *testing.T) {
	count := 8
	if soak() {
		count = 208
	}
	dice := rand.New(rand.NewPCG(seed(), 26))
	var worst, sent atomic.Int64
	t.Run("runs", func(t *testing.T) {
		for i, c := range thefts(dice, count) {
			t.Run(fmt.Sprintf("%03d/%s", i, c.name()), func(t *testing.T) {
				t.Parallel()
				gain, tries := c.run(t)
				sent.Add(int64(tries))
				for old := worst.Load(); gain > old && !worst.CompareAndSwap(old, gain); old = worst.Load() {
				}
				if gain > 1_000_000 {
					t.Errorf("the thief gained $%.2f", float64(gain)/1e6)
				}
			})
		}
	})
	t.Logf("seed %d: %d runs, %d attacks sent, the best gained $%.6f of a pool of $1,000,000", seed(), count, sent.Load(), float64(worst.Load())/1e6)
}

// run runs one theft. It returns the thief's gain in millionths of a dollar, and the number of its
// transactions.
func (c theft) run(t *testing.T) (gain int64, tries int) {
	w := c.world(t)
	thief := newThief(w)
	if c.early {
		_, err := w.chain.Send(w.context(), "join", thief.account, w.chain.Contracts.Vault, thief.join(3, times(thief.supply, 4), 0))
		w.must(err)
	}
	w.ownerHasShares()
	before, doors := thief.wealth(), w.doors()
	w.rpc(nil, "evm_setAutomine", false)
	w.rpc(nil, "evm_setIntervalMining", 1)
	stop := thief.steals()
	w.changes(c)
	time.Sleep(1500 * time.Millisecond)
	stop()
	w.rpc(nil, "evm_setIntervalMining", 0)
	w.rpc(nil, "evm_setAutomine", true)
	w.mine(1)
	after := thief.wealth()
	if got := len(thief.tokens); got != thief.first+c.change.tokens {
		t.Errorf("the pool has %d tokens, want %d", got, thief.first+c.change.tokens)
	}
	if now := w.doors(); now != doors {
		t.Errorf("swaps, joins and exits, and allowlist were %s and are %s", doors, now)
	}
	return new(big.Int).Sub(after, before).Int64(), thief.sent
}

func (c theft) world(t *testing.T) *world {
	if !c.v2 {
		return newWorld(t)
	}
	from, err := originV2()
	if err != nil {
		t.Fatal(err)
	}
	return newWorldFrom(t, from)
}

// changes runs the command, killed as the case says, and resumes until all is done.
func (w *world) changes(c theft) {
	w.Helper()
	keys := addToken().keys
	var env []string
	if c.point != "" {
		env = crashing(c.point, c.step)
	}
	e := w.run(env, append(append(c.change.args(w), "--broadcast", "--yes", "--quiet", "--timeout", "40s"), keys...)...)
	for try := 0; e.code != 0 && try < 6; try++ {
		e = w.run(nil, append([]string{"resume", "--yes", "--quiet", "--timeout", "40s"}, keys...)...)
		if e.code == 0 && strings.Contains(e.out, "nothing to resume") {
			break
		}
	}
	if e.code != 0 {
		w.Errorf("was not finished: exit %d\n%s\n%s", e.code, e.out, e.err)
		return
	}
	if strings.Contains(e.out, "nothing to resume") && c.point != "" { // killed before anything was recorded
		w.wants(w.run(nil, append(append(c.change.args(w), "--broadcast", "--yes", "--quiet", "--timeout", "40s"), keys...)...), 0)
	}
}

// ownerHasShares checks that the owner has BPT to burn, even if the thief holds most of the supply.
func (w *world) ownerHasShares() {
	w.Helper()
	binding := erc20.NewERC20()
	answer, err := w.chain.Call(w.context(), w.chain.Pool.Address, binding.PackBalanceOf(w.owner()))
	w.must(err)
	amount, err := binding.UnpackBalanceOf(answer)
	if err != nil || amount.Sign() == 0 {
		w.Fatalf("the owner has no BPT: %v", err)
	}
}

// doors are the switches that a plan must restore.
func (w *world) doors() string {
	w.Helper()
	pool := managedpool.NewManagedPool()
	var states []string
	for _, data := range [][]byte{pool.PackGetSwapEnabled(), pool.PackGetJoinExitEnabled(), pool.PackGetMustAllowlistLPs()} {
		answer, err := w.chain.Call(w.context(), w.chain.Pool.Address, data)
		if err != nil {
			states = append(states, "-") // the first generation has no switch for joins and exits
			continue
		}
		states = append(states, hexutil.Encode(answer[31:]))
	}
	return strings.Join(states, " ")
}
