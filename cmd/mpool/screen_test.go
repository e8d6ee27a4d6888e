package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"mpool/internal/devnet"
	"mpool/internal/render"
	"mpool/internal/text"
)

// TestScreens runs mpool in a terminal emulator at several widths: no line is wider than the terminal,
// no word is cut, and nothing is missing that a wide terminal shows.
func TestScreens(t *testing.T) {
	s := newScreens(t)
	small, usual, large := s.chain(2, ""), s.chain(4, ""), s.chain(38, "1.4.1")
	s.piped(usual, "mpool fee-set 0.4% --broadcast --yes --private-key env:MPOOL_DEVNET_KEY")
	s.piped(large, "mpool fee-set 0.4% --out batch.json --format safe")
	s.write("batch.yaml", "- {operation: weights-update, to: {WETH: 45%, USDC: 25%, WBTC: 20%, DAI: rest}, duration: 7d}\n- operation: swaps disable\n")
	const weights = "mpool weights-update --to WETH=45%,USDC=25%,WBTC=20%,DAI=rest"
	for _, c := range []struct {
		name, chain, command string
		once                 bool // on one terminal, the error is not also shown above
	}{
		{"plan", usual, weights + " --duration 7d", false},
		{"status of 2 tokens", small, "mpool status", false},
		{"status of 4 tokens", usual, "mpool status", false},
		{"status of 38 tokens", large, "mpool status", false},
		{"refused by the pool", usual, "mpool fee-set 96%", true},
		{"refused by a policy", usual, weights + " --instant", true},
		{"safe check", large, "mpool safe check batch.json", false},
		{"dry run", usual, "mpool dry-run batch.yaml", false},
		{"transactions", usual, "mpool tx list --all", false},
		{"position", usual, "mpool position 0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266", false},
		{"slippage table", usual, "mpool quote --table", false},
		{"backtest", usual, "mpool backtest --pool-file $ROOT/docs/backtest/pool.yaml --prices $ROOT/docs/backtest/prices.csv --tvl 1e6", false},
	} {
		wide := s.piped(c.chain, c.command)
		for _, width := range []int{60, 80, 100, 200} {
			t.Run(fmt.Sprintf("%s, %d columns", c.name, width), func(t *testing.T) {
				t.Parallel()
				shown := s.at(t, width, c.chain, c.command)
				checkWidth(t, shown, width)
				checkNothingLost(t, shown, wide, c.once)
			})
		}
	}
}

// TestScreenColours: on a terminal an error is red and a headline bold; NO_COLOR and --color never
// remove the colours.
func TestScreenColours(t *testing.T) {
	s := newScreens(t)
	const red, bold = "\x1b[31merror\x1b[39m: ", "\x1b[1mfee-set of Demo Managed Pool"
	chain := s.chain(2, "")
	for command, coloured := range map[string]bool{
		"mpool fee-set 96%":               true,
		"NO_COLOR=1 mpool fee-set 96%":    false,
		"mpool fee-set 96% --color never": false,
	} {
		shown := s.at(t, 200, chain, command, "-e")
		if strings.Contains(shown, red) != coloured || strings.Contains(shown, bold) != coloured || strings.Contains(shown, "\x1b") != coloured {
			t.Errorf("%s: %q", command, shown)
		}
	}
	if piped := s.piped(chain, "mpool fee-set 96%"); strings.Contains(piped, "\x1b") {
		t.Errorf("colours in a pipe: %q", piped)
	}
}

// checkWidth accepts a line that is too wide only if it is one word, such as a hash.
func checkWidth(t *testing.T, shown string, width int) {
	t.Helper()
	for line := range strings.Lines(shown) {
		line = strings.TrimRight(line, " \n")
		if ansi.StringWidth(line) > width && len(strings.Fields(line)) > 1 {
			t.Errorf("wider than the terminal: %q", line)
		}
	}
}

var (
	hexWord = regexp.MustCompile(`0x[0-9a-fA-F]{40,64}\b`)
	// effort matches what differs between runs: durations and ages at the end of a line.
	effort = regexp.MustCompile(`(?m)^effort .*$|  [0-9]+(m[0-9]+)?s$`)
)

