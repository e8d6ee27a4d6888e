package inspect

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/chain/wire"
	"mpool/internal/config"
	"mpool/internal/console"
	"mpool/internal/failure"
	"mpool/internal/files"
	"mpool/internal/golden"
	"mpool/internal/liquidity"
	"mpool/internal/ops"
	"mpool/internal/ops/trade"
	"mpool/internal/planner"
	"mpool/internal/planview"
	"mpool/internal/text"
	"mpool/internal/units"
)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// treasury is a pool from a file, in which everything is set or changing.
func treasury(t *testing.T) *ops.Snapshot {
	t.Helper()
	words, err := os.ReadFile("testdata/treasury.json")
	must(t, err)
	s := &ops.Snapshot{}
	must(t, json.Unmarshal(words, s))
	return s
}

// checkText compares a view's text with a golden file.
func checkText(t *testing.T, name string, v text.View) {
	t.Helper()
	var p text.Page
	v.Text(&p)
	got := p.String()
	golden.Check(t, filepath.Join("testdata", name+".txt"), got)
	if strings.ContainsAny(got, "\x1b\x07\u202e") {
		t.Errorf("hostile text comes through: %q", got)
	}
}

func statusOf(t *testing.T, changes ...func(*ops.Snapshot)) *StatusView {
	t.Helper()
	s := treasury(t)
	for _, change := range changes {
		change(s)
	}
	v, err := NewStatusView(s)
	must(t, err)
	return v
}

// asV1 makes it a v1 pool in which everything is shut and nothing changes.
func asV1(s *ops.Snapshot) {
	s.Pool.Generation, s.Pool.OwnerKind, s.Pool.SwapEnabled, s.Pool.MustAllowlistLPs, s.Pool.Paused, s.Pool.RecoveryMode = ops.V1, ops.OwnerAccount, false, true, true, true
	s.Pool.Unproven = "it was not created by a known Managed Pool factory"
	s.Weights, s.Fees.SwapFeeRamp, s.Fees.AumFee = ops.Ramp{}, ops.Ramp{}, units.Fixed{}
	s.Tokens[0].Breaker.LowerBptPrice = s.Tokens[0].Breaker.UpperBptPrice
}

// All forms of a status, for a pool that changes and one that is shut.
func TestStatusText(t *testing.T) {
	shut := statusOf(t, asV1)
	shut.Projection = &projectionView{At: 1_800_000_000, Assumes: "nobody uses the pool until then"}
	shut.Safes = []planview.Safe{{Address: common.Address{0x5a}, Is: "owner"}}
	for name, v := range map[string]*StatusView{"moving": statusOf(t), "shut": shut} {
		checkText(t, "status."+name, (&StatusForm{}).View(v))
		checkText(t, "status."+name+".brief", (&StatusForm{Brief: true}).View(v))
		checkText(t, "status."+name+".details", (&StatusForm{Details: true}).View(v))
	}
}

// The list of pools says what is unusual, first of all that a pool is not proven or open to strangers.
func TestStatusRows(t *testing.T) {
	for want, v := range map[string]*StatusView{"NOT PROVEN; PAUSED": statusOf(t, asV1), "OPEN NOW": statusOf(t)} {
		if got := (StatusRow{Name: "fund", Status: v}).cells()[4]; !strings.HasPrefix(got, want) {
			t.Errorf("unusual is %q, want %s", got, want)
		}
	}
}

// Flags that cannot be combined are refused.
func TestStatusForms(t *testing.T) {
	for want, f := range map[string]StatusForm{
		"--brief and --details": {Brief: true, Details: true}, "omit --block and --at": {Watch: true, Later: "+1h"}, "--watch does not end": {Watch: true},
		"--ics is written once": {Watch: true, Calendar: "x.ics"}, "--block": {Block: "never"},
	} {
		if err := f.Check(nil, want == "--watch does not end", new(files.Inputs)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%+v: %v, want %s", f, err, want)
		}
	}
	must(t, (&StatusForm{Block: "7", Later: "+1h"}).Check(nil, true, new(files.Inputs)))
}

