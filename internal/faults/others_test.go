package faults_test

import (
	"encoding/json"
	"fmt"
	"math/big"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
)

// F27: others trade, join, exit and collect fees while the program sends: in the block before each
// call, in the call's own block before and after it, and in the block after. Each operation must be
// finished, and the effects of others must not count against it.
func TestSoakOthers(t *testing.T) {
	passes := 1
	if soaking() {
		passes = soakPasses
	}
	seed := seedOf(t)
	var total score
	for pass := range passes {
		for generation, from := range othersOrigins(t) {
			t.Run(fmt.Sprintf("%s/%d", generation, pass), func(t *testing.T) {
				m := newMarket(t, from, seed+uint64(pass))
				defer func() { total.add(m.score) }()
				m.aDay(passes > 1)
				m.countDeeds()
			})
		}
	}
	t.Logf("MPOOL_SEED=%d: %s", seed, &total)
}

// soakPasses gives more than 400 cases with both generations.
const soakPasses = 10

func soaking() bool { return os.Getenv("MPOOL_SOAK") != "" }

func seedOf(t *testing.T) uint64 {
	seed, err := strconv.ParseUint(os.Getenv("MPOOL_SEED"), 10, 64)
	if err != nil && os.Getenv("MPOOL_SEED") != "" {
		t.Fatal(err)
	}
	return max(seed, 1)
}

// othersOrigins returns a chain for each generation whose contracts are available.
func othersOrigins(t *testing.T) map[string]chainState {
	t.Helper()
	all := map[string]chainState{"v1": origin}
	if folder := os.Getenv("MPOOL_V2_ARTIFACTS"); folder != "" {
		second, err := deploy(filepath.Join(t.TempDir(), "chain"), folder)
		if err != nil {
			t.Fatal(err)
		}
		all["v2"] = second
	}
	return all
}

// score counts the events in a market.
type score struct {
	runs, calls, cases, inBlock, tried, worked, reverted, resumed int
	// deeds that a circuit breaker prevented, by the place where they were mined
	trips [places]int
}

func (s *score) add(o score) {
	s.runs, s.calls, s.cases, s.inBlock = s.runs+o.runs, s.calls+o.calls, s.cases+o.cases, s.inBlock+o.inBlock
	s.tried, s.worked, s.reverted, s.resumed = s.tried+o.tried, s.worked+o.worked, s.reverted+o.reverted, s.resumed+o.resumed
	for i, n := range o.trips {
		s.trips[i] += n
	}
}

func (s *score) String() string {
	return fmt.Sprintf("%d operations of %d calls, others at %d of them, %d deeds in the very block; %d of %d deeds did not revert; breakers tripped (BAL#356) by %d deeds in the block before, %d before and %d behind the call in its own, %d after; %d calls reverted by others' doings, %d resumed",
		s.runs, s.calls, s.cases, s.inBlock, s.worked, s.tried, s.trips[blockBefore], s.trips[sameBefore], s.trips[sameBehind], s.trips[blockAfter], s.reverted, s.resumed)
}

// market is a world in which strangers act whenever the program sends.
type market struct {
	*world
	score
	dice *rand.Rand
	did  []string      // by the current operation
	sent []common.Hash // by strangers, without the preparing transactions
	at   int           // the place at which a stranger acts now
	// trips are the sent deeds that should trip a breaker, with their places.
	trips map[common.Hash]int
}

func newMarket(t *testing.T, from chainState, seed uint64) *market {
	t.Helper()
	m := &market{world: newWorldFrom(t, from), dice: rand.New(rand.NewPCG(seed, 27)), trips: map[common.Hash]int{}}
	m.equip()
	m.rpc(nil, "evm_setAutomine", false)
	return m
}

// countDeeds counts the strangers' deeds that did not revert.
func (m *market) countDeeds() {
	m.Helper()
	for _, hash := range m.sent {
		var receipt struct{ Status hexutil.Uint64 }
		m.rpc(&receipt, "eth_getTransactionReceipt", hash)
		m.worked += int(receipt.Status)
		if place, is := m.trips[hash]; is && m.tripped(hash) {
			m.score.trips[place]++
		}
	}
}

// The places at which a stranger acts, relative to the program's transaction.
const (
	nobody = iota
	blockBefore
	sameBefore
	sameBehind
	sameBoth
	blockAfter
	everywhere
	places
)

// serve mines the program's and the strangers' transactions until the program ends.
func (m *market) serve(p *started) ended {
	m.Helper()
	done := make(chan ended, 1)
	go func() { done <- p.wait() }()
	m.act(m.dice.IntN(places) == blockBefore, blockBefore)
	m.rpc(nil, "evm_mine")
	for {
		select {
		case e := <-done:
			return e
		case <-time.After(20 * time.Millisecond):
		}
		if m.waiting() > 0 {
			m.block()
		}
	}
}

// block mines a block with the program's transaction, and the block after it.
func (m *market) block() {
	m.Helper()
	place := m.dice.IntN(places)
	m.calls++
	if place != nobody {
		m.cases++
	}
	if place == sameBefore || place == sameBoth || place == everywhere {
		m.at = sameBefore
		m.deed(100e9)
		m.inBlock++
	}
	if place == sameBehind || place == sameBoth || place == everywhere {
		m.at = sameBehind
		m.deed(1)
		m.inBlock++
	}
	m.rpc(nil, "evm_mine")
	after := blockAfter
	if place == blockBefore {
		after = blockBefore // it is the block before the next call
	}
	m.act(place == blockAfter || place == blockBefore || place == everywhere, after)
}

