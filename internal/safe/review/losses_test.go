package review

import (
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/chain"
	"mpool/internal/ops"
	"mpool/internal/ops/tokenset"
	"mpool/internal/safe"
	"mpool/internal/units"
)

func TestLosses(t *testing.T)   { try(t, lossRows()) }
func TestInternal(t *testing.T) { try(t, internalRows()) }

// had sets the Safe's balance of a token before and after.
func had(token common.Address, before, after uint256.Int) func(*world) {
	return becomes(func(o *chain.SafeOutcome) {
		o.Holds = append(o.Holds, chain.SafeHolds{Token: token, Before: before, After: after})
	})
}

func told(l ...chain.Log) func(*world) {
	return becomes(func(o *chain.SafeOutcome) { o.Logs = append(o.Logs, l...) })
}

// lossRows test losses without trades. A loss must not exceed the amount that the calls say, nor the
// amount that really moves.
func lossRows() []row {
	pay := list(transfer(weth(), friend(), ether(1)))
	paid := told(moved(weth(), theSafe(), friend(), ether(1)))
	less := func(n uint64) uint256.Int { // five whole tokens become n wei less
		five := tokens(5)
		return *five.Sub(&five, uint256.NewInt(n))
	}
	const fine, lost = "warn safe.loses, warn token.transfer@1", "refuse safe.loses, warn token.transfer@1"
	return append([]row{
		// losses that the calls explain
		{name: "as much as it sends", calls: pay, set: both(trusting(friend()), paid, had(weth(), tokens(5), tokens(4))), want: fine, says: "the Safe loses 1 WETH"},
		{name: "nothing", calls: pay, set: both(trusting(friend()), paid, had(weth(), tokens(5), tokens(5))), want: "warn token.transfer@1", near: "safe.loses"},
		{name: "more than before", calls: pay, set: both(trusting(friend()), paid, had(weth(), tokens(4), tokens(5))), want: "warn token.transfer@1", near: "safe.loses"},
		{name: "two units more than it sends", calls: pay, set: both(trusting(friend()), paid, had(weth(), tokens(5), less(1e18+2))), want: fine},
		{name: "three units more than it sends", calls: pay, set: both(trusting(friend()), paid, had(weth(), tokens(5), less(1e18+3))), want: lost, says: "but its calls account for only 1.000000000000000002 WETH"},
		{name: "another token", calls: pay, set: both(trusting(friend()), paid, had(usdc(), atoms(5e6), atoms(4e6))), want: lost, says: "the Safe loses 1 USDC, but its calls account for only 0 USDC"},
		{name: "less is sent than it says", calls: pay, set: both(trusting(friend()), told(moved(weth(), theSafe(), friend(), bigOf(5))), had(weth(), tokens(5), tokens(4))), want: lost},
		{name: "more is sent than it says", calls: pay, set: both(trusting(friend()), told(moved(weth(), theSafe(), friend(), ether(2))), had(weth(), tokens(5), tokens(3))), want: lost},
		{name: "sent to somebody else", calls: pay, set: both(trusting(friend()), told(moved(weth(), theSafe(), stranger(), ether(1))), had(weth(), tokens(5), tokens(4))), want: lost},
		{name: "sent by somebody else", calls: pay, set: both(trusting(friend()), told(moved(weth(), stranger(), friend(), ether(1))), had(weth(), tokens(5), tokens(4))), want: lost},
		{name: "without an event", calls: pay, set: both(trusting(friend()), had(weth(), tokens(5), tokens(4))), want: lost},
		{name: "an event of another token", calls: pay, set: both(trusting(friend()), told(moved(usdc(), theSafe(), friend(), ether(1))), had(weth(), tokens(5), tokens(4))), want: lost},
		{name: "sent twice, said twice", calls: list(pay[0], pay[0]), set: both(trusting(friend()), told(moved(weth(), theSafe(), friend(), ether(2))), had(weth(), tokens(5), tokens(3))), want: "warn safe.loses, warn token.transfer@1, warn token.transfer@2"},
		{name: "sent twice, said once", calls: pay, set: both(trusting(friend()), told(moved(weth(), theSafe(), friend(), ether(1)), moved(weth(), theSafe(), friend(), ether(1))), had(weth(), tokens(5), tokens(3))), want: lost},
		{name: "by transferFrom of the Safe's", calls: list(transferFrom(weth(), theSafe(), friend(), ether(1))), set: both(trusting(friend()), paid, had(weth(), tokens(5), tokens(4))), want: fine},
		{name: "by transferFrom of somebody's", calls: list(transferFrom(weth(), stranger(), friend(), ether(1))), set: both(trusting(friend()), paid, had(weth(), tokens(5), tokens(4))), want: lost},
		{name: "to itself counts for nothing", calls: list(transfer(weth(), theSafe(), ether(1))), set: both(told(moved(weth(), theSafe(), theSafe(), ether(1))), had(weth(), tokens(5), tokens(4))), want: "refuse safe.loses, warn token.self@1"},
		// tokens that come back
		{name: "sent and given back", calls: pay, set: both(trusting(friend()), paid, told(moved(weth(), friend(), theSafe(), ether(1))), had(weth(), tokens(5), tokens(4))), want: lost, says: "its calls account for only 0 WETH"},
		{name: "given back by the Vault", calls: pay, set: both(trusting(friend()), paid, told(moved(weth(), theVault(), theSafe(), ether(1))), had(weth(), tokens(5), tokens(4))), want: fine},
		{name: "minted beside it", calls: pay, set: both(trusting(friend()), paid, told(moved(weth(), common.Address{}, theSafe(), ether(1))), had(weth(), tokens(5), tokens(4))), want: fine},
	}, depositRows()...)
}

