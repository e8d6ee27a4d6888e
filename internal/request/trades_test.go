package request

import (
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
	"mpool/internal/ops/trade"
	"mpool/internal/units"
)

// trading is the pool with a sender that has 2 of each token.
func trading(t *testing.T) *Target {
	t.Helper()
	on, n, _ := target(t)
	on.From = common.HexToAddress(someone)
	n.held = ops.Holding{Symbol: "T", Decimals: 18, Balance: raw(2e18, 18)}
	return on
}

// A trade has the exact amount, the limit from the slippage, the recipient and the deadline. The pool
// has 0.3 WETH and 500 USDC for each BPT.
func TestTrades(t *testing.T) {
	const weth, usdc = `{"token":"0x…01","amount":{"raw":"`, `{"token":"0x…02","amount":{"raw":"`
	for fields, want := range map[string]string{
		"swap; in: WETH=0.1; out: USDC": `"in":"0x…01","out":"0x…02","given_out":false,"amount":{"raw":"100000000000000000","decimals":18},"limit":{"raw":"236481256","decimals":6},"deadline":1700003600}`,
		"swap; in: WETH; out: USDC=100": `"given_out":true,"amount":{"raw":"100000000","decimals":6},"limit":{"raw":"41295084481060583","decimals":18},`,
		"swap; in: FUND=50%; out: WETH": `"in":"0xa0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0","out":"0x…01","given_out":false,"amount":{"raw":"1000000000000000000","decimals":18}`,
		"swap; in: BPT=1; out: USDC":    `"in":"0xa0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0","out":"0x…02"`,
		"swap; in: WETH=1; out: DAI":    "the pool has no token DAI",
		"swap; in: WETH=4; out: USDC":   `"limit":{"raw":"0","decimals":0}`, // the plan refuses it
		"swap; in: WETH=0.1; out: USDC; slippage: 0%; within: 5m; recipient: '" + another + "'": `"recipient":"0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc"`,
		"join; amounts: {USDC: \"100\", WETH: 10%}":                                             `"kind":"exact-tokens","amounts":[` + usdc + `100000000","decimals":6}},` + weth + `200000000000000000","decimals":18}}],"bpt":{"raw":"474009024690107462","decimals":18}}`,
		"join; bpt: \"1\"":                                                   `"kind":"all-tokens","amounts":[` + weth + `301500000000000000","decimals":18}},` + usdc + `502500000","decimals":6}}],"bpt":{"raw":"1000000000000000000","decimals":18}}`,
		"join; bpt: \"1\"; token: USDC":                                      `"kind":"one-token","amounts":[` + usdc + `1360214060","decimals":6}}],"bpt":{"raw":"1000000000000000000","decimals":18},"token":"0x…02"}`,
		"join; value: 100 USDC":                                              `"kind":"all-tokens","amounts":[` + weth + `24120000000000000","decimals":18}},` + usdc + `40200000","decimals":6}}],"bpt":{"raw":"80000000000000000","decimals":18}}`,
		"exit; bpt: 50%":                                                     `"kind":"all-tokens","amounts":[` + weth + `298500000000000000","decimals":18}},` + usdc + `497500000","decimals":6}}],"bpt":{"raw":"1000000000000000000","decimals":18}}`,
		"exit; bpt: 50%; token: WETH":                                        `"kind":"one-token","amounts":[` + weth + `478803057979156548","decimals":18}}],"bpt":{"raw":"1000000000000000000","decimals":18},"token":"0x…01"}`,
		"exit; amounts: {USDC: \"100\"}":                                     `"kind":"exact-tokens","amounts":[` + usdc + `100000000","decimals":6}}],"bpt":{"raw":"81380846981238625","decimals":18}}`,
		"exit; bpt: 50%; recovery: true":                                     `"kind":"recovery"`,
		"first-join; value: \"1000\"; price: [WETH=2500, USDC=1]":            `"amounts":[` + weth + `240000000000000000","decimals":18}},` + usdc + `400000000","decimals":6}}],"listed":false,"open":false,"prices":[{"token":"0x…01","worth":"2500000000000000000000"},{"token":"0x…02","worth":"1000000000000000000"}],`,
		"first-join; amounts: {WETH: \"1\", USDC: \"2500\"}; open: true":     `"amounts":[` + weth + `1000000000000000000","decimals":18}},` + usdc + `2500000000","decimals":6}}],"listed":false,"open":true,`,
		"first-join; amounts: {WETH: \"1\", USDC: \"1\"}; keep-listed: true": `"listed":true`,
	} {
		op, err := built(t, fields, trading(t))
		got := strings.ReplaceAll(written(t, op), "0x00000000000000000000000000000000000000", "0x…")
		if err != nil {
			got = complaint(err)
		}
		if !strings.Contains(got, want) {
			t.Errorf("%s:\n%s\nwant %s", fields, got, want)
		}
	}
}

