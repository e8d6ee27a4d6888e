package request

import (
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
)

// Each operation has the pool's addresses, units and block time.
func TestBuild(t *testing.T) {
	for fields, want := range map[string]string{
		"swaps disable":                      `swaps disable {"enabled":false}`,
		"swaps enable":                       `swaps enable {"enabled":true}`,
		"swaps enable; fee-ramp: 50%:now:3d": `swaps enable {"enabled":true,"fee_ramp":{"start":1700000000,"end":1700259200,"from":"500000000000000000","to":"10000000000000000","to_now":true}}`,
		"joins-exits enable":                 `joins-exits enable {"enabled":true}`,
		"joins-exits disable":                `joins-exits disable {"enabled":false}`,
		"aum-fee set; fee: 2%":               `aum-fee set {"fee":"20000000000000000"}`,
		"aum-fee collect":                    `aum-fee collect {"from":"0x…cc"}`,
		"aum-fee update-share":               `aum-fee update-share {"from":"0x…cc","share":"250000000000000000"}`,
		"fee-set; fee: 0.3%":                 `fee-set {"fee":"3000000000000000","until":1700604800}`,
		"fee-set; fee: 0.3%; within: 1h":     `fee-set {"fee":"3000000000000000","until":1700003600}`,
		"fee-ramp; start-fee: 2%; end-fee: 0.3%; duration: 1d":                   `fee-ramp {"start":1700000000,"end":1700086400,"from":"20000000000000000","to":"3000000000000000"}`,
		"fee-ramp; start-fee: now; end-fee: 0.3%; start: +1h; end: +2h":          `fee-ramp {"start":1700003600,"end":1700007200,"from":"10000000000000000","to":"3000000000000000","from_now":true}`,
		"fee-ramp; from: 2%; to: 0.3%; duration: 1d":                             `fee-ramp {"start":1700000000,"end":1700086400,"from":"20000000000000000","to":"3000000000000000"}`,
		"weights-update; to: {WETH: 30%, USDC: rest}; duration: 1d":              `weights-update {"start":1700000000,"end":1700086400,"weights":[{"token":"0x…01","weight":"300000000000000000"},{"token":"0x…02","weight":"700000000000000000"}]}`,
		"weights-update; to: [WETH=30%, USDC=70%]; instant: true":                `weights-update {"start":1700000600,"end":1700000600,"weights":[{"token":"0x…01","weight":"300000000000000000"},{"token":"0x…02","weight":"700000000000000000"}]}`,
		"breakers set; tokens: [WETH, USDC]; lower: 80%":                         `breakers set {"breakers":[{"token":"0x…01","bpt_price":"2000000000000000000","lower":"800000000000000000","upper":"0"},{"token":"0x…02","bpt_price":"800000000000000000000000000","lower":"800000000000000000","upper":"0"}]}`,
		"breakers set; all: true; upper: \"1.5\"":                                `breakers set {"breakers":[{"token":"0x…01","bpt_price":"2000000000000000000","lower":"0","upper":"1500000000000000000"},{"token":"0x…02","bpt_price":"800000000000000000000000000","lower":"0","upper":"1500000000000000000"}]}`,
		"breakers clear; tokens: WETH,USDC":                                      `breakers clear {"tokens":["0x…01","0x…02"]}`,
		"manage-balance withdraw; amounts: {USDC: \"10\", WETH: 1 WETH}":         `manage-balance withdraw {"way":"withdraw","tokens":[{"token":"0x…02","amount":{"raw":"10000000","decimals":6},"managed_before":{"raw":"1000000000","decimals":6},"asset_manager":"0x…d1"},{"token":"0x…01","amount":{"raw":"1000000000000000000","decimals":18},"managed_before":{"raw":"0","decimals":18},"asset_manager":"0x…00"}]}`,
		"manage-balance update; amounts: {USDC: 0raw}":                           `manage-balance update {"way":"update","tokens":[{"token":"0x…02","amount":{"raw":"0","decimals":6},"managed_before":{"raw":"1000000000","decimals":6},"asset_manager":"0x…d1"}]}`,
		"manage-balance revoke; token: USDC":                                     `manage-balance revoke {"token":"0x…02","account":"0x…d1"}`,
		"manage-balance revoke; token: '" + someone + "'; of: '" + another + "'": `manage-balance revoke {"token":"0x70997970c51812dc3a010c7d01b50e0d17dc79c8","account":"0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc"}`,
		"allowlist add; addresses: ['" + someone + "', '" + another + "']":       `allowlist add {"add":["0x70997970c51812dc3a010c7d01b50e0d17dc79c8","0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc"],"remove":null,"empties":false}`,
		"allowlist remove; addresses: '" + someone + "'":                         `allowlist remove {"add":null,"remove":["0x70997970c51812dc3a010c7d01b50e0d17dc79c8"],"empties":false}`,
		"allowlist disable": `allowlist disable {"on":false,"known":"0x…00"}`,
	} {
		on, _, _ := target(t)
		op, err := built(t, fields, on)
		if got := strings.ReplaceAll(written(t, op), "0x00000000000000000000000000000000000000", "0x…"); err != nil || got != want {
			t.Errorf("%s: %v\n%s\nwant %s", fields, err, got, want)
		}
	}
}

