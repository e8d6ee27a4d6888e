package history_test

import (
	"math/big"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"mpool/bindings/erc20"
	"mpool/internal/chain"
	"mpool/internal/devnet"
	"mpool/internal/history"
	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// past is a pool on a development chain with a long history.
type past struct {
	*testing.T
	chain  *devnet.Devnet
	client *chain.Client
	dice   *rand.Rand
	done   []string
	gone   []common.Address // tokens that were removed
}

// The timeline of random actions matches the pool's state before and after each of them.
func TestTimelineIsThePools(t *testing.T) { testPast(t, devnet.Options{Tokens: 5}) }

func TestTimelineIsThePoolsV2(t *testing.T) {
	folder := os.Getenv("MPOOL_V2_ARTIFACTS")
	if folder == "" {
		t.Skip("MPOOL_V2_ARTIFACTS names no folder with the second generation's Hardhat artifacts")
	}
	testPast(t, devnet.Options{Tokens: 5, Artifacts: []string{folder}})
}

func testPast(t *testing.T, o devnet.Options) {
	d, err := devnet.Start(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() })
	client, err := chain.Dial(t.Context(), d.RPC, chain.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.Close)
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	p := &past{T: t, chain: d, client: client, dice: rand.New(rand.NewPCG(seed, 0))}
	for _, token := range d.Tokens {
		approve := erc20.NewERC20().PackApprove(d.Contracts.Vault, new(big.Int).Lsh(big.NewInt(1), 200))
		if _, err := d.Send(t.Context(), "approve", d.Accounts.AssetManager, token.Address, approve); err != nil {
			t.Fatal(err)
		}
	}
	for len(p.done) < 150 {
		p.act()
	}
	entries := p.compare()
	p.fromTheMiddle(entries)
	p.withoutOne()
}

// now returns the state at the newest block.
func (p *past) now() *ops.Snapshot { return p.at(chain.Latest()) }

func (p *past) at(block chain.BlockRef) *ops.Snapshot {
	p.Helper()
	s, err := p.client.Snapshot(p.Context(), p.chain.Pool.Address, block)
	if err != nil {
		p.Fatal(err)
	}
	return s
}

// send makes a call, and notes it if the pool accepts it.
func (p *past) send(what string, from, to common.Address, data []byte) bool {
	_, err := p.chain.Send(p.Context(), what, from, to, data)
	if err == nil {
		p.done = append(p.done, what)
	}
	return err == nil
}

func (p *past) owner(what string, data []byte) bool {
	return p.send(what, p.chain.Accounts.Owner, p.chain.Pool.Address, data)
}

func (p *past) coin() bool { return p.dice.IntN(2) == 0 }

func (p *past) logs(from uint64) []types.Log {
	p.Helper()
	now := p.now()
	var all []types.Log
	for _, f := range []chain.LogFilter{
		{Address: now.Pool.Address, Topics: history.PoolTopics()},
		{Address: now.Pool.Vault, Topics: history.VaultTopics(now.Pool.ID)},
		{Address: now.Pool.Address, Topics: history.MintTopics()},
		{Address: now.Pool.Address, Topics: history.BurnTopics()},
	} {
		logs, err := p.client.Logs(p.Context(), f, from, now.Block.Number, func(uint64) {})
		if err != nil {
			p.Fatal(err)
		}
		all = append(all, logs...)
	}
	return history.InOrder(all)
}

func (p *past) facts(logs []types.Log) history.Facts {
	now := p.now()
	f := history.Facts{Pool: now.Pool.Address, Vault: now.Pool.Vault, Owner: now.Pool.Owner,
		Tokens: map[common.Address]history.Token{}, Times: map[uint64]units.Time{}}
	for _, t := range p.chain.Tokens {
		f.Tokens[t.Address] = history.Token{Symbol: named.Symbol(t.Symbol), Decimals: t.Decimals, Known: true}
	}
	for _, l := range logs {
		f.Times[l.BlockNumber] = units.Time(l.BlockTimestamp)
	}
	return f
}

// compare compares each entry with the pool at the blocks before and after it.
func (p *past) compare() []history.Entry {
	p.Helper()
	logs := p.logs(0)
	entries, led, err := history.Timeline(logs, p.facts(logs))
	if err != nil {
		p.Fatal(err)
	}
	for _, change := range history.Astray(led, p.now()) {
		p.Errorf("the events lead to %s, the pool says %s: %s", change.Before, change.After, change.Path)
	}
	actions := map[string]int{}
	last := map[uint64]int{}
	for i, e := range entries {
		actions[e.Action]++
		last[e.Block] = i
	}
	p.supplies(entries)
	checked := 0
	for i, e := range entries {
		if e.Action == "create" || last[e.Block] != i {
			continue // several actions in one block
		}
		after := values(p.at(chain.AtNumber(e.Block)))
		state, err := p.at(chain.AtNumber(e.Block - 1)).At(e.Time)
		if err != nil {
			p.Fatal(err)
		}
		before := values(state)
		for _, change := range e.Changes {
			checked += p.hold(e, change, before, after)
		}
	}
	p.Logf("%d entries, %d values held against the pool: %v", len(entries), checked, actions)
	if len(entries) < len(p.done) || checked < len(p.done) {
		p.Errorf("%d entries and %d values of %d actions", len(entries), checked, len(p.done))
	}
	return entries
}

