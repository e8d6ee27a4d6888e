package queue

import (
	"errors"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/ops/tokenset"
	"mpool/internal/ops/wallet"
	"mpool/internal/units"
)

// TestOfNow checks that a plan is refused if its operation or calls would differ without the
// transactions that are not fully signed.
func TestOfNow(t *testing.T) {
	ramp := func(from uint64) ops.Operation {
		return ops.RampSwapFee{From: units.FixedFrom(from), To: units.FixedFrom(7e15), Start: 100, End: 200}
	}
	calls := func(data byte) *ops.Plan {
		return &ops.Plan{Operation: ramp(3e15), Calls: []ops.Call{{Data: []byte{data}}}}
	}
	refused := &ops.Plan{Operation: ramp(3e15)}
	for _, test := range []struct {
		name    string
		without *withoutOpen
		want    string
	}{
		{"nothing is open", nil, ""},
		{"the same", &withoutOpen{op: ramp(3e15), plan: calls(1)}, ""},
		{"not planned without it", &withoutOpen{op: ramp(3e15)}, ""},
		{"nothing to do without it", &withoutOpen{op: ramp(3e15), plan: refused}, ""},
		{"another start", &withoutOpen{op: ramp(1e17), plan: calls(1)}, "another"},
		{"other calls", &withoutOpen{op: ramp(3e15), plan: calls(2)}, "other calls"},
		{"another operation", &withoutOpen{op: wallet.VoidNonce{}, plan: calls(1)}, "another operation"},
		{"cannot be built", &withoutOpen{err: errors.New("there is no such token")}, "there is no such token"},
	} {
		q := Ahead{without: test.without, open: []ops.SafeAhead{{Nonce: 4}}}
		err := q.OfNow(calls(1))
		if (err == nil) != (test.want == "") || err != nil && !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v", test.name, err)
		}
	}
}

// TestOfNowInWords checks the description of the difference, and the hint for the operation.
func TestOfNowInWords(t *testing.T) {
	add := func(swaps bool) ops.Operation { return tokenset.AddToken{Doors: ops.Doors{Swaps: swaps}} }
	q := Ahead{without: &withoutOpen{op: add(true)}, open: []ops.SafeAhead{{Nonce: 4}}}
	err := q.OfNow(&ops.Plan{Operation: add(false)})
	var f *failure.Failure
	if !errors.As(err, &f) || strings.ContainsAny(err.Error(), "{}\"") || !strings.Contains(err.Error(), "another list of switches") || strings.Contains(f.Hint, "--from") {
		t.Errorf("%v; %v", err, f)
	}
	q.without.op = ops.RampSwapFee{From: units.FixedFrom(1)}
	if err = q.OfNow(&ops.Plan{Operation: ops.RampSwapFee{}}); !errors.As(err, &f) || !strings.Contains(f.Hint, "--start-fee 0.5%") {
		t.Errorf("%v; %v", err, f)
	}
}

// TestTurned checks that a plan must stand after the same transactions as when it was made, as far as
// they still wait.
func TestTurned(t *testing.T) {
	ahead := func(hashes ...byte) (list []ops.SafeAhead) {
		for i, h := range hashes {
			list = append(list, ops.SafeAhead{Nonce: uint64(i) + 5, Hash: common.Hash{h}})
		}
		return list
	}
	of, turn := common.Address{1}, &ops.SafeTurn{Safe: common.Address{1}, Nonce: 7, Ahead: ahead(1, 2)}
	for name, test := range map[string]struct {
		now  Ahead
		good bool
	}{
		"all of it waits":      {Ahead{of: of, Next: 7, ahead: ahead(1, 2)}, true},
		"the first is done":    {Ahead{of: of, Next: 7, ahead: ahead(1, 2)[1:]}, true},
		"another is there":     {Ahead{of: of, Next: 7, ahead: ahead(1, 3)}, false},
		"the second is gone":   {Ahead{of: of, Next: 6, ahead: ahead(1)}, false},
		"nothing waits":        {Ahead{of: of, Next: 5}, false},
		"another Safe's queue": {Ahead{of: common.Address{2}, Next: 7, ahead: ahead(1, 2)}, false},
	} {
		if err := test.now.turned(turn); (err == nil) != test.good {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := (Ahead{of: of}).turned(nil); err != nil {
		t.Error(err)
	}
}
