package main

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// terminal is one that somebody types into.
type terminal struct {
	s    *screens
	t    *testing.T
	name string
}

// open runs a command in a terminal, which says its exit code at the end.
func (s *screens) open(t *testing.T, chain, command string) *terminal {
	t.Helper()
	name := fmt.Sprintf("k%d", time.Now().UnixNano())
	run := s.command("new-session", "-d", "-s", name, "-x", "100", "-y", "40", chain+command+`; echo "ends with $?"; exec sleep 60`)
	if out, err := run.CombinedOutput(); err != nil {
		t.Fatalf("tmux: %s, %v", out, err)
	}
	t.Cleanup(func() { _ = s.command("kill-session", "-t", name).Run() })
	return &terminal{s, t, name}
}

// waitFor is the screen once it shows some words.
func (k *terminal) waitFor(words string) (shown string) {
	k.t.Helper()
	for range 600 {
		out, err := k.s.command("capture-pane", "-p", "-J", "-t", k.name).Output()
		noError(k.t, err)
		if shown = string(out); strings.Contains(shown, words) {
			return shown
		}
		time.Sleep(50 * time.Millisecond)
	}
	k.t.Fatalf("%q is not shown:\n%s", words, shown)
	return ""
}

// is is what tmux knows of the terminal: "1 0" on the other screen without a cursor.
func (k *terminal) is(format string) string {
	k.t.Helper()
	out, err := k.s.command("display-message", "-p", "-t", k.name, format).Output()
	noError(k.t, err)
	return strings.TrimSpace(string(out))
}

func (k *terminal) interrupt() {
	k.t.Helper()
	noError(k.t, k.s.command("send-keys", "-t", k.name, "C-c").Run())
}

const screenAndCursor = "#{alternate_on} #{cursor_flag}"

// A pool is watched in place on the terminal's other screen. Ctrl-C brings the first one and
// the cursor back, leaves the last view, and ends with 130.
func TestWatchInTerminal(t *testing.T) {
	s := newScreens(t)
	chain := s.chain(2, "")
	k := s.open(t, chain, "echo typed before; mpool status --brief --watch")
	if shown := k.waitFor("block 5"); strings.Contains(shown, "typed before") || k.is(screenAndCursor) != "1 0" {
		t.Errorf("not on the other screen, or with a cursor (%s):\n%s", k.is(screenAndCursor), shown)
	}
	s.piped(chain, "mpool devnet warp 1h")
	if shown := k.waitFor("block 6"); strings.Contains(shown, "block 5") || strings.Count(shown, "Demo Managed Pool") != 1 {
		t.Errorf("not in place:\n%s", shown)
	}
	k.interrupt()
	shown := k.waitFor("ends with 130")
	if !strings.Contains(shown, "typed before") || !strings.Contains(shown, "block 6") || strings.Count(shown, "Demo Managed Pool") != 1 || k.is(screenAndCursor) != "0 1" {
		t.Errorf("the terminal is not as before (%s):\n%s", k.is(screenAndCursor), shown)
	}
}

// Attacks take a while: a bar shows how far they are, and Ctrl-C ends them at once, with
// nothing left of the bar.
func TestInterruptInTerminal(t *testing.T) {
	s := newScreens(t)
	chain := s.chain(4, "")
	s.write("pool.yaml", "strategy: {file: strategy.yaml, prices: prices.csv}\n")
	s.write("strategy.yaml", "version: 1\nsignal:\n  every: 1h\n  rule: {kind: inverse-volatility, lookback: 3d, strength: 0.5}\n")
	var prices strings.Builder
	prices.WriteString("timestamp,WETH,USDC,WBTC,DAI\n")
	const rows = 8000
	begin := time.Now().Unix()/3600*3600 - (rows-1)*3600
	for i := range int64(rows) {
		fmt.Fprintf(&prices, "%d,%d,1.000%d,%d,0.999%d\n", begin+i*3600, 2500+i*i%97, i*7%10, 50_000+i*31%1700, i*3%10)
	}
	s.write("prices.csv", prices.String())
	k := s.open(t, chain, "mpool pool plan pool.yaml --explain")
	k.waitFor("attacks")
	k.interrupt()
	shown := k.waitFor("ends with ")
	if !strings.Contains(shown, "ends with 130") || strings.Contains(shown, "attacks") || strings.Contains(shown, "call 1 of") || k.is(screenAndCursor) != "0 1" {
		t.Errorf("(%s)\n%s", k.is(screenAndCursor), shown)
	}
}
