package worth

import (
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/effect"
	"mpool/internal/liquidity"
	"mpool/internal/named"
	"mpool/internal/safe/deed"
	"mpool/internal/units"
)

// exchange is what a trade pays and receives in its simulation, with its limits.
type exchange struct {
	of         *Batch
	pays, gets []liquidity.Sum
	unclear    bool // the symbol of a token in it is unknown
}

// exchangeWords describes a trade in the words of mpool's own trading commands; "" if a token is
// unknown.
func (b *Batch) exchangeWords(call *Call, o outcome) string {
	x := &exchange{of: b}
	switch d := call.Does.(type) {
	case deed.Swap:
		x.swap(d, o)
	case deed.BatchSwap:
		x.steps(d, netOf(o.steps))
	case deed.Join:
		x.join(d, o)
	case deed.Exit:
		x.exit(d, o)
	}
	if x.unclear || len(x.pays)+len(x.gets) == 0 {
		return ""
	}
	words := effect.TradeWords(x.pays, x.gets)
	if call.Kind == "first join" {
		words = effect.FirstJoinWords(x.pays, x.gets)
	}
	return words + b.toReceiver(call)
}

func (x *exchange) swap(s deed.Swap, o outcome) {
	step, _ := o.steps[0].(deed.SwapEvent)
	if s.GivenOut {
		x.pay(s.In, step.Took, s.Limit)
		x.get(s.Out, step.Gave, nil)
		return
	}
	x.pay(s.In, step.Took, nil)
	x.get(s.Out, step.Gave, s.Limit)
}

func (x *exchange) steps(b deed.BatchSwap, net map[common.Address]*big.Int) {
	wrapped, _ := deed.Wrap(b, x.of.Trust.Wrapped).(deed.BatchSwap)
	for i, asset := range wrapped.Assets {
		moved := net[asset]
		switch {
		case moved == nil || i >= len(b.Limits):
			continue
		case moved.Sign() > 0:
			x.pay(b.Assets[i], moved, b.Limits[i])
		case moved.Sign() < 0:
			x.get(b.Assets[i], new(big.Int).Neg(moved), new(big.Int).Neg(b.Limits[i]))
		}
	}
}

func (x *exchange) join(j deed.Join, o outcome) {
	step, _ := o.steps[0].(deed.JoinEvent)
	for i, delta := range step.Deltas {
		if i < len(j.Assets) && delta.Sign() > 0 && j.Assets[i] != deed.PoolOf(j.Pools[0]) { // the first join also mints BPT to the Vault

			x.pay(j.Assets[i], delta, limitOf(j.Way == deed.ExactBPT, j.Most, i))
		}
	}
	x.get(deed.PoolOf(j.Pools[0]), o.bpt, limitOf(j.Way == deed.ExactTokens, []*big.Int{j.Least}, 0))
}

func (x *exchange) exit(e deed.Exit, o outcome) {
	step, _ := o.steps[0].(deed.JoinEvent)
	x.pay(deed.PoolOf(e.Pools[0]), o.bpt, limitOf(e.Way == deed.ExactTokens, []*big.Int{e.Most}, 0))
	for i, delta := range step.Deltas {
		if i < len(e.Assets) && delta.Sign() < 0 {
			x.get(e.Assets[i], new(big.Int).Neg(delta), limitOf(e.Way == deed.ExactBPT, e.Least, i))
		}
	}
}

func limitOf(holds bool, limits []*big.Int, i int) *big.Int {
	if !holds || i >= len(limits) {
		return nil
	}
	return limits[i]
}

func (x *exchange) pay(token common.Address, amount, limit *big.Int) {
	x.pays = append(x.pays, x.sum(token, amount, limit))
}

func (x *exchange) get(token common.Address, amount, limit *big.Int) {
	x.gets = append(x.gets, x.sum(token, amount, limit))
}

// sum is an amount of a token. A negative limit, which a batch swap can have, becomes 0.
func (x *exchange) sum(token common.Address, amount, limit *big.Int) liquidity.Sum {
	s := liquidity.Sum{Token: token, Symbol: named.Own(x.of.Chain.Coin())}
	decimals := uint8(18)
	if token != (common.Address{}) {
		known, is := x.of.Book.Tokens[token]
		s.Symbol, decimals, x.unclear = known.Symbol, known.Decimals, x.unclear || !is
	}
	whole := func(n *big.Int) units.Amount {
		raw, over := uint256.FromBig(n)
		if over || n.Sign() < 0 {
			return units.Amount{Decimals: decimals}
		}
		return units.Amount{Raw: *raw, Decimals: decimals}
	}
	s.Amount = whole(amount)
	if limit != nil {
		most := whole(limit)
		s.Limit = &most
	}
	return s
}
