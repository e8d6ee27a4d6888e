package review

import (
	"strings"
	"testing"

	"mpool/internal/ops"
	"mpool/internal/safe"
)

// TestNames checks that only contracts of trusted pools get names. Other tokens have the symbol that
// they report.
func TestNames(t *testing.T) {
	named := func(set func(*world), calls ...safe.Call) []string {
		w := ordinary(calls...)
		if set != nil {
			set(w)
		}
		c, err := w.check()
		must(err)
		var list []string
		for _, call := range c.View.Calls {
			list = append(list, call.Is)
		}
		return list
	}
	for _, test := range []struct {
		name string
		set  func(*world)
		call safe.Call
		want string
	}{
		{"one's pool", nil, setFee(mine()), "the pool"},
		{"another pool", nil, setFee(other()), ""},
		{"a pool that nobody names", unnamed, setFee(mine()), ""},
		{"the Vault of one's pool", nil, flashLoan(theVault()), "the Vault"},
		{"another Vault", nil, flashLoan(who(0xba)), ""},
		{"the Vault of a pool that nobody names", unnamed, manage(theVault(), move(withdraw, mine(), weth(), ether(1))), ""},
		{"a token of one's pool", nil, transfer(weth(), theSafe(), ether(1)), "token WETH"},
		{"a token of another pool", nil, transfer(theirs(), theSafe(), ether(1)), ""},
		{"any token", nil, transfer(foreign(), theSafe(), ether(1)), "token FOR"},
		{"the Safe, which owns the pool", nil, to(theSafe(), nil), "the owner"},
		{"somebody", nil, to(stranger(), nil), ""},
	} {
		if got := named(test.set, test.call)[0]; got != test.want {
			t.Errorf("%s is %q, want %q", test.name, got, test.want)
		}
	}
	if got := named(nil, transfer(theirs(), theSafe(), ether(1)), manage(theVault(), move(withdraw, other(), theirs(), ether(1)))); got[0] != "token THEIR" {
		t.Errorf("a token of a pool that is mentioned is %q", got[0])
	}
}

// TestClaims checks that the file's description of a call is kept apart from the decoded call.
func TestClaims(t *testing.T) {
	w := ordinary(to(contract(), selector("claim()")), transfer(weth(), theSafe(), ether(1)))
	for i := range w.batch.Calls {
		w.batch.Calls[i].Method = &safe.BatchMethod{Signature: "harmless(uint256)", Inputs: []ops.Arg{{Name: "amount", Value: "5"}}}
	}
	c, err := w.check()
	must(err)
	for i, call := range c.View.Calls {
		if call.Claimed != "harmless(uint256)" || len(call.Inputs) != 1 || call.Number != i+1 {
			t.Errorf("%+v", call)
		}
	}
	page := shown(c.View)
	if strings.Count(page, "the file calls it harmless(uint256)") != 1 || strings.Count(page, "amount = 5") != 1 {
		t.Errorf("of the unknown call alone it is shown what the file says:\n%s", page)
	}
	if page := shown(Markdown{c.View}); strings.Count(page, "the file calls it `harmless(uint256)`") != 1 {
		t.Errorf("the same in Markdown:\n%s", page)
	}
}
