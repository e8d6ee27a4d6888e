package execution

import (
	"context"
	"crypto/ecdsa"
	"errors"
	"fmt"
	"io"
	"math/big"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/holiman/uint256"

	"mpool/internal/chain"
	"mpool/internal/config"
	"mpool/internal/console"
	"mpool/internal/failure"
	"mpool/internal/journal"
	"mpool/internal/keyring"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/signer"
	"mpool/internal/text"
)

// world is all that an engine touches: a node, keys, a folder of records, a clock and a
// user. An engine is made anew for each run, as a process is.
type world struct {
	*testing.T
	node     *fakeNode
	plans    *fakePlans
	settings *config.Settings
	clock    *fakeClock
	ui       *fakeUI
	keys     *fakeKeys
	others   map[string]*fakeNode // by address: those that confirm, and private places
	op       ops.Operation
	passed   []string // points, in order
	at       func(point string)
	previews int
	engine   *Engine // of the last run
}

// newWorld has a pool of the second generation, an operation to be sent, and the keys of
// its owner and its asset manager.
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
		Planner: &planner.Planner{Settings: w.settings, UI: console.New(strings.NewReader(""), io.Discard, &w.ui.planner, func(string) (string, bool) { return "", false })}}
	return w
}

func gwei(feeCap, tip uint64) chain.Fees {
	return chain.Fees{FeeCap: ops.Wei(*uint256.NewInt(feeCap * 1e9)), Tip: ops.Wei(*uint256.NewInt(tip * 1e9)), BaseFee: ops.Wei(*uint256.NewInt(10e9)), BlockGas: 30_000_000}
}

// run is the engine of a process.
func (w *world) run() *Engine {
	w.ui.warned = nil
	w.engine = &Engine{
		Settings: w.settings, UI: w.ui, Nodes: w, Keys: w.keys, Clock: w.clock, Command: "test",
		Preview: func(*planner.View, bool) { w.previews++ },
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
		return nil, nil, &chain.ChainError{Want: uint64(on), Got: w.node.id}
	}
	return w.node, w.plans, nil
}

func (w *world) DialOther(_ context.Context, url string) (Elsewhere, error) {
	other := w.others[url]
	if other == nil {
		return nil, &chain.UnreachableError{Node: url, Reason: "nobody is there"}
	}
	return other, other.next("DialOther").err
}

// options are those of a command with --yes.
func options() *Options {
	return &Options{Yes: true, Timeout: time.Minute, Signer: signer.Options{Account: "owner"}}
}

// propose is what a command does before it sends: read, plan, and show.
func (w *world) propose() *planner.Proposal {
	w.Helper()
	before, err := w.plans.ReadSince(w.Context(), w.node.head().state.Pool.Address, 0)
	must(w.T, err)
	p, err := w.plans.Propose(w.Context(), before, w.op, options().Terms())
	must(w.T, err)
	return p
}

// sender is what a command makes of a proposal.
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

// resume is what mpool resume does.
func (w *world) resume(change ...func(*ResumeOptions)) (*Sender, error) {
	w.Helper()
	flags := &ResumeOptions{Sending: *options()}
	for _, c := range change {
		c(flags)
	}
	e := w.run()
	lock, err := e.Lock()
	must(w.T, err)
	defer func() { _ = lock.Release() }()
	entry, err := e.PickRecord(nil)
	if err != nil {
		return nil, err
	}
	if !entry.Status.Unfinished() {
		return &Sender{Outcome: &NothingLeft{ID: entry.ID}}, nil
	}
	s, err := e.Reopen(w.Context(), entry, &flags.Sending)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	if s.Old != nil {
		return s, s.SettleOld(w.Context(), flags)
	}
	if err := s.Settle(w.Context(), flags); err != nil {
		return s, s.HalfWay(err)
	}
	return s, s.FinishRest(w.Context())
}