// checkNothingLost checks that each word appears at least as often as in the wide text. Addresses may
// be shortened.
func checkNothingLost(t *testing.T, shown, wide string, once bool) {
	t.Helper()
	count := func(all string) map[string]int {
		n := map[string]int{}
		for _, word := range strings.Fields(hexWord.ReplaceAllStringFunc(effort.ReplaceAllString(all, ""), text.ShortHex)) {
			n[word]++
		}
		return n
	}
	have := count(shown)
	for word, n := range count(wide) {
		if once && (word == "refuse:" || have[word] > 0) {
			continue
		}
		if have[word] < n {
			t.Errorf("%q is there %d times, and in the wide text %d times:\n%s", word, have[word], n, shown)
		}
	}
}

// screens is a tmux server with terminals, and development chains.
type screens struct {
	t            *testing.T
	tmux, socket string
	dir, root    string
}

func newScreens(t *testing.T) *screens {
	tmux, err := exec.LookPath("tmux")
	if err != nil {
		t.Skip("tmux is not installed, and mpool is shown in no terminal: apt-get install tmux, brew install tmux")
	}
	root, err := filepath.Abs("../..")
	noError(t, err)
	program, err := os.Executable()
	noError(t, err)
	dir, err := os.MkdirTemp("", "mp") // the path of a socket must be short
	noError(t, err)
	s := &screens{t: t, tmux: tmux, socket: filepath.Join(dir, "s"), dir: dir, root: root}
	noError(t, os.Symlink(program, filepath.Join(dir, "mpool")))       // TestMain recognises this name
	noError(t, s.command("new-session", "-d", "exec sleep 600").Run()) // the server ends with its last session
	t.Cleanup(func() {
		_ = s.command("kill-server").Run()
		_ = os.RemoveAll(dir)
	})
	return s
}

func (s *screens) command(args ...string) *exec.Cmd {
	return exec.CommandContext(context.Background(), s.tmux, append([]string{"-u", "-f", "/dev/null", "-S", s.socket}, args...)...)
}

func (s *screens) write(name, words string) {
	noError(s.t, os.WriteFile(filepath.Join(s.dir, name), []byte(words), 0o600))
}

// chain starts a development chain and returns the shell lines that select it.
func (s *screens) chain(tokens int, safe string) string {
	chain, err := devnet.Start(s.t.Context(), devnet.Options{Root: s.root, Tokens: tokens, Safe: safe})
	noError(s.t, err)
	s.t.Cleanup(func() { _ = chain.Close() })
	lines := []string{"cd " + s.dir, "export HOME=$PWD ROOT=" + text.ShellWord(s.root), "export PATH=$PWD:" + text.ShellWord(os.Getenv("PATH"))}
	for _, e := range render.NewDevnetView(chain).Exports {
		lines = append(lines, "export "+e.Name+"="+text.ShellWord(e.Value))
	}
	return strings.Join(lines, "\n") + "\n"
}

// piped returns a command's output without a terminal.
func (s *screens) piped(chain, command string) string {
	said, err := exec.CommandContext(s.t.Context(), "sh", "-c", chain+command).CombinedOutput()
	if len(said) == 0 {
		s.t.Fatal(command, err)
	}
	return string(said)
}

// at returns what a terminal of this width shows of a command. Folded lines are joined.
func (s *screens) at(t *testing.T, width int, chain, command string, capture ...string) string {
	t.Helper()
	name := fmt.Sprintf("t%d", time.Now().UnixNano())
	run := s.command("new-session", "-d", "-s", name, "-x", fmt.Sprint(width), "-y", "1000", chain+command+"; echo; echo the-end; exec sleep 60")
	if out, err := run.CombinedOutput(); err != nil {
		t.Fatalf("tmux: %s, %v", out, err)
	}
	defer func() { _ = s.command("kill-session", "-t", name).Run() }()
	for range 600 {
		shown, err := s.command(append([]string{"capture-pane", "-p", "-J", "-t", name}, capture...)...).Output()
		noError(t, err)
		if lines := strings.Split(string(shown), "\n"); slices.Contains(trimmed(lines), "the-end") {
			before, _, _ := strings.Cut(string(shown), "\nthe-end")
			return before
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("%s does not end", command)
	return ""
}

func trimmed(lines []string) []string {
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " ")
	}
	return lines
}

func noError(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
