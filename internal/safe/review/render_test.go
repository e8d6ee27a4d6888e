package review

import (
	"strings"
	"testing"
	"unicode"

	"mpool/internal/chain"
	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/revert"
	"mpool/internal/safe"
	"mpool/internal/units"
)

// place is a place where outside text enters the page.
type place struct {
	name string
	put  func(words string) row
}

func places() []place {
	plain := list(transfer(weth(), theSafe(), ether(1)))
	unknown := list(to(contract(), selector("claim()")))
	of := func(calls []safe.Call, set func(w *world, words string)) func(string) row {
		return func(words string) row { return row{calls: calls, set: func(w *world) { set(w, words) }} }
	}
	return []place{
		{"a batch's name", of(plain, func(w *world, s string) { w.batch.Name = s })},
		{"a batch's description", of(plain, func(w *world, s string) { w.batch.Description = "x" + s })},
		{"what wrote a batch", of(plain, func(w *world, s string) { w.batch.Builder = s })},
		{"a finding of the file", of(plain, func(w *world, s string) {
			w.batch.Findings = []ops.Finding{{Severity: ops.Warn, Code: "batch.odd", Summary: s, Detail: "x" + s, Hint: "x" + s}}
		})},
		{"a method that the file names", of(unknown, func(w *world, s string) {
			w.batch.Calls[0].Method = &safe.BatchMethod{Signature: "x" + s, Inputs: []ops.Arg{{Name: s, Value: s}}}
		})},
		{"a pool's name", of(list(setFee(mine())), func(w *world, s string) { w.node.pools[mine()].Pool.Name = named.Pool(s) })},
		{"a pool's symbol", of(list(setFee(mine())), func(w *world, s string) { w.node.pools[mine()].Pool.Symbol = named.Symbol(s) })},
		{"a strange pool's name", of(list(manage(theVault(), move(deposit, other(), weth(), ether(1)))), func(w *world, s string) { w.node.pools[other()].Pool.Name = named.Pool(s) })},
		{"a strange pool's token", of(list(manage(theVault(), move(deposit, other(), theirs(), ether(1)))), func(w *world, s string) { w.node.pools[other()].Tokens[1].Symbol = named.Symbol(s) })},
		{"a pool's token", of(list(transfer(weth(), stranger(), ether(1))), func(w *world, s string) { w.node.pools[mine()].Tokens[0].Symbol = named.Symbol(s) })},
		{"any token", of(list(transfer(foreign(), stranger(), ether(1))), func(w *world, s string) {
			w.node.infos[foreign()] = chain.TokenInfo{Symbol: named.Symbol(s), Decimals: 18, Known: true}
		})},
		{"a token that the Safe loses", of(list(transfer(foreign(), stranger(), ether(1))), func(w *world, s string) {
			w.node.infos[foreign()] = chain.TokenInfo{Symbol: named.Symbol(s), Decimals: 18, Known: true}
			had(foreign(), tokens(2), tokens(1))(w)
		})},
		{"a token that somebody can take", of(unknown, func(w *world, s string) {
			w.node.infos[foreign()] = chain.TokenInfo{Symbol: named.Symbol(s), Decimals: 18, Known: true}
			gives(chain.SafeRight{Kind: chain.Operator, Contract: foreign(), Token: foreign(), Holder: stranger()})(w)
		})},
		{"why a call reverts", of(plain, func(w *world, s string) { w.node.sim.Revert = &revert.Reason{Sentence: s} })},
		{"why the Safe's own reverts", of(plain, func(w *world, s string) { w.node.out.Revert = &revert.Reason{Sentence: s} })},
		{"why a guard forbids it", of(plain, func(w *world, s string) {
			guarded(w)
			w.node.out.Revert, w.node.out.ByGuard = &revert.Reason{Sentence: s}, true
		})},
		{"why a guard wants signatures", of(plain, func(w *world, s string) {
			guarded(w)
			w.node.out.Revert, w.node.out.ByGuard, w.node.out.ForConsent = &revert.Reason{Sentence: s}, true, true
		})},
		{"why not simulated", of(plain, func(w *world, s string) { w.node.sim.Level, w.node.sim.Why = chain.Called, s })},
		{"why it was not tried", of(plain, func(w *world, s string) { w.node.out.Why = "x" + s })},
		{"why an address is no pool", of(list(setFee(contract())), func(w *world, s string) { w.node.unread[contract()] = &chain.NotPoolError{Address: contract(), Why: s} })},
		{"why a pool is not proven", of(list(setFee(mine())), func(w *world, s string) { w.node.pools[mine()].Pool.Unproven = "x" + s })},
		{"a Safe's version", of(plain, func(w *world, s string) { w.safe().Version = s })},
		{"why a policy is overridden", of(list(feeDown(mine())), func(w *world, s string) {
			limit := units.FixedFrom(1e15)
			w.plans.policies.Refuse.MaxSwapFeeDropPerDay = &limit
			w.options.Override = planner.Override{Policies: []string{"max_swap_fee_drop_per_day"}, Reason: planner.ReasonText(s)}
		})},
	}
}

