package effect

import (
	"math/big"
	"strings"

	"mpool/internal/ops"
	"mpool/internal/ops/assetmanager"
	"mpool/internal/ops/trade"
	"mpool/internal/safe"
	"mpool/internal/text"
	"mpool/internal/units"
)

// Unbacked are the deeds of an asset manager that a first line names before all others: a gain that no
// deposit covers, and a deposit that the manager does not owe.
func Unbacked(before *ops.Snapshot, plan *ops.Plan) []Deed {
	if !manages(safe.InnerOperation(plan)) || plan.Predicted == nil {
		return nil
	}
	var list []Deed
	is := ReportedIn(before, plan.Predicted)
	if is.Gain.Sign() > 0 {
		list = append(list, Deed{Words: "reports a gain of " + ShareText(is.Gain) + " that nothing backs"})
	}
	if is.Gift.Sign() > 0 {
		list = append(list, Deed{Words: "deposits a gift of " + ShareText(is.Gift) + " of the pool to all LPs"})
	}
	return list
}

// manages says that an operation, or a part of it, is one of the asset manager alone. Trades and new
// tokens also move balances, but they report and give nothing.
func manages(op ops.Operation) bool {
	series, several := op.(ops.Series)
	if !several {
		_, is := op.(assetmanager.ManageBalance)
		return is
	}
	found := false
	for _, part := range series.Parts {
		switch part.Operation.(type) {
		case assetmanager.ManageBalance:
			found = true
		case trade.Swap, trade.Join, trade.Exit, trade.InitPool:
			return false
		}
	}
	return found
}

// Reported are parts of a pool, by its weights, that the operations of its asset manager change.
type Reported struct {
	Gain *big.Rat // what is only reported: no deposit covers it
	Loss *big.Rat
	Gift *big.Rat // what is deposited beyond what was managed, less the loss
}

// ReportedIn compares what a pool counts as its own. Deposits and withdrawals change nothing of that,
// and what is reported and deposited is no gain that needs a proof. Of a token of which the pool had
// nothing, the part is that of its balance afterwards.
func ReportedIn(before, after *ops.Snapshot) Reported {
	r := Reported{new(big.Rat), new(big.Rat), new(big.Rat)}
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
		add := func(sum *big.Rat, amount *big.Int) {
			part := new(big.Rat).SetFrac(amount, whole.Raw.ToBig())
			sum.Add(sum, part.Mul(part, weight))
		}
		claims, moved := larger(claimed(was, is)), risen(was, is)
		add(r.Gain, claims)
		add(r.Loss, larger(new(big.Int).Neg(moved)))
		if !was.Empty() { // the rules for an added token judge its deposit
			add(r.Gift, larger(moved.Sub(moved, claims)))
		}
	}
	r.Gift.Sub(r.Gift, r.Loss)
	return r
}

// larger is an amount, or 0 if it is negative.
func larger(amount *big.Int) *big.Int {
	if amount.Sign() < 0 {
		return new(big.Int)
	}
	return amount
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

// ShareText is a share in percent.
func ShareText(share *big.Rat) string {
	if share.Sign() > 0 && share.Cmp(big.NewRat(1, 1_000_000)) < 0 {
		return "less than 0.0001%"
	}
	return text.Number(new(big.Rat).Mul(share, big.NewRat(100, 1)).FloatString(4)) + "%"
}

// StandardShare is the part of a pool that a flag without a limit accepts as reported or given: 0.1%, as
// much as a pool earns in a week at 5% a year. The flag can become a habit, and then accepts no more.
func StandardShare() units.Fixed { return units.FixedFrom(1e15) }

// Limit is what a flag needs behind a pool's address to accept a share of it, such as "=0.5%", rounded up;
// "" if it is not above what the flag accepts without a limit.
func Limit(share *big.Rat) string {
	if share.Cmp(new(big.Rat).SetFrac(StandardShare().Int().ToBig(), units.FixedOne().Int().ToBig())) <= 0 {
		return ""
	}
	scaled := new(big.Rat).Mul(share, big.NewRat(1_000_000, 1)) // in units of 0.0001%
	whole := new(big.Int).Quo(scaled.Num(), scaled.Denom())
	if !scaled.IsInt() {
		whole.Add(whole, big.NewInt(1))
	}
	digits := new(big.Rat).SetFrac(whole, big.NewInt(10_000)).FloatString(4)
	return "=" + strings.TrimRight(strings.TrimRight(digits, "0"), ".") + "%"
}
