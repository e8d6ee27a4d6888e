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
