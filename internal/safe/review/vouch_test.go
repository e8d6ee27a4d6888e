package review

import (
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/failure"
	"mpool/internal/safe"
)

// vouches are batches that nothing forbids, and whether mpool vouches for them.
func vouches() []verdict {
	claim := list(to(contract(), selector("claim()")))
	edited := func(w *world) { w.batch.Checksum = safe.ChecksumWrong }
	const no = "check.unvouched"
	nobody := func(w *world) { w.batch.Safe = common.Address{} }
	given := func(w *world) { w.of = theSafe() }
	fromConfig := func(w *world) { w.settings.From = theSafe() }
	stops := func(w *world) { w.safe().Version = "2.0.0" }
	elsewhere := func(w *world) {
		w.node.pools[mine()].Pool.Owner = friend()
		for i := range w.node.pools[mine()].Tokens {
			w.node.pools[mine()].Tokens[i].AssetManager = friend()
		}
	}
	sell := both(gave(swapped(mine(), weth(), usdc(), ether(1), bigOf(2000e6))), prices("WETH=2000 USDC"), had(weth(), tokens(5), tokens(4)), had(usdc(), atoms(0), atoms(2000e6)))
	create := list(creation(aFactory(), theSafe(), theSafe()))
	factory := func(w *world) { w.node.contracts = append(w.node.contracts, aFactory()) }
	return []verdict{
		{row{name: "an operation", calls: list(setFee(mine())), near: no}, 0, "", "OK to sign: no problems found"},
		{row{name: "a token of the pool's, to the Safe", calls: list(received())}, 0, "", ""},
		{row{name: "a call that nobody knows", calls: claim}, failure.Refused, no, "mpool cannot vouch for it: mpool does not know what transaction 1 of 1 will do; sign only"},
		{row{name: "two of them", calls: list(setFee(mine()), claim[0], claim[0])}, failure.Refused, no, "what transactions 2, 3 of 3 will do"},
		{row{name: "one of whom the user names", calls: claim, set: trusting(contract())}, 0, "", ""},
		{row{name: "a token that no pool has", calls: list(transfer(foreign(), theSafe(), ether(1)))}, failure.Refused, no, ""},
		{row{name: "nobody is there", calls: list(to(who(0x77), selector("claim()")))}, failure.Refused, no, "no effect: mpool cannot vouch for it"},
		{row{name: "a wrong checksum", calls: list(setFee(mine())), set: edited}, failure.Refused, no, "the checksum is wrong: the file was changed after it was written"},
		{row{name: "a fee that it has", calls: list(swapsOf(mine(), true))}, failure.Refused, "nothing", "no effect: do not sign"},
		// whose Safe it is, and whether its transaction was simulated
		{row{name: "an operation for nobody", calls: list(setFee(mine())), set: nobody, near: "nothing"}, 0, "", "OK to sign, with warnings"},
		{row{name: "a swap for nobody", calls: list(swap{limit: bigOf(0)}.call()), set: nobody}, failure.Refused, no, "nobody names the Safe, so its receivers, limits and losses are not checked"},
		{row{name: "a payment to the pool's owner by nobody", calls: list(setFee(mine()), transfer(weth(), theSafe(), ether(1))), set: nobody}, failure.Refused, no, "nobody names the Safe"},
		{row{name: "a creation by nobody", calls: create, set: both(factory, nobody)}, failure.Refused, no, "nobody names the Safe"},
		{row{name: "a creation by the pool's owner", calls: create, set: factory}, 0, "", "OK to sign"},
		{row{name: "a creation", calls: create, set: both(factory, elsewhere)}, failure.Refused, no, "only the file names the Safe"},
		{row{name: "a creation for one's Safe", calls: create, set: both(factory, elsewhere, given)}, 0, "", "OK to sign"},
		{row{name: "an operation that is not simulated", calls: list(setFee(mine())), set: stops}, 0, "", "no problems found, but"},
		{row{name: "a swap that is not simulated", calls: list(swap{limit: bigOf(0)}.call()), set: stops}, failure.Refused, no, "the Safe's transaction was not simulated, so its limits and losses are not checked"},
		{row{name: "a swap of the pool's owner", calls: list(swap{}.call()), set: sell}, 0, "", "OK to sign, with warnings"},
		{row{name: "a payment to a Safe that only the file names", calls: list(transfer(weth(), theSafe(), ether(1))), set: elsewhere}, failure.Refused, no, "only the file names the Safe " + theSafe().Hex()},
		{row{name: "a Safe that only the file names", calls: list(swap{}.call()), set: both(sell, elsewhere)}, failure.Refused, no, "only the file names the Safe " + theSafe().Hex()},
		{row{name: "a Safe that the user names", calls: list(swap{}.call()), set: both(sell, elsewhere, given)}, 0, "", "OK to sign, with warnings"},
		{row{name: "a Safe that is the configured sender", calls: list(swap{}.call()), set: both(sell, elsewhere, fromConfig)}, 0, "", "OK to sign, with warnings"},
		{row{name: "a Safe that manages a token", calls: list(swap{}.call()), set: both(sell, elsewhere, managing(theSafe()))}, 0, "", "OK to sign, with warnings"},
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
