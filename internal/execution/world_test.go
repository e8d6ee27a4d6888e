package execution

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/big"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/chain"
	"mpool/internal/chain/wire"
	"mpool/internal/config"
	"mpool/internal/console"
	"mpool/internal/failure"
	"mpool/internal/journal"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/planview"
	"mpool/internal/signer"
	"mpool/internal/text"
	"mpool/internal/units"
)

// world is everything outside the engine: a node, keys, a folder of records, a clock and a user.
// Each run has a new engine, as each process does.
type world struct {
	*testing.T
	node     *fakeNode
	plans    *fakePlans
	settings *config.Settings
	clock    *fakeClock
	ui       *fakeUI
	keys     *fakeKeys
	others   map[string]*fakeNode // by address: confirming nodes and private relays
	op       ops.Operation
	passed   []string // points in order
	at       func(point string)
	previews int
	engine   *Engine // of the last run
}

// newWorld has a pool of the second generation, an operation to send, and the keys of its owner and
// its asset manager.
func newWorld(t *testing.T, pool *ops.Snapshot, op ops.Operation) *world {
	t.Helper()
	w := &world{T: t, clock: &fakeClock{now: time.Unix(1_700_000_000, 0)}, ui: &fakeUI{}, others: map[string]*fakeNode{}, op: op}
	if watching, is := op.(ops.Watching); is {
		for _, address := range watching.Watch(pool).Members {
			pool.Members = append(pool.Members, ops.Member{Address: address})
		}
	}
	w.settings = &config.Settings{StateDir: t.TempDir(), GasEstimateMultiplier: 130, Confirmations: 1, Sources: map[string]string{}}
	w.node = newFakeNode(t, pool, op)
	w.keys = &fakeKeys{signers: map[common.Address]*fakeSigner{}}
	for _, key := range []*fakeSigner{owner(), manager()} {
		w.keys.signers[key.address] = key
	}
	w.plans = &fakePlans{node: w.node, fees: gwei(30, 2), gas: 50_000,
		Planner: planner.New(w.settings, console.New(strings.NewReader(""), io.Discard, &w.ui.planner, func(string) (string, bool) { return "", false }), nil)}
	return w
}

func gwei(feeCap, tip uint64) chain.Fees {
	return chain.Fees{FeeCap: units.Wei(*uint256.NewInt(feeCap * 1e9)), Tip: units.Wei(*uint256.NewInt(tip * 1e9)), BaseFee: units.Wei(*uint256.NewInt(10e9)), BlockGas: 30_000_000}
}

// run returns the engine of a new process.
func (w *world) run() *Engine {
	w.ui.warned = nil
	w.engine = &Engine{
		Settings: w.settings, UI: w.ui, Nodes: w, Keys: w.keys, Clock: w.clock, Command: "test",
		Preview: func(*planview.View, bool) { w.previews++ },
		Passed: func(point string) {
			w.passed = append(w.passed, point)
			if w.at != nil {
				w.at(point)
			}
		},
	}
	return w.engine
}

func (w *world) Dial(_ context.Context, on network.ID) (Node, Plans, error) {
	if err := w.node.next("Dial").err; err != nil {
		return nil, nil, err
	}
	if uint64(on) != w.node.id {
		return nil, nil, &wire.ChainError{Want: uint64(on), Got: w.node.id}
	}
	return w.node, w.plans, nil
}

func (w *world) DialOther(_ context.Context, url string) (Elsewhere, error) {
	other := w.others[url]
	if other == nil {
		return nil, &wire.UnreachableError{Node: url, Reason: "nobody is there"}
	}
	return other, other.next("DialOther").err
}

// options are the flags of a command with --yes.
func options() *Options {
	return &Options{Yes: true, Timeout: time.Minute, Signer: signer.Options{Account: "owner"}}
}

// propose does what a command does before it sends: it reads, plans and shows.
func (w *world) propose() *planner.Proposal {
	w.Helper()
	before, err := w.plans.ReadSince(w.Context(), w.node.head().state.Pool.Address, 0)
	must(w.T, err)
	p, err := w.plans.Propose(w.Context(), before, w.op, options().Terms())
	must(w.T, err)
	return p
}

// sender returns a sender of a proposal, as a command does.
func (w *world) sender(p *planner.Proposal, flags *Options) *Sender {
	w.Helper()
	digest, err := p.Plan.Digest()
	must(w.T, err)
	return w.run().Sender(Task{Flags: flags, Plan: p.Plan, Digest: digest, Again: "mpool again"}, Site{Client: w.node, Plans: w.plans}, nil)
}