// act makes a stranger act in a block of its own.
func (m *market) act(really bool, place int) {
	m.Helper()
	if really && m.waiting() == 0 {
		m.at = place
		m.deed(1e9)
		m.rpc(nil, "evm_mine")
	}
}

// operation runs a command until it is finished, whatever others do.
func (m *market) operation(args ...string) {
	m.Helper()
	m.runs++
	m.did = nil
	keys := []string{"--private-key", "env:OWNER_KEY", "--manager-private-key", "env:MANAGER_KEY"}
	if !twoSenders(args[0]) {
		keys = keys[:2]
	}
	if args[0] == "manage-balance" {
		keys = []string{"--private-key", "env:MANAGER_KEY"}
	}
	line := append(append(args, "--broadcast", "--yes", "--json", "--timeout", "20s"), keys...)
	e := m.serve(m.start(nil, line...))
	for try := 0; e.code != 0 && try < 4; try++ {
		if !m.mayStop(e) {
			m.Fatalf("%s: ended with %d\nothers did: %v\n%s\n%s", strings.Join(args, " "), e.code, m.did, e.out, e.err)
		}
		m.resumed++
		again := append([]string{"resume", "--yes", "--json", "--timeout", "20s"}, keys...)
		e = m.serve(m.start(nil, again...))
		if nothingOpen(e) {
			e = m.serve(m.start(nil, line...))
		}
	}
	m.wants(e, 0)
	m.allDone(args, e)
}

// twoSenders says whether an operation has calls of both the owner and the asset manager.
func twoSenders(name string) bool { return name == "add-token" || name == "remove-token" }

// nothingOpen says whether resume reports that no call was done.
func nothingOpen(e ended) bool {
	return e.code == 0 && strings.Contains(e.out, `"remaining_calls": 0`) && !strings.Contains(e.out, `"transactions"`)
}

// mayStop says whether a run may stop: only if our transaction reverted because of what others did
// before it in its block.
func (m *market) mayStop(e ended) bool {
	m.Helper()
	stop := e.code == 6 && strings.Contains(e.err+e.out, "and reverted: nothing changed")
	if stop {
		m.reverted++
	}
	return stop
}

// allDone compares the program's report with its records.
func (m *market) allDone(args []string, e ended) {
	m.Helper()
	var answer struct {
		Data struct {
			Done  int `json:"calls_done"`
			Calls int `json:"calls"`
		} `json:"data"`
	}
	if strings.Contains(e.out, `"calls_done"`) {
		if err := json.Unmarshal([]byte(e.out), &answer); err != nil {
			m.Fatal(err)
		}
	}
	if answer.Data.Done != answer.Data.Calls {
		m.Fatalf("%s: %d of %d calls are done\n%s", strings.Join(args, " "), answer.Data.Done, answer.Data.Calls, e.out)
	}
	left := m.run([]string{"ETH_RPC_URL=" + m.chain.RPC}, "resume", "--json")
	if left.code != 0 || !strings.Contains(left.out, `"remaining_calls": 0`) {
		m.Fatalf("%s: something is left: %d %s\n%s", strings.Join(args, " "), left.code, left.out, left.err)
	}
}

// aDay runs every operation of an owner and an asset manager, in an order that the contracts
// accept.
func (m *market) aDay(whole bool) {
	m.Helper()
	m.operation("breakers", "set", "WETH", "--lower", "70%", "--upper", "150%")
	m.operation("remove-token", "DAI", "--burn", "fair")
	m.operation("manage-balance", "withdraw", "WETH=10")
	m.operation("swaps", "disable")
	m.operation("swaps", "enable", "--fee-ramp", "5%:0.3%:1h")
	if !whole {
		return
	}
	m.operation("add-token", m.token("USDT").Hex(), "--weight", "10%", "--amount", "1000", "--mint", "none")
	m.operation("manage-balance", "update", "WETH=11")
	m.operation("manage-balance", "deposit", "WETH=11")
	m.operation("fee-set", "0.4%")
	m.operation("fee-ramp", "--start-fee", "now", "--end-fee", "0.2%", "--duration", "1h")
	m.operation("allowlist", "add", m.chain.Pool.Address.Hex(), m.owner().Hex(), stranger().Hex())
	m.operation("allowlist", "enable", m.chain.Pool.Address.Hex())
	m.operation("allowlist", "disable", m.chain.Pool.Address.Hex())
	m.operation("aum-fee", "set", "2%")
	m.operation("aum-fee", "collect")
	if m.chain.Pool.Generation == 2 {
		m.operation("joins-exits", "disable")
		m.operation("joins-exits", "enable")
	}
	m.operation("breakers", "clear", "--all")
	m.operation("weights-update", "--to", "WETH=45%,USDC=25%,WBTC=20%,USDT=rest", "--duration", "7d")
	m.operation("weights-update", "--extend-to", "+720h")
	m.operation("weights-update", "--freeze")
}

func stranger() common.Address {
	return common.HexToAddress("0x976EA74026E726554dB657fA54763abd0C3a0aa9") // account 6 of anvil
}

func tokens(whole float64, decimals uint8) *big.Int {
	n, _ := new(big.Float).Mul(big.NewFloat(whole), new(big.Float).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(decimals)), nil))).Int(nil)
	return n
}