// A calendar is written only if a change will end.
func TestLeavesCalendar(t *testing.T) {
	r, said := aReader()
	path := filepath.Join(t.TempDir(), "ends.ics")
	form := &StatusForm{Calendar: path}
	must(t, r.leaveCalendar(form, nil))
	if _, err := os.Stat(path); err == nil || !strings.Contains(said.String(), "nothing is written") {
		t.Errorf("%v, %s", err, said)
	}
	must(t, r.leaveCalendar(form, statusOf(t).Calendar()))
	written, err := os.ReadFile(path)
	must(t, err)
	if got := strings.Count(string(written), "BEGIN:VEVENT"); got != 2 {
		t.Errorf("%d entries:\n%s", got, written)
	}
	must(t, r.leaveCalendar(&StatusForm{}, written))
}

func aReader() (*Reader, *bytes.Buffer) {
	said := &bytes.Buffer{}
	nothing := func(string) (string, bool) { return "", false }
	ui := console.New(strings.NewReader(""), said, said, nothing)
	settings := config.NewSettings(nothing)
	return &Reader{Settings: settings, UI: ui, Plans: planner.New(settings, ui, nil), Nodes: &planner.Nodes{Settings: settings}, Now: func() time.Time { return time.Unix(1_700_001_000, 0) }}, said
}

func TestEnded(t *testing.T) {
	if err := Ended(context.Canceled); failureCode(err) != "interrupted" {
		t.Error(err)
	}
	if err := Ended(syscall.EPIPE); err != nil {
		t.Error(err)
	}
	if other := errors.New("other"); !errors.Is(Ended(other), other) {
		t.Error("another error is lost")
	}
}

func failureCode(err error) string {
	var f *failure.Failure
	if errors.As(err, &f) {
		return f.Code
	}
	return ""
}

// mpool warns of an old block, and of a pool that anyone can drain.
func TestWarnings(t *testing.T) {
	r, said := aReader()
	r.WarnOfLag(1_700_000_940, 1)     // a minute
	r.WarnOfLag(1_600_000_000, 31337) // a development chain makes a block only for a transaction
	r.warnOpen(treasury(t))
	if words := said.String(); strings.Count(words, "warning") != 1 || !strings.Contains(words, "OPEN NOW") {
		t.Errorf("it says %s", words)
	}
	r.WarnOfLag(1_700_000_939, 1)
	if !strings.Contains(said.String(), "newest block is") {
		t.Errorf("it says %s", said)
	}
}

func TestLaterTime(t *testing.T) {
	for typed, want := range map[string]string{"x": "--at", "1": "is in the past", "4294967296": "is too late"} {
		if _, err := LaterTime(typed, 1000, time.UTC); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", typed, err, want)
		}
	}
	for typed, want := range map[string]units.Time{"+1h": 4600, "1000": 1000, "4294967295": 1<<32 - 1} {
		if got, err := LaterTime(typed, 1000, time.UTC); err != nil || got != want {
			t.Errorf("%s: %d, %v", typed, got, err)
		}
	}
}

func TestBreakersText(t *testing.T) { checkText(t, "breakers", NewBreakersView(treasury(t))) }

func TestAumFeeText(t *testing.T) {
	v, err := NewAumFeeView(treasury(t), "+30d", time.UTC)
	must(t, err)
	checkText(t, "aumfee", v)
	never := treasury(t)
	never.Pool.RecoveryMode, never.Fees.LastCollection = true, 0
	v, err = NewAumFeeView(never, "", time.UTC)
	must(t, err)
	checkText(t, "aumfee.never", v)
	for typed, want := range map[string]string{"x": "--at", "1": "is before the newest block"} {
		if _, err := NewAumFeeView(never, typed, time.UTC); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", typed, err)
		}
	}
}

