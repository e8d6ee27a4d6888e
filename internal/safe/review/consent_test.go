package review

import (
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/safe"
)

func TestConsent(t *testing.T) { try(t, consentRows()) }

// consentRows test that an account that is named for one purpose is not accepted for another.
func consentRows() []row {
	const added, missing = ", warn token.added@1", ", refuse deposit.missing@1"
	pay := list(transfer(weth(), friend(), ether(1)))
	lend := list(approve(weth(), friend(), ether(1)))
	manage := list(addToken(mine(), foreign(), friend(), bigOf(0), theSafe()))
	mint := list(addToken(mine(), foreign(), theSafe(), ether(1), friend()))
	grow := list(report(50))
	rows := []row{}
	for _, c := range []struct {
		name       string
		calls      []safe.Call
		who        common.Address
		own        purpose
		code, rest string
	}{
		{"a payment", pay, friend(), toPay, "token.transfer@1", ""},
		{"an allowance", lend, friend(), toSpend, "approval.stays@1", ""},
		{"a manager", manage, friend(), toManage, "token.manager@1", added},
		{"a mint", mint, friend(), toPay, "token.mint@1", added + missing},
	} {
		for _, p := range []purpose{toPay, toSpend, toManage, toReport, toCall} {
			severity := map[bool]string{true: "warn ", false: "refuse "}[p == c.own]
			rows = append(rows, row{name: c.name + " with --" + string(p), calls: c.calls, set: accepting(p, c.who), want: severity + c.code + c.rest})
		}
	}
	rows = append(rows, row{name: "a report with --recipient", calls: grow, set: accepting(toPay, mine()), want: "warn exposure.end, warn exposure.gift, refuse managed.report, warn managed.gain@1, note managed.gain@1, warn managed.gain@1, note managed.gain@1", says: "--accept-report"},
		row{name: "a report with --accept-report", calls: grow, set: sharing(toReport, 5e17), want: "warn exposure.end, warn exposure.gift, warn managed.report, warn managed.gain@1, note managed.gain@1, warn managed.gain@1, note managed.gain@1"})
	return rows
}

// TestBurnOf: the owner of a pool can burn the BPT of any LP, so a batch may burn only the Safe's.
func TestBurnOf(t *testing.T) { try(t, burnRows()) }

func burnRows() []row {
	return []row{
		{name: "the BPT of an LP", calls: list(removeTokenOf(mine(), weth(), ether(5), stranger())), set: trusting(stranger(), mine()), want: "refuse token.burn_of@1", says: "it burns 5 BPT of " + stranger().Hex()},
		{name: "the Safe's BPT", calls: list(removeToken(mine(), weth(), ether(5))), want: "", near: "token.burn_of"},
		{name: "no BPT of an LP", calls: list(removeTokenOf(mine(), weth(), bigOf(0), stranger())), want: "", near: "token.burn_of"},
	}
}

// TestAdded: a token that a batch adds must be named by its address, with a price from outside.
func TestAdded(t *testing.T) { try(t, addedRows()) }

func addedRows() []row {
	add := list(addToken(mine(), foreign(), theSafe(), bigOf(0), theSafe()))
	rows := []row{
		{name: "a token that nobody prices", calls: add, set: unfed, want: "refuse token.added@1, refuse deposit.missing@1", says: "--price \"" + foreign().Hex() + "=1 WETH\""},
		{name: "a token that has a feed", calls: add, want: "warn token.added@1, refuse deposit.missing@1"},
		{name: "a token with a price", calls: add, set: both(unfed, prices(foreign().Hex()+"=1 USDC")), want: "warn token.added@1, refuse deposit.missing@1"},
		{name: "a token with a price by way of another", calls: add, set: both(unfed, prices(foreign().Hex()+"=1 WETH", "WETH=2000 USDC")), want: "warn token.added@1, refuse deposit.missing@1"},
		{name: "a token with a price in no token of the pool", calls: add, set: both(unfed, prices(foreign().Hex()+"=1 "+theirs().Hex())), want: "refuse token.added@1, refuse deposit.missing@1"},
		{name: "another token has the price", calls: add, set: both(unfed, prices(theirs().Hex()+"=1 USDC")), want: "refuse token.added@1, refuse deposit.missing@1"},
	}
	deposited := append(slices.Clone(add), manage(theVault(), move(deposit, mine(), foreign(), ether(1))))
	elsewhere := append(slices.Clone(add), manage(theVault(), move(deposit, mine(), weth(), ether(1)), move(withdraw, mine(), foreign(), ether(1)), move(deposit, other(), foreign(), ether(1))))
	rows = append(rows, row{name: "a token with its deposit", calls: deposited, read: ofPlan, want: "warn token.added@1", near: "deposit.missing"},
		row{name: "a token with another deposit", calls: elsewhere, read: ofPlan, want: "warn token.added@1, refuse deposit.missing@1, refuse pool.other@2"},
		row{name: "a token behind shut doors", calls: list(swapsOf(mine(), false), add[0]), want: "warn users.shut_out, note swaps.exits@1, warn token.added@2, refuse deposit.missing@2"})
	for _, r := range rows[:2] {
		r.name, r.read = r.name+", in a plan", ofPlan
		rows = append(rows, r)
	}
	return rows
}