// replace is what mpool tx bump and cancel do.
func (w *world) replace(cancels bool, change ...func(*Options)) (*Sender, error) {
	w.Helper()
	flags := options()
	for _, c := range change {
		c(flags)
	}
	e := w.run()
	entry := w.only()
	call := entry.Status.InFlight()
	latest, err := call.Latest()
	must(w.T, err)
	var old types.Transaction
	must(w.T, old.UnmarshalBinary(latest.Raw))
	s, err := e.Reopen(w.Context(), entry, flags)
	must(w.T, err)
	defer s.Close()
	if !cancels {
		if err := s.Overtaken(w.Context(), call); err != nil {
			return s, err
		}
	}
	return s, s.Replace(w.Context(), call, &old, cancels)
}

func (w *world) records() []journal.Entry {
	w.Helper()
	entries, err := journal.List(w.settings.JournalDir())
	must(w.T, err)
	return entries
}

// only is the one record that there is.
func (w *world) only() journal.Entry {
	w.Helper()
	entries := w.records()
	if len(entries) != 1 {
		w.Fatalf("there are %d records", len(entries))
	}
	return entries[0]
}

// states are those of the only record's calls.
func (w *world) states() string {
	w.Helper()
	var list []string
	for _, call := range w.only().Status.Calls {
		list = append(list, string(call.State))
	}
	return strings.Join(list, ", ")
}

// onChain asks the chain, not mpool: each call of the operation was mined once and did
// not revert, no nonce was given two transactions, and no account sent anything else.
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

// done asks that the pool is as the operation wants it, and that there is nothing left.
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

// wantFailure holds an error against its exit and code, and gives it out.
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

// shown is a view as text.
func shown(v text.View) string {
	p := &text.Page{}
	v.Text(p)
	return p.String()
}

// fakePlans is the real planner but for what only a node can say: the simulation, and
// what gas costs.
type fakePlans struct {
	*planner.Planner
	node *fakeNode
	fees chain.Fees
	gas  uint64   // that each call uses
	data *ops.Wei // that the chain asks for data; nil: nothing
}

func (p *fakePlans) DataFeeOf(context.Context, network.ID, []*types.Transaction) *ops.Wei {
	return p.data
}

func (p *fakePlans) ProposeAgain(ctx context.Context, shown *ops.Plan, since uint64, on planner.Terms) (*planner.Proposal, error) {
	if err := p.node.next("ProposeAgain").err; err != nil {
		return nil, err
	}
	return p.Again(ctx, p, shown, since, on)
}

func (p *fakePlans) ReadFor(ctx context.Context, plan *ops.Plan, since uint64) (*ops.Snapshot, error) {
	return p.ReadSince(ctx, plan.Predicted.Pool.Address, since)
}

func (p *fakePlans) ReadSince(ctx context.Context, pool common.Address, since uint64) (*ops.Snapshot, error) {
	if head := p.node.head().header.Number; head < since {
		return nil, failure.New(failure.Plain, "node.behind", "the node is at block %d, but the plan is based on block %d", head, since)
	}
	return p.node.SnapshotWithRatios(ctx, pool, chain.AtHash(p.node.head().header.Hash))
}

func (p *fakePlans) Propose(ctx context.Context, before *ops.Snapshot, op ops.Operation, on planner.Terms) (*planner.Proposal, error) {
	before = bare(before)
	if watching, is := op.(ops.Watching); is {
		if err := p.node.Watch(ctx, before, watching.Watch(before)); err != nil {
			return nil, err
		}
	}
	proposal, _, err := p.PlanOn(before, op, on.Override, p.Settings.From)
	if err != nil {
		return nil, err
	}
	if proposal.Plan.Refused() {
		return nil, planner.Refusal(proposal)
	}
	if len(proposal.Plan.Calls) == 0 {
		return proposal, nil
	}
	used, limits := slices.Repeat([]uint64{p.gas}, len(proposal.Plan.Calls)), slices.Repeat([]uint64{p.gas * 13 / 10}, len(proposal.Plan.Calls))
	proposal.Gas, proposal.View.Cost = used, planner.NewCost(used, limits, p.fees)
	proposal.View.Proof = &planner.Proof{Level: chain.Simulated}
	return proposal, nil
}

func (p *fakePlans) Logs(ctx context.Context, filter chain.LogFilter, from, to uint64, progress func(uint64)) ([]types.Log, error) {
	return p.node.Logs(ctx, filter, from, to, progress)
}

