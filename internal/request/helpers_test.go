package request

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/holiman/uint256"

	"mpool/internal/batch"
	"mpool/internal/config"
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/ops/trade"
	"mpool/internal/planner"
	"mpool/internal/units"
)

const (
	poolAddress = "0xA0a0a0A0A0A0a0a0A0A0a0A0a0A0a0A0A0A0a0a0" // the settings call it fund
	someone     = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"
	another     = "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC"
)

// blockTime is the time of the block at which the pool was read.
const blockTime = units.Time(1_700_000_000)

func account(n byte) common.Address { return common.BytesToAddress([]byte{n}) }

func fixed(t *testing.T, percent string) units.Fixed {
	t.Helper()
	value, err := units.ParsePercent(percent)
	if err != nil {
		t.Fatal(err)
	}
	return value
}

func raw(value uint64, decimals uint8) units.Amount {
	return units.Amount{Raw: *uint256.NewInt(value), Decimals: decimals}
}

// pool is a v2 pool of 60% WETH and 40% USDC with an asset manager and a swap fee of 1%.
func pool(t *testing.T) *ops.Snapshot {
	t.Helper()
	s := &ops.Snapshot{
		ChainID: 1,
		Block:   ops.Block{Number: 100, Hash: common.Hash{1}, Time: blockTime},
		Pool: ops.Pool{Address: common.HexToAddress(poolAddress), ID: common.Hash{0xa0}, Name: "Fund", Symbol: "FUND", Vault: account(0xba),
			Owner: account(0xcc), OwnerKind: ops.OwnerAccount, Generation: ops.V2, SwapEnabled: true, JoinExitEnabled: true},
		Tokens: []ops.Token{
			{Address: account(1), Symbol: "WETH", Decimals: 18, Cash: raw(3e18, 18), Managed: raw(0, 18), StartWeight: fixed(t, "60%"), EndWeight: fixed(t, "60%")},
			{Address: account(2), Symbol: "USDC", Decimals: 6, Cash: raw(4e9, 6), Managed: raw(1e9, 6), AssetManager: account(0xd1), StartWeight: fixed(t, "40%"), EndWeight: fixed(t, "40%")},
		},
		Supply: ops.Supply{Virtual: raw(10e18, 18), Actual: raw(10e18, 18)},
		Fees:   ops.Fees{StartSwapFee: fixed(t, "1%"), EndSwapFee: fixed(t, "1%"), ProtocolShare: fixed(t, "50%")},
	}
	s, err := s.Recomputed()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// node is a Node with fixed answers.
type node struct {
	before           *ops.Snapshot
	held             ops.Holding
	list             planner.Allowlist
	past             planner.Past // what was asked for
	events           []types.Log
	shut             *ops.Plan
	still            ops.Doors
	begun, closed    []*ops.Plan
	alarmed          bool
	alarms           int
	noLook, noList   error
	noStart, noLogs  error
	noShut, noStill  error
	noBegun, noAlarm error
}

func (n *node) Look(_ context.Context, w ops.Watch) error {
	n.before.Holdings = nil
	for _, key := range w.Holdings {
		held := n.held
		held.Token, held.Account = key.Token, key.Account
		n.before.Holdings = append(n.before.Holdings, held)
	}
	n.before.WatchPurses(w)
	for i := range n.before.Coins {
		n.before.Coins[i].Balance = raw(5e18, 18)
	}
	return n.noLook
}

// Abandoned implements Node.
func (n *node) Abandoned(context.Context) ([]*ops.Plan, error) { return n.closed, nil }

func (n *node) Allowlist(_ context.Context, past *planner.Past) (*planner.Allowlist, error) {
	n.past = *past
	return &n.list, n.noList
}
func (n *node) Start(context.Context) (planner.Start, error) { return planner.Start{}, n.noStart }
func (n *node) DoorEvents(context.Context, uint64) ([]types.Log, error) {
	return n.events, n.noLogs
}
func (n *node) LastShut(context.Context) (*ops.Plan, error) { return n.shut, n.noShut }
func (n *node) StillShut(context.Context, *ops.Plan) (ops.Doors, error) {
	return n.still, n.noStill
}
func (n *node) AlarmSince(context.Context, uint64) (bool, error) { return n.alarmed, n.noAlarm }
func (n *node) Begun(context.Context) ([]*ops.Plan, error)       { return n.begun, n.noBegun }
func (n *node) SayAlarm()                                        { n.alarms++ }
func (n *node) ProtocolShare(context.Context) (units.Fixed, error) {
	return units.FixedFrom(25e16), nil
}
func (n *node) FeedPrices(context.Context) ([]trade.TokenWorth, error) {
	return []trade.TokenWorth{{Token: account(1), Worth: units.FixedFrom(2e18)}, {Token: account(2), Worth: units.FixedFrom(1e18)}}, nil
}
func (n *node) Wrapped(context.Context) common.Address { return account(1) }

// listed puts addresses on the allowlist.
func (n *node) listed(addresses ...string) *node {
	for _, a := range addresses {
		n.list.Entries = append(n.list.Entries, planner.AllowlistEntry{Address: common.HexToAddress(a), Allowed: true})
	}
	return n
}

// said is a UI that keeps its messages.
type said []string

func (s *said) Warn(code, format string, args ...any) {
	*s = append(*s, code+": "+fmt.Sprintf(format, args...))
}
func (s *said) Note(format string, args ...any) { *s = append(*s, fmt.Sprintf(format, args...)) }

// source opens files of testdata, and its settings name the pool fund.
func source() Source {
	s := config.NewSettings(func(string) (string, bool) { return "", false })
	s.Pools = []config.NamedPool{{Name: "fund", Address: common.HexToAddress(poolAddress), Chain: 1}}
	s.Pool = "fund"
	return Source{Settings: s, Open: func(file string) (io.ReadCloser, error) { return os.Open("testdata/" + file) }}
}

// parsed reads one operation of a batch file; fields begins with its name.
func parsed(t *testing.T, fields string) (*Request, error) {
	t.Helper()
	from := source()
	items, err := batch.Parse([]byte("- operation: "+strings.ReplaceAll(fields, "; ", "\n  ")+"\n"), Shapes(), from.Settings.Pool)
	if err != nil {
		t.Fatalf("%s: %v", fields, err)
	}
	return Parse(t.Context(), items[0], from)
}

// built builds the operation of a batch file for the pool.
func built(t *testing.T, fields string, on *Target) (ops.Operation, error) {
	t.Helper()
	r, err := parsed(t, fields)
	if err != nil {
		return nil, err
	}
	return r.Build(t.Context(), on)
}

// target is the pool at a node without events or records.
func target(t *testing.T) (*Target, *node, *said) {
	t.Helper()
	before, told := pool(t), new(said)
	n := &node{before: before, held: ops.Holding{Symbol: "DAI", Decimals: 18}}
	return &Target{Before: before, Node: n, UI: told}, n, told
}

// written returns an operation as JSON.
func written(t *testing.T, op ops.Operation) string {
	t.Helper()
	if op == nil {
		return "nothing"
	}
	words, err := json.Marshal(op)
	if err != nil {
		t.Fatal(err)
	}
	return op.Name() + " " + string(words)
}

// complaint returns an error with its hint.
func complaint(err error) string {
	var f *failure.Failure
	if !errors.As(err, &f) {
		return fmt.Sprint(err)
	}
	var all []string
	for _, one := range f.All() {
		all = append(all, strings.TrimSuffix(one.Message+" | "+one.Hint, " | "))
	}
	return strings.Join(all, "\n")
}
