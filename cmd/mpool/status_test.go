package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/golden"
	"mpool/internal/inspect"
	"mpool/internal/named"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/units"
)

const blockTime = 1_700_000_000

func address(n uint64) common.Address {
	return common.BytesToAddress(bytes.Repeat([]byte{byte(n)}, 20))
}

func fixed(t *testing.T, raw string) units.Fixed {
	t.Helper()
	var f units.Fixed
	if err := f.UnmarshalText([]byte(raw)); err != nil {
		t.Fatal(err)
	}
	return f
}

func amount(raw string, decimals uint8) units.Amount {
	return units.Amount{Raw: *uint256.MustFromDecimal(raw), Decimals: decimals}
}

// treasury is a pool of four tokens in which everything is set or changing.
func treasury(t *testing.T) *ops.Snapshot {
	t.Helper()
	s := &ops.Snapshot{
		ChainID: 1,
		Block:   ops.Block{Number: 18_573_000, Hash: common.Hash{1}, Time: blockTime},
		Pool: ops.Pool{
			Address: address(0xa0), ID: common.Hash{0xa0}, Name: "Treasury", Symbol: "TRSY", Vault: address(0xba),
			Owner: address(0xcc), OwnerKind: ops.OwnerSafe, Generation: ops.V2,
			SwapEnabled: true, JoinExitEnabled: true,
		},
		Weights: ops.Ramp{Start: blockTime - 302_400, End: blockTime + 302_400},
		Tokens: []ops.Token{
			{Symbol: "WETH", Decimals: 18, Cash: amount("1234567890123456789012", 18), StartWeight: fixed(t, "400000000000000000"), EndWeight: fixed(t, "300000000000000000")},
			{Symbol: "USDC", Decimals: 6, Cash: amount("1500000000000", 6), Managed: amount("250000123456", 6), AssetManager: address(0xd1), StartWeight: fixed(t, "200000000000000000"), EndWeight: fixed(t, "300000000000000001")},
			{Symbol: "WBTC", Decimals: 8, Cash: amount("4212345678", 8), StartWeight: fixed(t, "300000000000000000"), EndWeight: fixed(t, "299999999999999999")},
			{Symbol: "\x1b[31mEV\u202eIL\x1b[0m token with a long name", Decimals: 18, StartWeight: fixed(t, "100000000000000000"), EndWeight: fixed(t, "100000000000000000")},
		},
		Supply: ops.Supply{Virtual: amount("98765432109876543210987", 18)},
		Fees: ops.Fees{
			SwapFeeRamp: ops.Ramp{Start: blockTime + 3600, End: blockTime + 90_000}, StartSwapFee: fixed(t, "5000000000000000"), EndSwapFee: fixed(t, "1000000000000000"),
			AumFee: fixed(t, "20000000000000000"), LastCollection: blockTime - 86_400, ProtocolShare: fixed(t, "500000000000000000"),
		},
	}
	for i := range s.Tokens {
		s.Tokens[i].Address = address(uint64(i + 1))
		s.Tokens[i].Managed.Decimals, s.Tokens[i].Cash.Decimals = s.Tokens[i].Decimals, s.Tokens[i].Decimals
	}
	s.Tokens[0].Breaker = &ops.Breaker{BptPrice: fixed(t, "28000000000000000000"), ReferenceWeight: fixed(t, "400000000000000000"), LowerBound: fixed(t, "799951883811684352"), UpperBound: fixed(t, "1250000000000000000")}
	s.Tokens[1].Breaker = &ops.Breaker{BptPrice: fixed(t, "20000000000000000000000000000"), ReferenceWeight: fixed(t, "200000000000000000"), LowerBound: fixed(t, "900000000000000000")}
	return recomputed(t, s)
}

