package setup

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/spf13/pflag"

	"mpool/internal/config"
	"mpool/internal/discover"
	"mpool/internal/failure"
	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/text"
)

const (
	one = "0x1111111111111111111111111111111111111111"
	two = "0x2222222222222222222222222222222222222222"
)

func found(names ...string) *View {
	f := &discover.Found{ChainID: 1, Owner: common.HexToAddress(two), At: ops.Block{Time: 2_000_000}}
	for i, name := range names {
		address := common.Address{0x11, 19: byte(i)}
		f.Pools = append(f.Pools, discover.Pool{Address: address, Created: ops.Block{Number: 5, Time: 1_000_000}, State: &ops.Snapshot{
			Pool: ops.Pool{Address: address, Name: named.Pool(name), Symbol: "SYM", Generation: ops.V2}, Tokens: []ops.Token{{Symbol: "WETH\x1b[2J"}, {Symbol: "USDC"}},
		}})
	}
	v := newView(f, "/c.yaml", Options{})
	v.Node = "https://node.example"
	return v
}

func TestNamedPools(t *testing.T) {
	tests := []struct {
		o    Options
		want string // part of the errors; empty: none
	}{
		{Options{}, ""},
		{Options{Pools: []string{"fund=" + one, "Fund2=" + two}}, ""},
		{Options{Pools: []string{"fund"}}, `"fund" is not NAME=ADDRESS`},
		{Options{Pools: []string{"fund=0x12"}}, "--pool: "},
		{Options{Pools: []string{"=" + one}}, "is not a valid pool name"},
		{Options{Pools: []string{"0xfund=" + one}}, "is not a valid pool name"},
		{Options{Pools: []string{"a b=" + one}}, "is not a valid pool name"},
		{Options{Pools: []string{"fund=" + one, "FUND=" + two}}, "duplicate name or address"},
		{Options{Pools: []string{"fund=" + one, "other=" + one}}, "duplicate name or address"},
		{Options{Pools: []string{"fund=" + one}, NoPools: true}, "cannot be combined"},
	}
	for _, test := range tests {
		list, err := namedPools(test.o)
		if test.want == "" && (err != nil || len(list) != len(test.o.Pools)) || test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)) {
			t.Errorf("%+v: %v, %v", test.o, list, err)
		}
	}
	var all *failure.Failure
	if _, err := namedPools(Options{Pools: []string{"fund", "1=" + one}}); !errors.As(err, &all) || len(all.All()) != 2 {
		t.Errorf("not all mistakes at once: %v", err)
	}
}

func TestSuggest(t *testing.T) {
	for name, want := range map[string]string{
		"My Fund": "my-fund", "  80/20 ": "sym", "y": "sym", "No": "sym", "": "sym", "0xdead": "sym", "\x1b[31mred": "sym", "Ünïcode": "n-code",
		"A very long name that goes on and on": "a-very-long-name-that-go",
	} {
		v := found(name)
		if got := v.suggest(&v.Pools[0]); got != want || !validName(got) {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
	v := found("Fund", "fund", "FUND!")
	for i, want := range []string{"fund", "fund-2", "fund-3"} {
		if v.Pools[i].As = v.suggest(&v.Pools[i]); v.Pools[i].As != want {
			t.Errorf("%d: %s", i, v.Pools[i].As)
		}
	}
	v.Pools[0].Symbol = "$$$"
	v.Pools[0].Name = "$$$"
	if got := v.suggest(&v.Pools[0]); got != "pool" {
		t.Error(got)
	}
}

func TestAnswers(t *testing.T) {
	v := found("Fund", "Other")
	v.Pools[0].As = "taken"
	for answer, want := range map[string]string{"y": "fund", "YES": "fund", "n": "", "No": "", "mine": "mine"} {
		if got, err := v.named(answer, "fund"); err != nil || got != want {
			t.Errorf("%s: %q, %v", answer, got, err)
		}
	}
	for _, answer := range []string{"Taken", "a b", "0xab", "-"} {
		if got, err := v.named(answer, "fund"); err == nil {
			t.Errorf("%s: %q", answer, got)
		}
	}
}

// Only pools of the owner that can be read can be confirmed.
func TestConfirm(t *testing.T) {
	v := found("Fund")
	err := v.confirm([]chosen{{"fund", common.HexToAddress(one)}})
	if err == nil || failure.HintOf(err) == "" || v.Confirmed() != 0 {
		t.Error(err)
	}
	v.Pools[0].Unread = "garbage"
	if err := v.confirm([]chosen{{"fund", v.Pools[0].Address}}); err == nil {
		t.Error("confirmed")
	}
	v.Pools[0].Unread = ""
	if err := v.confirm([]chosen{{"fund", v.Pools[0].Address}}); err != nil || v.Confirmed() != 1 {
		t.Error(err)
	}
}

// load reads a configuration as mpool does.
func load(t *testing.T, content string) *config.Settings {
	t.Helper()
	path := filepath.Join(t.TempDir(), "config.yaml")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	s := config.NewSettings(func(name string) (string, bool) {
		if name == "MPOOL_CONFIG" {
			return path, true
		}
		return "", false
	})
	if err := s.Load(config.Source{Flags: new(pflag.FlagSet), Reads: func(string) {}}); err != nil {
		t.Fatalf("%v\n%s", err, content)
	}
	return s
}

// mpool can read the file, and it has exactly what was confirmed.
func TestContent(t *testing.T) {
	v := found("Fund", "Stranger's \"Fund\"\npools: evil", "Third")
	v.Pools[0].As = "fund"
	s := load(t, content(v))
	if s.Pool != "fund" || len(s.Pools) != 1 || s.Pools[0].Address != v.Pools[0].Address || s.Pools[0].Chain != 1 || s.Chain != 1 || s.RPCURL != "https://node.example" {
		t.Errorf("%+v", s)
	}
	v.Pools[1].As = v.suggest(&v.Pools[1])
	if s := load(t, content(v)); s.Pool != "" || len(s.Pools) != 2 {
		t.Errorf("%+v", s)
	}
	v.Pools[0].As, v.Pools[1].As, v.Key = "", "", true
	text := content(v)
	if s := load(t, text); len(s.Pools) != 0 || strings.Contains(text, "node.example") || !strings.Contains(text, "MPOOL_RPC_URL") {
		t.Errorf("%s", text)
	}
}

func TestNodeWithKey(t *testing.T) {
	for url, want := range map[string]bool{
		"http://127.0.0.1:8545": false, "https://node.example/": false, "/data/geth.ipc": false,
		"https://node.example/v2/abcdef": true, "https://user:pass@node.example": true, "https://node.example?key=abcdef": true,
	} {
		d := Desk{Settings: config.NewSettings(func(string) (string, bool) { return "", false })}
		d.Settings.RPCURL = url
		shown, key := d.node()
		if key != want || key && (strings.Contains(shown, "abcdef") || strings.Contains(shown, "pass")) {
			t.Errorf("%s: %s, %v", url, shown, key)
		}
	}
}

// Text of a pool or a token is safe to print.
func TestTextIsClean(t *testing.T) {
	v := found("Evil\x1b[2J\u202efund", "")
	v.Pools[1].Unread = "it says \x1b[31m"
	var p text.Page
	v.Text(&p)
	if strings.ContainsAny(p.String(), "\x1b\u202e") || !strings.Contains(p.String(), `"Evil\x1b[2J\u202efund"`) || !strings.Contains(p.String(), "(no name)") {
		t.Errorf("%q", p.String())
	}
	if !strings.HasPrefix(p.String(), "nothing was written\n") {
		t.Errorf("%s", p.String())
	}
}
