package review

import (
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/safe"
)

func TestConsent(t *testing.T) { try(t, consentRows()) }

// consentRows test that an account that is named for one purpose is not accepted for another.
func consentRows() []row {
	const added = ", refuse token.added@1"
	pay := list(transfer(weth(), friend(), ether(1)))
	lend := list(approve(weth(), friend(), ether(1)))
	manage := list(addToken(mine(), foreign(), friend(), bigOf(0), theSafe()))
	mint := list(addToken(mine(), foreign(), theSafe(), ether(1), friend()))
	call := list(to(contract(), selector("claim()")))
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
		{"a mint", mint, friend(), toPay, "token.mint@1", added},
	} {
		for _, p := range []purpose{toPay, toSpend, toManage, toReport, toCall} {
			severity := map[bool]string{true: "warn ", false: "refuse "}[p == c.own]
			rows = append(rows, row{name: c.name + " with --" + string(p), calls: c.calls, set: accepting(p, c.who), want: severity + c.code + c.rest})
		}
	}
	rows = append(rows, row{name: "a report with --recipient", calls: grow, set: accepting(toPay, mine()), want: "warn exposure.end, warn exposure.gift, refuse managed.report, note managed.reported@1", says: "--accept-report"},
		row{name: "a report with --accept-report", calls: grow, set: accepting(toReport, mine()), want: "warn exposure.end, warn exposure.gift, warn managed.report, note managed.reported@1"})
	_ = call
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
