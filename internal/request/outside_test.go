package request

import (
	"context"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/failure"
	"mpool/internal/feed"
	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// A price may be up to ten minutes newer than the newest block. One of tomorrow is a mistake.
func TestAgeOfPrices(t *testing.T) {
	const block = units.Time(1_700_000_000)
	on := &Target{Before: &ops.Snapshot{Block: ops.Block{Time: block}, Tokens: []ops.Token{{Symbol: "WETH"}}}}
	for at, want := range map[units.Time]string{block: "", block + 60: "", block - 3600: "", block + 86400: "after the newest block", block - 2*86400: "the pool was read at"} {
		o := &outside{source: typed{words: "p.csv"}, quotes: map[string]feed.Quote{"WETH": {Price: units.FixedOne(), At: at}}}
		_, err := o.of(context.Background(), on)
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("a price of %d seconds ahead: %v, want %q", int64(at)-int64(block), err, want)
		}
	}
}

// A line of --prices names one token of the pool. A name of several tokens, and a second line about a
// token, are refused. mpool warns of a line about another token.
func TestLinesOfPrices(t *testing.T) {
	const block = units.Time(1_700_000_000)
	weth, one, two := common.HexToAddress("0xabcdef0000000000000000000000000000000001"), common.Address{2}, common.Address{3}
	for _, test := range []struct{ name, lines, wrong, hint, warned string }{
		{name: "symbols", lines: "WETH,2000\nDAI,1\nUSDC,1"},
		{name: "an address in small letters", lines: strings.ToLower(weth.Hex()) + ",2000\nDAI,1\nUSDC,1"},
		{name: "in capital letters", lines: "0X" + strings.ToUpper(weth.Hex()[2:]) + ",2000\nDAI,1\nUSDC,1"},
		{name: "two of one symbol by their addresses", lines: "WETH,2000\n" + one.Hex() + ",1\n" + two.Hex() + ",3"},
		{name: "two of one symbol", lines: "WETH,2000\nUSDX,1", wrong: `p.csv: line 3: several tokens of the pool have the symbol "USDX"`, hint: "use the tokens' addresses"},
		{name: "and the address of one", lines: "USDX,1\n" + one.Hex() + ",1\nWETH,2000", wrong: "line 2: several tokens"},
		{name: "a token twice", lines: "WETH,2000\nDAI,1\nUSDC,1\n" + weth.Hex() + ",1999", wrong: "line 5: WETH already has a price in line 2"},
		{name: "hidden letters", lines: "W\u200bETH,2000\nDAI,1\nUSDC,1", wrong: "the file has no price of WETH", hint: "line 2 of p.csv names"},
		{name: "other letters of case", lines: "weth,2000\nDAI,1\nUSDC,1", wrong: "the file has no price of WETH", hint: `names "weth", which is not a token of the pool`},
		{name: "a line too few", lines: "WETH,2000\nDAI,1", wrong: "the file has no price of USDC", hint: "add a line for each"},
		{name: "the pool's own token", lines: "WETH,2000\nDAI,1\nUSDC,1\nBPT,70", wrong: `line 5: "BPT" is the pool's own token`, hint: "remove the line"},
		{name: "the coin", lines: "ETH,2000\nWETH,2000\nDAI,1\nUSDC,1", wrong: `line 2: "ETH" is the native token, and not a token of the pool`, hint: "name the wrapped token, such as WETH"},
		{name: "a line of another pool", lines: "WETH,2000\nDAI,1\nUSDC,1\nWBTC,50000", warned: `line 5: "WBTC" is not a token of the pool`},
	} {
		symbols := []string{"WETH", "DAI", "USDC"}
		if strings.Contains(test.name, "of one symbol") || strings.HasPrefix(test.name, "and") {
			symbols = []string{"WETH", "USDX", "USDX"}
		}
		told := new(said)
		on := &Target{Before: &ops.Snapshot{Block: ops.Block{Time: block}}, UI: told}
		for i, address := range []common.Address{weth, one, two} {
			on.Before.Tokens = append(on.Before.Tokens, ops.Token{Address: address, Symbol: named.Symbol(symbols[i])})
		}
		var err error
		o := &outside{source: typed{words: "p.csv"}}
		lines := "token,price,time\n" + strings.ReplaceAll(test.lines, "\n", ",1700000000\n") + ",1700000000\n"
		if o.quotes, err = feed.ReadQuotes([]byte(lines), nil); err != nil {
			t.Fatalf("%s: %v", test.name, err)
		}
		list, err := o.of(context.Background(), on)
		switch {
		case test.wrong == "" && (err != nil || len(list) != 3):
			t.Errorf("%s: %v, %v", test.name, list, err)
		case test.wrong != "" && (err == nil || !strings.Contains(err.Error(), test.wrong) || !strings.Contains(failure.HintOf(err), test.hint)):
			t.Errorf("%s: %v, hint %q", test.name, err, failure.HintOf(err))
		}
		if got := strings.Join(*told, "; "); (got == "") != (test.warned == "") || !strings.Contains(got, test.warned) {
			t.Errorf("%s: warned of %q", test.name, got)
		}
		if strings.HasPrefix(test.name, "two of one symbol by") && list[1].Worth == list[2].Worth {
			t.Errorf("%s: both have the price %s", test.name, list[1].Worth)
		}
	}
}
