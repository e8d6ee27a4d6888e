package feed

import (
	"errors"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// Deviation is the difference between the pool's price of a token and the feeds' price: the spot price
// without fee, as a share of the feeds' price.
type Deviation struct {
	Token  named.Symbol `json:"token"`
	In     named.Symbol `json:"in"`
	Pool   units.Fixed  `json:"pool"` // price of one Token, in In
	Feed   units.Fixed  `json:"feed"`
	Share  units.Fixed  `json:"share"` // |pool/feed - 1|, rounded up
	Above  bool         `json:"above"` // the pool's price is higher
	InBand bool         `json:"in_fee_band"`
}

// Deviations compares the pool's spot price of each priced token, in the first priced token, with the
// feeds. It uses the weights at the snapshot's time, and balances of cash and managed together. A token of
// which the pool has nothing yet has no price, and is left out; if fewer than two priced tokens are left,
// that is an error.
func Deviations(s *ops.Snapshot, prices []*Price) (list []Deviation, err error) {
	held, empty := pricedIn(s, prices)
	if len(held) < 2 && len(empty) > 0 {
		return nil, fmt.Errorf("the pool has no %s, so it has no price", empty[0].token.Symbol)
	}
	for i := 1; i < len(held); i++ {
		d, err := deviation(s, held[i], held[0])
		if err != nil {
			return nil, err
		}
		list = append(list, d)
	}
	return list, nil
}

// priced is a token of the pool with the feeds' price of it.
type priced struct {
	token *ops.Token
	price units.Fixed
}

// pricedIn are the pool's tokens with a price: those that it holds, and those of which it has nothing.
func pricedIn(s *ops.Snapshot, prices []*Price) (held, empty []priced) {
	for _, p := range prices {
		if p == nil {
			continue
		}
		token, err := s.Token(p.Token)
		switch {
		case err != nil: // not a token of this pool
		case token.Empty():
			empty = append(empty, priced{token, p.Value})
		default:
			held = append(held, priced{token, p.Value})
		}
	}
	return held, empty
}

// deviation compares (B_o/w_o)/(B_i/w_i) with p_i/p_o.
func deviation(s *ops.Snapshot, of, in priced) (d Deviation, err error) {
	pool, ok := ratio(worth(in.token), worth(of.token))
	fed, fine := ratio(rat(of.price), rat(in.price))
	if !ok || !fine {
		return d, fmt.Errorf("%s or %s has no weight or no price, so the pool has no price", of.token.Symbol, in.token.Symbol)
	}
	d = Deviation{Token: of.token.Symbol, In: in.token.Symbol, Pool: fixedDown(pool), Feed: fixedDown(fed)}
	off := new(big.Rat).Quo(pool, fed)
	off.Sub(off, big.NewRat(1, 1))
	d.Above = off.Sign() > 0
	d.Share = fixedUp(off.Abs(off))
	d.InBand = !d.Share.Int().Gt(s.Fees.SwapFee.Int())
	return d, nil
}

// worth is the balance in whole tokens, divided by the weight.
func worth(t *ops.Token) *big.Rat {
	balance := t.Balance()
	w := new(big.Rat).SetInt(balance.Raw.ToBig())
	w.Quo(w, new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(t.Decimals)), nil)))
	if t.Weight == (units.Fixed{}) {
		return new(big.Rat)
	}
	return w.Quo(w, rat(t.Weight))
}

func rat(f units.Fixed) *big.Rat {
	return new(big.Rat).SetFrac(f.Int().ToBig(), units.FixedOne().Int().ToBig())
}

func ratio(a, b *big.Rat) (*big.Rat, bool) {
	if a.Sign() == 0 || b.Sign() == 0 {
		return nil, false
	}
	return new(big.Rat).Quo(a, b), true
}

func fixedDown(r *big.Rat) units.Fixed {
	n := new(big.Int).Mul(r.Num(), units.FixedOne().Int().ToBig())
	return fixedOf(n.Quo(n, r.Denom()))
}

func fixedUp(r *big.Rat) units.Fixed {
	n := new(big.Int).Mul(r.Num(), units.FixedOne().Int().ToBig())
	n.Add(n, new(big.Int).Sub(r.Denom(), big.NewInt(1)))
	return fixedOf(n.Quo(n, r.Denom()))
}

// fixedOf converts to 256 bits; all bits are set on overflow.
func fixedOf(n *big.Int) units.Fixed {
	z, over := uint256.FromBig(n)
	if over {
		return units.Fixed(*new(uint256.Int).SetAllOne())
	}
	return units.Fixed(*z)
}

// Ratio is a divided by b, with 18 decimals, rounded down.
func Ratio(a, b units.Fixed) (units.Fixed, error) {
	r, ok := ratio(rat(a), rat(b))
	if !ok {
		return units.Fixed{}, errors.New("a price is zero")
	}
	return fixedDown(r), nil
}

// Value is the value of a balance at a price, with 18 decimals, rounded down.
func Value(balance units.Amount, price units.Fixed) units.Fixed {
	v := new(big.Rat).SetInt(balance.Raw.ToBig())
	v.Quo(v, new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(balance.Decimals)), nil)))
	return fixedDown(v.Mul(v, rat(price)))
}

// Largest is the largest deviation; nil if there are none.
func Largest(list []Deviation) *Deviation {
	var worst *Deviation
	for i := range list {
		if worst == nil || list[i].Share.Int().Gt(worst.Share.Int()) {
			worst = &list[i]
		}
	}
	return worst
}

// SequencerOf is Chainlink's sequencer feed of a rollup; zero for other chains.
func SequencerOf(chainID uint64) common.Address {
	return map[uint64]common.Address{
		42161: common.HexToAddress("0xFdB631F5EE196F0ed6FAa767959853A9F217697D"),
		10:    common.HexToAddress("0x371EAD81c9102C9BF4874A9075FFFf170F2Ee389"),
		8453:  common.HexToAddress("0xBCF85224fc0756B9Fa45aA7892530B47e10b6433"),
	}[chainID]
}

// Words describe the deviation, and whether it is within the swap fee.
func (d Deviation) Words() string {
	side := "below"
	if d.Above {
		side = "above"
	}
	if d.Share == (units.Fixed{}) {
		return "that of its feed, in " + d.In.String()
	}
	words := units.ShareText(d.Share) + " " + side + " its feed, in " + d.In.String()
	if d.InBand {
		words += ", within the swap fee"
	}
	return words
}

// Note returns the finding for a plan.
func (d Deviation) Note() ops.Finding {
	return ops.Finding{Severity: ops.Note, Code: "feed.deviation", Summary: "the pool's price of " + d.Token.String() + " is " + d.Words(),
		Detail: "the spot price without fee, against feeds"}
}
