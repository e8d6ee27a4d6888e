package planner

import (
	"context"
	"io"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"mpool/internal/chain"
	"mpool/internal/config"
	"mpool/internal/console"
	"mpool/internal/effect"
	"mpool/internal/ops"
	"mpool/internal/planner/plantest"
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
		s.Holdings = append(s.Holdings, ops.Holding{Token: key.Token, Account: key.Account, Symbol: "NEW", Decimals: decimals, Balance: plantest.Amount(9e6, decimals), Allowance: units.Amount{Decimals: decimals}})
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
	later, err := effect.StatesAt(plan.Predicted, plan.Moments)
	plantest.Must(n.T, err)
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
	w := &world{scripted: &scripted{T: t, state: pool, fails: map[string]error{}, estimate: 48_000, fees: plantest.Offered(30, 2), legacy: plantest.Offered(12, 12), price: plantest.Wei(1e9)}}
	w.Planner = New(
		&config.Settings{StateDir: t.TempDir(), GasEstimateMultiplier: 130, Sources: map[string]string{}},
		console.New(strings.NewReader(""), io.Discard, &w.said, func(string) (string, bool) { return "", false }), nil,
	)
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
	plantest.Must(w.T, err)
	return p
}

func terms() Terms { return Terms{Offer: &Offer{}, Override: &Override{}} }
