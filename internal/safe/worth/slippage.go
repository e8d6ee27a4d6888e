package worth

import (
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/decode"
	"mpool/internal/explain"
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

// nearness is how far, as a share of it, something may be from what a simulation gave.
type nearness struct {
	share *big.Rat
	book  decode.Book // that names amounts
}

func (f *Slippage) near() nearness {
	return nearness{share: new(big.Rat).SetFrac(f.value().Int().ToBig(), units.FixedOne().Int().ToBig())}
}

// least is the smallest accepted amount in place of another.
func (n nearness) least(amount *big.Rat) *big.Rat {
	return new(big.Rat).Mul(amount, new(big.Rat).Sub(big.NewRat(1, 1), n.share))
}

// takes returns what is wrong with a minimum, for a trade that gave an amount of a token; "" if it is
// more than nothing and near enough.
func (n nearness) takes(token common.Address, limit, gave *big.Int) string {
	if limit.Sign() > 0 && new(big.Rat).SetInt(limit).Cmp(n.least(new(big.Rat).SetInt(gave))) >= 0 {
		return ""
	}
	return n.tooFar(token, "accepts as little as", limit, "gave", gave)
}

// gives is the same of a limit of what may go, where a trade took an amount.
func (n nearness) gives(token common.Address, limit, took *big.Int) string {
	most := new(big.Rat).Mul(new(big.Rat).SetInt(took), new(big.Rat).Add(big.NewRat(1, 1), n.share))
	if new(big.Rat).SetInt(limit).Cmp(most) <= 0 {
		return ""
	}
	return n.tooFar(token, "pays up to", limit, "took", took)
}

func (n nearness) tooFar(token common.Address, verb string, limit *big.Int, did string, amount *big.Int) string {
	return fmt.Sprintf("its limit %s %s, but in the simulation it %s %s: a front-runner can take the difference (slippage)", verb, n.words(token, limit), did, n.words(token, amount))
}

// words are an amount with its token; of a swap in steps, a limit may be below zero.
func (n nearness) words(token common.Address, raw *big.Int) string {
	sign := ""
	if raw.Sign() < 0 {
		sign = "-"
	}
	size, over := uint256.FromBig(new(big.Int).Abs(raw))
	if over {
		return raw.String() + " base units" // of no call: its words have 256 bits
	}
	return sign + explain.AmountText(n.book, token, *size)
}