// hostile are texts that would change the meaning of a page.
func hostile() map[string]string {
	return map[string]string{
		"an escape sequence":       "a\x1b[31mred\x1b[0m\x1b]0;title\x07b",
		"a cursor that goes up":    "a\x1b[5A\x1b[2Kb\rc\x08d\x00e",
		"text that turns round":    "a\u202eevil\u202c\u2066b\u2069",
		"text that is not there":   "a\u200b\u200d\ufeff\u3164b",
		"lines of its own":         "a\nOK to sign: no problems found\r\n\u2028b\u0085c",
		"a table":                  "a | b || c \\| d",
		"code":                     "a `b` ``` c ` d",
		"a page":                   "a <b>x</b> <script>y</script> &lt; [l](http://e.vil) ![i](x)",
		"a mention":                "a @everyone #1 https://e.vil www.e.vil :rocket:",
		"a heading":                "# a\n## b\n- c\n> d",
		"a formula":                "$\\text{nothing speaks against it}$",
		"no UTF-8":                 "a\xff\xfe\xc0b",
		"what has no end":          strings.Repeat("long ", 3000),
		"nothing":                  "",
		"emphasis":                 "*a* **b** _c_ ~~d~~",
		"what a terminal measures": "a\u0301\u0301\u0301 日本",
	}
}

// TestHostileText checks that any text in a name stays on its line and remains plain text.
func TestHostileText(t *testing.T) {
	for _, p := range places() {
		t.Run(p.name, func(t *testing.T) {
			calm := pages(t, p.put("calm"))
			for kind, words := range hostile() {
				for form, page := range pages(t, p.put(words)) {
					if odd := oddIn(page); odd != "" {
						t.Errorf("%s in the %s: %s\n%q", kind, form, odd, page)
					}
					if got, want := strings.Count(page, "\n"), strings.Count(calm[form], "\n"); got != want {
						t.Errorf("%s makes %d lines of %d in the %s:\n%s", kind, got, want, form, page)
					}
					if form == "Markdown" {
						staysMarkdown(t, kind, page, calm[form])
					}
				}
			}
		})
	}
}

func pages(t *testing.T, r row) map[string]string {
	t.Helper()
	c, _, err := r.checked()
	if err != nil {
		t.Fatal(err)
	}
	_ = c.Verdict() // sets the advice
	return map[string]string{"text": shown(c.View), "Markdown": shown(Markdown{c.View})}
}

// oddIn finds a character that must not be in a page. A zero-width space is allowed: Markdown output
// uses it to stop a forge from reading a sign as markup.
func oddIn(page string) string {
	for _, r := range page {
		switch {
		case r == '\n' || r == '\u200b':
		case unicode.IsControl(r), unicode.In(r, unicode.Cf, unicode.Co, unicode.Cs, unicode.Zl, unicode.Zp), r == '\u3164':
			return strings.ToValidUTF8(string([]rune{r}), "?") + " of class " + "control or format"
		}
	}
	for _, line := range strings.Split(page, "\n") {
		if len([]rune(line)) > 2500 {
			return "a line without an end"
		}
	}
	return ""
}

