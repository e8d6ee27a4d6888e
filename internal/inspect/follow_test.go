package inspect

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"mpool/internal/chain"
	"mpool/internal/chain/wire"
	"mpool/internal/failure"
	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// answers is a node that gives one answer after the other, then repeats the last. Its pauses move the
// clock.
type answers struct {
	list   []any // each is an *ops.Snapshot or an error
	now    time.Time
	said   []string
	pauses int
	cancel context.CancelFunc
}

func (a *answers) follower() *follower {
	return &follower{read: a.read, now: func() time.Time { return a.now }, pause: a.pause,
		note: func(format string, args ...any) { a.said = append(a.said, fmt.Sprintf(format, args...)) }}
}

func (a *answers) read(context.Context) (*ops.Snapshot, error) {
	next := a.list[0]
	if len(a.list) > 1 {
		a.list = a.list[1:]
	}
	if err, is := next.(error); is {
		return nil, err
	}
	return next.(*ops.Snapshot), nil
}

func (a *answers) pause(ctx context.Context, d time.Duration) error {
	a.now = a.now.Add(d)
	if a.pauses++; a.pauses > 100 {
		a.cancel()
	}
	return ctx.Err()
}

func at(number uint64, t units.Time) *ops.Snapshot {
	return &ops.Snapshot{ChainID: 31337, Block: ops.Block{Number: number, Time: t}}
}

func followed(t *testing.T, a *answers, last uint64) ([]uint64, error) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	a.cancel = cancel
	defer cancel()
	var seen []uint64
	err := a.follower().run(ctx, func(s *ops.Snapshot) (bool, error) {
		seen = append(seen, s.Block.Number)
		return s.Block.Number == last, nil
	})
	return seen, err
}

// A node that fails for a while is asked again, and this is noted once.
func TestFollowNodeAway(t *testing.T) {
	gone := &wire.UnreachableError{Node: "http://127.0.0.1:1", Reason: "refused"}
	a := &answers{list: []any{at(1, 10), gone, gone, &wire.LimitError{}, at(2, 20)}}
	seen, err := followed(t, a, 2)
	if err != nil || fmt.Sprint(seen) != "[1 2]" || len(a.said) != 2 || !strings.Contains(a.said[0], "asked again") || a.said[1] != "the node answers again" {
		t.Errorf("%v, %v, %q", seen, err, a.said)
	}
	// The first read fails for good, because the address may be wrong; so do errors that are not
	// temporary.
	for _, list := range [][]any{{gone}, {at(1, 10), &chain.NoCodeError{}}, {at(1, 10), errors.New("other")}} {
		if _, err := followed(t, &answers{list: list}, 2); err == nil {
			t.Errorf("%v is no error", list)
		}
	}
}

// Older blocks of a node that is behind are ignored; a chain that goes back is followed.
func TestFollowBackwards(t *testing.T) {
	a := &answers{list: []any{at(5, 50), at(4, 40), at(5, 50), at(4, 40), at(6, 60)}}
	if seen, err := followed(t, a, 6); err != nil || fmt.Sprint(seen) != "[5 6]" {
		t.Error(seen, err)
	}
	if seen, err := followed(t, &answers{list: []any{at(5, 50), at(2, 20)}}, 2); err != nil || fmt.Sprint(seen) != "[5 2]" {
		t.Error(seen, err)
	}
	// Another block with the same number is new.
	other := at(5, 50)
	other.Block.Hash[0] = 1
	a = &answers{list: []any{at(5, 50), other, at(6, 60)}}
	if seen, err := followed(t, a, 6); err != nil || fmt.Sprint(seen) != "[5 5 6]" {
		t.Error(seen, err)
	}
}

// A chain without new blocks is noted once, and Ctrl-C ends the watch.
func TestFollowStandsStill(t *testing.T) {
	a := &answers{list: []any{at(5, 50)}}
	seen, err := followed(t, a, 6)
	if !errors.Is(err, context.Canceled) || len(seen) != 1 || len(a.said) != 1 || !strings.Contains(a.said[0], "mpool devnet warp") {
		t.Errorf("%v, %v, %q", seen, err, a.said)
	}
	still := at(5, 50)
	still.ChainID = 1
	a = &answers{list: []any{still}}
	if _, err := followed(t, a, 6); err == nil || len(a.said) != 1 || !strings.Contains(a.said[0], "newest block is still 5") {
		t.Errorf("%v, %q", err, a.said)
	}
}

func fixedOf(t *testing.T, percent string) units.Fixed {
	t.Helper()
	value, err := units.ParsePercent(percent)
	if err != nil {
		t.Fatal(err)
	}
	return value
}