func recomputed(t *testing.T, s *ops.Snapshot) *ops.Snapshot {
	t.Helper()
	s, err := s.Recomputed()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func rendered(t *testing.T, s *ops.Snapshot, args ...string) string {
	t.Helper()
	v, err := inspect.NewStatusView(s)
	if err != nil {
		t.Fatal(err)
	}
	return renderView(t, v, args...)
}

func TestStatusGoldens(t *testing.T) {
	golden.Check(t, "testdata/status.txt.golden", rendered(t, treasury(t)))
	golden.Check(t, "testdata/status.json.golden", rendered(t, treasury(t), "--json"))
	golden.Check(t, "testdata/status.quiet.txt.golden", rendered(t, quietPool(t)))
	for name, form := range map[string]inspect.StatusForm{"status.brief.txt.golden": {Brief: true}, "status.details.txt.golden": {Details: true}} {
		v, err := inspect.NewStatusView(treasury(t))
		if err != nil {
			t.Fatal(err)
		}
		golden.Check(t, "testdata/"+name, renderView(t, form.View(v)))
	}
}

// quietPool is a disabled v1 pool in which nothing was ever changed.
func quietPool(t *testing.T) *ops.Snapshot {
	t.Helper()
	s := treasury(t)
	s.ChainID = 31337
	s.Pool.Generation, s.Pool.OwnerKind = ops.V1, ops.OwnerAccount
	s.Pool.SwapEnabled, s.Pool.MustAllowlistLPs, s.Pool.Paused, s.Pool.RecoveryMode = false, true, true, true
	s.Weights = ops.Ramp{Start: blockTime - 5, End: blockTime - 5}
	s.Fees = ops.Fees{StartSwapFee: fixed(t, "3000000000000000"), EndSwapFee: fixed(t, "3000000000000000")}
	for i := range s.Tokens {
		s.Tokens[i].Breaker = nil
	}
	return recomputed(t, s)
}

// The distance of the price to each bound, and which bound was passed.
func TestStatusTripped(t *testing.T) {
	s := treasury(t)
	s.Tokens[0].Breaker.LowerBptPrice = fixed(t, "28000000000000000000000")
	out := rendered(t, s, "--color=always")
	if !strings.Contains(out, "\x1b[31mTRIPPED\x1b[0m") || strings.Contains(ansi.Strip(out), "\x1b") {
		t.Error(out)
	}
}

// Fifty tokens with the largest amounts and longest names fit 100 columns.
func TestStatusWidth(t *testing.T) {
	s := treasury(t)
	token := s.Tokens[1]
	token.Cash = amount("5192296858534827628530496329220095", 6)
	s.Pool.Name = named.Pool(strings.Repeat("x", 10_000))
	s.Tokens = nil
	for i := range uint64(50) {
		token.Address, token.Symbol = address(i+1), named.Symbol(fmt.Sprintf("%02d%s", i, strings.Repeat("漢", 40)))
		s.Tokens = append(s.Tokens, token)
	}
	out := rendered(t, s)
	short := func(line string) bool { return !strings.Contains(line, "0x") && !strings.HasSuffix(line, "address\n") } // addresses are not shortened
	for line := range strings.Lines(out) {
		if !short(line) {
			continue
		}
		if width := ansi.StringWidth(strings.TrimSuffix(line, "\n")); width > 100 {
			t.Errorf("%d columns: %s", width, line)
		}
	}
	if got := strings.Count(out, "漢漢漢…"); got != 50 {

		t.Errorf("%d rows", got)
	}
	for line := range strings.Lines(rendered(t, treasury(t))) {
		if !short(line) {
			continue
		}
		if width := ansi.StringWidth(strings.TrimSuffix(line, "\n")); width > 100 {
			t.Errorf("%d columns: %s", width, line)
		}
	}
}

// A pool with the maximum number of tokens and all details fits 60 lines.
func TestStatusLines(t *testing.T) {
	s := treasury(t)
	token := s.Tokens[1]
	s.Tokens = nil
	for i := range uint64(38) {
		token.Address, token.AssetManager, token.Symbol = address(i+1), address(100+i), named.Symbol(fmt.Sprintf("TOKEN%d", i))
		s.Tokens = append(s.Tokens, token)
	}
	if out := rendered(t, s); strings.Count(out, "\n") > 60 || strings.Count(out, "\nTOKEN") != 38 {
		t.Errorf("%d lines:\n%s", strings.Count(out, "\n"), out)
	}
}

// Text from the chain is cleaned for a terminal and unchanged in JSON.
func TestStatusHostileText(t *testing.T) {
	s := treasury(t)
	s.Pool.Name = "\x1b]0;owned\x07\u202eName\n\nmpool: error: x"
	for _, bad := range []string{"\x1b", "\u202e", "\x07", "\nmpool"} {
		if out := rendered(t, s); strings.Contains(out, bad) {
			t.Errorf("%q is in %q", bad, out)
		}
	}
	var e struct{ Data inspect.StatusView }
	if err := json.Unmarshal([]byte(rendered(t, s, "--json")), &e); err != nil || e.Data.Pool.Name != s.Pool.Name {
		t.Errorf("%q, %v", e.Data.Pool.Name, err)
	}
}

// A node that is behind would show an old state as the current one: mpool warns.
func TestWarnOfLag(t *testing.T) {
	tests := []struct {
		chain uint64
		late  units.Time
		want  string
	}{
		{1, 0, ""},
		{1, 60, ""},
		{1, 7200, "mpool: warning: the node's newest block is 2 hours old\n"},
		{network.Development, 7200, ""},
	}
	for _, test := range tests {
		var out, errs bytes.Buffer
		a := newApp(testWorld(nil, nil, &out, &errs))
		a.looks.WarnOfLag(blockTime-test.late, test.chain)
		if errs.String() != test.want {
			t.Errorf("%+v: %q", test, errs.String())
		}
	}
}

func TestRampStates(t *testing.T) {
	for _, c := range []struct {
		ramp ops.Ramp
		want string
	}{
		{ops.Ramp{Start: 50, End: 50}, "not changing"},
		{ops.Ramp{Start: 100, End: 100}, "not changing"},
		{ops.Ramp{Start: 160, End: 160}, "jumps in 1 minute (at 1970-01-01 00:02:40 UTC)"},
		{ops.Ramp{Start: 160, End: 220}, "starts in 1 minute (1970-01-01 00:02:40 to 1970-01-01 00:03:40 UTC)"},
		{ops.Ramp{Start: 40, End: 160}, "50% done, 1 minute left (1970-01-01 00:00:40 to 1970-01-01 00:02:40 UTC)"},
		{ops.Ramp{Start: 40, End: 60}, "not changing since 1970-01-01 00:01 UTC"},
	} {
		if got := inspect.NewRampView(c.ramp, 100).Text("not changing"); got != c.want {
			t.Errorf("%v: %s, want %s", c.ramp, got, c.want)
		}
	}
}

// --at refuses a time before the block and one that the pool's storage cannot hold.
func TestLaterTime(t *testing.T) {
	for typed, want := range map[string]string{
		"+3d": "", "1700000000": "", "4294967295": "",
		"1699999999": "is in the past", "4294967296": "below 2^32", "soon": "invalid time",
	} {
		then, err := inspect.LaterTime(typed, blockTime, time.UTC)
		if err == nil != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, %v", typed, then, err)
		}
	}
}
