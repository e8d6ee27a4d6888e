package review

import (
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/ops"
	"mpool/internal/ops/assetmanager"
	"mpool/internal/ops/trade"
	"mpool/internal/planner"
	"mpool/internal/planview"
	"mpool/internal/safe"
)

func TestPlanned(t *testing.T) { try(t, plannedRows()) }

// planned is a proposal with the row's calls.
func planned(w *world) *planner.Proposal {
	plan := &ops.Plan{Predicted: w.node.pools[mine()]}
	for _, call := range w.batch.Calls {
		plan.Calls = append(plan.Calls, ops.Call{From: theSafe(), To: call.To, Data: call.Data, Value: call.Value})
	}
	return &planner.Proposal{Before: w.node.pools[mine()], Plan: plan, View: &planview.View{Operation: "operation", Pool: planview.Pool{Address: mine()}}}
}

// plannedRows test the accounts in a plan: its file can come from anybody.
func plannedRows() []row {
	const refused, warned = "refuse approval.stays@1", "warn approval.stays@1"
	exact := words("nln", bigOf(1), amounts(1e18, 0), ether(4))
	joined := gave(moved(mine(), common.Address{}, theSafe(), ether(4)), balancesChanged(mine(), 0, 1e18, 0))
	rows := []row{
		{name: "an operation", calls: list(setFee(mine())), want: ""},
		{name: "an allowance for the Vault", calls: list(approve(weth(), theVault(), ether(1))), want: warned, near: "approval.unlimited"},
		{name: "an allowance for a stranger", calls: list(approve(weth(), stranger(), ether(1))), want: refused, says: stranger().Hex() + " can take the tokens at any time"},
		{name: "an allowance of nothing for a stranger", calls: list(approve(weth(), stranger(), bigOf(0))), want: "", near: "approval.stays"},
		{name: "an allowance for a recipient", calls: list(approve(weth(), friend(), ether(1))), set: trusting(friend()), want: warned},
		{name: "an allowance that is raised for a stranger", calls: list(increase(weth(), stranger(), ether(1))), want: refused},
		{name: "an allowance of all for a stranger", calls: list(approve(weth(), stranger(), allOnes().ToBig())), want: "refuse approval.unlimited@1"},
		{name: "an allowance of all for the Vault", calls: list(approve(weth(), theVault(), allOnes().ToBig())), want: "refuse approval.unlimited@1"},
		{name: "an allowance that a deposit spends", calls: list(approve(weth(), theVault(), ether(1)), manage(theVault(), move(deposit, mine(), weth(), ether(1)))), want: "", near: "approval.stays"},
		// who is trusted: the file cannot say it
		{name: "a first join where a stranger manages a token", calls: list(joinOf(mine(), theSafe(), amounts(0, 1e18, 0), words("nl", bigOf(0), amounts(1e18, 0)))), set: both(joined, managing(stranger())), want: "refuse init.manager@1"},
		{name: "a first join where a named account manages a token", calls: list(joinOf(mine(), theSafe(), amounts(0, 1e18, 0), words("nl", bigOf(0), amounts(1e18, 0)))), set: both(joined, managing(friend()), trusting(friend())), want: "warn init.manager@1"},
		{name: "a join after a stranger's first join with dust, where a stranger manages a token", calls: list(joinOf(mine(), theSafe(), amounts(0, 1e18, 0), exact)), set: both(joined, dusty, managing(stranger())), want: "refuse init.manager@1, refuse token.added@1"},
		{name: "and a stranger owns it", calls: list(joinOf(mine(), theSafe(), amounts(0, 1e18, 0), exact)), set: both(joined, dusty, prices(weth().Hex()+"=2000 "+usdc().Hex()), owned(stranger())), want: "refuse init.owner@1, warn trust.exits@1"},
		{name: "a join of a stranger's pool in which the Safe has BPT", calls: list(joinOf(mine(), theSafe(), amounts(0, 1e18, 0), exact)), set: both(joined, owned(stranger())), want: "refuse trust.owner@1, warn trust.exits@1", near: "init.owner"},
		{name: "and its tokens are known by symbols only", calls: list(joinOf(mine(), theSafe(), amounts(0, 1e18, 0), exact)), set: both(joined, dusty, prices("WETH=2000 USDC")), want: "refuse token.added@1", says: "into which the Safe makes its first deposit"},
		{name: "and its tokens are known by their addresses", calls: list(joinOf(mine(), theSafe(), amounts(0, 1e18, 0), exact)), set: both(joined, dusty, prices(weth().Hex()+"=2000 "+usdc().Hex())), want: "", near: "token.added"},
		{name: "a join into a pool half of which a stranger reports", calls: list(joinOf(mine(), theSafe(), amounts(0, 1e18, 0), exact)), set: both(joined, managing(stranger()), reporting), want: "refuse trust.manager@1, refuse trust.reported@1"},
		{name: "a function of the Safe itself", calls: list(to(theSafe(), selector("changeThreshold(uint256)"))), want: "refuse call.safe@1"},
		{name: "a deposit into the pool", calls: list(manage(theVault(), move(deposit, mine(), weth(), ether(1)))), want: ""},
		{name: "a deposit into another pool", calls: list(manage(theVault(), move(deposit, other(), weth(), ether(1)))), want: "refuse pool.other@1"},
		{name: "two deposits into another pool", calls: list(manage(theVault(), move(deposit, other(), weth(), ether(1)), move(deposit, other(), usdc(), bigOf(2e6)))), want: "refuse pool.other@1", says: "it deposits 1 WETH and 2 USDC into"},
		{name: "a manager that is a stranger", calls: list(addToken(mine(), foreign(), stranger(), bigOf(0), theSafe())), want: "refuse token.manager@1, warn token.added@1"},
		{name: "a mint for a stranger", calls: list(addToken(mine(), foreign(), theSafe(), ether(1), stranger())), want: "refuse token.mint@1, warn token.added@1, refuse deposit.missing@1"},
		{name: "the pool of the plan, that nobody names", calls: list(setFee(mine())), set: unnamed, want: "warn pool.unnamed"},
		// who receives: the file says it
		{name: "a swap for a stranger", calls: list(swap{recipient: stranger()}.call()), set: gave(swapped(mine(), weth(), usdc(), ether(1), bigOf(2000e6))), want: "refuse vault.sends@1", says: "it sends the output of a swap to " + stranger().Hex()},
		{name: "a swap for a recipient", calls: list(swap{recipient: friend()}.call()), set: both(gave(swapped(mine(), weth(), usdc(), ether(1), bigOf(2000e6))), trusting(friend())), want: "warn vault.sends@1"},
		{name: "a join for a stranger", calls: list(joinOf(mine(), stranger(), amounts(0, 1e18, 0), exact)), set: gave(moved(mine(), common.Address{}, stranger(), ether(4)), balancesChanged(mine(), 0, 1e18, 0)), want: "refuse vault.sends@1", says: "the BPT for tokens that the Safe adds to"},
		{name: "internal balances for a stranger", calls: list(userBalance(theVault(), userOp(depositInternal, weth(), ether(1), stranger()))), want: "refuse vault.sends@1"},
		{name: "internal balances of the Safe", calls: list(userBalance(theVault(), userOp(depositInternal, weth(), ether(1), theSafe()))), want: "", near: "vault.sends"},
		{name: "a swap for a recipient, at the given price", calls: list(swap{recipient: friend()}.call()), set: both(gave(swapped(mine(), weth(), usdc(), ether(1), bigOf(2000e6)), moved(usdc(), theVault(), friend(), bigOf(2000e6))), trusting(friend()), prices("WETH=2000 USDC"), had(weth(), tokens(5), tokens(4))), want: "note safe.value, warn vault.sends@1", says: "the Safe gives 1 WETH and it and its recipients get 2,000 USDC"},
		{name: "a swap for a recipient, far from the given price", calls: list(swap{recipient: friend()}.call()), set: both(gave(swapped(mine(), weth(), usdc(), ether(1), bigOf(2000e6)), moved(usdc(), theVault(), friend(), bigOf(2000e6))), trusting(friend()), prices("WETH=4000 USDC"), had(weth(), tokens(5), tokens(4))), want: "refuse safe.value, warn vault.sends@1"},
		{name: "a swap for somebody else, at the given price", calls: list(swap{recipient: stranger()}.call()), set: both(gave(swapped(mine(), weth(), usdc(), ether(1), bigOf(2000e6)), moved(usdc(), theVault(), stranger(), bigOf(2000e6))), prices("WETH=2000 USDC"), had(weth(), tokens(5), tokens(4))), want: "refuse safe.value, refuse vault.sends@1"},
		{name: "a relayer in a plan", calls: list(relay(theSafe(), stranger(), true)), want: "refuse vault.relayer@1"},
		{name: "a created pool with another owner", calls: list(creation(aFactory(), stranger(), common.Address{})), want: "refuse creation.owner@1"},
		{name: "a created pool with another manager", calls: list(creation(aFactory(), theSafe(), stranger())), want: "refuse creation.manager@1"},
		{name: "a created pool of the Safe", calls: list(creation(aFactory(), theSafe(), theSafe())), want: "", near: "creation.owner"},
		{name: "a gas price", calls: list(setFee(mine())), set: signs(func(tx *safe.Transaction) { tx.GasPrice = atoms(1) }), want: "refuse safe.refund"},
		// limits and values of trades: the file says them
		{name: "a swap at a limit of nothing", calls: list(swap{limit: bigOf(0)}.call()), set: gave(swapped(mine(), weth(), usdc(), ether(1), bigOf(2000e6))), want: "refuse trade.limit@1"},
		{name: "a swap at a near limit", calls: list(swap{}.call()), set: gave(swapped(mine(), weth(), usdc(), ether(1), bigOf(2000e6))), want: "", near: "trade.limit"},
		{name: "a swap without outside prices", calls: list(swap{}.call()), set: both(gave(swapped(mine(), weth(), usdc(), ether(1), bigOf(2000e6))), had(weth(), tokens(5), tokens(4)), had(usdc(), atoms(0), atoms(2000e6))), want: "refuse safe.value", says: "there is no price for "},
		{name: "a swap that is not simulated", calls: list(swap{}.call()), set: becomes(func(o *chain.SafeOutcome) { o.Why = "no" }), want: "warn safe.untried, refuse trade.limit@1"},
		{name: "a swap far from the given price", calls: list(swap{}.call()), set: both(gave(swapped(mine(), weth(), usdc(), ether(1), bigOf(2000e6))), prices("WETH=4000 USDC"), had(weth(), tokens(5), tokens(4)), had(usdc(), atoms(0), atoms(2000e6))), want: "refuse safe.value"},
		{name: "a swap at the given price", calls: list(swap{}.call()), set: both(gave(swapped(mine(), weth(), usdc(), ether(1), bigOf(2000e6))), prices("WETH=2000 USDC"), had(weth(), tokens(5), tokens(4)), had(usdc(), atoms(0), atoms(2000e6))), want: "note safe.value"},
		{name: "what mpool does not know is not said again", calls: list(to(contract(), selector("claim()"))), want: ""},
	}
	for i := range rows {
		rows[i].read = ofPlan
	}
	return rows
}

