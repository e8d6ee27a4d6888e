package poolfile

import (
	"errors"
	"fmt"
	"math/big"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/parse"
	"mpool/internal/poolmath"
	"mpool/internal/units"
)

// Snapshot returns the pool at a time and at prices, one for each token. With a tvl above zero, its
// balances are scaled to be worth tvl. A file without balances gets them from the weights. The supply
// is one BPT for each unit of value. Addresses, which only a pool on a chain has, are placeholders.
func (f *File) Snapshot(at units.Time, prices []float64, tvl float64) (*ops.Snapshot, error) {
	s := &ops.Snapshot{
		Block: ops.Block{Number: 1, Time: at},
		Pool: ops.Pool{Address: place(1), Owner: place(2), OwnerKind: ops.OwnerAccount, Vault: place(3), Generation: ops.V2,
			Name: named.Pool(f.Name), SwapEnabled: f.Swaps == nil || *f.Swaps, JoinExitEnabled: f.JoinsExits == nil || *f.JoinsExits, MustAllowlistLPs: bool(f.Allowlist)},
		Weights: ops.Ramp{Start: at, End: at},
		Fees: ops.Fees{SwapFee: f.fees[0], StartSwapFee: f.fees[0], EndSwapFee: f.fees[0], SwapFeeRamp: ops.Ramp{Start: at, End: at},
			AumFee: f.fees[1], LastCollection: at},
	}
	if f.Generation == 1 {
		s.Pool.Generation, s.Pool.JoinExitEnabled = ops.V1, true
	}
	if err := f.changes(s, at); err != nil {
		return nil, err
	}
	value, err := f.balances(s, prices, tvl)
	if err != nil {
		return nil, err
	}
	s.Supply.Virtual = units.Amount{Raw: raw(value, 18), Decimals: 18}
	if s, err = s.Recomputed(); err != nil {
		return nil, err
	}
	return f.withBreakers(s)
}

// changes sets the running and future changes.
func (f *File) changes(s *ops.Snapshot, at units.Time) (err error) {
	if c := f.WeightChange; c != nil {
		if s.Weights, err = c.ramp(at); err != nil {
			return fmt.Errorf("weight_change: %w", err)
		}
	}
	if c := f.SwapFeeChange; c != nil {
		if s.Fees.SwapFeeRamp, err = c.ramp(at); err != nil {
			return fmt.Errorf("swap_fee_change: %w", err)
		}
		s.Fees.EndSwapFee = c.to
	}
	return nil
}

func (c *Change) ramp(at units.Time) (r ops.Ramp, err error) {
	if r.Start, err = moment(c.Start, at); err != nil {
		return r, fmt.Errorf("start: %w", err)
	}
	if r.End, err = moment(c.End, at); err != nil {
		return r, fmt.Errorf("end: %w", err)
	}
	if r.End < r.Start {
		return r, errors.New("the end is before the start")
	}
	return r, nil
}

func moment(text string, at units.Time) (units.Time, error) {
	ago, before := strings.CutPrefix(text, "-")
	if !before {
		return parse.Time(text, at, nil)
	}
	d, err := units.ParseDuration(ago)
	return at - min(d, at), err
}

// balances sets the tokens, and returns their value.
func (f *File) balances(s *ops.Snapshot, prices []float64, tvl float64) (*big.Float, error) {
	amounts, value := f.amounts(prices)
	if f.Tokens[0].Balance == "" && tvl == 0 {
		return nil, errors.New("the pool file has no balances: add them, or use --tvl 1e6")
	}
	if tvl > 0 {
		scale := new(big.Float).SetPrec(256).Quo(exact(tvl), value)
		for _, a := range amounts {
			a.Mul(a, scale)
		}
		value = exact(tvl)
	}
	for i, t := range f.Tokens {
		balance := units.Amount{Raw: raw(amounts[i], *t.Decimals), Decimals: *t.Decimals}
		if !fits(balance) {
			return nil, errors.New(t.Symbol.String() + ": its balance is zero or above the Vault's 112 bits")
		}
		s.Tokens = append(s.Tokens, ops.Token{Address: place(uint64(16 + i)), Symbol: t.Symbol, Decimals: *t.Decimals,
			Cash: balance, Managed: units.Amount{Decimals: *t.Decimals}, StartWeight: t.weight, EndWeight: t.end})
	}
	return value, nil
}

// amounts returns the file's balances in whole tokens; without them, one unit of value split by the
// weights.
func (f *File) amounts(prices []float64) (amounts []*big.Float, value *big.Float) {
	value = exact(0)
	for i, t := range f.Tokens {
		whole, price := new(big.Float).SetPrec(256), exact(prices[i])
		if t.Balance != "" {
			whole.Quo(whole.SetInt(t.amount.Raw.ToBig()), power(*t.Decimals))
			value.Add(value, new(big.Float).SetPrec(256).Mul(whole, price))
		} else {
			whole.Quo(whole.Quo(whole.SetInt(t.weight.Int().ToBig()), power(18)), price)
		}
		amounts = append(amounts, whole)
	}
	if f.Tokens[0].Balance == "" {
		return amounts, exact(1)
	}
	return amounts, value
}

// withBreakers sets the file's circuit breakers by the pool's prices.
func (f *File) withBreakers(s *ops.Snapshot) (*ops.Snapshot, error) {
	for i := range f.Tokens {
		t := &s.Tokens[i]
		if f.Tokens[i].Breaker == nil {
			continue
		}
		price, err := poolmath.BptPrice(s.Supply.Actual.Raw, poolmath.Int(t.Weight), t.Balance().Raw)
		if err != nil {
			return nil, err
		}
		b := ops.Breaker{BptPrice: fixed(price), ReferenceWeight: t.Weight, LowerBound: f.Tokens[i].lower, UpperBound: f.Tokens[i].upper}
		if t.Breaker, err = stored(b, t.Decimals); err != nil {
			return nil, fmt.Errorf("%s: breaker: %w", t.Symbol, err)
		}
	}
	return s.Recomputed()
}

// stored returns a breaker in the pool's precision, with the ratios that the pool would cache.
func stored(b ops.Breaker, decimals uint8) (*ops.Breaker, error) {
	scaled, err := poolmath.ScaleBptPrice(poolmath.Int(b.BptPrice), decimals)
	if err != nil {
		return nil, err
	}
	set, err := poolmath.SetBreaker(scaled, poolmath.Int(b.ReferenceWeight), poolmath.Int(b.LowerBound), poolmath.Int(b.UpperBound))
	b.LowerBound, b.UpperBound, b.LowerRatio, b.UpperRatio = fixed(set.LowerBound), fixed(set.UpperBound), set.LowerRatio, set.UpperRatio
	return &b, err
}

func place(n uint64) common.Address { return common.BigToAddress(new(big.Int).SetUint64(n)) }
