package review

import (
	"testing"

	"github.com/holiman/uint256"

	"mpool/bindings/vault"
	"mpool/internal/effect"
	"mpool/internal/ops"
	"mpool/internal/safe"
	"mpool/internal/units"
)

// report is a gain of so many hundredths of each token of the pool.
func report(hundredths uint64) safe.Call {
	pool := poolAt(mine())
	var moves []vault.IVaultPoolBalanceOp
	for _, token := range pool.Tokens {
		total := token.Balance()
		part := total.Raw.ToBig()
		part.Div(part.Mul(part, bigOf(hundredths)), bigOf(100))
		moves = append(moves, move(2, mine(), token.Address, part))
	}
	return manage(theVault(), moves...)
}

// yield is a gain of a hundredth of one token, half of the pool by weight.
func yield() safe.Call {
	token := poolAt(mine()).Tokens[1]
	total := token.Balance()
	part := total.Raw.ToBig()
	return manage(theVault(), move(2, mine(), token.Address, part.Div(part, bigOf(100))))
}

// reportRows are false gains in equal parts of all tokens, which move no price.
func reportRows() []row {
	const gains = ", warn managed.gain@1, note managed.gain@1, warn managed.gain@1, note managed.gain@1"
	return []row{
		{name: "a gain of half of the pool", calls: list(report(50)), want: "warn exposure.end, warn exposure.gift, refuse managed.report" + gains,
			says: "it reports a gain of 47.5% of the pool that nothing backs: afterwards everyone who exits takes more of what the pool really has"},
		{name: "a gain for a pool that is named", calls: list(report(50)), set: sharing(toReport, 5e17), want: "warn exposure.end, warn exposure.gift, warn managed.report" + gains},
		{name: "a gain beyond the limit of the flag", calls: list(report(50)), set: sharing(toReport, 47e16), want: "warn exposure.end, warn exposure.gift, refuse managed.report" + gains, says: "--accept-report accepts at most 47% of it"},
		{name: "a gain for a pool that is named without a limit", calls: list(report(50)), set: trusting(mine()), want: "warn exposure.end, warn exposure.gift, refuse managed.report" + gains, says: "--accept-report " + mine().Hex() + "=47.5%"},
		{name: "a gain of a twentieth", calls: list(report(5)), want: "warn exposure.end, warn exposure.gift, refuse managed.report" + gains, says: "it reports a gain of 2.5% of the pool"},
		{name: "a yield", calls: list(yield()), want: "warn exposure.gift, refuse managed.report, warn managed.gain@1, note managed.gain@1", says: "it reports a gain of 0.5% of the pool that nothing backs"},
		{name: "a loss of half a hundredth", calls: list(manage(theVault(), move(update, mine(), weth(), ether(4)))), want: "warn exposure.push, refuse managed.report, warn managed.loss@1, note managed.loss@1"},
		{name: "a report of what is there", calls: list(manage(theVault(), move(update, mine(), usdc(), bigOf(0)))), want: "warn managed.gain@1, note managed.gain@1", near: "managed.report"},
		{name: "a yield for a pool that is named", calls: list(yield()), set: sharing(toReport, 5e15), want: "warn exposure.gift, warn managed.report, warn managed.gain@1, note managed.gain@1"},
	}
}

func TestReported(t *testing.T) { try(t, reportRows()) }

// What is reported and deposited is no claim, nor is what is withdrawn. Of a token of which the pool
// had nothing, all that is only reported is one.
func TestClaimedGains(t *testing.T) {
	t.Parallel()
	token := func(cash, managed uint64) ops.Token {
		return ops.Token{Address: foreign(), Weight: units.FixedFrom(5e17), Cash: units.Amount{Raw: *uint256.NewInt(cash)}, Managed: units.Amount{Raw: *uint256.NewInt(managed)}}
	}
	for name, row := range map[string]struct {
		was, is ops.Token
		gain    string
	}{
		"reported and deposited":         {token(100, 0), token(150, 0), "0"},
		"withdrawn":                      {token(100, 0), token(40, 60), "0"},
		"reported":                       {token(100, 0), token(100, 100), "1/2"},
		"withdrawn and reported":         {token(100, 0), token(40, 110), "1/4"},
		"reported twice, deposited once": {token(100, 0), token(150, 50), "1/4"},
		"new and deposited":              {token(0, 0), token(100, 0), "0"},
		"new and only reported":          {token(0, 0), token(0, 100), "1/2"},
	} {
		gain := effect.ReportedIn(&ops.Snapshot{Tokens: []ops.Token{row.was}}, &ops.Snapshot{Tokens: []ops.Token{row.is}}).Gain
		if gain.RatString() != row.gain {
			t.Errorf("%s: %s, want %s", name, gain.RatString(), row.gain)
		}
	}
	gain := effect.ReportedIn(&ops.Snapshot{}, &ops.Snapshot{Tokens: []ops.Token{token(0, 100)}}).Gain
	if gain.RatString() != "1/2" {
		t.Error(gain)
	}
}
