package batch

import (
	"errors"
	"strings"
	"testing"
)

// A misspelled word, or a number without its unit, gets a hint. What the hint says is always accepted.
func TestHints(t *testing.T) {
	known := []Shape{
		{Name: "weights-update", Fields: []Field{{Name: "to", Kind: List, Place: Flag, Unit: Percent}, {Name: "duration", Kind: Text, Place: Flag, Unit: Span}}},
		{Name: "aum-fee set", Fields: []Field{{Name: "fee", Kind: Text, Place: Words, Unit: Percent}}},
		{Name: "breakers set", Fields: []Field{{Name: "tokens", Kind: List, Place: Joined}, {Name: "lower", Kind: Text, Place: Flag, Usage: "how long, or 80%: usage decides nothing"}}},
		{Name: "manage-balance deposit", Fields: []Field{{Name: "amounts", Kind: Pairs, Place: Words, Usage: `USDC: "1000"`}}},
	}
	for text, want := range map[string]string{
		"- operation: aum-fee-set\n  fee: 1%\n":                                 "did you mean aum-fee set? the operations are ",
		"- operation: weights update\n":                                         "did you mean weights-update? ",
		"- operation: Weight_Update\n":                                          "did you mean weights-update? ",
		"- operation: destroy\n":                                                "the operations are ",
		"- op: weights-update\n":                                                "did you mean operation?",
		"- operatoin: weights-update\n":                                         "did you mean operation?",
		"- operation: weights-update\n  weights: {WETH: 30%}\n":                 "did you mean to? weights-update takes ",
		"- operation: weights-update\n  durration: 7d\n":                        "did you mean duration? ",
		"- operation: breakers set\n  token: WETH\n":                            "did you mean tokens? ",
		"- operation: breakers set\n  broadcast: true\n":                        "breakers set takes ",
		"- operation: weights-update\n  to: {WETH: 0.45}\n":                     "write 0.45% or 45%",
		"- operation: weights-update\n  to: {WETH: 45}\n":                       "write 45% or 4500%",
		"- operation: weights-update\n  to: {WETH: 4e-1}\n":                     "add the percent sign, for example 30%",
		"- operation: aum-fee set\n  fee: .003\n":                               "write .003% or 0.3%",
		"- operation: weights-update\n  duration: 7\n":                          "add a unit, for example 12h or 7d",
		"- operation: breakers set\n  tokens: WETH\n  lower: 0.8\n":             `write it in quotes: "0.8"`,
		"- operation: manage-balance deposit\n  amounts: {USDC: 1000}\n":        `write it in quotes: "1000"`,
		"- operation: " + strings.Repeat("weights-update", 1000) + "\n":         "the operations are ",
		"- operation: weights-update\n  pool: 7\n":                              `write it in quotes: "7"`,
		"- operation: weights-update\n  to: {WETH: 0.45, USDC: rest, DAI: 1}\n": "write 0.45% or 45%",
	} {
		_, err := Parse([]byte(text), known, "")
		var wrong *Error
		if !errors.As(err, &wrong) || !strings.HasPrefix(wrong.Hint(), want) {
			t.Errorf("%.60q: %v, hint %.60q, want %q", text, err, hintOf(wrong), want)
		}
	}
}

func hintOf(err *Error) string {
	if err == nil {
		return ""
	}
	return err.Hint()
}
