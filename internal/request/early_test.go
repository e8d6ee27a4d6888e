package request

import (
	"strings"
	"testing"
)

// All mistakes in an operation's words are reported at once, before the pool is read.
func TestAllMistakesAtOnce(t *testing.T) {
	tests := map[string]struct {
		fields string
		want   []string // the beginnings of the messages
	}{
		"add-token":               {"token: DAI; price: x; amount: q1; mint: 5%; mint-to: me; asset-manager: you; suspend-members: true; trust-members: true", []string{"missing --weight", "--mint-to: ", "--asset-manager: ", "use only one of --suspend-members", "--price: ", "--amount: ", "--mint: "}},
		"allowlist add":           {"addresses: [me, you]", []string{`"me" is not an address`}},
		"allowlist enable":        {"from-block: x", []string{"--from-block: "}},
		"allowlist remove":        {"addresses: [me]", []string{`"me" is not an address`}},
		"allowlist sync":          {"file: nowhere.txt; from-block: latest", []string{"file not found", "--from-block: "}},
		"aum-fee set":             {"fee: x", []string{`invalid percentage "x"`}},
		"breakers set":            {"tokens: USDC; lower: x; upper: y", []string{"--lower: ", "--upper: "}},
		"exit":                    {"bpt: q; value: x; recovery: true; token: USDC; slippage: 200%; recipient: me", []string{"--recovery pays", "use only one of tokens", "invalid amount", "--value: ", "--slippage: ", "--recipient: "}},
		"fee-ramp":                {"start-fee: x; end-fee: y", []string{"--start-fee: ", "--end-fee: ", "give a duration"}},
		"fee-set":                 {"fee: x; within: y", []string{`invalid percentage "x"`, "--within: "}},
		"first-join":              {"amounts: {WETH: q, USDC: r}; price: [WETH=x, USDC=0]; value: z; recipient: me; trust-manager: [you]", []string{"missing amounts", `invalid amount "q"`, `invalid amount "r"`, "--price: ", "--price: ", "--value: ", "--recipient: ", "--trust-manager: "}},
		"join":                    {"amounts: {WETH: q, USDC: x%}; slippage: y; recipient: '" + zeroAddress + "'", []string{`invalid amount "q"`, "invalid percentage", "--slippage: ", "--recipient: the zero"}},
		"manage-balance deposit":  {"amounts: {WETH: q, USDC: r}", []string{`invalid amount "q"`, `invalid amount "r"`}},
		"manage-balance revoke":   {"token: USDC; of: me", []string{"--of: "}},
		"manage-balance update":   {"amounts: {WETH: q, USDC: r}", []string{`invalid amount "q"`, `invalid amount "r"`}},
		"manage-balance withdraw": {"amounts: {WETH: q, USDC: r}", []string{`invalid amount "q"`, `invalid amount "r"`}},
		"open":                    {"doors: [windows]; fee-ramp: x", []string{"--doors: ", "--fee-ramp: "}},
		"remove-token":            {"token: USDC; burn: q; suspend-members: true; trust-members: true", []string{"use only one of --suspend-members", "--burn: "}},
		"swap":                    {"in: WETH=q; out: USDC; within: x; slippage: y; recipient: me", []string{"--within: ", "--slippage: ", "--recipient: ", `invalid amount "q"`}},
		"swaps enable":            {"fee-ramp: x", []string{"--fee-ramp: "}},
		"weights-update":          {"to: WETH; others: x; within: 1h", []string{"--within needs --freeze", "--to: ", "--others", "give a duration"}},
	}
	// These operations have no field that can be wrong.
	without := []string{"allowlist disable", "aum-fee collect", "aum-fee update-share", "breakers clear", "joins-exits disable", "joins-exits enable", "shut", "swaps disable"}
	for _, h := range Names() {
		test, has := tests[h.Name]
		if !has {
			if !strings.Contains(strings.Join(without, ";")+";", h.Name+";") {
				t.Errorf("%s: give it mistakes", h.Name)
			}
			continue
		}
		_, err := parsed(t, h.Name+"; "+test.fields)
		said := strings.Split(complaint(err), "\n")
		for i, want := range test.want {
			if len(said) != len(test.want) || !strings.Contains(said[i], want) {
				t.Errorf("%s: %d of %d: want %q in\n%s", h.Name, i+1, len(test.want), want, strings.Join(said, "\n"))
				break
			}
		}
	}
}
