package review

import (
	"fmt"
	"math/big"

	"mpool/internal/units"
)

// Slippage is a percentage below 100; the default is 2%.
type Slippage struct {
	set   bool
	given units.Fixed
}

func (f *Slippage) value() units.Fixed {
	if !f.set {
		return units.FixedFrom(2e16)
	}
	return f.given
}

func (f *Slippage) String() string { return f.value().Percent() }

// Set reads a percentage such as 2%.
func (f *Slippage) Set(text string) error {
	value, err := units.ParsePercent(text)
	if err == nil && !value.Int().Lt(units.FixedOne().Int()) {
		err = fmt.Errorf("%s is 100%% or more", text)
	}
	if err == nil {
		f.set, f.given = true, value
	}
	return err
}

// nearness is the largest accepted difference between a limit and the simulated amount, as a share.
type nearness struct{ share *big.Rat }

func (f *Slippage) near() nearness {
	return nearness{new(big.Rat).SetFrac(f.value().Int().ToBig(), units.FixedOne().Int().ToBig())}
}

// least is the smallest accepted amount in place of another.
func (n nearness) least(amount *big.Rat) *big.Rat {
	return new(big.Rat).Mul(amount, new(big.Rat).Sub(big.NewRat(1, 1), n.share))
}

// takes says what is wrong with a minimum, for a trade that gave an amount; "" if the minimum is above
// 0 and near enough.
func (n nearness) takes(limit, gave *big.Int) string {
	if limit.Sign() > 0 && new(big.Rat).SetInt(limit).Cmp(n.least(new(big.Rat).SetInt(gave))) >= 0 {
		return ""
	}
	return tooFar("accepts as little as", limit, "gave", gave)
}

// gives says what is wrong with a maximum, for a trade that took an amount; "" if it is near enough.
func (n nearness) gives(limit, took *big.Int) string {
	most := new(big.Rat).Mul(new(big.Rat).SetInt(took), new(big.Rat).Add(big.NewRat(1, 1), n.share))
	if new(big.Rat).SetInt(limit).Cmp(most) <= 0 {
		return ""
	}
	return tooFar("pays up to", limit, "took", took)
}

func tooFar(verb string, limit *big.Int, did string, amount *big.Int) string {
	return fmt.Sprintf("its limit %s %s base units, but in the simulation it %s %s: a front-runner can take the difference (slippage)", verb, limit, did, amount)
}