func (p *fakePlans) Fees(_ context.Context, _ network.ID, offer planner.Offer) (chain.Fees, error) {
	fees := p.fees
	if offer.GasPrice.Given {
		fees.FeeCap = offer.GasPrice.Value
	}
	if offer.Tip.Given {
		fees.Tip = offer.Tip.Value
	}
	return fees, p.node.next("Fees").err
}

// fakeClock goes on by a second whenever it is looked at, and never waits.
type fakeClock struct {
	now    time.Time
	waited []time.Duration
	stuck  bool // After is never heard of
	looked int
	at     func(n int) // when it is looked at, from 1
}

func (c *fakeClock) Now() time.Time {
	if c.looked++; c.at != nil {
		c.at(c.looked)
	}
	c.now = c.now.Add(time.Second)
	return c.now
}

func (c *fakeClock) After(d time.Duration) <-chan time.Time {
	c.waited = append(c.waited, d)
	over := make(chan time.Time, 1)
	if !c.stuck {
		c.now = c.now.Add(d)
		over <- c.now
	}
	return over
}

// fakeUI is a user who answers what is scripted.
type fakeUI struct {
	asked   []string
	answer  error // to a question without --yes
	notes   []string
	warned  []string // codes of this run
	warning []string // and the words
	planner strings.Builder
	waits   []uint64
	ended   int
}

func (u *fakeUI) Confirm(yes bool, question string) error {
	u.asked = append(u.asked, question)
	if yes {
		return nil
	}
	return u.answer
}

func (u *fakeUI) ConfirmCost(yes bool, question string) error { return u.Confirm(yes, question) }

func (u *fakeUI) Note(format string, args ...any) {
	u.notes = append(u.notes, fmt.Sprintf(format, args...))
}

func (u *fakeUI) Warn(code, format string, args ...any) {
	u.warned, u.warning = append(u.warned, code), append(u.warning, fmt.Sprintf(format, args...))
}

func (u *fakeUI) Waiting(confirmations uint64, now func() time.Time) (func(uint64), func()) {
	now()
	u.waits = append(u.waits, confirmations)
	return func(uint64) {}, func() { u.ended++ }
}

// fakeKeys are those that were given.
type fakeKeys struct {
	signers  map[common.Address]*fakeSigner
	unlocked bool
	opened   int
	err      error
}

func (k *fakeKeys) ring() *keyring.Ring {
	ring := &keyring.Ring{ByAddress: map[common.Address]signer.Signer{}, Unlocked: k.unlocked}
	for address, s := range k.signers {
		ring.ByAddress[address] = s
	}
	return ring
}

func (k *fakeKeys) Open(_ context.Context, f keyring.Options, _, left *ops.Plan) (*keyring.Ring, error) {
	k.opened++
	if k.err != nil {
		return nil, k.err
	}
	ring := k.ring()
	return ring, ring.Covers(left, f.Partial)
}

func (k *fakeKeys) OpenOwn(_ context.Context, _ keyring.Options, from common.Address) (*keyring.Ring, error) {
	k.opened++
	if k.signers[from] == nil {
		return nil, failure.New(failure.Refused, "signer", "no key of %s", from)
	}
	return k.ring(), k.err
}

func (k *fakeKeys) WithEnvironment(o signer.Options) signer.Options { return o }

// fakeSigner signs with a key that everybody knows.
type fakeSigner struct {
	key     *ecdsa.PrivateKey
	address common.Address
	signed  []*types.Transaction
	err     error
	alters  func(*types.Transaction) *types.Transaction
}

func newFakeSigner(digit string) *fakeSigner {
	key, err := crypto.HexToECDSA(strings.Repeat(digit, 64))
	if err != nil {
		panic(err)
	}
	return &fakeSigner{key: key, address: crypto.PubkeyToAddress(key.PublicKey)}
}

func owner() *fakeSigner   { return newFakeSigner("1") }
func manager() *fakeSigner { return newFakeSigner("2") }

func (s *fakeSigner) Address() common.Address { return s.address }