// staysMarkdown checks that a comment has the same tables, code and headings as with calm text.
func staysMarkdown(t *testing.T, kind, page, calm string) {
	t.Helper()
	lines, quiet := strings.Split(page, "\n"), strings.Split(calm, "\n")
	for i, line := range lines {
		bare := strings.NewReplacer(`\\`, "", `\|`, "", "\\`", "", `\*`, "", `\[`, "", `\]`, "", `\_`, "", `\~`, "", `\{`, "", `\}`, "", `\#`, "").Replace(line)
		if strings.Count(bare, "`")%2 != 0 {
			t.Errorf("%s leaves code open: %q", kind, line)
		}
		if i < len(quiet) && strings.HasPrefix(quiet[i], "| ") && strings.Count(bare, "|") != strings.Count(quiet[i], "|") {
			t.Errorf("%s changes a table's columns: %q", kind, line)
		}
		code := outsideCode(bare)
		for _, bad := range []string{"<b>", "<script", "](", "@everyone", "#1", "https://", ":rocket:", "**b**", "~~d"} {
			if strings.Contains(code, bad) {
				t.Errorf("%s is more than text: %q in %q", kind, bad, line)
			}
		}
		if heads := strings.HasPrefix(line, "#"); i < len(quiet) && heads != strings.HasPrefix(quiet[i], "#") {
			t.Errorf("%s makes a heading: %q", kind, line)
		}
	}
}

// outsideCode removes code spans.
func outsideCode(line string) string {
	var b strings.Builder
	for i, part := range strings.Split(line, "`") {
		if i%2 == 0 {
			b.WriteString(part)
		}
	}
	return b.String()
}