// TestPlanIsNotSuspected checks that no rights are searched by a plan's calldata, because mpool made
// it, and that its preview appears once.
func TestPlanIsNotSuspected(t *testing.T) {
	w := ordinary(to(contract(), append(selector("f(address)"), common.LeftPadBytes(stranger().Bytes(), 32)...)))
	p := planned(w)
	p.View.Changes = []ops.Change{{Label: "x"}}
	c, err := w.inspect(p)
	if err != nil || len(w.node.trial.Holders)+len(w.node.trial.Contracts) != 0 {
		t.Fatalf("%v: %v %v", err, w.node.trial.Holders, w.node.trial.Contracts)
	}
	if len(c.View.Pools) != 1 || !c.View.Pools[0].Complete || len(c.View.Pools[0].Changes) != 1 || c.Elsewhere() {
		t.Errorf("its preview is %+v", c.View.Pools)
	}
	p.Plan.Findings = []ops.Finding{{Severity: ops.Refuse}}
	if c, err = w.inspect(p); err != nil || len(c.View.Pools) != 0 {
		t.Errorf("a plan that is refused shows %+v, %v", c.View.Pools, err)
	}
}

// TestForgedLoss: a loss that a plan reports is refused in whatever operation it is, and what an exit
// takes is none.
func TestForgedLoss(t *testing.T) {
	lost := manage(theVault(), move(update, mine(), weth(), ether(4)))
	for name, test := range map[string]struct {
		call safe.Call
		op   ops.Operation
		want string
	}{
		"in one kind of move":    {lost, assetmanager.ManageBalance{Way: assetmanager.UpdateBalance}, "refuse managed.report"},
		"in several kinds":       {lost, assetmanager.MoveBalances{}, "refuse managed.report"},
		"in a list":              {lost, ops.Series{Parts: []ops.Nested{{Operation: assetmanager.MoveBalances{}}}}, "refuse managed.report"},
		"an exit, which is none": {exitOf(mine(), theSafe(), amounts(0, 4e17, 8e8), words("nn", bigOf(1), ether(4))), trade.Exit{}, ""},
	} {
		w := ordinary(test.call)
		p := planned(w)
		after := poolAt(mine())
		after.Tokens[0].Managed.Raw = tokens(4)
		p.Plan.Operation, p.Plan.Predicted = test.op, after
		c, err := w.inspect(p)
		if err != nil {
			t.Fatal(err)
		}
		found := ""
		for _, f := range c.View.Findings {
			if f.Code == "managed.report" {
				found += string(f.Severity) + " " + f.Code
			}
		}
		if found != test.want {
			t.Errorf("%s: found %q, want %q", name, found, test.want)
		}
	}
}

// stake is how many BPT the Safe has of its pool.
func stake(n uint64) func(*world) {
	return func(w *world) { w.node.supplies[mine()] = chain.Supply{Total: tokens(1000), Held: tokens(n)} }
}

// dusty is a pool with the dust of somebody else's first join: the Safe has no BPT.
func dusty(w *world) { stake(0)(w) }

func owned(who common.Address) func(*world) {
	return func(w *world) { w.node.pools[mine()].Pool.Owner = who }
}