// supplies compares minted and burned BPT with the pool's supply: there are no joins and exits here.
func (p *past) supplies(entries []history.Entry) {
	p.Helper()
	moved, minted := map[uint64]*big.Int{}, 0
	for _, e := range entries {
		if moved[e.Block] == nil {
			moved[e.Block] = new(big.Int)
		}
		moved[e.Block].Add(moved[e.Block], e.Collected.Raw.ToBig()).Add(moved[e.Block], e.ToProtocol.Raw.ToBig())
		for _, change := range e.Changes {
			if strings.HasPrefix(change.Path, "supply.") {
				amount, err := units.ParseAmount(change.After[1:], "BPT", 18)
				if err != nil {
					p.Fatal(err)
				}
				sign := map[bool]int64{true: 1, false: -1}[change.After[0] == '+']
				moved[e.Block].Add(moved[e.Block], new(big.Int).Mul(amount.Raw.ToBig(), big.NewInt(sign)))
				minted++
			}
		}
	}
	for i, e := range entries {
		if e.Action == "create" || i > 0 && entries[i-1].Block == e.Block {
			continue
		}
		before, after := p.at(chain.AtNumber(e.Block-1)).Supply.Virtual.Raw, p.at(chain.AtNumber(e.Block)).Supply.Virtual.Raw
		if is := new(big.Int).Sub(after.ToBig(), before.ToBig()); is.Cmp(moved[e.Block]) != 0 {
			p.Errorf("block %d, %s: the supply changes by %s, and the history says %s", e.Block, e.Action, is, moved[e.Block])
		}
	}
	p.Logf("%d times BPT was minted or burned for a token", minted)
}

func values(s *ops.Snapshot) map[string]string {
	all := map[string]string{}
	for _, field := range s.Fields() {
		all[field.Path] = field.Value
	}
	return all
}

// hold compares one change with the pool's getter, if it has one.
func (p *past) hold(e history.Entry, change ops.Change, before, after map[string]string) int {
	p.Helper()
	path, atEnd := change.Path, change.Path
	switch {
	case strings.HasSuffix(path, ".weight"):
		atEnd = strings.TrimSuffix(path, "weight") + "end_weight"
	case path == "fees.swap_fee":
		atEnd = "fees.end_swap_fee"
	case path == "fees.start_swap_fee":
		path = "fees.swap_fee"
	case strings.HasSuffix(path, "bpt_price") || strings.HasPrefix(path, "members.") || strings.HasSuffix(path, "_delta") || strings.Contains(path, "collected"):
		return 0
	}
	if change.After != after[atEnd] {
		p.Errorf("block %d, %s: %s is %s after it, the pool says %s", e.Block, e.Action, path, change.After, after[atEnd])
	}
	overOrNew := strings.Contains(path, "_change.") || strings.Contains(path, "breaker.")
	if change.Before != before[path] && (change.Before != "" || !overOrNew) {
		p.Errorf("block %d, %s: %s is %q before it, the pool says %q", e.Block, e.Action, path, change.Before, before[path])
	}
	return 1
}

// fromTheMiddle replays only the second half: with the state before it, the entries are the same.
func (p *past) fromTheMiddle(entries []history.Entry) {
	p.Helper()
	first := entries[len(entries)/2].Block
	logs := p.logs(first)
	facts := p.facts(logs)
	facts.Before = p.at(chain.AtNumber(first - 1))
	tail, led, err := history.Timeline(logs, facts)
	if err != nil {
		p.Fatal(err)
	}
	if astray := history.Astray(led, p.now()); len(astray) > 0 {
		p.Errorf("from the middle, the events lead elsewhere: %v", astray)
	}
	want := entries[len(entries)-len(tail):]
	for i := range tail {
		for j, change := range tail[i].Changes {
			if strings.Contains(change.Path, "breaker.") { // an event has more digits, and tokens that return have their old circuit breakers
				tail[i].Changes[j].Before = want[i].Changes[j].Before
			}
		}
		if !reflect.DeepEqual(tail[i], want[i]) {
			p.Errorf("from the middle: %+v, from the beginning: %+v", tail[i], want[i])
		}
	}
}

// withoutOne removes the last event of a kind: the events then lead to another state, which is
// detected.
func (p *past) withoutOne() {
	p.Helper()
	all, now := p.logs(0), p.now()
	for _, kind := range history.PoolTopics()[0][:2] { // weights and swap fees
		logs := slices.Clone(all)
		last := len(logs) - 1
		for ; last >= 0 && logs[last].Topics[0] != kind; last-- {
		}
		if last < 0 {
			continue
		}
		logs = slices.Delete(logs, last, last+1)
		_, led, err := history.Timeline(logs, p.facts(all))
		if err == nil && len(history.Astray(led, now)) == 0 {
			p.Errorf("the log of %s in block %d is not missed", kind, all[last].BlockNumber)
		}
	}
}