// Mistakes that depend on the pool are reported in terms of the flags.
func TestBuildMistakes(t *testing.T) {
	for fields, want := range map[string]string{
		"fee-set; fee: x":                                              `invalid percentage "x": use a form like 30% or 0.3%`,
		"fee-set; fee: 1%; within: x":                                  "--within: ",
		"fee-ramp":                                                     "missing --start-fee and --end-fee | --start-fee now starts from the current fee: --start-fee now --end-fee 0.3%",
		"fee-ramp; end-fee: 1%":                                        "missing --start-fee | --start-fee now starts from the current fee",
		"fee-ramp; start-fee: x; end-fee: 1%":                          "--start-fee: ",
		"fee-ramp; start-fee: 1%; end-fee: x":                          "--end-fee: ",
		"fee-ramp; start-fee: 1%; end-fee: 2%":                         "give a duration: --duration 7d, --end TIME or --instant",
		"fee-ramp; start-fee: 1%; end-fee: 2%; start: x; duration: 1d": "--start: ",
		"fee-ramp; start-fee: 1%; end-fee: 2%; duration: 0d":           "a zero duration changes weights at once and exposes the pool to arbitrage; use --instant if you mean it",
		"swaps enable; fee-ramp: x":                                    `--fee-ramp: invalid fee ramp "x": use a form like 50%:0.3%:7d`,
		"open; fee-ramp: x; doors: swaps":                              "--fee-ramp: ",
		"open; doors: [swaps, windows]":                                `--doors: unknown value "windows" | use swaps, joins-exits, allowlist, or several of them`,
		"weights-update; to: WETH=30%,DAI=rest; duration: 1d":          "--to: ",
		"weights-update; to: WETH=30%,USDC=rest":                       "give a duration: --duration 7d, --end TIME or --instant",
		"weights-update; freeze: true; within: x":                      "--within: ",
		"weights-update; extend-to: x":                                 "--extend-to: ",
		"weights-update; shorten-to: x":                                "--shorten-to: ",
		"breakers set; tokens: DAI; lower: 80%":                        "the pool has no token DAI: its tokens are WETH, USDC",
		"breakers clear; tokens: '" + poolAddress + "'":                "missing tokens: name them after the pool, for example USDC,WETH, or use --all",
		"manage-balance deposit; amounts: {DAI: \"1\"}":                "the pool has no token DAI: its tokens are WETH, USDC",
		"manage-balance deposit; amounts: {USDC: \"0\"}":               `the amount of "USDC=0" is zero`,
		"manage-balance update; amounts: {USDC: \"1\", '0x0000000000000000000000000000000000000002': \"2\"}": `"0x0000000000000000000000000000000000000002=2" is named twice`,
		"manage-balance revoke; token: DAI":                 "the pool has no token DAI: its tokens are WETH, USDC",
		"manage-balance revoke; token: WETH":                `"WETH" has no asset manager in this pool: name the account that gave the allowance | use --of ADDRESS`,
		"manage-balance revoke; token: WETH; of: me":        "--of: ",
		"remove-token; token: DAI":                          "the pool has no token DAI: its tokens are WETH, USDC",
		"remove-token; token: USDC; burn: x":                "--burn: ",
		"add-token; token: DAI; weight: 10%; amount: \"1\"": `"DAI" is not an address`,
	} {
		on, _, _ := target(t)
		op, err := built(t, fields, on)
		if op != nil || !strings.HasPrefix(complaint(err), want) {
			t.Errorf("%s: %v\n%s\nwant %s", fields, op, complaint(err), want)
		}
	}
}

// Fees are collected by the named sender, otherwise by the owner.
func TestCollectFrom(t *testing.T) {
	on, _, _ := target(t)
	on.From = common.HexToAddress(someone)
	op, err := built(t, "aum-fee collect", on)
	if err != nil || op.(ops.CollectAumFees).From != on.From {
		t.Error(op, err)
	}
}

// A running change can be frozen or get another end; an end in the wrong direction is refused.
func TestRunningChange(t *testing.T) {
	for fields, want := range map[string]string{
		"weights-update; freeze: true":             `"at":1700000012,"by":1700000600,"weights":[{"token":"0x0000000000000000000000000000000000000001","weight":"499986111111111112"},{"token":"0x0000000000000000000000000000000000000002","weight":"500013888888888888"}]}`,
		"weights-update; freeze: true; within: 1h": `"at":1700000012,"by":1700003600,"weights"`,
		"weights-update; extend-to: +3d":           `"end":1700259200}`,
		"weights-update; shorten-to: +1h":          `"end":1700003600}`,
		"weights-update; extend-to: +1h":           "refused: the change ends at 2023-11-15 22:13:20 UTC, but 2023-11-14 23:13:20 UTC is not later [weights.wrong_way] | use --shorten-to for an earlier end",
		"weights-update; shorten-to: +3d":          "refused: the change ends at 2023-11-15 22:13:20 UTC, but 2023-11-17 22:13:20 UTC is not earlier [weights.wrong_way] | use --extend-to for a later end",
	} {
		on, _, _ := target(t)
		on.Before.Weights = ops.Ramp{Start: blockTime - 86400, End: blockTime + 86400}
		on.Before.Tokens[0].EndWeight, on.Before.Tokens[1].EndWeight = fixed(t, "40%"), fixed(t, "60%")
		var err error
		if on.Before, err = on.Before.Recomputed(); err != nil {
			t.Fatal(err)
		}
		op, err := built(t, fields, on)
		got := complaint(err)
		if err == nil {
			got = written(t, op)
		}
		if !strings.Contains(got, want) {
			t.Errorf("%s:\n%s\nwant %s", fields, got, want)
		}
	}
}

// breakers clear without names covers all tokens with a bound and no others.
func TestClearAll(t *testing.T) {
	on, _, _ := target(t)
	on.Before.Tokens[1].Breaker = &ops.Breaker{LowerBound: fixed(t, "80%")}
	op, err := built(t, "breakers clear; all: true", on)
	if got, want := written(t, op), written(t, ops.ClearBreakersOf([]*ops.Token{&on.Before.Tokens[1]})); err != nil || got != want {
		t.Errorf("%s %v, want %s", got, err, want)
	}
}
