package review

import (
	"testing"

	"mpool/bindings/vault"
	"mpool/internal/safe"
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

// reportRows are false gains in equal parts of all tokens, which move no price.
func reportRows() []row {
	const gains = ", warn managed.gain@1, note managed.gain@1, warn managed.gain@1, note managed.gain@1"
	return []row{
		{name: "a gain of half of the pool", calls: list(report(50)), want: "warn exposure.end, warn exposure.gift, refuse managed.report" + gains,
			says: "it reports a gain of 47.5% of the pool, which nothing proves: afterwards everyone who exits takes more of what the pool really has"},
		{name: "a gain for a pool that is named", calls: list(report(50)), set: trusting(mine()), want: "warn exposure.end, warn exposure.gift, warn managed.report" + gains},
		{name: "a yield", calls: list(report(5)), want: "warn exposure.end, warn exposure.gift" + gains, near: "managed.report"},
	}
}

func TestReported(t *testing.T) { try(t, reportRows()) }
