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
		"breakers set":            {"tokens: USDC; lower: x; upper: y", []string{"--lower: ", "--upper: "}},
		"exit":                    {"bpt: q; value: x; recovery: true; token: USDC; slippage: 200%; recipient: me", []string{"--recovery pays", "use only one of tokens", "invalid amount", "--value: ", "--slippage: ", "--recipient: "}},
		"fee-ramp":                {"start-fee: x; end-fee: y", []string{"--start-fee: ", "--end-fee: ", "give a duration"}},
		"first-join":              {"amounts: {WETH: q, USDC: r}; price: [WETH=x, USDC=0]; value: z; recipient: me; trust-manager: [you]", []string{"missing amounts", `invalid amount "q"`, `invalid amount "r"`, "--price: ", "--price: ", "--value: ", "--recipient: ", "--trust-manager: "}},
		"join":                    {"amounts: {WETH: q, USDC: x%}; slippage: y; recipient: '" + zeroAddress + "'", []string{`invalid amount "q"`, "invalid percentage", "--slippage: ", "--recipient: the zero"}},
		"manage-balance deposit":  {"amounts: {WETH: q, USDC: r}", []string{`invalid amount "q"`, `invalid amount "r"`}},
		"manage-balance revoke":   {"token: USDC; of: me", []string{"--of: "}},
		"manage-balance update":   {"amounts: {WETH: q, USDC: r}", []string{`invalid amount "q"`, `invalid amount "r"`}},
		"manage-balance withdraw": {"amounts: {WETH: q, USDC: r}", []string{`invalid amount "q"`, `invalid amount "r"`}},
		"open":                    {"doors: [windows]; fee-ramp: x", []string{"--doors: ", "--fee-ramp: "}},
		"remove-token":            {"token: USDC; burn: q; suspend-members: true; trust-members: true", []string{"use only one of --suspend-members", "--burn: "}},
		"swap":                    {"in: WETH=q; out: USDC; within: x; slippage: y; recipient: me", []string{"--within: ", "--slippage: ", "--recipient: ", `invalid amount "q"`}},
		"weights-update":          {"to: WETH; others: x; within: 1h", []string{"--within needs --freeze", "--to: ", "--others", "give a duration"}},
	}
	for _, h := range Names() {
		test, has := tests[h.Name]
		if !has {
			allWrong(t, New(h.Name))
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

// allWrong expects one message for each field with a unit, if all of them are wrong. An operation whose
// fields exclude each other, or can be wrong in other ways, has a row in TestAllMistakesAtOnce.
func allWrong(t *testing.T, r *Request) {
	t.Helper()
	wrong := 0
	for _, f := range r.Fields {
		if f.Unit == "" || f.Old {
			continue
		}
		wrong++
		if err := f.Value.Set("x"); err != nil {
			t.Fatalf("%s: %s: %v", r.Name, f.Name, err)
		}
	}
	said := ""
	if err := r.Check(t.Context(), source()); err != nil {
		said = complaint(err)
	}
	if got := strings.Count(said, `"x"`); got != wrong {
		t.Errorf("%s: %d of its fields are \"x\", and its check finds %d, before the pool is read: look at its check method, or give it a row in TestAllMistakesAtOnce\n%s", r.Name, wrong, got, said)
	}
}
