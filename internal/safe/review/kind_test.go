package review

import (
	"math/big"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/bindings/managedpoolfactory"
	"mpool/internal/chain"
	"mpool/internal/ops"
	"mpool/internal/safe"
)

func TestCreations(t *testing.T) { try(t, creationRows()) }

// aFactory is the built-in factory of the chain.
func aFactory() common.Address {
	on, _ := chain.DeploymentOn(1)
	return on.FactoryV2
}

func creation(at, owner, manager common.Address) safe.Call {
	return creationOf(at, owner, manager, weth(), usdc())
}

func creationOf(at, owner, manager common.Address, tokens ...common.Address) safe.Call {
	params := managedpoolfactory.ManagedPoolManagedPoolParams{Name: "New", Symbol: "NEW", AssetManagers: list1(manager, manager)}
	settings := managedpoolfactory.ManagedPoolSettingsManagedPoolSettingsParams{Tokens: tokens, NormalizedWeights: amounts(5e17, 5e17), SwapFeePercentage: bigOf(3e15), ManagementAumFeePercentage: new(big.Int), AumFeeId: bigOf(3)}
	return to(at, managedpoolfactory.NewManagedPoolFactory().PackCreate(params, settings, owner, [32]byte{}))
}

// unsupplied makes the named pool a new one, without BPT.
func unsupplied(w *world) {
	w.node.pools[mine()].Supply.Actual.Raw.Clear()
	w.node.pools[mine()].Supply.Virtual.Raw.Clear()
}

// unfed has no price feed.
func unfed(w *world) { w.plans.fed = nil }

func creationRows() []row {
	make := func(owner, manager common.Address) []safe.Call { return list(creation(aFactory(), owner, manager)) }
	first := list(joinOf(mine(), theSafe(), amounts(0, 1e18, 0), words("nl", bigOf(0), amounts(1e18, 0))))
	joined := gave(moved(mine(), common.Address{}, theSafe(), ether(4)), balancesChanged(mine(), 0, 1e18, 0))
	there := func(w *world) { w.node.contracts = append(w.node.contracts, aFactory()) }
	return []row{
		{name: "a pool of the Safe's own", calls: make(theSafe(), theSafe()), set: there, want: "", near: "creation.owner"},
		{name: "a pool without a manager", calls: make(theSafe(), common.Address{}), set: there, want: "", near: "creation.manager"},
		{name: "a pool of a stranger's", calls: make(stranger(), theSafe()), set: there, want: "refuse creation.owner@1"},
		{name: "a pool of a friend's", calls: make(friend(), theSafe()), set: both(there, trusting(friend())), want: "warn creation.owner@1"},
		{name: "a pool that a stranger manages", calls: make(theSafe(), stranger()), set: there, want: "refuse creation.manager@1"},
		{name: "a factory of a stranger's", calls: list(creation(contract(), theSafe(), theSafe())), want: "refuse creation.factory@1"},
		{name: "a token of a stranger's", calls: list(creationOf(aFactory(), theSafe(), theSafe(), weth(), foreign())), set: both(there, unfed), want: "refuse token.added@1", says: "the new pool has FOR (" + foreign().Hex() + ")"},
		{name: "a token that a feed names", calls: list(creationOf(aFactory(), theSafe(), theSafe(), weth(), foreign())), set: there, want: "", near: "token.added"},
		{name: "a token that --price names", calls: list(creationOf(aFactory(), theSafe(), theSafe(), weth(), foreign())), set: both(there, unfed, prices(foreign().Hex()+"=2 WETH")), want: "", near: "token.added"},
		{name: "a token that a plan names", calls: list(creationOf(aFactory(), theSafe(), theSafe(), weth(), foreign())), set: both(there, unfed), read: ofPlan, want: "refuse token.added@1"},
		{name: "no named pool holds the tokens yet", calls: make(theSafe(), theSafe()), set: both(there, unsupplied), want: "refuse token.added@1", says: "--price \"" + weth().Hex() + "=1 " + usdc().Hex() + "\""},
		{name: "a first join of tokens that no other pool holds", calls: first, set: both(joined, unsupplied), want: "warn vault.trades@1, refuse token.added@1"},
		{name: "a factory that is known", calls: make(theSafe(), theSafe()), set: there, want: "", near: "creation.factory"},
	}
}

