package poolplan

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/holiman/uint256"

	"mpool/internal/config"
	"mpool/internal/ops"
	"mpool/internal/ops/trade"
	"mpool/internal/planner"
	"mpool/internal/poolfile"
	"mpool/internal/request"
	"mpool/internal/units"
)

// begin is the time at which these worlds begin, in Unix seconds.
const begin = units.Time(1_700_000_000)

// world is a simulated pool, and the file that it is compared with.
type world struct {
	t       *testing.T
	dice    *rand.Rand
	state   *ops.Snapshot
	members map[common.Address]bool
	text    string
	want    *poolfile.Want
	keeper  *Keeper
	chain   *onChain    // nil: only the test changes the pool
	share   units.Fixed // the protocol's current share of AUM fees
}

// outsider returns a token that can be added to the pool.
func (w *world) outsider(n uint64) common.Address {
	if w.chain != nil {
		return w.chain.net.Tokens[len(w.chain.net.Tokens)-1-int(n)].Address
	}
	return common.BytesToAddress([]byte{0xee, byte(n)})
}

// world implements request.Node.

func (w *world) Look(_ context.Context, watch ops.Watch) error {
	w.watch(watch)
	return nil
}

func (w *world) watch(watch ops.Watch) {
	if w.chain != nil {
		w.chain.watch(w, watch)
		return
	}
	w.state.Holdings, w.state.Members = nil, nil
	for _, key := range watch.Holdings {
		h := ops.Holding{Token: key.Token, Account: key.Account, Symbol: "NEW", Decimals: 18, Balance: tokens(1e9), Allowance: units.Amount{Decimals: 18}}
		if token, err := w.state.Token(key.Token); err == nil {
			h.Symbol, h.Decimals = token.Symbol, token.Decimals
		}
		h.Balance.Decimals, h.Allowance.Decimals = h.Decimals, h.Decimals
		w.state.Holdings = append(w.state.Holdings, h)
	}
	for _, a := range watch.Members {
		w.state.Members = append(w.state.Members, ops.Member{Address: a, Allowed: w.members[a]})
	}
}

func tokens(n uint64) units.Amount {
	return units.Amount{Raw: *new(uint256.Int).Mul(uint256.NewInt(n), uint256.NewInt(1e18)), Decimals: 18}
}

func (w *world) Allowlist(context.Context, *planner.Past) (*planner.Allowlist, error) {
	list := new(planner.Allowlist)
	for _, a := range w.listed() {
		list.Entries = append(list.Entries, planner.AllowlistEntry{Address: a, Listed: true, Allowed: true})
	}
	return list, nil
}

// listed returns the members in order.
func (w *world) listed() (all []common.Address) {
	for a, is := range w.members {
		if is {
			all = append(all, a)
		}
	}
	slices.SortFunc(all, func(a, b common.Address) int { return a.Cmp(b) })
	return all
}
func (w *world) Start(context.Context) (planner.Start, error)            { return planner.Start{}, nil }
func (w *world) DoorEvents(context.Context, uint64) ([]types.Log, error) { return nil, nil }
func (w *world) LastShut(context.Context) (*ops.Plan, error)             { return nil, nil }
func (w *world) StillShut(context.Context, *ops.Plan) (ops.Doors, error) { return ops.Doors{}, nil }
func (w *world) AlarmSince(context.Context, uint64) (bool, error)        { return false, nil }
func (w *world) Begun(context.Context) ([]*ops.Plan, error)              { return nil, nil }
func (w *world) Abandoned(context.Context) ([]*ops.Plan, error)          { return nil, nil }
func (w *world) SayAlarm()                                               {}
func (w *world) Wrapped(context.Context) common.Address                  { return common.Address{} }
func (w *world) FeedPrices(context.Context) ([]trade.TokenWorth, error)  { return nil, nil }
func (w *world) ProtocolShare(context.Context) (units.Fixed, error)      { return w.share, nil }
func (w *world) Warn(string, string, ...any)                             {}
func (w *world) Note(string, ...any)                                     {}

