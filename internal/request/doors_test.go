package request

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"mpool/internal/history"
	"mpool/internal/ops"
	"mpool/internal/ops/tokenset"
	"mpool/internal/ops/wallet"
	"mpool/internal/safe"
)

// doorEvent is an event about a door: swaps (0), joins and exits (1), the allowlist (2), a member that
// was added (3) or removed (4).
func doorEvent(door int, set bool, member string) types.Log {
	event := types.Log{Topics: []common.Hash{history.DoorTopics()[0][door]}}
	if door > 2 {
		event.Topics = append(event.Topics, common.HexToHash(member))
		return event
	}
	event.Data = make([]byte, common.HashLength)
	if set {
		event.Data[common.HashLength-1] = 1
	}
	return event
}

// shut includes all doors that can be shut at once, even if something cannot be read.
func TestShut(t *testing.T) {
	broken := errors.New("the node is gone")
	for name, test := range map[string]struct {
		fields string
		pool   func(*ops.Pool)
		node   func(*node)
		want   string
		told   string
	}{
		"the second generation": {"shut", nil, nil, `{"doors":{"closing":"joins and exits","swaps":true,"joins_exits":true,"allowlist":false}}`, ""},
		"exits stay":            {"shut; keep-exits: true", nil, nil, `{"doors":{"closing":"allowlist","swaps":true,"joins_exits":true,"allowlist":false}}`, ""},
		"exits that are off":    {"shut; keep-exits: true", func(p *ops.Pool) { p.JoinExitEnabled = false }, nil, `{"doors":{"closing":"allowlist","swaps":true,"joins_exits":false,"allowlist":false}}`, ""},
		"members without the owner": {"shut; suspend-members: true", first, func(n *node) { n.listed(someone, "0xcc") },
			`{"doors":{"closing":"allowlist","swaps":true,"joins_exits":true,"allowlist":false,"members":["` + strings.ToLower(someone) + `"],"suspend_members":true}}`, ""},
		"nobody to suspend": {"shut; suspend-members: true", first, func(n *node) { n.listed("0xcc") }, `{"doors":{"closing":"allowlist","swaps":true,"joins_exits":true,"allowlist":false}}`, ""},
		"members that cannot be read": {"shut", first, func(n *node) { n.noList = broken }, `{"doors":{"closing":"allowlist","swaps":true,"joins_exits":true,"allowlist":false}}`,
			"doors.unread: members of the allowlist may still be able to join: refused: cannot read the members of the allowlist"},
		"a record that cannot be read": {"shut", nil, func(n *node) { n.noShut = broken }, `{"doors":{"closing":"joins and exits","swaps":true,"joins_exits":true,"allowlist":false}}`,
			"doors.unread: cannot find out whether the pool was opened since an earlier mpool shut: the node is gone"},
		"cannot read unfinished operations:": {"shut", nil, func(n *node) { n.noBegun = broken }, `{"doors":{"closing":"joins and exits","swaps":true,"joins_exits":true,"allowlist":false}}`,
			"doors.unread: cannot read unfinished operations: the node is gone"},
		"an earlier alarm": {"shut", func(p *ops.Pool) { p.SwapEnabled = false }, func(n *node) {
			n.shut, n.still = &ops.Plan{}, ops.Doors{Closing: ops.ByJoinsExits, Swaps: true, JoinsExits: true}
		}, `"kept":{"closing":"`, ""},
	} {
		on, n, told := target(t)
		if test.pool != nil {
			test.pool(&on.Before.Pool)
		}
		if test.node != nil {
			test.node(n)
		}
		op, err := built(t, test.fields, on)
		got := strings.TrimPrefix(written(t, op), "shut ")
		if err != nil || !strings.Contains(got, test.want) {
			t.Errorf("%s: %v\n%s\nwant %s", name, err, got, test.want)
		}
		if said := strings.Join(*told, "\n"); !strings.HasPrefix(said, test.told) || (test.told == "") != (said == "") {
			t.Errorf("%s: says %q, want %q", name, said, test.told)
		}
	}
}

// first makes the pool v1.
func first(p *ops.Pool) { p.Generation = ops.V1 }

