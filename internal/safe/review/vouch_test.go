package review

import (
	"strings"
	"testing"

	"mpool/internal/failure"
	"mpool/internal/safe"
)

// vouches are batches that nothing forbids, and whether mpool vouches for them.
func vouches() []verdict {
	claim := list(to(contract(), selector("claim()")))
	edited := func(w *world) { w.batch.Checksum = safe.ChecksumWrong }
	const no = "check.unvouched"
	return []verdict{
		{row{name: "an operation", calls: list(setFee(mine())), near: no}, 0, "", "OK to sign: no problems found"},
		{row{name: "a token of the pool's, to the Safe", calls: list(transfer(weth(), theSafe(), ether(1)))}, 0, "", ""},
		{row{name: "a call that nobody knows", calls: claim}, failure.Refused, no, "mpool cannot vouch for it: mpool does not know what transaction 1 of 1 will do; sign only"},
		{row{name: "two of them", calls: list(setFee(mine()), claim[0], claim[0])}, failure.Refused, no, "what transactions 2, 3 of 3 will do"},
		{row{name: "one of whom the user names", calls: claim, set: trusting(contract())}, 0, "", ""},
		{row{name: "a token that no pool has", calls: list(transfer(foreign(), theSafe(), ether(1)))}, failure.Refused, no, ""},
		{row{name: "nobody is there", calls: list(to(who(0x77), selector("claim()")))}, failure.Refused, no, "no effect: mpool cannot vouch for it"},
		{row{name: "a wrong checksum", calls: list(setFee(mine())), set: edited}, failure.Refused, no, "the checksum is wrong: the file was changed after it was written"},
		{row{name: "a fee that it has", calls: list(swapsOf(mine(), true))}, failure.Refused, "nothing", "no effect: do not sign"},
	}
}

// TestUnvouched checks that a check fails for a batch that mpool cannot vouch for.
func TestUnvouched(t *testing.T) {
	for _, test := range vouches() {
		c, _, err := test.checked()
		if err != nil {
			t.Fatal(err)
		}
		if f := c.Verdict(); f != nil {
			t.Fatalf("%s: %v", test.name, f)
		}
		if exit, code := codesOf(c.Unvouched()); exit != test.exit || code != test.code {
			t.Errorf("%s: exit %d %s, want %d %s", test.name, exit, code, test.exit, test.code)
		}
		if !strings.Contains(c.View.Advice, test.advice) {
			t.Errorf("%s: it says %q, want %q", test.name, c.View.Advice, test.advice)
		}
		c.Flags.AnyChecksum = true
		if c.Unvouched() != nil && c.View.Checksum == safe.ChecksumWrong {
			t.Errorf("%s: a checksum that is accepted is refused", test.name)
		}
	}
}
