// Package poolfile reads descriptions of pools in YAML and compares pools with them. It is pure.
package poolfile

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/holiman/uint256"
	"go.yaml.in/yaml/v3"

	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/poolmath"
	"mpool/internal/units"
)

// File is a pool described in a file, for backtests and for creating pools.
type File struct {
	Name       string  `yaml:"name"`
	Generation int     `yaml:"generation"` // default 2
	Tokens     []Token `yaml:"tokens"`     // in the Vault's order
	SwapFee    string  `yaml:"swap_fee"`
	AumFee     string  `yaml:"aum_fee"`
	Swaps      *bool   `yaml:"swaps"`       // default on
	JoinsExits *bool   `yaml:"joins_exits"` // default on
	Allowlist  Gate    `yaml:"allowlist"`

	WeightChange  *Change `yaml:"weight_change"`   // from weight to end_weight
	SwapFeeChange *Change `yaml:"swap_fee_change"` // from swap_fee to the change's to

	Create Create `yaml:"create"` // values for creating the pool

	managed `yaml:",inline"` // the keys that ReadWant reads

	fees [2]fixed // swap fee, AUM fee
}

type fixed = units.Fixed

// managed holds the keys that say how to keep a pool on a chain, which ReadWant reads. They do not
// describe the pool itself.
type managed struct {
	Chain      any `yaml:"chain"`
	Pool       any `yaml:"pool"`
	Owner      any `yaml:"owner"`
	Tolerance  any `yaml:"tolerance"`
	WeightRamp any `yaml:"weight_ramp"`
	FeeRamp    any `yaml:"swap_fee_ramp"`
	Removal    any `yaml:"removal"`
	Shut       any `yaml:"shut"`
	Guards     any `yaml:"guards"`
	Policies   any `yaml:"policies"`
	Protocol   any `yaml:"protocol_fee"`
	Strategy   any `yaml:"strategy"`
}

// Gate is whether only addresses on the allowlist can join: a boolean, or a group with the key enabled.
type Gate bool

// UnmarshalYAML accepts both forms.
func (g *Gate) UnmarshalYAML(node *yaml.Node) error {
	if node.Kind == yaml.MappingNode {
		if node = value(node, "enabled"); node == nil {
			return nil
		}
	}
	return node.Decode((*bool)(g))
}

// Change is a running or future change. Its times are absolute, or relative to the time at which the
// pool is read: before (-1d) or after (+1d).
type Change struct {
	Start string `yaml:"start"`
	End   string `yaml:"end"`
	To    string `yaml:"to"` // only for a fee

	to fixed
}

// Token is a token of the pool.
type Token struct {
	Symbol    named.Symbol `yaml:"symbol"`
	Decimals  *uint8       `yaml:"decimals"` // default 18
	Weight    string       `yaml:"weight"`
	EndWeight string       `yaml:"end_weight"` // at the end of weight_change
	Balance   string       `yaml:"balance"`    // in whole tokens; either all tokens have one or none
	Breaker   *Breaker     `yaml:"breaker"`
	Address   string       `yaml:"address"` // address on the chain, for creating the pool
	Manager   string       `yaml:"asset_manager"`
	Add       any          `yaml:"add"` // only for a pool on a chain

	weight, end  fixed
	amount       units.Amount
	lower, upper fixed
}

// Breaker is a circuit breaker around the pool's current BPT price. A bound that is omitted, or none,
// is not set.
type Breaker struct {
	Lower string `yaml:"lower"`
	Upper string `yaml:"upper"`
}

// Read reads a pool file. It refuses unknown keys, and values that no Managed Pool can have.
func Read(text []byte) (*File, error) {
	var f File
	d := yaml.NewDecoder(bytes.NewReader(text))
	d.KnownFields(true)
	switch err := d.Decode(&f); {
	case errors.Is(err, io.EOF):
		return nil, errors.New("the file is empty")
	case err != nil:
		return nil, err
	}
	f.giveRest()
	return &f, f.check()
}

// giveRest sets the weight of the token with weight rest to 100% minus the others.
func (f *File) giveRest() {
	var sum uint256.Int
	takes := -1
	for i, t := range f.Tokens {
		if t.Weight == rest {
			takes = i
		} else if w, err := units.ParsePercent(t.Weight); err == nil {
			sum.Add(&sum, w.Int())
		}
	}
	if one := units.FixedOne(); takes >= 0 && sum.Lt(one.Int()) {
		f.Tokens[takes].Weight = units.Fixed(*sum.Sub(one.Int(), &sum)).Percent()
	}
}