// honest is the pool without its hostile token, which has no balance and no price.
func honest(t *testing.T) *ops.Snapshot {
	t.Helper()
	s := treasury(t)
	s.Tokens = s.Tokens[:3]
	s.Tokens[2].StartWeight, s.Tokens[2].EndWeight = fixedOf(t, "40%"), fixedOf(t, "39.9999999999999999%")
	s, err := s.Recomputed()
	must(t, err)
	return s
}

func TestProfileText(t *testing.T) {
	now := honest(t)
	sizes, err := sizesOf([]string{"1%", "40%"})
	must(t, err)
	v := &ProfileView{planview.PoolOf(now), now.Block, now.Pool.SwapEnabled, liquidity.ProfileOf(now, sizes), false, nil}
	checkText(t, "profile", v)
	var rows bytes.Buffer
	must(t, v.CSV(&rows))
	if got := strings.Count(rows.String(), "\n"); got != 1+6*2 {
		t.Errorf("%d rows:\n%s", got, &rows)
	}
	if usual, err := sizesOf(nil); err != nil || len(usual) == 0 {
		t.Error(usual, err)
	}
	if _, err := sizesOf([]string{"x"}); err == nil {
		t.Error("x is no size")
	}
}

func TestMembersText(t *testing.T) {
	s := treasury(t)
	checkText(t, "members", &membersView{Pool: planview.PoolOf(s), Block: s.Block, Members: []ops.Member{{Address: common.Address{1}, Allowed: true}, {Address: common.Address{2}}}})
}

// The Vault is not asked about a swap that the pool refuses.
func TestQuoteIsRefused(t *testing.T) {
	now := honest(t)
	now.Pool.SwapEnabled = false
	op := trade.Swap{}
	if refused := op.Refusals(now); len(refused) == 0 {
		t.Fatal("nothing speaks against it")
	}
	var none *chain.Client
	if err := asked(t.Context(), none, now, op); err == nil || failureCode(err) == "" {
		t.Error(err)
	}
}

// Every command reports a missing pool and an unreachable node.
func TestNothingToLookAt(t *testing.T) {
	r, _ := aReader()
	r.Settings.RPCURL = "http://127.0.0.1:1"
	past := &planner.Past{}
	looks := map[string]func(args []string) error{
		"status":  func(args []string) error { _, err := r.Show(t.Context(), args, &StatusForm{}); return err },
		"later":   func(args []string) error { _, err := r.Show(t.Context(), args, &StatusForm{Later: "+1h"}); return err },
		"read":    func(args []string) error { _, err := r.Read(t.Context(), args, chain.Latest()); return err },
		"members": func(args []string) error { _, err := r.ReadMembers(t.Context(), args, past); return err },
		"check":   func(args []string) error { _, err := r.CheckAllowlist(t.Context(), args, nil); return err },
		"profile": func(args []string) error { _, err := r.Profile(t.Context(), args, nil); return err },
		"quote":   func(args []string) error { _, err := r.Quote(t.Context(), args, "1 WETH", "USDC", nil); return err },
		"history": func(args []string) error { _, err := r.ReadHistory(t.Context(), args, past); return err },
		"position": func(args []string) error {
			_, err := r.Position(t.Context(), Holder{Pool: args, Account: common.Address{1}}, "", past, nil)
			return err
		},
		"follow": func(args []string) error {
			return r.Follow(t.Context(), args, func(*ops.Snapshot) (bool, error) { return true, nil })
		},
	}
	for name, look := range looks {
		if err := look(nil); failureCode(err) != "usage" {
			t.Errorf("%s of no pool: %v", name, err)
		}
		var gone *wire.UnreachableError
		if err := look([]string{common.Address{1}.Hex()}); !errors.As(err, &gone) {
			t.Errorf("%s without a node: %v", name, err)
		}
	}
}

// If tokens were added or removed, their earlier order is unknown.
func TestOrderNow(t *testing.T) {
	if got := orderNow(treasury(t), nil); len(got) != 4 {
		t.Error(got)
	}
	if got := liquidityFilters(treasury(t), common.Address{1}); len(got) < 2 || got[0].Address != treasury(t).Pool.Address {
		t.Errorf("%+v", got)
	}
}