// send proposes and sends.
func (w *world) send() (*Sender, error) {
	w.Helper()
	return w.sendWith(options())
}

func (w *world) sendWith(flags *Options) (*Sender, error) {
	w.Helper()
	p := w.propose()
	s := w.sender(p, flags)
	return s, s.Start(w.Context(), p)
}

// resume acts as mpool resume.
func (w *world) resume(change ...func(*ResumeOptions)) (*Sender, error) {
	w.Helper()
	flags := &ResumeOptions{Sending: *options()}
	for _, c := range change {
		c(flags)
	}
	return w.run().Resume(w.Context(), nil, flags)
}

// replace acts as mpool tx bump and mpool tx cancel.
func (w *world) replace(cancels bool, change ...func(*Options)) (*Sender, error) {
	w.Helper()
	flags := options()
	for _, c := range change {
		c(flags)
	}
	return w.run().Replace(w.Context(), []string{w.only().ID}, flags, cancels)
}

func (w *world) records() []journal.Entry {
	w.Helper()
	entries, err := journal.List(w.settings.JournalDir())
	must(w.T, err)
	return entries
}

// only returns the only record.
func (w *world) only() journal.Entry {
	w.Helper()
	entries := w.records()
	if len(entries) != 1 {
		w.Fatalf("there are %d records", len(entries))
	}
	return entries[0]
}

// states lists the states of the only record's calls.
func (w *world) states() string {
	w.Helper()
	var list []string
	for _, call := range w.only().Status.Calls {
		list = append(list, string(call.State))
	}
	return strings.Join(list, ", ")
}

// onChain checks the chain and not mpool's records: each call of the operation was mined once
// without revert, no nonce has two transactions, and no account sent anything else.
func (w *world) onChain(calls int) {
	w.Helper()
	done := map[string]int{}
	total := 0
	for _, b := range w.node.blocks {
		for _, m := range b.mined {
			if m.success {
				done[fmt.Sprintf("%s %x", m.tx.To(), m.tx.Data())]++
				total++
			}
		}
	}
	for call, n := range done {
		if n != 1 {
			w.Errorf("%d times: %s", n, call)
		}
	}
	if total != calls {
		w.Errorf("%d calls are mined, and not %d", total, calls)
	}
	for key, hashes := range w.node.given {
		if len(hashes) > 1 {
			w.Errorf("nonce %d of %s was given %d transactions", key.nonce, key.from, len(hashes))
		}
	}
}

// done checks that the pool is in the wanted state, and that nothing is left to do.
func (w *world) done() {
	w.Helper()
	before, err := w.plans.ReadSince(w.Context(), w.node.head().state.Pool.Address, 0)
	must(w.T, err)
	if watching, is := w.op.(ops.Watching); is {
		must(w.T, w.node.Watch(w.Context(), before, watching.Watch(before)))
	}
	plan, err := w.op.Plan(before, before.Block.Time)
	must(w.T, err)
	if len(plan.Calls) > 0 {
		w.Errorf("%d calls are left, the first %s", len(plan.Calls), plan.Calls[0].Method)
	}
	s, err := w.resume()
	if _, nothing := s.Outcome.(*NothingLeft); err != nil || !nothing {
		w.Errorf("resume once more: %T, %v", s.Outcome, err)
	}
}

// wantFailure checks an error's exit and code, and returns it.
func wantFailure(t *testing.T, err error, exit int, code string, says ...string) failure.Failure {
	t.Helper()
	var f *failure.Failure
	if !errors.As(err, &f) {
		t.Fatalf("%v (%T); want %s", err, err, code)
	}
	if f.Exit != exit || f.Code != code {
		t.Errorf("exit %d, code %s: %s; want %d, %s", f.Exit, f.Code, f.Message, exit, code)
	}
	for _, word := range says {
		if !strings.Contains(f.Message+"\n"+f.Hint, word) {
			t.Errorf("it does not say %q: %s\n%s", word, f.Message, f.Hint)
		}
	}
	return *f
}

func contains(t *testing.T, text string, words ...string) {
	t.Helper()
	for _, word := range words {
		if !strings.Contains(text, word) {
			t.Errorf("%q is not in:\n%s", word, text)
		}
	}
}

// shown renders a view as text.
func shown(v text.View) string {
	p := &text.Page{}
	v.Text(p)
	return p.String()
}

func contextOf(t *testing.T) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(t.Context())
	t.Cleanup(cancel)
	return ctx, cancel
}

func big31337() *big.Int { return big.NewInt(network.Development) }

func says(text, word string) bool { return strings.Contains(text, word) }

func writeFile(path, words string) error { return os.WriteFile(path, []byte(words), 0o600) }
