package planner

import (
	"context"
	"errors"
	"io"
	"math/big"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/holiman/uint256"

	"mpool/internal/chain"
	"mpool/internal/config"
	"mpool/internal/console"
	"mpool/internal/failure"
	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/text"
	"mpool/internal/units"
)

// scripted is a node with scripted answers. Its simulation returns what package ops predicts; other
// tests compare ops with the contracts.
type scripted struct {
	*testing.T
	state    *ops.Snapshot
	fails    map[string]error // by method
	asked    []string         // methods, in order
	estimate uint64
	used     []uint64 // by each call of the simulation; nil: 50000 each
	fees     chain.Fees
	legacy   chain.Fees
	data     units.Wei
	poor     []common.Address
	price    *units.Wei
	safes    map[common.Address]*chain.Safe
	code     common.Hash
	tried    chain.SafeOutcome
	trial    chain.SafeTrial // argument of TrySafe
	events   []types.Log
	after    bool
	mangle   func(*chain.Simulation)
	headers  map[uint64]*chain.Header
	txs      map[common.Hash]*types.Transaction
	born     uint64
	hasCode  bool   // of the block before the requested one
	since    uint64 // answer of BlockSince
	members  []ops.Member
}

func (n *scripted) next(method string) error {
	n.asked = append(n.asked, method)
	return n.fails[method]
}

func (n *scripted) Header(context.Context, chain.BlockRef) (*chain.Header, error) {
	b := n.state.Block
	return &chain.Header{Number: b.Number, Hash: b.Hash, Time: b.Time}, n.next("Header")
}

func (n *scripted) SnapshotWithRatios(context.Context, common.Address, chain.BlockRef) (*ops.Snapshot, error) {
	return n.state, n.next("SnapshotWithRatios")
}

func (n *scripted) Newborn(context.Context, *chain.Header, units.Time, ops.Call) (*ops.Snapshot, error) {
	return n.state, n.next("Newborn")
}

// Watch returns a balance of nine for a token that is not in the pool and no allowlist members,
// unless the state says otherwise.
func (n *scripted) Watch(_ context.Context, s *ops.Snapshot, w ops.Watch) error {
	if len(s.Members)+len(s.Holdings) > 0 {
		return n.next("Watch")
	}
	for _, address := range w.Members {
		s.Members = append(s.Members, ops.Member{Address: address})
	}
	for _, key := range w.Holdings {
		decimals := uint8(6)
		if key.Token == s.Pool.Address {
			decimals = 18
		}
		s.Holdings = append(s.Holdings, ops.Holding{Token: key.Token, Account: key.Account, Symbol: "NEW", Decimals: decimals, Balance: amount(9e6, decimals), Allowance: units.Amount{Decimals: decimals}})
	}
	return n.next("Watch")
}

func (n *scripted) IsAfter() bool { return n.after }

func (n *scripted) Simulate(_ context.Context, _ *ops.Snapshot, plan *ops.Plan) (*chain.Simulation, error) {
	sim := &chain.Simulation{Level: chain.Simulated, GasUsed: n.used, States: []*ops.Snapshot{plan.Predicted}}
	for range plan.Calls {
		if n.used == nil {
			sim.GasUsed = append(sim.GasUsed, 50_000)
		}
	}
	later, err := StatesAt(plan.Predicted, plan.Moments)
	must(n.T, err)
	sim.States = append(sim.States, later...)
	if n.mangle != nil {
		n.mangle(sim)
	}
	return sim, n.next("Simulate")
}

func (n *scripted) EstimateGas(context.Context, ops.Call, chain.BlockRef) (uint64, error) {
	return n.estimate, n.next("EstimateGas")
}

func (n *scripted) FeesFor(context.Context, []common.Address, bool) (chain.Fees, []common.Address, error) {
	return n.fees, n.poor, n.next("FeesFor")
}

func (n *scripted) LegacyFees(context.Context, bool) (chain.Fees, error) {
	return n.legacy, n.next("LegacyFees")
}

func (n *scripted) Penniless(context.Context, []common.Address) ([]common.Address, error) {
	return n.poor, n.next("Penniless")
}

