package inspect

import (
	"bytes"
	"math/big"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/history"
	"mpool/internal/liquidity"
	"mpool/internal/named"
	"mpool/internal/planview"
	"mpool/internal/units"
)

// signed is an amount that may be negative.
func signed(raw int64) units.Signed { return units.Signed{Int: big.NewInt(raw)} }

// position belongs to an account that has joined and exited.
func position(t *testing.T, moves ...history.Move) *PositionView {
	t.Helper()
	now := honest(t)
	v := &PositionView{Pool: planview.PoolOf(now), Block: now.Block, Account: common.Address{9}, Numeraire: "USDC", numeraire: now.Tokens[1], From: 100, Complete: true, Moves: moves, now: now}
	bpt := units.Amount{Raw: *units.FixedOne().Int(), Decimals: 18}
	made, err := liquidity.PositionOf(now, bpt, v.numeraire, v.net(), big.NewInt(1e15))
	must(t, err)
	v.Position, v.PaidIn, v.GotOut = made, v.sums(-1), v.sums(1)
	return v
}

func TestPositionText(t *testing.T) {
	usdc, gone := common.BytesToAddress(bytes.Repeat([]byte{2}, 20)), common.Address{0xee}
	join := history.Move{Block: 101, Time: 1_690_000_000, Kind: history.Joined, Bpt: signed(2e18), Tokens: map[common.Address]units.Signed{usdc: signed(-40_000_000)}}
	exit := history.Move{Block: 102, Time: 1_695_000_000, Kind: history.Exited, Bpt: signed(-1e18), Tokens: map[common.Address]units.Signed{usdc: signed(19_000_000), gone: signed(5)}}
	got := history.Move{Block: 103, Time: 1_696_000_000, Kind: history.Received, Bpt: signed(1)}
	checkText(t, "position", position(t, join))
	checkText(t, "position.given", position(t, join, got))
	late := position(t)
	late.Complete, late.Position.Holding, late.Position.Cash = false, nil, false
	checkText(t, "position.late", late)

	v := position(t, join)
	v.Moves = []history.Move{join, exit, got}
	var rows bytes.Buffer
	must(t, v.CSV(&rows))
	if lines := strings.Split(strings.TrimSpace(rows.String()), "\n"); len(lines) != 5 || !strings.Contains(lines[1], ",USDC,-40") {
		t.Errorf("%s", &rows)
	}
}

// Without a named token, a dollar token is the numeraire, otherwise the first token.
func TestNumeraire(t *testing.T) {
	pool := honest(t)
	for name, want := range map[string]string{"": "USDC", "wbtc": "WBTC"} {
		if got, err := numeraireOf(pool, name); err != nil || got.Symbol != named.Symbol(want) {
			t.Errorf("%q: %v, %v", name, got, err)
		}
	}
	pool.Tokens[1].Symbol = "OHM"
	if got, err := numeraireOf(pool, ""); err != nil || got.Symbol != "WETH" {
		t.Errorf("%v, %v", got, err)
	}
	if _, err := numeraireOf(pool, "BAL"); err == nil || !strings.Contains(err.Error(), "--in") {
		t.Error(err)
	}
}

// A single argument is the account if a pool is configured.
func TestHolder(t *testing.T) {
	r, _ := aReader()
	account := common.BytesToAddress(bytes.Repeat([]byte{7}, 20))
	if _, err := r.Holder([]string{"treasury"}); err == nil || !strings.Contains(err.Error(), "missing account") {
		t.Error(err)
	}
	if h, err := r.Holder([]string{"treasury", account.Hex()}); err != nil || h.Account != account || len(h.Pool) != 1 {
		t.Errorf("%+v, %v", h, err)
	}
	if _, err := r.Holder([]string{"treasury", "0x12"}); failureCode(err) != "usage" {
		t.Error(err)
	}
	r.Settings.Pool = "treasury"
	if h, err := r.Holder([]string{account.Hex()}); err != nil || h.Account != account || len(h.Pool) != 0 {
		t.Errorf("%+v, %v", h, err)
	}
}