func (f *File) check() error {
	if n := len(f.Tokens); n < 2 || n > 50 {
		return fmt.Errorf("tokens: a pool must have 2 to 50 tokens, not %d", n)
	}
	var weights, ends []poolmath.Int
	seen := map[named.Symbol]bool{}
	for i := range f.Tokens {
		t := &f.Tokens[i]
		if t.Symbol == "" || seen[t.Symbol] {
			return fmt.Errorf("tokens: token %d needs a unique symbol", i+1)
		}
		seen[t.Symbol] = true
		if err := t.check(f.Tokens[0].Balance != "", f.WeightChange != nil); err != nil {
			return fmt.Errorf("tokens: %s: %w", t.Symbol, err)
		}
		weights, ends = append(weights, poolmath.Int(t.weight)), append(ends, poolmath.Int(t.end))
	}
	for _, all := range [][]poolmath.Int{weights, ends} {
		if err := poolmath.CheckWeights(all); err != nil {
			return fmt.Errorf("tokens: each weight must be at least 1%%, and the sum 100%% (%w)", err)
		}
	}
	if f.Generation < 0 || f.Generation > 2 {
		return errors.New("generation: must be 1 or 2")
	}
	return f.checkFees()
}

func (t *Token) check(balances, moves bool) (err error) {
	if t.Decimals == nil {
		eighteen := uint8(18)
		t.Decimals = &eighteen
	}
	if *t.Decimals > 18 {
		return fmt.Errorf("decimals: must be at most 18")
	}
	if t.weight, err = units.ParsePercent(t.Weight); err != nil {
		return fmt.Errorf("weight: %w", err)
	}
	if (t.EndWeight != "") != moves {
		return errors.New("end_weight: needs weight_change, and a value for every token")
	}
	t.end = t.weight
	if moves {
		if t.end, err = units.ParsePercent(t.EndWeight); err != nil {
			return fmt.Errorf("end_weight: %w", err)
		}
	}
	if err = t.checkBreaker(); err != nil {
		return fmt.Errorf("breaker: %w", err)
	}
	if (t.Balance != "") != balances {
		return errors.New("balance: give one for every token, or for none")
	}
	if balances {
		if t.amount, err = units.ParseAmount(t.Balance, t.Symbol, *t.Decimals); err != nil {
			return fmt.Errorf("balance: %w", err)
		}
		if t.amount.Raw.IsZero() || t.amount.Raw.BitLen() > 112 {
			return errors.New("balance: must be above zero and fit the Vault's 112 bits")
		}
	}
	return nil
}

func (t *Token) checkBreaker() (err error) {
	if t.Breaker == nil {
		return nil
	}
	if t.Breaker.Lower != "" {
		if t.lower, err = units.ParseBound(t.Breaker.Lower); err != nil {
			return err
		}
	}
	if t.Breaker.Upper != "" {
		if t.upper, err = units.ParseBound(t.Breaker.Upper); err != nil {
			return err
		}
	}
	if _, err = poolmath.SetBreaker(poolmath.Int{}, poolmath.Int(t.weight), poolmath.Int(t.lower), poolmath.Int(t.upper)); err != nil {
		err = errors.New(ops.BreakerBounds{Lower: t.lower, Upper: t.upper}.RefuseBounds(t.Symbol).Summary)
	}
	return err
}

func (f *File) checkFees() (err error) {
	if f.fees[0], err = units.ParsePercent(f.SwapFee); err == nil {
		err = poolmath.CheckSwapFee(poolmath.Int(f.fees[0]))
	}
	if err != nil {
		return fmt.Errorf("swap_fee: must be 0.0001%% to 95%% (%w)", err)
	}
	if c := f.SwapFeeChange; c != nil {
		if c.to, err = units.ParsePercent(c.To); err == nil {
			err = poolmath.CheckSwapFee(poolmath.Int(c.to))
		}
		if err != nil {
			return fmt.Errorf("swap_fee_change: to: must be 0.0001%% to 95%% (%w)", err)
		}
	}
	if f.AumFee == "" {
		return nil
	}
	if f.fees[1], err = units.ParsePercent(f.AumFee); err == nil {
		err = poolmath.CheckAumFee(poolmath.Int(f.fees[1]))
	}
	if err != nil {
		return fmt.Errorf("aum_fee: must be at most 95%% (%w)", err)
	}
	return nil
}

// Place returns the index of the token with this symbol; -1 if there is none.
func (f *File) Place(symbol string) int {
	return slices.IndexFunc(f.Tokens, func(t Token) bool { return t.Symbol.Bare() == symbol })
}

// Create holds what only a new pool needs. It is unparsed text: the command that creates pools parses
// it.
type Create struct {
	Symbol    named.Symbol `yaml:"symbol"`
	Owner     string       `yaml:"owner"`
	Allowlist *bool        `yaml:"allowlist"` // default on
	Salt      string       `yaml:"salt"`
}

// Fees returns the swap fee and the yearly AUM fee.
func (f *File) Fees() (swap, aum units.Fixed) { return f.fees[0], f.fees[1] }

// Share returns the token's weight.
func (t Token) Share() units.Fixed { return t.weight }
