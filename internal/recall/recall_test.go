package recall

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/named"
	"mpool/internal/ops"
)

func pool(n byte, symbols ...string) *ops.Snapshot {
	s := &ops.Snapshot{ChainID: 1, Pool: ops.Pool{Address: common.Address{n}}}
	for _, symbol := range symbols {
		s.Tokens = append(s.Tokens, ops.Token{Symbol: named.Symbol(symbol)})
	}
	return s
}

// Hostile symbols, and symbols of two tokens, are not completed.
func TestHostileSymbols(t *testing.T) {
	b := Book{t.TempDir()}
	hostile := []string{"$(rm -rf .)", "`id`", "a b", "\x1b[31mRED", "x;y", "--to", "=", "a\tb", "a\nb", "", "\xff", "US\u202eD", "'q'", "&", "abcdefghijklmnopqrstuvwxyz", "TWICE", "TWICE", "$WETH", "*", "~"}
	if err := b.Remember(pool(1, append(hostile, "WETH", "USD₮0", "B-80BAL-20WETH", "USDC.e")...)); err != nil {
		t.Fatal(err)
	}
	if got := b.Symbols(common.Address{1}); !slices.Equal(got, []string{"WETH", "USD₮0", "B-80BAL-20WETH", "USDC.e"}) {
		t.Errorf("%q", got)
	}
	// The symbols in a file that another program wrote are checked too.
	if err := os.WriteFile(b.path(), []byte(`[{"chain_id":1,"pool":"0x0100000000000000000000000000000000000000","symbols":["$(id)","DAI"]}]`), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := b.Symbols(common.Address{}); !slices.Equal(got, []string{"DAI"}) {
		t.Errorf("%q", got)
	}
}

// The most recent pool is first, the number of pools is limited, and an invalid file counts as empty.
func TestRemember(t *testing.T) {
	b := Book{filepath.Join(t.TempDir(), "state")}
	if got := b.Symbols(common.Address{}); got != nil {
		t.Errorf("%q", got)
	}
	for n := range byte(20) {
		if err := b.Remember(pool(n, "T"+string(rune('A'+n)))); err != nil {
			t.Fatal(err)
		}
	}
	if got := b.Symbols(common.Address{99}); len(got) != most || got[0] != "TT" {
		t.Errorf("%q", got)
	}
	before, _ := os.Stat(b.path())
	if err := b.Remember(pool(19, "TT")); err != nil {
		t.Fatal(err)
	}
	if after, _ := os.Stat(b.path()); !os.SameFile(before, after) || after.Mode().Perm() != 0o600 {
		t.Error("it is written again, or others can read it")
	}
	for _, text := range []string{"", "{", `{"a":1}`, string(make([]byte, largest+1))} {
		if err := os.WriteFile(b.path(), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if got := b.Symbols(common.Address{}); len(got) != 0 {
			t.Errorf("%.20q: %q", text, got)
		}
	}
	if err := (Book{"state"}).Remember(pool(1, "WETH")); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat("state"); err == nil {
		t.Error("a folder that depends on where mpool runs is written")
	}
}
