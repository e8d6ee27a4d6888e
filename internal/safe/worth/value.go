package worth

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/explain"
	"mpool/internal/liquidity"
	"mpool/internal/ops"
	"mpool/internal/text"
	"mpool/internal/units"
)

// valuation compares what the Safe gives and gets, at the prices that the user gives.
type valuation struct {
	flows   *outflows
	of      *Batch
	prices  Prices
	changes []Change // without gains outside trades
}

// worth values an amount of a token that the Safe gives or gets; false without a price. BPT of a
// trusted pool is worth its share of the pool's fair value.
func (v *valuation) worth(unit, token common.Address, raw *uint256.Int, gets bool) (*big.Rat, bool) {
	if price, end := v.prices.of(token); end == unit {
		known, is := v.of.decimalsOf(token)
		return new(big.Rat).Mul(price, wholes(raw, known)), is
	}
	for _, pool := range v.of.Trust.Pools {
		if pool.Pool.Address == token {
			if pool = v.withSupply(pool); gets {
				pool = v.of.Trust.held(pool)
			}
			whole, ok := fairValue(v.prices, unit, pool)
			if !ok || pool.Supply.Actual.Raw.IsZero() {
				return nil, false
			}
			part := new(big.Rat).SetFrac(raw.ToBig(), pool.Supply.Actual.Raw.ToBig())
			return part.Mul(part, whole), true
		}
	}
	return nil, false
}

// withSupply is the pool after the simulation if it had no BPT before (a first join), and otherwise
// the pool before.
func (v *valuation) withSupply(pool *ops.Snapshot) *ops.Snapshot {
	if after := v.of.Trust.After[pool.Pool.Address]; after != nil && pool.Supply.Actual.Raw.IsZero() {
		return after
	}
	return pool
}

func (b *Batch) decimalsOf(token common.Address) (uint8, bool) {
	if token == (common.Address{}) {
		return 18, true
	}
	known, is := b.Book.Tokens[token]
	return known.Decimals, is
}

func wholes(raw *uint256.Int, decimals uint8) *big.Rat {
	return new(big.Rat).SetFrac(raw.ToBig(), new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(decimals)), nil))
}

// fairValue is the value of a pool by its invariant, Π (value of token i / wᵢ)^wᵢ, rounded down. Swaps
// change the pool's balances but not the invariant, except by fees. It is false if a token has no
// price.
func fairValue(p Prices, unit common.Address, pool *ops.Snapshot) (*big.Rat, bool) {
	v, known := liquidity.Value(pool, func(token common.Address) (*big.Rat, bool) {
		price, end := p.of(token)
		return price, end == unit
	})
	return v.Fair, known
}

// balance is what the Safe gives and gets, in words and valued in unit.
type balance struct {
	lost, gained *big.Rat
	gives, gets  []string
	unpriced     []string // given tokens without a price
	uncounted    []string // received tokens without a price; they count as nothing
	ofPool       bool     // these are BPT of trusted pools alone
	shared       bool     // named recipients get a part of it
	unit         common.Address
}

// weigh adds up what the Safe gains and loses, without payments to named recipients.
func (v *valuation) weigh() balance {
	b := balance{lost: new(big.Rat), gained: new(big.Rat)}
	unit, ok := v.prices.unit()
	b.unit, b.ofPool, b.shared = unit, true, len(v.flows.receivers()) > 0
	for _, change := range v.changes {
		net := new(big.Int).Sub(change.Gain.ToBig(), change.Loss.ToBig())
		raw, _ := uint256.FromBig(new(big.Int).Abs(net.Add(net, v.flows.sent(change.Token))))
		worth, priced := v.worth(unit, change.Token, raw, net.Sign() > 0)
		switch {
		case net.Sign() == 0, net.Sign() < 0 && !raw.GtUint64(v.flows.dust(change.Token)):
		case net.Sign() > 0:
			b.gets = append(b.gets, text.Rounded(explain.AmountText(v.of.Book, change.Token, *raw)))
			if !ok || !priced {
				b.ofPool = b.ofPool && v.of.Trust.has(change.Token)
				b.uncounted = append(b.uncounted, v.missing(unit, ok, change.Token)...)
				continue
			}
			b.gained.Add(b.gained, worth)
		default:
			b.gives = append(b.gives, text.Rounded(explain.AmountText(v.of.Book, change.Token, *raw)))
			if !ok || !priced {
				b.unpriced = append(b.unpriced, v.missing(unit, ok, change.Token)...)
				continue
			}
			b.lost.Add(b.lost, worth)
		}
	}
	return b
}