// compare compares the pool with the file as another machine would, without a record.
func (w *world) compare(reopen bool) *poolfile.Drift {
	w.t.Helper()
	d, err := poolfile.Compare(w.want, poolfile.Situation{State: w.state, Members: w.listed(), Reopen: reopen, Interval: 12, ProtocolShare: &w.share})
	if err != nil {
		w.fail("compare: %v", err)
	}
	return d
}

// plan plans the steps.
func (w *world) plan(d *poolfile.Drift) *ops.Plan {
	w.t.Helper()
	op, err := w.keeper.Operation(w.t.Context(), &request.Target{Before: w.state, Node: w, UI: w}, d)
	if err != nil {
		w.fail("operation: %v", err)
	}
	if watching, is := op.(ops.Watching); is {
		w.watch(watching.Watch(w.state))
	}
	plan, err := op.Plan(w.state, w.state.Block.Time+units.Time(1+w.dice.IntN(60)))
	if err != nil {
		w.fail("plan: %v", err)
	}
	return plan
}

// mine applies the first calls of a plan.
func (w *world) mine(plan *ops.Plan, calls int) {
	if calls == 0 {
		return
	}
	if w.chain != nil {
		w.chain.mine(w, plan, calls)
		return
	}
	w.state = plan.After[calls-1]
	for _, m := range w.state.Members {
		w.members[m.Address] = m.Allowed
	}
}

// pass moves the world's time.
func (w *world) pass(seconds units.Time) {
	w.t.Helper()
	if w.chain != nil {
		w.chain.pass(w, seconds)
		return
	}
	w.later(seconds)
}

// later returns the pool at a later time, if nobody acts until then.
func (w *world) later(seconds units.Time) {
	w.t.Helper()
	next, err := w.state.At(w.state.Block.Time + seconds)
	if err != nil {
		w.fail("%v", err)
	}
	w.state = next
}

func (w *world) fail(format string, args ...any) {
	w.t.Helper()
	w.t.Fatalf("%s\nfile:\n%s\nstate: %+v", fmt.Sprintf(format, args...), w.text, w.state)
}

// newWorld makes a random pool, and a file that differs from it.
func newWorld(t *testing.T, seed uint64) *world {
	t.Helper()
	w := &world{t: t, dice: rand.New(rand.NewPCG(seed, 7)), members: map[common.Address]bool{}}
	settings := config.NewSettings(func(string) (string, bool) { return "", false })
	settings.Pool = "0x0000000000000000000000000000000000000001"
	w.keeper = &Keeper{Settings: settings}
	for n := range w.dice.IntN(4) {
		w.members[member(n)] = w.dice.IntN(2) == 0
	}
	w.state = w.pool()
	w.share = units.FixedFrom(uint64(w.dice.IntN(3)) * 1e17)
	w.text = w.file()
	want, err := poolfile.ReadWant([]byte(w.text))
	if err != nil {
		t.Fatalf("seed %d: %v\n%s", seed, err, w.text)
	}
	w.want = want
	return w
}

func member(n int) common.Address { return common.BytesToAddress([]byte{0xa1, byte(n)}) }

// shares returns weights in steps of 0.1%, each at least 2%.
func (w *world) shares(n int) []string {
	left, all := 1000-20*n, make([]string, n)
	for i := range n {
		part := 0
		if i < n-1 {
			part = w.dice.IntN(left + 1)
		} else {
			part = left
		}
		left -= part
		all[i] = fmt.Sprintf("%d.%d%%", (20+part)/10, (20+part)%10)
	}
	return all
}

func (w *world) any(of ...string) string { return of[w.dice.IntN(len(of))] }