// depositRows test losses by deposits, burns and mints.
func depositRows() []row {
	coin := common.Address{}
	pay := list(transfer(weth(), friend(), ether(1)))
	paid := told(moved(weth(), theSafe(), friend(), ether(1)))
	less := func(n uint64) uint256.Int { // five whole tokens become n wei less
		five := tokens(5)
		return *five.Sub(&five, uint256.NewInt(n))
	}
	claim := list(to(contract(), selector("claim()")))
	put := list(manage(theVault(), move(deposit, mine(), weth(), ether(1))))
	both2 := list(manage(theVault(), move(deposit, mine(), weth(), ether(1)), move(withdraw, mine(), weth(), ether(1))))
	return []row{
		// the native token
		{name: "coins that it sends", calls: list(coins(friend(), tokens(1))), set: both(trusting(friend()), had(coin, tokens(10), tokens(9))), want: "warn safe.loses, warn call.value@1, warn call.unknown@1", says: "the Safe loses 1 of the native token"},
		{name: "a wei more than it sends", calls: list(coins(friend(), tokens(1))), set: both(trusting(friend()), had(coin, tokens(5), less(1e18+1))), want: "refuse safe.loses, warn call.value@1, warn call.unknown@1"},
		{name: "coins for itself count for nothing", calls: list(coins(theSafe(), tokens(1))), set: had(coin, tokens(10), tokens(9)), want: "refuse safe.loses, refuse call.value@1, refuse call.safe@1"},
		{name: "coins for another contract", calls: list(coins(contract(), tokens(1))), set: both(trusting(contract()), had(coin, tokens(10), tokens(9))), want: "warn safe.loses, warn call.value@1, warn call.unknown@1"},
		// losses by calls that mpool does not know
		{name: "an unknown call takes it", calls: claim, set: had(weth(), tokens(5), tokens(4)), want: "refuse safe.loses, warn call.unknown@1", says: "if the called contract may take it, use --contract " + contract().Hex()},
		{name: "an unknown call takes it, as a recipient", calls: claim, set: both(trusting(contract()), had(weth(), tokens(5), tokens(4))), want: "warn safe.loses, warn call.unknown@1"},
		{name: "one of two takers is no recipient", calls: list(claim[0], to(who(0xc1), selector("claim()"))), set: both(trusting(contract()), had(weth(), tokens(5), tokens(4))), want: "refuse safe.loses, warn call.unknown@1, warn call.no_code@2, warn call.unknown@2"},
		{name: "an approval takes nothing", calls: list(approve(weth(), friend(), ether(1))), set: both(trusting(friend()), had(weth(), tokens(5), tokens(4))), want: "refuse safe.loses, warn approval.stays@1"},
		{name: "nothing to itself takes nothing", calls: list(to(theSafe(), nil)), set: both(trusting(theSafe()), had(weth(), tokens(5), tokens(4))), want: "refuse safe.loses, note safe.voids@1"},
		{name: "a pool that nobody trusts takes it", calls: list(manage(theVault(), move(deposit, other(), weth(), ether(1)))), set: both(trusting(other()), had(weth(), tokens(5), tokens(4))),
			want: "warn pool.unnamed, refuse BAL#502@1, warn pool.other@1"},
		// deposits
		{name: "a deposit", calls: put, set: both(held(1), told(managed(theVault(), theSafe(), weth(), 1e18)), had(weth(), tokens(5), tokens(4))), want: "", near: "safe.loses"},
		{name: "a deposit of which no event tells", calls: put, set: both(held(1), had(weth(), tokens(5), tokens(4))), want: "refuse safe.loses"},
		{name: "a deposit by somebody else", calls: put, set: both(held(1), told(managed(theVault(), stranger(), weth(), 1e18)), had(weth(), tokens(5), tokens(4))), want: "refuse safe.loses"},
		{name: "a deposit of another token", calls: put, set: both(held(1), told(managed(theVault(), theSafe(), usdc(), 1e18)), had(weth(), tokens(5), tokens(4))), want: "refuse safe.loses"},
		{name: "a deposit into another Vault", calls: put, set: both(held(1), told(managed(who(0xba), theSafe(), weth(), 1e18)), had(weth(), tokens(5), tokens(4))), want: "refuse safe.loses"},
		{name: "a deposit that is more than it says", calls: put, set: both(held(1), told(managed(theVault(), theSafe(), weth(), 2e18)), had(weth(), tokens(5), tokens(3))), want: "refuse safe.loses"},
		{name: "a deposit that is taken out again", calls: both2, set: both(held(1), told(managed(theVault(), theSafe(), weth(), 1e18), managed(theVault(), theSafe(), weth(), -1e18)), had(weth(), tokens(5), tokens(4))),
			want: "refuse safe.loses, note withdraw.to@1"},
		{name: "what is taken out is more", calls: list(manage(theVault(), move(withdraw, mine(), weth(), ether(1)))), set: both(told(managed(theVault(), theSafe(), weth(), -1e18)), had(weth(), tokens(5), tokens(6))), want: "note withdraw.to@1"},
		// burns and mints
		{name: "an unknown removeToken burns nothing that it may", calls: list(removeToken(mine(), weth(), ether(1))), set: both(told(moved(mine(), theSafe(), common.Address{}, ether(1))), had(mine(), tokens(5), tokens(4))),
			want: "refuse safe.loses"},
		{name: "a payment in a plan", calls: pay, set: both(paid, had(weth(), tokens(5), tokens(1))), read: ofPlan, want: "refuse token.transfer@1", near: "safe.loses"},
	}
}