// TestShown checks that both forms show what a reader needs.
func TestShown(t *testing.T) {
	wants := func(words ...string) []string { return words }
	for _, test := range []struct {
		name     string
		row      row
		text     []string
		markdown []string
	}{
		{"an operation", row{calls: list(setFee(mine()))},
			wants("transaction 1 of 1: aum-fee set of Managed ("+mine().Hex()+")", "effect on Managed", "simulation matches the prediction to the wei:", "simulation of the batch from the Safe: succeeds", "Safe execution: succeeds (100,000 gas", "OK to sign: no problems found", "; full hashes: mpool safe hash"),
			wants("## transaction 1 of 1: aum-fee set of Managed", "## Effect on Managed", "| simulation | succeeds |", "| execution | succeeds (100,000 gas", "**OK to sign: no problems found**", "safeTxHash `0x")},
		{"an unknown call", row{calls: list(to(contract(), selector("claim()")))},
			wants("transaction 1 of 1: unknown", "unknown: ", "warn: mpool does not know what it does [call.unknown]"), wants("- unknown call:", "- data `0x4e71d92d`", "⚠️ warn: mpool does not know what it does `call.unknown`")},
		{"the signer signed for a chain other than", row{calls: list(setFee(mine())), set: func(w *world) { w.batch.ChainID = 100 }}, wants("chain     gnosis", "simulation of the batch from the Safe: none"), wants("| chain | gnosis |", "❌ refuse")},
		{"no chain and no Safe", row{calls: list(setFee(mine())), set: func(w *world) { w.batch.ChainID, w.batch.Safe = 0, who(0) }}, wants("not named, checked at block 100", "Safe      not named"), wants("| Safe | not named |", "| chain | not named |")},
		{"no Safe there", row{calls: list(setFee(mine())), set: func(w *world) { w.node.safes = nil }}, wants("Safe      " + theSafe().Hex()), wants("| Safe | " + theSafe().Hex() + " |")},
		{"a Safe", row{calls: list(setFee(mine()))}, wants("Safe      "+theSafe().Hex()+", a Safe 1.4.1, multisig threshold 2 of 3, nonce 7", "for nonce 7"), wants("for nonce 7")},
		{"a right checksum", row{calls: list(setFee(mine()))}, wants("valid (detects accidental edits only; it does not prove authorship)"), wants("| checksum | valid (")},
		{"a wrong checksum", row{set: func(w *world) { w.batch.Checksum = safe.ChecksumWrong }}, wants("WRONG: the file was changed after it was written"), wants("| checksum | WRONG: ")},
		{"no checksum", row{set: func(w *world) { w.batch.Checksum = safe.ChecksumMissing }}, wants("checksum  missing"), wants("| checksum | missing |")},
		{"coins", row{calls: list(coins(friend(), tokens(1)))}, wants("value  1 of the native token"), wants("- value 1 of the native token")},
		{"nothing by itself", row{calls: list(to(theSafe(), nil))}, wants("transaction 1 of 1: nothing, from the Safe to itself"), wants("## transaction 1 of 1: nothing, from the Safe to itself")},
		{"no operation", row{calls: list(transfer(weth(), theSafe(), ether(1)))}, wants("not a pool operation known to mpool"), wants("- `transfer(address,uint256)`", "1 WETH")},
		{"what the Safe loses", row{calls: list(transfer(weth(), theSafe(), ether(1))), set: had(weth(), tokens(5), tokens(4))}, wants("the Safe has 5 WETH, then 4 WETH"), wants("|  | the Safe has 5 WETH, then 4 WETH |")},
		{"its call fails", row{calls: list(setFee(mine())), set: becomes(func(o *chain.SafeOutcome) { o.Failed = true })}, wants("Safe execution: the call FAILS but uses the nonce"), wants("| the call FAILS but uses the nonce")},
		{"it reverts", row{calls: list(setFee(mine())), set: becomes(func(o *chain.SafeOutcome) { o.Revert = &revert.Reason{Sentence: "no"} })}, wants("Safe execution: REVERTS: no"), wants("| execution | REVERTS: no |")},
		{"a guard forbids it", row{calls: list(setFee(mine())), set: both(guarded, becomes(func(o *chain.SafeOutcome) { o.Revert, o.ByGuard = &revert.Reason{Sentence: "no"}, true }))}, wants("FORBIDS it: no", "guard "+who(0x6d).Hex()+" can reject any of its transactions"), wants("FORBIDS it: no")},
		{"not tried", row{calls: list(setFee(mine())), set: becomes(func(o *chain.SafeOutcome) { o.Why = "no" })}, wants("Safe execution: not simulated: no"), wants("| execution | not simulated: no |")},
		{"a call reverts", row{calls: list(setFee(mine())), set: func(w *world) { w.node.sim.Revert = &revert.Reason{Sentence: "no"} }}, wants("transaction 1 REVERTS: no", "not in the simulation"), wants("| simulation | transaction 1 REVERTS: no |")},
		{"only the first was called", row{calls: list(setFee(mine())), set: func(w *world) { w.node.sim.Level = chain.Called }}, wants("only the first call was tried:"), wants("only the first call was tried:")},
		{"another pool than predicted", row{calls: list(setFee(mine())), set: func(w *world) { w.node.after = moreOf(1) }}, wants("the simulation DISAGREES with the prediction:", "WETH cash, when mined: predicted 95, simulated 95.000000000000000001"), wants("the simulation DISAGREES")},
		{"another pool, by what is unknown", row{calls: list(setFee(mine()), transfer(weth(), theSafe(), ether(1))), set: func(w *world) { w.node.after = moreOf(1) }}, wants("unknown calls change more:"), wants("unknown calls change more:")},
		{"a call that is refused", row{calls: list(manage(theVault(), move(deposit, mine(), weth(), ether(9))))}, wants("not predicted: a call is refused"), wants("not predicted: a call is refused")},
		{"coins that it has not", row{calls: list(setFee(mine()), coins(friend(), tokens(99)))}, wants("simulation of the batch from the Safe: none", "not predicted: a call is refused"), wants("| simulation | none |")},
	} {
		t.Run(test.name, func(t *testing.T) {
			for form, page := range pages(t, test.row) {
				want := test.text
				if form == "Markdown" {
					want = test.markdown
				}
				for _, words := range want {
					if !strings.Contains(page, words) {
						t.Errorf("the %s has not %q:\n%s", form, words, page)
					}
				}
			}
		})
	}
}

// TestNext checks that the next command is shown if there is one.
func TestNext(t *testing.T) {
	c, _, err := row{calls: list(setFee(mine()))}.checked()
	must(err)
	if strings.Contains(shown(c.View), "to show what the owners sign") {
		t.Error("nobody has given it")
	}
	c.View.Next = "mpool safe hash batch.json"
	if !strings.Contains(shown(c.View), "to show what the owners sign:\n  mpool safe hash batch.json") {
		t.Error("it is not shown")
	}
}
