package review

import (
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/safe"
)

// TestEarned checks that gains outside a trade do not hide a bad price.
func TestEarned(t *testing.T) { try(t, earnedRows()) }

func earnedRows() []row {
	const bad = "refuse safe.value, warn vault.trades@1"
	good := "note safe.value, warn vault.trades@1"
	minted := func(n uint64) func(*world) { return told(moved(mine(), common.Address{}, theSafe(), ether(n))) }
	leaves := func(bpt uint64) func(*world) {
		return both(told(moved(mine(), theSafe(), common.Address{}, ether(bpt)), balancesChanged(mine(), 0, -1e18, 0)), had(weth(), atoms(0), tokens(1)))
	}
	joins := func(bpt uint64) func(*world) {
		return both(told(moved(mine(), common.Address{}, theSafe(), ether(bpt)), balancesChanged(mine(), 0, 1e18, 0)), had(weth(), tokens(5), tokens(4)))
	}
	exit := func(bpt uint64) []safe.Call {
		return list(exitOf(mine(), theSafe(), amounts(0, 1e18, 0), words("nnn", bigOf(0), ether(bpt), bigOf(0))))
	}
	join := func(bpt uint64) []safe.Call {
		return list(joinOf(mine(), theSafe(), amounts(0, 1e18, 0), words("nln", bigOf(1), amounts(1e18, 0), ether(bpt))))
	}
	weth2000 := prices("WETH=2000 USDC")
	return []row{
		{name: "an exit behind a fee", calls: exit(25), set: both(minted(47), leaves(25), had(mine(), tokens(100), tokens(122)), weth2000), want: bad, says: "the Safe gives 25 "},
		{name: "an exit of as much as the fee", calls: exit(25), set: both(minted(25), leaves(25), weth2000), want: bad, says: "the Safe gives 25 "},
		{name: "an exit behind a fee, without prices", calls: exit(25), set: both(minted(47), leaves(25), had(mine(), tokens(100), tokens(122))), want: bad},
		{name: "a good exit behind a fee", calls: exit(5), set: both(minted(47), leaves(5), had(mine(), tokens(100), tokens(142)), weth2000), want: good, says: "the Safe gives 5 "},
		{name: "an exit of more than the fee", calls: exit(25), set: both(minted(20), leaves(25), had(mine(), tokens(100), tokens(95)), weth2000), want: bad, says: "the Safe gives 25 "},
		{name: "a join behind a fee", calls: join(2), set: both(minted(40), joins(2), had(mine(), tokens(0), tokens(42)), weth2000), want: bad, says: "gets 2 "},
		{name: "a good join behind a fee", calls: join(5), set: both(minted(40), joins(5), had(mine(), tokens(0), tokens(45)), weth2000), want: good, says: "gets 5 "},
		{name: "an exit behind a fee, and an allowance of a token of no pool", calls: append(exit(25), approve(foreign(), friend(), bigOf(1))),
			set:  both(trusting(friend()), minted(47), leaves(25), had(mine(), tokens(100), tokens(122)), weth2000),
			want: "refuse safe.loses, warn vault.trades@1, warn token.foreign@2, warn approval.stays@2"},
		{name: "a swap beside a withdrawal by the asset manager", calls: list(swap{limit: bigOf(1000e6)}.call(), manage(theVault(), move(withdraw, mine(), weth(), ether(5)))),
			set:  both(told(swapped(mine(), weth(), usdc(), ether(1), bigOf(1000e6)), managed(theVault(), theSafe(), weth(), -5e18)), had(weth(), atoms(0), tokens(4)), had(usdc(), atoms(0), atoms(1000e6)), weth2000),
			want: bad + ", note withdraw.to@2", says: "the Safe gives 1 WETH"},
		{name: "a swap beside what is taken from an account", calls: list(swap{limit: bigOf(1000e6)}.call(), transferFrom(weth(), stranger(), theSafe(), ether(5))),
			set:  both(told(swapped(mine(), weth(), usdc(), ether(1), bigOf(1000e6)), moved(weth(), stranger(), theSafe(), ether(5))), had(weth(), atoms(0), tokens(4)), had(usdc(), atoms(0), atoms(1000e6)), weth2000),
			want: bad, says: "the Safe gives 1 WETH"},
	}
}