// pooled is a pool of two tokens at a time; its weights change from 1000 to 2000.
func pooled(t *testing.T, now units.Time, change ...func(*ops.Snapshot)) *StatusView {
	t.Helper()
	s := at(uint64(now), now)
	s.Weights = ops.Ramp{Start: 1000, End: 2000}
	for i, weights := range [][2]string{{"60%", "50%"}, {"40%", "50%"}} {
		token := ops.Token{Symbol: []named.Symbol{"WETH", "USDC"}[i], Decimals: 18, StartWeight: fixedOf(t, weights[0]), EndWeight: fixedOf(t, weights[1])}
		token.Address[0] = byte(i + 1)
		s.Tokens = append(s.Tokens, token)
	}
	for _, do := range change {
		do(s)
	}
	v, err := NewStatusView(s)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestUntil(t *testing.T) {
	moved := func(s *ops.Snapshot) { s.Weights.End = 3000 }
	frozen := func(s *ops.Snapshot) {
		s.Weights = ops.Ramp{Start: 1600, End: 1600}
		s.Tokens[0].EndWeight, s.Tokens[1].EndWeight = fixedOf(t, "55%"), fixedOf(t, "45%")
	}
	others := func(s *ops.Snapshot) {
		s.Tokens[0].EndWeight, s.Tokens[1].EndWeight = fixedOf(t, "55%"), fixedOf(t, "45%")
	}
	fee := func(s *ops.Snapshot) {
		s.Fees.SwapFeeRamp = ops.Ramp{Start: 1200, End: 1800}
		s.Fees.StartSwapFee, s.Fees.EndSwapFee = fixedOf(t, "2%"), fixedOf(t, "1%")
	}
	none := func(s *ops.Snapshot) { s.Weights = ops.Ramp{Start: 500, End: 500} }
	for _, test := range []struct {
		until string
		begun *StatusView
		then  *StatusView
		want  string
	}{
		{"weights", pooled(t, 1500), pooled(t, 1600), "false weights: 60% done"},
		{"weights", pooled(t, 900), pooled(t, 950), "false weights: starts in 50 seconds"},
		{"weights", pooled(t, 900), pooled(t, 2000), "true weights: not changing since"},
		{"weights", pooled(t, 1500), pooled(t, 1600, moved), "wait.replaced"},
		{"weights", pooled(t, 1500), pooled(t, 1700, frozen), "wait.replaced"},
		{"weights", pooled(t, 1500), pooled(t, 2100, others), "wait.replaced"},
		{"weights", pooled(t, 1500, none), pooled(t, 1500, none), "true weights: not changing"},
		{"fee", pooled(t, 1500, fee), pooled(t, 1600, fee), "false swap fee: 66"},
		{"fee", pooled(t, 1500, fee), pooled(t, 1800, fee), "true swap fee: not changing since"},
		{"fee", pooled(t, 1500, fee), pooled(t, 1800), "wait.replaced"},
		{"fee", pooled(t, 1500), pooled(t, 1500), "true"},
		{"time=1600", pooled(t, 1500), pooled(t, 1599), "false 1 second left until"},
		{"time=1600", pooled(t, 1500), pooled(t, 1600), "true it is"},
		{"time=+2m", pooled(t, 1500), pooled(t, 1619), "false"},
		{"time=+2m", pooled(t, 1500), pooled(t, 1620), "true"},
	} {
		u, err := ParseUntil(test.until, time.UTC)
		if err != nil {
			t.Fatal(err)
		}
		w, err := u.begin(at(test.begun.Block.Number, test.begun.Block.Time), test.begun)
		if err != nil {
			t.Fatal(err)
		}
		reached, how, err := w.reached(test.then)
		got := fmt.Sprint(reached, " ", how)
		if err != nil {
			got = codeOf(err)
		}
		if !strings.HasPrefix(got, test.want) {
			t.Errorf("%s at %d: %s, want %s", test.until, test.then.Block.Time, got, test.want)
		}
	}
}

func codeOf(err error) string {
	var f *failure.Failure
	if errors.As(err, &f) {
		return f.Code
	}
	return err.Error()
}

func TestUntilBreaker(t *testing.T) {
	trips := func(is bool) func(*ops.Snapshot) {
		return func(s *ops.Snapshot) {
			for i := range s.Tokens {
				s.Tokens[i].Cash = units.Amount{Raw: *fixedOf(t, "100%").Int(), Decimals: 18}
				s.Tokens[i].Weight = s.Tokens[i].EndWeight
			}
			s.Supply.Actual = units.Amount{Raw: *fixedOf(t, "100%").Int(), Decimals: 18}
			lower := fixedOf(t, "10%")
			if is {
				lower = fixedOf(t, "300%")
			}
			s.Tokens[0].Breaker = &ops.Breaker{LowerBound: fixedOf(t, "80%"), LowerBptPrice: lower}
		}
	}
	s := at(5, 5)
	s.Tokens = []ops.Token{{Symbol: "WETH"}, {Symbol: "USDC"}}
	s.Tokens[0].Address[0], s.Tokens[1].Address[0] = 1, 2
	for words, want := range map[string]string{"breaker": "true tripped circuit breaker of WETH", "breaker=weth": "true tripped circuit breaker of WETH"} {
		u, err := ParseUntil(words, nil)
		if err != nil {
			t.Fatal(err)
		}
		w, err := u.begin(s, pooled(t, 1500, trips(false)))
		if err != nil {
			t.Fatal(err)
		}
		if reached, how, err := w.reached(pooled(t, 1500, trips(false))); reached || err != nil {
			t.Error(words, how, err)
		}
		if reached, how, err := w.reached(pooled(t, 1500, trips(true))); fmt.Sprint(reached, " ", how) != want || err != nil {
			t.Error(words, how, err)
		}
	}
	for words, want := range map[string]string{"breaker=USDC": "wait.never", "breaker=DAI": "usage"} {
		u, err := ParseUntil(words, nil)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := u.begin(s, pooled(t, 1500, trips(false))); err == nil || codeOf(err) != want {
			t.Errorf("%s: %v", words, err)
		}
	}
}

func TestParseUntilRefuses(t *testing.T) {
	for _, words := range []string{"", "time", "time=", "time=soon", "weights=1", "fee=", "breaker=", "swaps", "breakers"} {
		if u, err := ParseUntil(words, time.UTC); err == nil || codeOf(err) != "usage" {
			t.Errorf("%q: %v, %v", words, u, err)
		}
	}
}

// A watch writes a line for changes that time alone does not cause, not for each block of a gradual
// change.
func TestTraits(t *testing.T) {
	first := changedLines(nil, pooled(t, 1500).traits())
	if len(first) != 1 || !strings.Contains(first[0], "weights running") || !strings.Contains(first[0], "WETH 50%") {
		t.Errorf("%q", first)
	}
	if lines := changedLines(pooled(t, 1500).traits(), pooled(t, 1600).traits()); len(lines) > 0 {
		t.Errorf("%q", lines)
	}
	off := func(s *ops.Snapshot) { s.Pool.SwapEnabled = true; s.Tokens = s.Tokens[:1] }
	got := strings.Join(changedLines(pooled(t, 1500).traits(), pooled(t, 2000, off).traits()), "\n")
	want := "swaps: off → on\nweights: running (1970-01-01 00:16:40 to 1970-01-01 00:33:20 UTC) → not changing\nUSDC: 50% → gone"
	if got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	if got := changedLines(pooled(t, 2000, off).traits(), pooled(t, 2000).traits()); len(got) != 2 || got[1] != "USDC: 50% (new)" {
		t.Errorf("%q", got)
	}
}

// A calendar has an entry for each change that has not ended, and no other.
func TestCalendar(t *testing.T) {
	fee := func(s *ops.Snapshot) {
		s.Fees.SwapFeeRamp = ops.Ramp{Start: 1800, End: 1900}
		s.Fees.StartSwapFee, s.Fees.EndSwapFee = fixedOf(t, "2%"), fixedOf(t, "1%")
		s.Pool.Name = "Fund\nBEGIN:VALARM;\u202e"
	}
	file := strings.ReplaceAll(string(pooled(t, 1500, fee).Calendar()), "\r\n ", "") // without folded lines
	for _, want := range []string{"DTSTART:19700101T003320Z", "DTSTART:19700101T003140Z", `SUMMARY:"Fund\\nBEGIN:VALARM\;\\u202e": weight change ends`, "WETH 50%\\, USDC 50%", "UID:weights-31337-0x", "SEQUENCE:1500"} {
		if !strings.Contains(file, want) {
			t.Errorf("%q is not in %s", want, file)
		}
	}
	if file := pooled(t, 2000).Calendar(); file != nil {
		t.Errorf("%s", file)
	}
	if file := string(pooled(t, 900).Calendar()); strings.Count(file, "BEGIN:VEVENT") != 1 {
		t.Error(file)
	}
}