// judgeTrades refuses trades in which the Safe gets less than it gives by more than --max-slippage,
// and trades that the given prices cannot value. compared says what accepted trades give.
func (v *valuation) judgeTrades() (found ops.Finding, compared string, is bool) {
	b := v.weigh()
	if len(b.gives) == 0 {
		return found, "", false // all losses are payments to named recipients
	}
	f := ops.Finding{Severity: ops.Warn, Code: "safe.value", Summary: b.words()}
	if share, owns := v.ownShare(); owns && len(b.unpriced) > 0 {
		return v.stayingOwn(f, share), "", true
	}
	if len(b.unpriced) > 0 {
		return incomparable(f, b.unpriced), "", true
	}
	if b.gained.Cmp(v.of.Trust.Slippage.near().least(b.lost)) >= 0 {
		f.Severity, f.Summary = ops.Note, f.Summary+": "+v.compared(b)
		return f, v.compared(b), true
	}
	if len(b.uncounted) > 0 {
		return incomparable(f, b.uncounted), "", true
	}
	f.Severity, f.Summary, f.Hint = ops.Refuse, f.Summary+": "+v.compared(b), "--max-slippage sets the accepted loss"
	return f, "", true
}

func (v *valuation) compared(b balance) string {
	return fmt.Sprintf("at the given prices, %s for %s %s", short(b.gained), short(b.lost), v.unitName(b.unit))
}

// incomparable refuses a trade if some of its tokens have no price.
func incomparable(f ops.Finding, missing []string) ops.Finding {
	slices.Sort(missing)
	f.Severity = ops.Refuse
	f.Summary += ": cannot compare the values, because there is no price for " + strings.Join(slices.Compact(missing), ", ")
	f.Hint = "give outside prices, for example --price \"WETH=2000 USDC\", for each token given or received, and for all tokens of a pool whose BPT is traded; a pool's own prices can be manipulated"
	return f
}

// missing are the tokens whose prices are needed to value a token: for BPT the tokens of the pool that
// have no price in unit, otherwise the token itself. Without a common unit it is the token itself.
func (v *valuation) missing(unit common.Address, has bool, token common.Address) []string {
	var list []string
	for _, pool := range v.of.Trust.Pools {
		if !has || pool.Pool.Address != token {
			continue
		}
		for _, held := range pool.Tokens {
			if _, end := v.prices.of(held.Address); end != unit {
				list = append(list, explain.TokenName(v.of.Book, held.Address))
			}
		}
	}
	if len(list) == 0 {
		return []string{explain.TokenName(v.of.Book, token)}
	}
	return list
}

func (b balance) words() string {
	gets := "nothing"
	if len(b.gets) > 0 {
		gets = strings.Join(b.gets, " and ")
	}
	verb := "gets"
	if b.shared {
		verb = "it and its recipients get"
	}
	return fmt.Sprintf("the Safe gives %s and %s %s", strings.Join(b.gives, " and "), verb, gets)
}

func (v *valuation) unitName(token common.Address) string {
	if token == (common.Address{}) {
		return v.of.Chain.Coin()
	}
	return text.Symbol(v.of.Book.Tokens[token].Symbol)
}

// percentOf is a share as a percentage, rounded down.
func percentOf(share *big.Rat) string {
	if share.Cmp(big.NewRat(9999, 10000)) >= 0 {
		return "all of" // all except the small part that nobody owns
	}
	scaled := new(big.Int).Quo(new(big.Int).Mul(share.Num(), big.NewInt(1e18)), share.Denom())
	return text.Percent(units.FixedFrom(scaled.Uint64())) + " of"
}

func short(r *big.Rat) string { return text.Number(r.FloatString(6)) }