// TestKinds checks the headline of trades and creations, with the amounts that they pay and get.
func TestKinds(t *testing.T) {
	coin := common.Address{}
	wraps := func(w *world) { w.node.wrapped = weth() }
	pays := had(coin, tokens(9), tokens(8))
	atPrices := both(prices("WETH=2000 USDC"), had(usdc(), atoms(0), atoms(2000e6)))
	event := gave(swapped(mine(), weth(), usdc(), ether(1), bigOf(2000e6)))
	native := swap{limit: bigOf(1990e6), coin: true}.call()
	native.Value = tokens(1)
	steps := batchSwap(theSafe(), list1(coin, usdc()), []*big.Int{ether(1), big.NewInt(-1990e6)}, mine())
	steps.Value = tokens(1)
	for _, test := range []struct {
		row
		head string
	}{
		{row{name: "a swap", calls: list(swap{}.call()), set: both(event, atPrices, had(weth(), tokens(5), tokens(4)))}, "pay 1 WETH, get 2,000 USDC (at least 1,990); at the given prices, 2,000 for 2,000 USDC; OK to sign, with warnings"},
		{row{name: "a swap of the coin", calls: list(native), set: both(wraps, event, atPrices, pays)}, "pay 1 ETH, get 2,000 USDC (at least 1,990); at the given prices, 2,000 for 2,000 USDC; OK to sign, with warnings"},
		{row{name: "a swap of the coin, for what another wraps", calls: list(native), set: both(event, atPrices, pays)}, "[call.value]"},
		{row{name: "steps with the coin", calls: list(steps), set: both(wraps, event, atPrices, pays)}, "pay 1 ETH (at most 1), get 2,000 USDC (at least 1,990); at the given prices, 2,000 for 2,000 USDC; OK to sign, with warnings"},
		{row{name: "a creation", calls: list(creation(aFactory(), theSafe(), theSafe())), set: func(w *world) { w.node.contracts = append(w.node.contracts, aFactory()) }}, "create pool New with 50% WETH (" + weth().Hex() + "), 50% USDC (" + usdc().Hex() + "), swap fee 0.3%; OK to sign"},
		{row{name: "a swap that is not simulated", calls: list(swap{}.call()), set: becomes(func(o *chain.SafeOutcome) { o.Why = "no" })}, "the simulation does not show what the trade gave"},
		{row{name: "a join that pools do not have", calls: list(joinOf(mine(), theSafe(), amounts(1, 2), words("n", bigOf(9))))}, "do not sign"},
	} {
		c, _, err := test.checked()
		if err != nil {
			t.Fatalf("%s: %v", test.name, err)
		}
		_ = c.Verdict()
		if head := c.View.Head().String(); !strings.Contains(head, test.head) {
			t.Errorf("%s: %q, want %q", test.name, head, test.head)
		}
	}
}

// TestFirstJoin checks that the first join of an empty pool is worth what it pays in, with and without
// prices.
func TestFirstJoin(t *testing.T) {
	join := list(joinOf(mine(), theSafe(), amounts(0, 1e18, 2000e6), words("nl", bigOf(0), amounts(1e18, 2000e6))))
	bpt, least := tokens(100), atoms(1e6)
	set := func(held uint64, swaps, joins bool) func(*world) {
		return both(gave(moved(mine(), common.Address{}, theSafe(), bigOf(9e18)), moved(mine(), common.Address{}, theSafe(), bpt.ToBig()), moved(mine(), theSafe(), theVault(), bigOf(9e18)), balancesChanged(mine(), 9e18, 1e18, 2000e6)),
			had(weth(), tokens(5), tokens(4)), had(usdc(), atoms(2000e6), atoms(0)), had(mine(), atoms(0), bpt), func(w *world) {
				before := w.node.pools[mine()]
				before.Supply.Actual.Raw.Clear()
				before.Supply.Virtual.Raw.Clear()
				w.node.after = func(s *ops.Snapshot) error {
					s.Supply.Actual.Raw.Add(&bpt, &least)
					s.Pool.SwapEnabled, s.Pool.MustAllowlistLPs = swaps, !joins
					s.Tokens[0].Cash.Raw, s.Tokens[1].Cash.Raw = tokens(1), atoms(held)
					s.Tokens[0].Managed.Raw.Clear()
					return nil
				}
			})
	}
	for _, test := range []struct {
		name   string
		prices []string
		held   uint64
		swaps  bool
		joins  bool
		want   string
	}{
		{"without prices", nil, 2000e6, false, false, "warn safe.value: the Safe gives 1 WETH and 2,000 USDC and gets 100 BPT: that is all of the pool's BPT, so what it pays in stays its own while the pool is closed"},
		{"without prices, and swaps are on", nil, 2000e6, true, false, "and afterwards swaps are on: without outside prices mpool cannot say what others could take"},
		{"without prices, and anyone can join", nil, 2000e6, false, true, "refuse safe.value: the Safe gives 1 WETH and 2,000 USDC and gets 100 BPT: the amounts set the pool's prices, and afterwards anyone can join and exit"},
		{"without prices, and the pool holds less", nil, 1000e6, false, false, "there is no price for"},
		{"with prices", []string{weth().Hex() + "=2000 " + usdc().Hex()}, 2000e6, true, true, "at the given prices, 4,000 for 4,000 USDC"},
		{"with prices that are not the pool's", []string{weth().Hex() + "=4000 " + usdc().Hex()}, 2000e6, true, true, "at the given prices, 5,656.85"},
	} {
		c, _, err := row{calls: join, set: both(set(test.held, test.swaps, test.joins), prices(test.prices...))}.checked()
		if err != nil {
			t.Fatal(err)
		}
		if got := inFull(c.View); !strings.Contains(got, test.want) {
			t.Errorf("%s: no %q in %s", test.name, test.want, got)
		}
	}
}
