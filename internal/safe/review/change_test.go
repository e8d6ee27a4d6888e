package review

import (
	"strings"
	"testing"

	"mpool/internal/safe"
)

// TestChanges: the first line names each call as its plan does.
func TestChanges(t *testing.T) {
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
		{"in the order of the calls", list(swapsOf(mine(), false), feeDown(mine()), swapsOf(mine(), true)), "swaps on → off; swaps off → on, swap fee 0.3% → 0.01% from 2023-11-14 22:15 UTC over 1 hour"},
	} {
		c, _, err := row{calls: test.calls}.checked()
		must(err)
		if got := Changes(c.View.Calls, c.View.Pools); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

// TestUntold: no call can be pushed out of the first line of a batch that is fine to sign.
func TestUntold(t *testing.T) {
	var calls []safe.Call
	for i := range 14 {
		calls = append(calls, to(contract(), []byte{1, 2, 3, byte(i)}))
	}
	calls = append(calls, feeDown(mine()))
	for i := range calls[:14] {
		calls[i].To[0] = byte(i)
	}
	c, _, err := row{calls: calls}.checked()
	must(err)
	if f := c.Objection(); f == nil || !c.View.has("batch.calls") {
		t.Error(f, c.View.Findings)
	}
	var sends []safe.Call
	for i := range 20 {
		sends = append(sends, transfer(weth(), theSafe(), ether(uint64(i+1))))
	}
	if c, _, err = (row{calls: sends}).checked(); err != nil || c.View.has("batch.calls") {
		t.Error(err, c.View.Findings)
	}
	if got := Changes(c.View.Calls, nil); !strings.HasSuffix(got, " and 19 more transfers") {
		t.Error(got)
	}
}