// A limit is the quote of the next block with the slippage, rounded in the trader's favour.
func TestLimitOfSwap(t *testing.T) {
	for slippage, limit := range map[string]func(quote units.Amount) units.Amount{
		"0%": func(quote units.Amount) units.Amount { return quote },
		"3%": func(quote units.Amount) units.Amount { return units.LeastOf(quote, fixed(t, "3%")) },
	} {
		on := trading(t)
		op, err := built(t, "swap; in: WETH=0.1; out: USDC; slippage: "+slippage, on)
		if err != nil {
			t.Fatal(err)
		}
		now, err := on.next()
		if err != nil {
			t.Fatal(err)
		}
		swap := op.(trade.Swap)
		if _, out, err := swap.Amounts(now); err != nil || swap.Limit != limit(out) || out.Raw.IsZero() {
			t.Errorf("%s: %v %v %v", slippage, swap.Limit, out, err)
		}
	}
}

// Mistakes are reported in terms of the flags, without a node if possible.
func TestTradeMistakes(t *testing.T) {
	for fields, want := range map[string]string{
		"swap; in: WETH; out: USDC":                                     "missing amount: give one of the two tokens an exact amount",
		"swap; in: WETH=1; out: USDC=1":                                 "both tokens have an amount: give it to one of the two",
		"swap; in: WETH=0.0; out: USDC":                                 `the amount "0.0" is zero: use one above zero`,
		"swap; in: WETH; out: USDC=0 USDC":                              `the amount "0 USDC" is zero`,
		"swap; in: WETH=-1; out: USDC":                                  `invalid amount "-1"`,
		"swap; in: WETH=1,000; out: USDC":                               `invalid amount "1,000": use 1.5 or 1500000raw, without separators of thousands`,
		"swap; in: WETH=1; out: WETH":                                   "a token cannot be swapped for itself",
		"swap; in: WETH=x; out: USDC":                                   `invalid amount "x"`,
		"swap; in: WETH; out: USDC=10%":                                 `percentage "10%" cannot be used here: it is of what the sender has, and the sender is unknown`,
		"swap; in: WETH=1; out: USDC; slippage: 101%":                   "--slippage: 101% is more than 100%",
		"swap; in: WETH=1; out: USDC; slippage: x":                      "--slippage: ",
		"swap; in: WETH=1; out: USDC; within: x":                        "--within: ",
		"swap; in: WETH=1; out: USDC; recipient: me":                    "--recipient: ",
		"swap; in: WETH=1; out: USDC; recipient: '" + zeroAddress + "'": "--recipient: the zero address cannot spend what it receives",
		"join": "missing amounts: name tokens with amounts, or use --bpt or --value | mpool join fund",
		"join; amounts: {USDC: \"1\"}; bpt: \"1\"":         "use only one of tokens with amounts, --bpt and --value | mpool join fund",
		"join; amounts: {USDC: \"1\"}; token: USDC":        "--token needs --bpt or --value: with amounts, name the tokens there",
		"join; amounts: {DAI: \"1\"}":                      "the pool has no token DAI",
		"join; amounts: {USDC: \"0\"}":                     "all amounts are zero",
		"join; bpt: \"0\"":                                 "--bpt 0 is zero",
		"join; value: \"1000\"":                            "--value: ",
		"join; value: 1 DAI":                               "--value: the pool has no token DAI",
		"exit":                                             "missing amounts: name tokens with amounts, or use --bpt or --value | mpool exit fund",
		"exit; bpt: \"1\"; recovery: true; token: USDC":    "--recovery pays all tokens proportionally: omit tokens and --token",
		"first-join":                                       "missing amounts: name every token with its amount, or use --value with a --price for each token",
		"first-join; value: \"1\"; amounts: {USDC: \"1\"}": "missing amounts: name every token with its amount, or use --value with a --price for each token",
		"first-join; value: \"1\"":                         "--value needs the price of each token: --price WETH=2500 --price USDC=1",
		"first-join; value: \"1\"; price: WETH=1":          "--price: only 1 of the pool's 2 tokens have a price: give one for each token",
		"first-join; value: \"1\"; price: WETH=0":          `--price: invalid price "WETH=0": use TOKEN=PRICE, for example WETH=2500`,
		"first-join; value: x; price: [WETH=1, USDC=1]":    "--value: ",
		"first-join; amounts: {USDC: \"1\"}":               "the first join needs some of every token: 1 of 2 are named",
	} {
		r, err := parsed(t, fields)
		var op ops.Operation
		if err == nil {
			op, err = r.Build(t.Context(), trading(t))
		}
		if op != nil || !strings.HasPrefix(complaint(err), want) {
			t.Errorf("%s: %v\n%s\nwant %s", fields, op, complaint(err), want)
		}
	}
}