// An unfinished operation must not open what shut has shut: its doors stay shut.
func TestShutKeepsWhatIsBegun(t *testing.T) {
	on, n, told := target(t)
	on.Before.Pool.SwapEnabled = false
	n.begun = []*ops.Plan{{Operation: tokenset.RemoveToken{Token: account(2), Doors: ops.Doors{Closing: ops.ByJoinsExits, Swaps: true, JoinsExits: true}}}}
	op, err := built(t, "shut", on)
	if shut, is := op.(ops.Shut); err != nil || !is || shut.Kept == nil || !shut.Kept.Swaps {
		t.Errorf("%+v %v", op, err)
	}
	if len(*told) != 1 || !strings.HasPrefix((*told)[0], "doors.unfinished: remove-token ") {
		t.Error(*told)
	}
}

// Ctrl-C ends shut too.
func TestShutIsInterrupted(t *testing.T) {
	on, n, _ := target(t)
	first(&on.Before.Pool)
	n.noList = context.Canceled
	if op, err := built(t, "shut", on); !errors.Is(err, context.Canceled) || op != nil {
		t.Errorf("%v %v", op, err)
	}
}

// open opens the named doors, those of the record, or those of the events.
func TestOpen(t *testing.T) {
	broken := errors.New("the node is gone")
	off, on := doorEvent(0, false, ""), doorEvent(0, true, "")
	for name, test := range map[string]struct {
		fields string
		node   func(*node)
		want   string
		told   string
	}{
		"named":             {"open; doors: swaps", nil, "swaps", ""},
		"named with commas": {"open; doors: 'swaps, joins-exits,allowlist'", nil, "swaps joins everybody", ""},
		"a list":            {"open; doors: [joins-exits, allowlist]", nil, "joins everybody", ""},
		"by the record": {"open", func(n *node) {
			n.shut, n.still = &ops.Plan{}, ops.Doors{Closing: ops.AsFound, Swaps: true, Allowlist: true}
		}, "swaps", ""},
		"a record without events": {"open", func(n *node) {
			n.shut, n.noStill = &ops.Plan{}, broken
			n.still = ops.Doors{Closing: ops.AsFound, Swaps: true, Allowlist: true}
		}, "swaps", "doors.unread: cannot read from the pool's events whether it was opened and shut by others since"},
		"a record that is spent": {"open", func(n *node) {
			n.shut, n.still, n.events = &ops.Plan{}, ops.Doors{Closing: ops.AsFound, Allowlist: true}, []types.Log{off}
		}, "swaps", ""},
		"an unreadable record":     {"open", func(n *node) { n.noShut = broken }, "the node is gone", ""},
		"no start of events":       {"open", func(n *node) { n.noStart = broken }, "the node is gone", ""},
		"no events":                {"open", func(n *node) { n.noLogs = broken }, "cannot read from the pool's events what was open before: the node is gone | name what to open: mpool open 0xa0", ""},
		"nothing was shut":         {"open", nil, "", ""},
		"since swaps were off":     {"open", func(n *node) { n.events = []types.Log{doorEvent(1, false, ""), off, doorEvent(2, true, "")} }, "swaps everybody", ""},
		"all of it":                {"open", func(n *node) { n.events = []types.Log{off, doorEvent(1, false, ""), doorEvent(2, true, "")} }, "swaps joins everybody", ""},
		"swaps are on again":       {"open", func(n *node) { n.events = []types.Log{off, doorEvent(2, true, ""), on} }, "", ""},
		"shut after that was over": {"open", func(n *node) { n.events = []types.Log{off, on, doorEvent(2, true, "")} }, "", ""},
		"shut twice":               {"open", func(n *node) { n.events = []types.Log{off, on, doorEvent(1, false, ""), off} }, "swaps", ""},
		"a member":                 {"open", func(n *node) { n.events = []types.Log{off, doorEvent(4, false, someone), doorEvent(3, true, another)} }, "swaps " + someone, ""},
	} {
		tg, n, told := target(t)
		tg.Before.Pool.SwapEnabled, tg.Before.Pool.JoinExitEnabled, tg.Before.Pool.MustAllowlistLPs = false, false, true
		if test.node != nil {
			test.node(n)
		}
		op, err := built(t, test.fields, tg)
		got := complaint(err)
		if err == nil {
			got = opened(op.(ops.Open))
		}
		if err == nil && got != test.want || !strings.HasPrefix(strings.ToLower(got), strings.ToLower(test.want)) {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
		if said := strings.Join(*told, "\n"); !strings.HasPrefix(said, test.told) || (test.told == "") != (said == "") {
			t.Errorf("%s: says %q, want %q", name, said, test.told)
		}
	}
}

func opened(op ops.Open) string {
	var words []string
	if op.Doors.Swaps {
		words = append(words, "swaps")
	}
	if op.Doors.JoinsExits {
		words = append(words, "joins")
	}
	if !op.Doors.Allowlist {
		words = append(words, "everybody")
	}
	for _, m := range op.Doors.Members {
		words = append(words, m.Hex())
	}
	return strings.Join(words, " ")
}

// A falling fee protects swaps that are opened, and has no use otherwise.
func TestOpenWithRamp(t *testing.T) {
	for enabled, want := range map[bool]string{false: "", true: "fee.unused: --fee-ramp has no effect, because swaps are already enabled; "} {
		on, _, told := target(t)
		on.Before.Pool.SwapEnabled = enabled
		op, err := built(t, "open; doors: swaps; fee-ramp: 50%:1%:3d", on)
		if open, is := op.(ops.Open); err != nil || !is || open.FeeRamp == nil || open.FeeRamp.From != fixed(t, "50%") {
			t.Errorf("%+v %v", op, err)
		}
		if said := strings.Join(*told, "\n"); !strings.HasPrefix(said, want) || (want == "") != (said == "") {
			t.Errorf("says %q, want %q", said, want)
		}
	}
	on, _, told := target(t)
	on.Before.Pool.SwapEnabled = false
	if _, err := built(t, "open; doors: joins-exits; fee-ramp: 50%:1%:3d", on); err != nil || len(*told) != 1 || !strings.Contains((*told)[0], "because swaps stay disabled; ") {
		t.Error(err, *told)
	}
}

// begunAddition is the recorded plan of an addition that stopped.
func begunAddition(doors ops.Doors) *ops.Plan {
	return &ops.Plan{Operation: tokenset.AddToken{Token: account(2), Doors: doors}}
}

// A removal shuts the pool while the token has no balance. It shuts nothing if removing is the only
// step left.
func TestRemoveToken(t *testing.T) {
	shut := ops.Doors{Closing: ops.ByJoinsExits, Swaps: true, JoinsExits: true}
	empty := func(s *ops.Snapshot) { s.Tokens[1].Cash, s.Tokens[1].Managed = raw(0, 6), raw(0, 6) }
	for name, test := range map[string]struct {
		fields string
		pool   func(*ops.Snapshot)
		node   func(*node)
		check  func(tokenset.RemoveToken) bool
		told   string
	}{
		"as it is": {"remove-token; token: USDC", nil, nil, func(op tokenset.RemoveToken) bool {
			return op.Token == account(2) && op.AssetManager == account(0xd1) && op.Burn == raw(0, 18) && !op.FairBurn && op.Doors.Closing == ops.ByJoinsExits
		}, ""},
		"a fair burn": {"remove-token; token: USDC; burn: fair", nil, nil, func(op tokenset.RemoveToken) bool { return op.FairBurn && op.Burn == raw(4e18, 18) }, ""},
		"an amount":   {"remove-token; token: USDC; burn: \"2\"", nil, nil, func(op tokenset.RemoveToken) bool { return !op.FairBurn && op.Burn == raw(2e18, 18) }, ""},
		"exits stay": {"remove-token; token: USDC; keep-exits: true; trust-members: true", nil, func(n *node) { n.listed(someone, "0xd1", "0xcc") }, func(op tokenset.RemoveToken) bool {
			return op.Doors.Closing == ops.ByAllowlist && len(op.Doors.Members) == 1 && op.Doors.Trust && !op.Doors.Suspend
		}, ""},
		"nobody to trust": {"remove-token; token: USDC; keep-exits: true; trust-members: true", nil, nil, func(op tokenset.RemoveToken) bool {
			return op.Doors.Closing == ops.ByAllowlist && !op.Doors.Trust
		}, ""},
		"one Safe": {"remove-token; token: USDC", func(s *ops.Snapshot) { s.Pool.OwnerKind = ops.OwnerSafe; s.Tokens[1].AssetManager = s.Pool.Owner }, nil,
			func(op tokenset.RemoveToken) bool { return op.Doors.Closing == ops.AtOnce }, ""},
		"nothing is left of it": {"remove-token; token: USDC", empty, nil, func(op tokenset.RemoveToken) bool {
			return op.Doors.Closing == ops.AtOnce && op.AssetManager == common.Address{}
		}, ""},
		"the end of one without a record": {"remove-token; token: USDC", func(s *ops.Snapshot) { empty(s); s.Pool.SwapEnabled = false }, nil,
			func(op tokenset.RemoveToken) bool { return op.Doors.Closing == ops.AtOnce },
			"doors.begun: the removal was started, and no record here says what was open before: swaps stay shut at its end; mpool open 0xa0"},
		"it takes back an addition": {"remove-token; token: USDC", empty, func(n *node) { n.begun = []*ops.Plan{begunAddition(shut)} }, func(op tokenset.RemoveToken) bool {
			return op.Doors.Closing == ops.ByJoinsExits && op.Doors.Swaps
		}, ""},
		"an addition of one Safe": {"remove-token; token: USDC", empty, func(n *node) { n.begun = []*ops.Plan{begunAddition(ops.Doors{Closing: ops.AtOnce})} },
			func(op tokenset.RemoveToken) bool { return op.Doors.Closing == ops.AtOnce && op.Doors.Swaps }, ""},
		"of the pool itself": {"remove-token; token: '" + poolAddress + "'", nil, nil, func(op tokenset.RemoveToken) bool { return op.Token == common.HexToAddress(poolAddress) }, ""},
	} {
		on, n, told := target(t)
		if test.pool != nil {
			test.pool(on.Before)
		}
		if test.node != nil {
			test.node(n)
		}
		op, err := built(t, test.fields, on)
		if removal, is := op.(tokenset.RemoveToken); !is || err != nil || !test.check(removal) {
			t.Errorf("%s: %+v %v", name, op, err)
		}
		if said := strings.Join(*told, "\n"); !strings.HasPrefix(strings.ToLower(said), test.told) || (test.told == "") != (said == "") {
			t.Errorf("%s: says %q, want %q", name, said, test.told)
		}
	}
}

// The same removal continues with the doors that it began with. After mpool shut they stay shut.
func TestRemoveTokenAgain(t *testing.T) {
	for _, alarmed := range []bool{false, true} {
		on, n, _ := target(t)
		begun := tokenset.RemoveToken{Token: account(2), Burn: raw(7, 18), Doors: ops.Doors{Closing: ops.ByJoinsExits, Swaps: true, JoinsExits: true}}
		n.begun, n.alarmed = []*ops.Plan{{Operation: ops.SetSwaps{}}, {Operation: begun}, {Operation: begun, Before: pool(t)}}, alarmed
		op, err := built(t, "remove-token; token: USDC; burn: fair", on)
		removal, is := op.(tokenset.RemoveToken)
		if err != nil || !is || removal.Burn != raw(7, 18) || removal.Doors.Keep != alarmed || (n.alarms == 1) != alarmed {
			t.Errorf("alarmed %v: %+v %v, %d", alarmed, op, err, n.alarms)
		}
	}
	on, n, _ := target(t)
	n.begun, n.noAlarm = []*ops.Plan{{Operation: tokenset.RemoveToken{Token: account(2)}, Before: pool(t)}}, errors.New("the node is gone")
	if _, err := built(t, "remove-token; token: USDC", on); complaint(err) != "the node is gone" {
		t.Error(err)
	}
}

// These removals are refused.
func TestRemoveTokenRefuses(t *testing.T) {
	on, n, _ := target(t)
	n.noBegun = errors.New("the journal is gone")
	if _, err := built(t, "remove-token; token: USDC", on); complaint(err) != "the journal is gone" {
		t.Error(err)
	}
	on, n, _ = target(t)
	first(&on.Before.Pool)
	n.noList = errors.New("no events")
	if _, err := built(t, "remove-token; token: USDC", on); !strings.HasPrefix(complaint(err), "refused: cannot read the members of the allowlist from the pool's events, and they could join while a token has no balance: no events [doors.unread] | use a node") {
		t.Error(complaint(err))
	}
	on, _, _ = target(t)
	on.Before.Pool.SwapEnabled = false
	if _, err := built(t, "remove-token; token: DAI", on); !strings.Contains(complaint(err), "| swaps are disabled: if the token was removed just now, only mpool open ") {
		t.Error(complaint(err))
	}
}

// The doors of an inner operation of a Safe's plan are known too.
func TestBegunOfASafe(t *testing.T) {
	on, n, _ := target(t)
	inner := ops.Nested{Operation: tokenset.RemoveToken{Token: account(2), Doors: ops.Doors{Closing: ops.ByJoinsExits, Swaps: true}}}
	n.begun = []*ops.Plan{{Operation: wallet.ExecSafe{Of: inner}, Before: pool(t)}}
	op, err := built(t, "remove-token; token: USDC", on)
	if removal, is := op.(tokenset.RemoveToken); err != nil || !is || removal.Doors.JoinsExits || !removal.Doors.Swaps || safe.InnerOperation(n.begun[0]).Name() != removal.Name() {
		t.Errorf("%+v %v", op, err)
	}
}