func (n *scripted) DataFee(context.Context, []*types.Transaction) (units.Wei, error) {
	return n.data, n.next("DataFee")
}

func (n *scripted) Safes(_ context.Context, _ chain.BlockRef, addresses []common.Address) (map[common.Address]*chain.Safe, error) {
	found := map[common.Address]*chain.Safe{}
	for _, address := range addresses {
		if s := n.safes[address]; s != nil {
			found[address] = s
		}
	}
	return found, n.next("Safes")
}

func (n *scripted) CodeHash(context.Context, chain.BlockRef, common.Address) (common.Hash, error) {
	return n.code, n.next("CodeHash")
}

func (n *scripted) TrySafe(_ context.Context, _ ops.Block, _ units.Time, t chain.SafeTrial) (*chain.SafeOutcome, error) {
	out := n.tried
	n.trial = t
	return &out, n.next("TrySafe")
}

func (n *scripted) GasNow(context.Context, common.Address) (*units.Wei, common.Address) {
	n.asked = append(n.asked, "GasNow")
	return n.price, common.Address{}
}

func (n *scripted) Logs(context.Context, chain.LogFilter, uint64, uint64, func(uint64)) ([]types.Log, error) {
	return n.events, n.next("Logs")
}

func (n *scripted) Headers(context.Context, []uint64) (map[uint64]*chain.Header, error) {
	return n.headers, n.next("Headers")
}

func (n *scripted) Birth(context.Context, common.Address, uint64) (uint64, error) {
	return n.born, n.next("Birth")
}

func (n *scripted) HasCode(context.Context, common.Address, uint64) (bool, error) {
	return n.hasCode, n.next("HasCode")
}

func (n *scripted) BlockSince(context.Context, units.Time, uint64) (uint64, error) {
	return n.since, n.next("BlockSince")
}

func (n *scripted) Members(context.Context, common.Address, chain.BlockRef, []common.Address) ([]ops.Member, error) {
	return n.members, n.next("Members")
}

func (n *scripted) Contracts(context.Context, chain.BlockRef, []common.Address) ([]common.Address, error) {
	return nil, n.next("Contracts")
}

// count is how often a method was called.
func (n *scripted) count(method string) (times int) {
	for _, asked := range n.asked {
		if asked == method {
			times++
		}
	}
	return times
}

// world is a planner and its node.
type world struct {
	*Planner
	*scripted
	said strings.Builder // notes and warnings
}

// newWorld has a pool on Ethereum, where gas costs 10 gwei.
func newWorld(t *testing.T, pool *ops.Snapshot) *world {
	t.Helper()
	w := &world{scripted: &scripted{T: t, state: pool, fails: map[string]error{}, estimate: 48_000, fees: offered(30, 2), legacy: offered(12, 12), price: weiOf(1e9)}}
	w.Planner = &Planner{
		Settings: &config.Settings{StateDir: t.TempDir(), GasEstimateMultiplier: 130, Sources: map[string]string{}},
		UI:       console.New(strings.NewReader(""), io.Discard, &w.said, func(string) (string, bool) { return "", false }),
	}
	return w
}

// propose plans an operation without gas offer or override.
func (w *world) propose(op ops.Operation) (*Proposal, error) {
	return w.Propose(w.Context(), w.scripted, w.state, op, terms())
}

// proposed requires that the plan succeeds.
func (w *world) proposed(op ops.Operation) *Proposal {
	w.Helper()
	p, err := w.propose(op)
	must(w.T, err)
	return p
}

func terms() Terms { return Terms{Offer: &Offer{}, Override: &Override{}} }

// offered is a fee cap and a priority fee in gwei, with a base fee of 10.
func offered(feeCap, tip uint64) chain.Fees {
	return chain.Fees{FeeCap: *weiOf(feeCap * 1e9), Tip: *weiOf(tip * 1e9), BaseFee: *weiOf(10e9), BlockGas: 30_000_000}
}

func weiOf(n uint64) *units.Wei {
	w := units.Wei(*uint256.NewInt(n))
	return &w
}

