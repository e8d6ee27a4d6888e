package poolfile

import (
	"slices"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// halves is a pool of two tokens at 50% each.
func halves() *ops.Snapshot {
	const half = 500_000_000_000_000_000
	s := &ops.Snapshot{Block: ops.Block{Time: 1_700_000_000}, Pool: ops.Pool{SwapEnabled: true, JoinExitEnabled: true, Generation: ops.V1}}
	for i, symbol := range []named.Symbol{"A", "B"} {
		w := units.FixedFrom(half)
		s.Tokens = append(s.Tokens, ops.Token{Address: common.Address{byte(i + 1)}, Symbol: symbol, StartWeight: w, EndWeight: w, Weight: w})
	}
	return s
}

func compared(t *testing.T, text string) *Drift {
	t.Helper()
	w, err := ReadWant([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	d, err := Compare(w, Situation{State: halves()})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// The allowlist is enabled together with its members, so that it never lets nobody join.
func TestListWithMembers(t *testing.T) {
	d := compared(t, "allowlist:\n  enabled: true\n  members: [\"0x70997970C51812dc3A010C7d01b50e0d17dc79C8\"]\nswaps: false\n")
	var all []string
	for _, s := range d.Steps {
		all = append(all, s.Item.Operation)
	}
	if want := []string{"swaps disable", "allowlist add", "allowlist enable"}; !slices.Equal(all, want) {
		t.Errorf("%v", all)
	}
}

// A file's min_duration counts among the limits of which the longest sets the duration.
func TestLeastDuration(t *testing.T) {
	d := compared(t, "tokens:\n  - {symbol: A, weight: 51%}\n  - {symbol: B, weight: 49%}\nweight_ramp: {max_change: 5%/day}\npolicies: {min_duration: 2d}\n")
	if len(d.Steps) != 1 || !slices.Contains(d.Steps[0].Item.Given[1].Values, "173400s") {
		t.Errorf("%+v", d.Steps)
	}
}

// A weight change that runs on chain is not the queue's, whatever the queue holds.
func TestUnderwayBeforeQueue(t *testing.T) {
	w, err := ReadWant([]byte("tokens:\n  - {symbol: A, weight: 40%}\n  - {symbol: B, weight: 60%}\nweight_ramp: {max_change: 5%/day}\nswap_fee: 1%\n"))
	if err != nil {
		t.Fatal(err)
	}
	now := halves()
	now.Weights.Start, now.Weights.End = now.Block.Time-1, now.Block.Time+7*86400
	now.Tokens[0].EndWeight, now.Tokens[1].EndWeight = units.FixedFrom(4e17), units.FixedFrom(6e17)
	behind := *now
	behind.Fees.SwapFee, behind.Fees.EndSwapFee = units.FixedFrom(1e16), units.FixedFrom(1e16)
	d, err := Compare(w, Situation{State: now, Behind: &behind})
	if err != nil {
		t.Fatal(err)
	}
	for field, why := range map[string]string{"weights": "the change ", "swap_fee": "a transaction in the Safe's queue"} {
		if row := find(d, field); row == nil || row.Standing != Underway || !strings.HasPrefix(row.Why, why) {
			t.Errorf("%s: %+v", field, row)
		}
	}
}

// Weights that wait for tokens are a row of the table.
func TestWeightsBehindTokens(t *testing.T) {
	d := compared(t, "tokens:\n  - {symbol: A, weight: 40%}\n  - {symbol: B, weight: 50%}\n  - {symbol: C, weight: 10%, address: \"0x00000000000000000000000000000000000000cc\", add: {price: \"1 A\"}}\n")
	if row := find(d, "weights"); row == nil || row.Is != "A 50%, B 50%" || row.Wanted != "A 40%, B 50%, C 10%" || row.Standing != Drifted {
		t.Errorf("%+v", d.Differences)
	}
}

// A transaction in the Safe's queue may make a difference that is not there now. Only doors to shut do not
// wait for the queue.
func TestBehindQueue(t *testing.T) {
	fee := func(s *ops.Snapshot, raw uint64) {
		s.Fees.SwapFee, s.Fees.StartSwapFee, s.Fees.EndSwapFee = units.FixedFrom(raw), units.FixedFrom(raw), units.FixedFrom(raw)
	}
	raised := func(s *ops.Snapshot) { fee(s, 5e15) }
	shut := func(s *ops.Snapshot) { s.Pool.SwapEnabled = false }
	both := func(s *ops.Snapshot) { raised(s); shut(s) }
	for name, test := range map[string]struct {
		file   string
		queue  func(*ops.Snapshot)
		want   map[string]Standing
		steps  []string
		closed bool
	}{
		"what is so now, and not behind it": {"swap_fee: 0.4%\nswaps: true\n", both, map[string]Standing{"swap_fee": AfterQueue, "swaps": AfterQueue}, nil, false},
		"one made, another one opened":      {"swap_fee: 0.5%\nswaps: true\n", both, map[string]Standing{"swap_fee": Underway, "swaps": AfterQueue}, nil, false},
		"doors to shut do not wait":         {"swap_fee: 0.6%\nswaps: false\n", raised, map[string]Standing{"swap_fee": Drifted, "swaps": Drifted}, []string{"swaps disable"}, false},
		"doors that the queue shuts":        {"swaps: false\n", shut, map[string]Standing{"swaps": Underway}, nil, true},
		"all of it":                         {"swap_fee: 0.5%\nswaps: false\n", both, map[string]Standing{"swap_fee": Underway, "swaps": Underway}, nil, true},
		"nothing that the file is about":    {"aum_fee: 0%\n", both, map[string]Standing{}, nil, true},
	} {
		w, err := ReadWant([]byte(test.file))
		if err != nil {
			t.Fatal(err)
		}
		now := halves()
		fee(now, 4e15)
		behind := *now
		test.queue(&behind)
		d, err := Compare(w, Situation{State: now, Behind: &behind})
		if err != nil || d.Closed() != test.closed || len(d.Differences) != len(test.want) {
			t.Errorf("%s: %+v %v", name, d, err)
			continue
		}
		for field, standing := range test.want {
			if row := find(d, field); row == nil || row.Standing != standing {
				t.Errorf("%s: %s: %+v", name, field, row)
			}
		}
		var steps []string
		for _, s := range d.Steps {
			steps = append(steps, s.Item.Operation)
		}
		if !slices.Equal(steps, test.steps) {
			t.Errorf("%s: %v", name, steps)
		}
	}
}

// A token without a balance is in progress if a record here goes on with it. Otherwise it is held, with the
// command that finishes it.
func TestHalfWithoutRecord(t *testing.T) {
	w, err := ReadWant([]byte("swaps: true\n"))
	if err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		on     Situation
		is     Standing
		finish string
	}{
		"a record goes on":   {Situation{Unfinished: "add-token"}, Underway, ""},
		"a record is closed": {Situation{Closed: "add-token", Finish: "mpool add-token"}, Held, "mpool add-token"},
		"no record":          {Situation{}, Held, ""},
	} {
		now := halves()
		now.Pool.SwapEnabled = false
		now.Supply.Virtual.Raw.SetUint64(1e18)
		now.Tokens[0].Cash.Raw.SetUint64(1e18)
		test.on.State = now
		d, err := Compare(w, test.on)
		if err != nil || len(d.Differences) != 1 || d.Differences[0].Standing != test.is || d.Half == "" || d.Finish != test.finish || d.Closed() == (test.is == Held) {
			t.Errorf("%s: %+v %v", name, d, err)
		}
	}
}
