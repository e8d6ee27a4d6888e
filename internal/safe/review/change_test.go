package review

import (
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/decode"
	"mpool/internal/ops"
	"mpool/internal/safe"
	"mpool/internal/safe/deed"
	"mpool/internal/units"
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

// TestUntoldOfPlan: the same for a plan.
func TestUntoldOfPlan(t *testing.T) {
	for pairs, refused := range map[int]bool{6: false, 7: true} {
		series := ops.Series{}
		for i := range pairs {
			series.Parts = append(series.Parts, ops.Nested{Operation: ops.SetSwapFee{Fee: units.FixedFrom(uint64(i+1) * 1e16), Until: theBlock().Time + 3600}}, ops.Nested{Operation: ops.SetSwaps{Enabled: i%2 == 1}})
		}
		w := ordinary(setFee(mine()))
		p := planned(w)
		p.Plan.Operation = series
		c, err := w.inspect(p)
		if must(err); c.View.has("batch.calls") != refused {
			t.Errorf("%d pairs: %s", pairs, said(c.View))
		}
	}
}

// TestChangeOfCalls checks the words of a call by what is known of it, the first of which counts.
func TestChangeOfCalls(t *testing.T) {
	create := deed.Create{Title: "New", Tokens: list1(weth(), usdc()), SwapFee: atoms(3e15)}
	at := func(change func(*Call)) Call {
		c := doing(contract(), nil)
		c.Data = []byte{1}
		change(&c)
		return c
	}
	for _, test := range []struct {
		name string
		call Call
		want string
	}{
		{"a summary", at(func(c *Call) { c.Summary, c.Recognised = "swap fee 1%", "fee-set" }), "swap fee 1%"},
		{"another call of an operation", at(func(c *Call) { c.Recognised, c.Kind = "fee-set", "swap" }), ""},
		{"a creation", at(func(c *Call) { c.does, c.Kind = create, "create" }), "create pool New with " + weth().Hex() + ", " + usdc().Hex() + ", swap fee 0.3%"},
		{"a creation at an unknown factory", at(func(c *Call) { c.does, c.Call = create, &decode.Call{Function: "create()"} }), "call create of " + contract().Hex()},
		{"a trade that is not shown", at(func(c *Call) { c.does, c.Kind = deed.Swap{}, "swap" }), "swap"},
		{"an empty call of the Safe", at(func(c *Call) { c.Findings = one(ops.Note, voidsNonce, "x") }), "use up the nonce with a transaction that does nothing"},
		{"a known function of the Vault", at(func(c *Call) { c.Call, c.Is = &decode.Call{Function: "flashLoan(address)"}, "the Vault" }), "call flashLoan of the Vault"},
		{"an unknown call", at(func(*Call) {}), "an unknown call to " + contract().Hex()},
		{"an empty call", at(func(c *Call) { c.Data = nil }), "an empty call to " + contract().Hex()},
	} {
		if got := test.call.change(); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

// TestPlainAmounts: more than any token has is any amount, and tokens of others are named as theirs.
func TestPlainAmounts(t *testing.T) {
	book := decode.NewBook(poolAt(mine()))
	most := new(uint256.Int).Lsh(uint256.NewInt(1), mostBits)
	if got := shortAmount(book, weth(), *most); got != "any amount of WETH ("+weth().Hex()+")" {
		t.Error(got)
	}
	if got := shortAmount(book, weth(), *most.Sub(most, uint256.NewInt(1))); strings.HasPrefix(got, "any") {
		t.Error(got)
	}
	for _, test := range []struct {
		own, from common.Address
		want      string
	}{{theSafe(), theSafe(), ""}, {theSafe(), common.Address{}, ""}, {theSafe(), friend(), " of " + friend().Hex()}, {common.Address{}, common.Address{}, ""}} {
		if got := notOwn(test.own, test.from); got != test.want {
			t.Errorf("%s of %s: %q", test.own, test.from, got)
		}
	}
	calls := []Call{doing(friend(), nil), doing(friend(), nil), doing(weth(), deed.Transfer{From: theSafe(), To: friend(), Amount: tokens(2)})}
	calls[0].Value, calls[1].Value, calls[1].Data = units.Wei(tokens(1)), units.Wei(tokens(1)), []byte{1}
	tellPlain(calls, book, theSafe())
	for i, want := range []string{"send 1 of the native token to " + friend().Hex(), "", "send 2 WETH to " + friend().Hex()} {
		if calls[i].Summary != want {
			t.Errorf("call %d: %q, want %q", i, calls[i].Summary, want)
		}
	}
}

// TestOnlyTrades: allowances beside trades need no other first line; alone they do.
func TestOnlyTrades(t *testing.T) {
	let, swap, other := Call{does: deed.Approve{}}, Call{does: deed.Swap{}, Kind: "swap"}, Call{does: deed.Transfer{}}
	for _, test := range []struct {
		name  string
		calls []Call
		want  bool
	}{
		{"a trade", []Call{swap}, true}, {"an allowance and a trade", []Call{let, swap}, true}, {"a trade and an allowance", []Call{swap, let}, true},
		{"an allowance", []Call{let}, false}, {"a trade and a transfer", []Call{swap, other}, false}, {"nothing", nil, false},
	} {
		if got := (&View{Calls: test.calls}).onlyTradesAndAllowances(); got != test.want {
			t.Errorf("%s: %v", test.name, got)
		}
	}
	for want, call := range map[string]Call{"transfer": other, "swap": swap, "": let} {
		if got := call.countedAs(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