func (s *fakeSigner) SignTx(_ context.Context, tx *types.Transaction, chainID *big.Int) (*types.Transaction, error) {
	if s.err != nil {
		return nil, s.err
	}
	if s.alters != nil {
		tx = s.alters(tx)
	}
	s.signed = append(s.signed, tx)
	return types.SignTx(tx, types.LatestSignerForChainID(chainID), s.key)
}

func amount(raw uint64, decimals uint8) ops.Amount {
	return ops.Amount{Raw: *uint256.NewInt(raw), Decimals: decimals}
}

func wei(n uint64) ops.Wei { return ops.Wei(*uint256.NewInt(n)) }

// somePool is of three tokens at rest; swaps, joins and exits are on.
func somePool() *ops.Snapshot {
	s := &ops.Snapshot{ChainID: network.Development, Block: ops.Block{Number: 7, Time: 1_700_000_000}, Pool: ops.Pool{
		Address: common.HexToAddress("0xb0"), ID: common.HexToHash("0xb0"), Owner: owner().address, Vault: common.HexToAddress("0xba"), Name: "Some Pool", Symbol: "BPT",
		FeesCollector: common.HexToAddress("0xfc"), OwnerKind: ops.OwnerAccount, Generation: ops.V2, SwapEnabled: true, JoinExitEnabled: true,
	}, Fees: ops.Fees{SwapFee: ops.FixedFrom(3e15), StartSwapFee: ops.FixedFrom(3e15), EndSwapFee: ops.FixedFrom(3e15), AumFeeDue: ops.Amount{Decimals: 18}}}
	for i, percent := range []uint64{50, 30, 20} {
		weight := ops.FixedFrom(percent * 1e16)
		s.Tokens = append(s.Tokens, ops.Token{
			Address: common.BigToAddress(big.NewInt(int64(100 + i))), Symbol: string(rune('A' + i)), Decimals: 6,
			Cash: amount(percent*1000*1e6, 6), Managed: amount(0, 6), AssetManager: manager().address,
			StartWeight: weight, EndWeight: weight, Weight: weight,
		})
	}
	s.Supply = ops.Supply{Virtual: amount(1e18, 18), Actual: amount(1e18, 18)}
	return s
}

// shutPool is one of which nothing has to be shut before a token is added.
func shutPool() *ops.Snapshot {
	s := somePool()
	s.Pool.SwapEnabled, s.Pool.JoinExitEnabled = false, false
	return s
}

// swapsOff is an operation of one call.
func swapsOff() ops.Operation { return ops.SetSwaps{} }

// threeMembers is an operation of three calls, all of the owner's.
func threeMembers() ops.Operation {
	return ops.ChangeAllowlist{Add: []common.Address{{0xa1}, {0xa2}, {0xa3}}}
}

// addition has three calls of two keys, the second an allowance; of an open pool seven.
func addition(pool *ops.Snapshot) ops.AddToken {
	return ops.AddToken{Doors: ops.DoorsOf(pool, ops.ByJoinsExits), Token: common.HexToAddress("0x0101"), Weight: ops.FixedFrom(10 * 1e16), AssetManager: manager().address,
		Deposit: amount(5e6, 6), Mint: amount(0, 18), MintTo: manager().address}
}

// adding is a world in which a token is added: the payer has nine of it.
func adding(t *testing.T, pool *ops.Snapshot) *world {
	t.Helper()
	op := addition(pool)
	for _, key := range op.Watch(pool).Holdings {
		decimals := uint8(6)
		if key.Token == pool.Pool.Address {
			decimals = 18
		}
		pool.Holdings = append(pool.Holdings, ops.Holding{Token: key.Token, Account: key.Account, Symbol: "NEW", Decimals: decimals, Balance: amount(9e6, decimals), Allowance: ops.Amount{Decimals: decimals}})
	}
	return newWorld(t, pool, op)
}

func contextOf(t *testing.T) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(t.Context())
	t.Cleanup(cancel)
	return ctx, cancel
}

func big31337() *big.Int { return big.NewInt(network.Development) }

func says(text, word string) bool { return strings.Contains(text, word) }

func writeFile(path, words string) error { return os.WriteFile(path, []byte(words), 0o600) }
