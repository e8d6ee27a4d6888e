package review

import (
	"math/big"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
	"mpool/internal/text"
	"mpool/internal/units"
)

// mostReported is how much of a pool a batch of any author may report as gained or lost, in
// hundredths.
const mostReported = 10

// reported refuses that the asset manager reports a large part of a pool as gained or lost,
// unless the user named the pool with --recipient. Nothing backs a report: after a false gain, exits take more
// of what is really there; after a false loss, joins pay too little. In equal parts of all
// tokens it moves no price, and so costs nothing by arbitrage.
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
		if report.share.Cmp(big.NewRat(mostReported, 100)) > 0 {
			found = append(found, unless(named, pool, ops.Finding{Code: "managed.report",
				Summary: "it reports a " + report.word + " of " + shareText(report.share) + " of the pool, which nothing proves: " + report.means}))
		}
	}
	return found
}

// reportedIn are the parts of a pool, by its weights, that its operations add to and take from
// what it counts as its own. Deposits and withdrawals change nothing of that.
func reportedIn(before, after *ops.Snapshot) (gain, loss *big.Rat) {
	gain, loss = new(big.Rat), new(big.Rat)
	for _, was := range before.Tokens {
		is, err := after.Token(was.Address)
		had := was.Balance()
		if err != nil || was.Address == (common.Address{}) || had.Raw.IsZero() {
			continue
		}
		has := is.Balance()
		moved := new(big.Rat).SetFrac(new(big.Int).Sub(has.Raw.ToBig(), had.Raw.ToBig()), had.Raw.ToBig())
		moved.Mul(moved, new(big.Rat).SetFrac(was.Weight.Int().ToBig(), units.FixedOne().Int().ToBig()))
		if moved.Sign() > 0 {
			gain.Add(gain, moved)
			continue
		}
		loss.Sub(loss, moved)
	}
	return gain, loss
}

// shareText is a share in percent.
func shareText(share *big.Rat) string {
	return text.Number(new(big.Rat).Mul(share, big.NewRat(100, 1)).FloatString(4)) + "%"
}
