package review

import (
	"math/big"

	"mpool/internal/ops"
	"mpool/internal/text"
	"mpool/internal/units"
)

// reported refuses that the asset manager reports a part of a pool as gained or lost, unless the user
// named the pool with --accept-report. Nothing backs a report: after a false gain, exits take more of
// what is really there; after a false loss, joins pay too little. In equal parts of all tokens it moves
// no price, and so costs nothing by arbitrage. No part is small: who joins with twenty times the pool
// just before turns a hundredth of the whole into a fifth of what the others have, and a second
// report can follow the first.
func reported(before, after *ops.Snapshot, named bool) []ops.Finding {
	gain, loss := reportedIn(before, after)
	pool := before.Pool.Address
	var found []ops.Finding
	for _, report := range []struct {
		share       *big.Rat
		word, means string
	}{
		{gain, "gain", "afterwards everyone who exits takes more of what the pool really has"},
		{loss, "loss", "all LPs lose it, and everyone who joins afterwards pays less"},
	} {
		if report.share.Sign() > 0 {
			found = append(found, softened(named, toReport, pool, ops.Finding{Code: "managed.report",
				Summary: "it reports a " + report.word + " of " + shareText(report.share) + " of the pool, which nothing proves: " + report.means}))
		}
	}
	return found
}

// reportedIn are the parts of a pool, by its weights, that its operations add to and take from
// what it counts as its own. Deposits and withdrawals change nothing of that, and what is reported
// and deposited is no gain that needs a proof. Of a token of which the pool had
// nothing, the part is that of its balance afterwards.
func reportedIn(before, after *ops.Snapshot) (gain, loss *big.Rat) {
	gain, loss = new(big.Rat), new(big.Rat)
	for _, is := range after.Tokens {
		was, of := ops.Token{}, is
		if known, err := before.Token(is.Address); err == nil {
			was = *known
		}
		if !was.Empty() {
			of = was
		}
		whole := of.Balance()
		if whole.Raw.IsZero() {
			continue
		}
		weight := new(big.Rat).SetFrac(of.Weight.Int().ToBig(), units.FixedOne().Int().ToBig())
		part := func(amount *big.Int) *big.Rat {
			r := new(big.Rat).SetFrac(amount, whole.Raw.ToBig())
			return r.Mul(r, weight)
		}
		if claimed := claimed(was, is); claimed.Sign() > 0 {
			gain.Add(gain, part(claimed))
		}
		if moved := risen(was, is); moved.Sign() < 0 {
			loss.Sub(loss, part(moved))
		}
	}
	return gain, loss
}

// risen is how much more of a token the pool counts as its own, cash and managed.
func risen(was, is ops.Token) *big.Int {
	had, has := was.Balance(), is.Balance()
	return new(big.Int).Sub(has.Raw.ToBig(), had.Raw.ToBig())
}

// claimed is how much more is reported than was withdrawn: what is managed rises by both, and cash
// falls by what is withdrawn.
func claimed(was, is ops.Token) *big.Int {
	managed := new(big.Int).Sub(is.Managed.Raw.ToBig(), was.Managed.Raw.ToBig())
	if cash := new(big.Int).Sub(is.Cash.Raw.ToBig(), was.Cash.Raw.ToBig()); cash.Sign() < 0 {
		managed.Add(managed, cash)
	}
	return managed
}

// shareText is a share in percent.
func shareText(share *big.Rat) string {
	if share.Sign() > 0 && share.Cmp(big.NewRat(1, 1_000_000)) < 0 {
		return "under 0.0001%"
	}
	return text.Number(new(big.Rat).Mul(share, big.NewRat(100, 1)).FloatString(4)) + "%"
}
