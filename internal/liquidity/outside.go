package liquidity

import (
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/ops/trade"
	"mpool/internal/units"
)

// outside values amounts at outside prices.
type outside struct {
	now    *ops.Snapshot
	prices []trade.TokenWorth
	pool   Valued
	known  bool // the pool has a value
}

func newOutside(now *ops.Snapshot, prices []trade.TokenWorth) *outside {
	o := &outside{now: now, prices: prices}
	o.pool, o.known = Value(now, o.price)
	return o
}

func (o *outside) price(token common.Address) (*big.Rat, bool) {
	for _, p := range o.prices {
		if p.Token == token {
			return new(big.Rat).SetFrac(p.Worth.Int().ToBig(), units.FixedOne().Int().ToBig()), true
		}
	}
	return nil, false
}

// leaving is what BPT are worth to who has them and can leave now: its share of the balances,
// which a proportional exit gives. It is what somebody gives up who pays BPT in another way.
func (o *outside) leaving() *big.Rat { return o.pool.Sum }

// staying is what BPT are worth to who gets them, while others can act first: its share of what
// arbitrage leaves. Nobody can lower that by swaps, before or after.
func (o *outside) staying() *big.Rat { return o.pool.Fair }

// of adds up amounts, BPT by a worth of the pool; nil where a price is missing.
func (o *outside) of(list []Sum, pool *big.Rat) *big.Rat {
	total := new(big.Rat)
	for _, s := range list {
		worth := o.one(s.Token, s.Amount.Raw, pool)
		if worth == nil {
			return nil
		}
		total.Add(total, worth)
	}
	return total
}

func (o *outside) one(token common.Address, amount uint256.Int, pool *big.Rat) *big.Rat {
	if token == o.now.Pool.Address {
		share := ratio(amount, o.now.Supply.Actual.Raw)
		if share == nil || pool == nil || !o.known {
			return nil
		}
		return share.Mul(share, pool)
	}
	price, known := o.price(token)
	if !known {
		return nil
	}
	worth := new(big.Rat).SetFrac(amount.ToBig(), tens(ops.DecimalsOf(o.now, token)))
	return worth.Mul(worth, price)
}

// counted is a worth in a token's smallest unit, cut towards zero; nil where it has no price.
func (o *outside) counted(worth *big.Rat, in ops.Token) *big.Int {
	price, known := o.price(in.Address)
	if !known || price.Sign() == 0 || worth == nil {
		return nil
	}
	n := new(big.Rat).Mul(worth, new(big.Rat).SetInt(tens(in.Decimals)))
	n.Quo(n, price)
	return new(big.Int).Quo(n.Num(), n.Denom())
}

// costOutside is the share of the payment's worth that is lost, or won, at outside prices: the
// difference of the pool's price, the swap fee and the price impact together. Of the two values
// of BPT each side has the one by which the cost is larger: what is paid counts as a proportional
// exit now would, and what is got as it is after arbitrage. A trade really loses at most this,
// also when others act before or after it.
func costOutside(now *ops.Snapshot, prices []trade.TokenWorth, t *Trade) {
	if len(prices) == 0 {
		return
	}
	o := newOutside(now, prices)
	in, out := o.of(t.Pays, o.leaving()), o.of(t.Gets, o.staying())
	if t.OutsideCost = Lost(in, out); t.OutsideCost != nil && in.Cmp(out) < 0 {
		share := new(big.Rat).Quo(out, in)
		t.OutsideGain = down(share.Sub(share, big.NewRat(1, 1)))
	}
	t.Skew = o.skew(t)
}

// skew is nil for a trade without BPT, for an exit in proportion, which loses nothing, and for a
// trade that wins by the prices in spite of it.
func (o *outside) skew(t *Trade) *Skew {
	bpt := func(list []Sum) *units.Amount {
		if len(list) == 1 && list[0].Token == o.now.Pool.Address {
			return &list[0].Amount
		}
		return nil
	}
	gets, pays := bpt(t.Gets), bpt(t.Pays)
	switch {
	case t.OutsideGain != nil:
		return nil
	case gets != nil:
		return o.skewOf(*gets, true)
	case pays != nil && !t.InProportion:
		return o.skewOf(*pays, false)
	}
	return nil
}

// skewOf is nil where the pool's balances match the prices.
func (o *outside) skewOf(bpt units.Amount, joins bool) *Skew {
	share := ratio(bpt.Raw, o.now.Supply.Actual.Raw)
	if !o.known || share == nil {
		return nil
	}
	lost := o.pool.skewed(o.now)
	now, left := down(new(big.Rat).Mul(share, o.pool.Sum)), down(new(big.Rat).Mul(share, o.pool.Fair))
	if lost == nil || now == nil || left == nil {
		return nil
	}
	return &Skew{*lost, *now, *left, joins}
}

// PositionOutside is a position by outside prices, counted in a token of the pool and rounded
// down.
type PositionOutside struct {
	Exit units.Amount // what a proportional exit gives now, sold at the prices
	// Staying is what the BPT are worth once arbitrage has moved the pool to the prices. Swaps
	// cannot lower it, so that who stays has it at least.
	Staying units.Amount
	Skew    *Skew // nil: the two differ by no more than the swap fee
	// Holding compares Staying with holding what was paid in: somebody who skews the pool can make
	// Exit larger for a moment. It is nil where what was paid is not known.
	Holding *Against
}

// Outside values a position at outside prices; nil where one is missing.
func (p *Position) Outside(now *ops.Snapshot, prices []trade.TokenWorth, in ops.Token) *PositionOutside {
	o := newOutside(now, prices)
	exit, staying := o.counted(o.of(p.Exit, nil), in), o.counted(o.one(now.Pool.Address, p.Bpt.Raw, o.staying()), in)
	if exit == nil || staying == nil {
		return nil
	}
	if staying.Cmp(exit) > 0 {
		staying = exit // an exit rounds each token down
	}
	v := &PositionOutside{Exit: amountOf(exit, in.Decimals), Staying: amountOf(staying, in.Decimals)}
	if !p.Bpt.Raw.IsZero() {
		v.Skew = o.skewOf(p.Bpt, false)
	}
	if held := o.counted(o.paid(p.Paid), in); held != nil && p.Holding != nil {
		v.Holding = &Against{units.Signed{Int: held}, units.Signed{Int: staying}, units.Signed{Int: new(big.Int).Sub(staying, held)}}
	}
	return v
}

// paid adds up amounts with a sign; nil where a price is missing.
func (o *outside) paid(list []Signed) *big.Rat {
	held := new(big.Rat)
	for _, paid := range list {
		worth := o.one(paid.Token, *uint256.MustFromBig(new(big.Int).Abs(paid.Raw.Int)), nil)
		if worth == nil {
			return nil
		}
		if paid.Raw.Int.Sign() < 0 {
			worth.Neg(worth)
		}
		held.Add(held, worth)
	}
	return held
}
