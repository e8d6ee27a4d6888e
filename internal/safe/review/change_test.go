package review

import (
	"encoding/hex"
	"strings"
	"testing"

	"mpool/internal/ops"
	"mpool/internal/safe"
)

// TestChanges: the first line names each call as its plan does, and at most a line of them.
func TestChanges(t *testing.T) {
	many := list(swapsOf(mine(), false), swapsOf(mine(), true), transfer(weth(), theSafe(), ether(1)), transfer(weth(), theSafe(), ether(2)), feeDown(mine()), to(contract(), selector("claim()")))
	for _, test := range []struct {
		name  string
		calls []safe.Call
		want  string
	}{
		{"weights have a duration", list(weights(mine(), 6000, 4000)), "WETH 50% → 60%, USDC 50% → 40% from 2023-11-14 22:15 UTC over 2 days"},
		{"two operations", list(feeDown(mine()), swapsOf(mine(), false)), "swap fee 0.3% → 0.01% from 2023-11-14 22:15 UTC over 1 hour; swaps on → off"},
		{"tokens that are sent", list(transfer(weth(), friend(), ether(3))), "send 3 WETH to " + friend().Hex()},
		{"tokens of somebody else", list(transferFrom(weth(), friend(), theSafe(), ether(3))), "send 3 WETH of " + friend().Hex() + " to " + theSafe().Hex()},
		{"an allowance", list(approve(weth(), friend(), ether(3))), "let " + friend().Hex() + " take 3 WETH"},
		{"coins", list(coins(friend(), tokens(1))), "send 1 of the native token to " + friend().Hex()},
		{"what nobody knows", list(to(contract(), selector("claim()"))), "an unknown call to " + contract().Hex()},
		{"a function of the Vault", list(relay(theSafe(), friend(), true)), "call setRelayerApproval of the Vault"},
		{"nothing", list(safe.Call{To: theSafe()}), "use up the nonce with a transaction that does nothing"},
		{"more than a line", many, "; and "},
	} {
		c, _, err := row{calls: test.calls}.checked()
		must(err)
		if got := Changes(c.View.Calls, c.View.Pools); got != test.want && (test.name != "more than a line" || !strings.Contains(got, test.want)) {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

// TestWarnedFirst: what is warned of stands in the first line, however many calls come before it.
func TestWarnedFirst(t *testing.T) {
	var calls []Call
	for i := range 9 {
		calls = append(calls, Call{Number: i + 1, Summary: strings.Repeat(hex.EncodeToString([]byte{byte(i)}), 10)})
	}
	calls[7].Summary, calls[7].Findings = "the one", []ops.Finding{{Severity: ops.Warn}}
	got := Changes(calls, nil)
	if parts := strings.Split(got, "; "); len(parts) != mostChanges+1 || parts[3] != "the one" || parts[4] != "and 5 more calls" {
		t.Errorf("%q", got)
	}
	calls[0].Summary = strings.Repeat("long", mostLetters)
	calls[7].Findings = nil
	if got := Changes(calls, nil); !strings.HasSuffix(got, "long; and 8 more calls") {
		t.Errorf("%q", got)
	}
}
