package completion

import (
	"slices"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/config"
	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/recall"
)

// aBook knows a pool with two tokens, and one that was never read.
func aBook(t *testing.T) Book {
	t.Helper()
	pool := common.Address{1}
	s := &config.Settings{StateDir: t.TempDir(), Pools: []config.NamedPool{{Name: "fund", Address: pool}, {Name: "other", Address: common.Address{2}}}}
	read := &ops.Snapshot{ChainID: 1, Tokens: []ops.Token{{Symbol: named.Symbol("WETH")}, {Symbol: named.Symbol("DAI")}}}
	read.Pool.Address = pool
	if err := (recall.Book{Dir: s.StateFolder()}).Remember(read); err != nil {
		t.Fatal(err)
	}
	return Book{Settings: s, Accounts: func() []string { return []string{"owner"} }}
}

func TestFlags(t *testing.T) {
	b := aBook(t)
	for _, c := range []struct {
		flag  string
		words []string
		begun string
		want  Words
	}{
		{flag: "account", want: Words{List: []string{"owner"}}},
		{flag: "burn", want: Words{List: []string{"none", "fair"}}},
		{flag: "prices", want: Words{List: []string{"feeds"}, Files: true}},
		{flag: "in", words: []string{"fund"}, want: Words{List: []string{"WETH", "DAI"}}},
		{flag: "to", words: []string{"fund"}, want: Words{List: []string{"WETH=", "DAI="}, Open: true}},
		{flag: "to", words: []string{"fund"}, begun: "DAI=40%,", want: Words{List: []string{"DAI=40%,WETH="}, Open: true}},
		{flag: "to", words: []string{"other"}, want: Words{List: []string{"WETH=", "DAI="}, Open: true}}, // of the pools that were read
		{flag: "set", words: []string{"nothing"}, want: Words{Open: true}},
	} {
		got := b.Flag(c.flag, false)(c.words, c.begun)
		if !slices.Equal(got.List, c.want.List) || got.Open != c.want.Open || got.Files != c.want.Files {
			t.Errorf("--%s of %v, %q: %+v, want %+v", c.flag, c.words, c.begun, got, c.want)
		}
	}
	if b.Flag("prices", true) != nil || b.Flag("nonce", false) != nil {
		t.Error("words for a flag of files or of numbers")
	}
	if set := b.Flag("set", false)([]string{"rebalance"}, ""); len(set.List) == 0 || !strings.HasPrefix(set.List[0], "to=\t") {
		t.Errorf("--set of rebalance: %+v", set)
	}
}

func TestArguments(t *testing.T) {
	b := aBook(t)
	pools := []string{"fund\t" + common.Address{1}.Hex(), "other\t" + common.Address{2}.Hex()}
	for _, c := range []struct {
		usage string
		words []string
		want  Words
	}{
		{"[POOL]", nil, Words{List: pools}},
		{"POOL FEE", nil, Words{List: pools}},
		{"[POOL] IN OUT", []string{"fund"}, Words{List: []string{"WETH", "DAI"}}},
		{"[POOL] IN OUT", []string{"fund", "WETH"}, Words{List: []string{"WETH", "DAI"}}},
		{"[POOL] TOKEN=AMOUNT...", []string{"fund", "WETH=1"}, Words{List: []string{"WETH=", "DAI="}, Open: true}},
		{"PLAN|BATCH", nil, Words{Files: true}},
		{"[SIGNATURE...]", nil, Words{Files: true}},
		{"[ID]", nil, Words{}},
		{"DURATION|TIME", nil, Words{}},
	} {
		got := b.Argument("mpool x", strings.Fields(c.usage), c.words, "")
		if !slices.Equal(got.List, c.want.List) || got.Open != c.want.Open || got.Files != c.want.Files {
			t.Errorf("%s after %v: %+v, want %+v", c.usage, c.words, got, c.want)
		}
	}
	if codes := b.Argument("mpool x", []string{"WHAT"}, nil, "").List; !slices.ContainsFunc(codes, func(word string) bool { return strings.HasPrefix(word, "breaker.trips\t") }) {
		t.Error("no code breaker.trips")
	}
	if first := b.Argument("mpool x", []string{"[POOL]", "FEE"}, nil, ""); !slices.Equal(first.List, pools) {
		t.Errorf("the pool may be omitted: %+v", first)
	}
}