func (w *world) pool() *ops.Snapshot {
	w.t.Helper()
	n := 2 + w.dice.IntN(4)
	weights, ends := w.shares(n), w.shares(n)
	moves := w.dice.IntN(3) == 0
	var b strings.Builder
	fmt.Fprintf(&b, "generation: %d\nswap_fee: %s\naum_fee: %s\nswaps: %s\nallowlist: %s\n", 1+w.dice.IntN(2), w.any("0.3%", "1%"), w.any("0%", "2%"), w.any("true", "true", "false"), w.any("true", "false"))
	if w.dice.IntN(3) == 0 {
		fmt.Fprintf(&b, "swap_fee_change: {start: -1h, end: +%dh, to: %s}\n", 1+w.dice.IntN(50), w.any("0.3%", "2%"))
	}
	if moves {
		fmt.Fprintf(&b, "weight_change: {start: %s, end: +%dh}\n", w.any("-1d", "+2h"), 3+w.dice.IntN(100))
	}
	b.WriteString("tokens:\n")
	for i := range n {
		fmt.Fprintf(&b, "  - {symbol: T%d, weight: %s, balance: %d, decimals: %s", i, weights[i], 1000+w.dice.IntN(1000), w.any("6", "8", "18"))
		if moves {
			fmt.Fprintf(&b, ", end_weight: %s", ends[i])
		}
		if w.dice.IntN(3) == 0 {
			fmt.Fprintf(&b, ", breaker: {lower: %s, upper: %s}", w.any("0.5", "0.8"), w.any("1.5", "2"))
		}
		b.WriteString("}\n")
	}
	file, err := poolfile.Read([]byte(b.String()))
	if err != nil {
		w.t.Fatal(err)
	}
	prices := make([]float64, n)
	for i := range prices {
		prices[i] = 1
	}
	s, err := file.Snapshot(begin, prices, 0)
	if err != nil {
		w.t.Fatal(err)
	}
	for i := range s.Tokens {
		s.Tokens[i].AssetManager = s.Pool.Owner
	}
	return s
}

// file returns a file with some fields.
func (w *world) file() string {
	var b strings.Builder
	some := func(format string, args ...any) {
		if w.dice.IntN(2) == 0 {
			fmt.Fprintf(&b, format+"\n", args...)
		}
	}
	some("swap_fee: %s", w.any("0.3%", "0.5%", "2%"))
	some("swap_fee_ramp: {duration: %dh}", 1+w.dice.IntN(40))
	some("aum_fee: %s", w.any("0%", "1%", "2%"))
	some("swaps: %s", w.any("true", "false"))
	some("joins_exits: true")
	some("protocol_fee: current")
	some("tolerance: %s", w.any("0.01%", "0.5%"))
	fmt.Fprintf(&b, "weight_ramp: %s\n", w.any("{max_change: 5%/day}", "{duration: 3d}", "{max_change: 10%/day, duration: 1d}", "{max_arbitrage_cost: 0.05%, duration: 1h}"))
	switch w.dice.IntN(3) {
	case 0:
		fmt.Fprintf(&b, "allowlist: %s\n", w.any("true", "false"))
	case 1:
		fmt.Fprintf(&b, "allowlist: {enabled: %s, complete: %s, members: [\"%s\", \"%s\"]}\n", w.any("true", "false"), w.any("true", "false"), member(0), member(1))
	}
	w.fileTokens(&b)
	return b.String()
}

// symbol returns the symbol of an entry's line.
func symbol(line string) string {
	name, _, _ := strings.Cut(strings.TrimPrefix(line, "symbol: "), ",")
	return name
}

// fileTokens writes most tokens of the pool, and perhaps others.
func (w *world) fileTokens(b *strings.Builder) {
	if w.dice.IntN(4) == 0 {
		return
	}
	var lines []string
	for i, t := range w.state.Tokens {
		if i > 1 && w.dice.IntN(4) == 0 {
			continue
		}
		line := "symbol: " + string(t.Symbol)
		switch w.dice.IntN(5) {
		case 0:
			line += ", breaker: null"
		case 1:
			line += fmt.Sprintf(", breaker: {lower: %s, upper: %s}", w.any("0.5", "0.7"), w.any("1.5", "3"))
		}
		lines = append(lines, line)
	}
	for n := range w.dice.IntN(4) / 2 {
		lines = append(lines, fmt.Sprintf("symbol: NEW%d, address: \"%s\", add: {price: \"1 %s\", mint: %s}", n, w.outsider(uint64(n)), symbol(lines[0]), w.any("none", "fair")))
	}
	b.WriteString("shut: {members: " + w.any("suspend", "trust") + ", keep_exits: " + w.any("true", "false") + "}\n")
	b.WriteString("removal: {burn: " + w.any("none", "fair") + "}\ntokens:\n")
	weights := w.shares(len(lines))
	for i, line := range lines {
		fmt.Fprintf(b, "  - {%s, weight: %s}\n", line, weights[i])
	}
}