func amount(raw uint64, decimals uint8) units.Amount {
	return units.Amount{Raw: *uint256.NewInt(raw), Decimals: decimals}
}

func owner() common.Address   { return common.Address{0x0e} }
func manager() common.Address { return common.Address{0x3a} }

const baseTime = units.Time(1_700_000_000)

// somePool has 50% A, 30% B and 20% C; swaps, joins and exits are enabled.
func somePool() *ops.Snapshot {
	fee := units.FixedFrom(3e15)
	s := &ops.Snapshot{ChainID: 1, Block: ops.Block{Number: 7, Hash: common.Hash{7}, Time: baseTime}, Pool: ops.Pool{
		Address: common.Address{0xb0}, ID: common.Hash{0xb0}, Owner: owner(), Vault: common.Address{0xba}, Name: "Some Pool", Symbol: "BPT",
		FeesCollector: common.Address{0xfc}, OwnerKind: ops.OwnerAccount, Generation: ops.V2, SwapEnabled: true, JoinExitEnabled: true,
	}, Fees: ops.Fees{SwapFee: fee, StartSwapFee: fee, EndSwapFee: fee, LastCollection: baseTime, AumFeeDue: amount(0, 18)}}
	for i, percent := range []uint64{50, 30, 20} {
		weight := units.FixedFrom(percent * 1e16)
		s.Tokens = append(s.Tokens, ops.Token{
			Address: common.BigToAddress(big.NewInt(int64(100 + i))), Symbol: named.Symbol(string(rune('A' + i))), Decimals: 6, AssetManager: manager(),
			Cash: amount(percent*1000*1e6, 6), Managed: amount(0, 6), StartWeight: weight, EndWeight: weight, Weight: weight,
		})
	}
	s.Supply = ops.Supply{Virtual: amount(1e18, 18), Actual: amount(1e18, 18)}
	return s
}

// safePool is owned by a Safe with threshold 2 of 3.
func safePool() (*ops.Snapshot, map[common.Address]*chain.Safe) {
	pool := somePool()
	pool.Pool.OwnerKind = ops.OwnerSafe
	return pool, map[common.Address]*chain.Safe{owner(): someSafe(owner())}
}

func someSafe(at common.Address) *chain.Safe {
	return &chain.Safe{Address: at, Version: "1.4.1", Threshold: 2, Owners: []common.Address{{1}, {2}, {3}}, Nonce: 5, SlotsRead: true, ModulesRead: true}
}

// shift moves ten percentage points of weight from A to B over a duration.
func shift(pool *ops.Snapshot, span units.Time) ops.UpdateWeights {
	return ops.UpdateWeights{Start: baseTime, End: baseTime + span, Weights: []ops.TokenWeight{
		{Token: pool.Tokens[0].Address, Weight: units.FixedFrom(4e17)}, {Token: pool.Tokens[1].Address, Weight: units.FixedFrom(4e17)}, {Token: pool.Tokens[2].Address, Weight: units.FixedFrom(2e17)},
	}}
}

// threeMembers is an operation with three calls of the owner.
func threeMembers() ops.Operation {
	return ops.ChangeAllowlist{Add: []common.Address{{0xa1}, {0xa2}, {0xa3}}}
}

// addition shuts the pool, adds a token and opens the pool, with calls from two accounts.
func addition(pool *ops.Snapshot) ops.AddToken {
	return ops.AddToken{Doors: ops.DoorsOf(pool, ops.ByJoinsExits), Token: common.HexToAddress("0x0101"), Weight: units.FixedFrom(1e17), AssetManager: manager(),
		Deposit: amount(5e6, 6), Mint: amount(0, 18), MintTo: manager()}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// wantFailure checks an error's exit, code and text.
func wantFailure(t *testing.T, err error, exit int, code string, says ...string) *failure.Failure {
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
	return f
}

// codes lists the codes of findings with their severity.
func codes(list []ops.Finding) string {
	var all []string
	for _, f := range list {
		all = append(all, string(f.Severity)+" "+f.Code)
	}
	return strings.Join(all, ", ")
}

func textOf(v text.View) string {
	p := &text.Page{}
	v.Text(p)
	return p.String()
}