// internalRows test the Safe's internal balances in the Vault, which no event of a token shows.
func internalRows() []row {
	pay := list(userBalance(theVault(), userOp(withdrawInternal, weth(), ether(1), friend())))
	const sends = "warn vault.sends@1"
	out := internal(theVault(), theSafe(), weth(), new(big.Int).Neg(ether(1)))
	in := internal(theVault(), theSafe(), weth(), ether(1))
	named := trusting(friend())
	return []row{
		{name: "none", calls: pay, set: named, want: sends, near: "safe.loses"},
		{name: "less", calls: pay, set: both(named, told(out)), want: "refuse safe.value, " + sends, says: "the Safe gives 1 WETH and gets nothing"},
		{name: "of somebody else", calls: pay, set: both(named, told(internal(theVault(), friend(), weth(), new(big.Int).Neg(ether(1))))), want: sends, near: "safe.value"},
		{name: "in another Vault", calls: pay, set: both(named, told(internal(who(0xba), theSafe(), weth(), new(big.Int).Neg(ether(1))))), want: sends},
		{name: "less, and as much more of the token", calls: pay, set: both(named, told(out), had(weth(), tokens(1), tokens(2))), want: sends},
		{name: "out and in again", calls: pay, set: both(named, told(out, in)), want: sends},
		{name: "more", calls: pay, set: both(named, told(in)), want: sends},
		{name: "more, and as much less of the token", calls: pay, set: both(named, told(in), had(weth(), tokens(2), tokens(1))), want: sends},
		{name: "to a recipient, as the token tells", calls: pay, set: both(named, told(out, moved(weth(), theSafe(), friend(), ether(1)))), want: "warn safe.loses, " + sends},
		{name: "more than all there is", calls: pay, set: both(named, told(out), had(weth(), *allOnes(), *allOnes())), want: sends},
	}
}

// ofPlan checks the batch's calls as a plan.
func ofPlan(w *world) (*Checker, error) { return w.inspect(planned(w)) }

// TestFamilies checks that burns and mints of mpool's operations count, though no token call shows
// them.
func TestFamilies(t *testing.T) {
	calls := func(op ops.Operation, pool *ops.Snapshot) []safe.Call {
		plan, err := op.Plan(pool, theBlock().Time+12)
		must(err)
		var list []safe.Call
		for _, call := range plan.Calls {
			list = append(list, safe.Call{To: call.To, Data: call.Data, Value: call.Value})
		}
		return list
	}
	pool := poolAt(mine())
	pool.Tokens = append(pool.Tokens, pool.Tokens[1])
	pool.Tokens[0].Weight, pool.Tokens[0].StartWeight, pool.Tokens[0].EndWeight = units.FixedFrom(4e17), units.FixedFrom(4e17), units.FixedFrom(4e17)
	pool.Tokens[2].Weight, pool.Tokens[2].StartWeight, pool.Tokens[2].EndWeight = units.FixedFrom(1e17), units.FixedFrom(1e17), units.FixedFrom(1e17)
	pool.Tokens[2].Address, pool.Tokens[2].Symbol = who(0x55), "OLD"
	pool.Tokens[2].Cash.Raw.Clear()
	hold := func(s *ops.Snapshot, asked ops.Watch) error {
		for _, key := range asked.Holdings {
			s.Holdings = append(s.Holdings, ops.Holding{Token: key.Token, Account: key.Account, Symbol: "BPT", Decimals: 18, Balance: units.Amount{Raw: tokens(9), Decimals: 18}, Allowance: units.Amount{Decimals: 18}})
		}
		return nil
	}
	op := tokenset.RemoveToken{Token: who(0x55), AssetManager: theSafe(), Burn: units.Amount{Raw: tokens(3), Decimals: 18}, Doors: ops.DoorsOf(pool, ops.AtOnce)}
	watched := *pool
	must(hold(&watched, op.Watch(pool)))
	for _, test := range []struct {
		name string
		less uint64
		want string
	}{{"as much as it burns", 3, ""}, {"more than it burns", 4, "refuse safe.loses"}} {
		w := ordinary(calls(op, &watched)...)
		w.node.pools[mine()], w.node.holdings = pool, hold
		had(mine(), tokens(9), tokens(9-test.less))(w)
		told(moved(mine(), theSafe(), common.Address{}, ether(test.less)))(w)
		c, err := w.check()
		must(err)
		lost := ""
		for _, f := range c.View.Findings {
			if f.Code == "safe.loses" {
				lost += string(f.Severity) + " " + f.Code
			}
		}
		if lost != test.want || c.View.foreign() != 0 {
			t.Errorf("%s: %q, want %q; all: %s", test.name, lost, test.want, inFull(c.View))
		}
	}
}
