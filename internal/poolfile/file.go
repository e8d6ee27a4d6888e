// Package poolfile reads a pool that is written down in YAML. It is pure.
package poolfile

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"

	"go.yaml.in/yaml/v3"

	"mpool/internal/ops"
	"mpool/internal/poolmath"
)

// File is a pool as it is written down.
type File struct {
	Name    string   `yaml:"name"`
	Tokens  []Token  `yaml:"tokens"` // in the Vault's order
	SwapFee string   `yaml:"swap_fee"`
	AumFee  string   `yaml:"aum_fee"`
	Swaps   *bool    `yaml:"swaps"` // on where it is not said
	Create  Create   `yaml:"create"`
	fees    [2]fixed // swap, AUM
}

type fixed = ops.Fixed

// Token is one of its tokens.
type Token struct {
	Symbol   string `yaml:"symbol"`
	Decimals *uint8 `yaml:"decimals"` // 18 where it is not said
	Weight   string `yaml:"weight"`
	Balance  string `yaml:"balance"` // whole tokens; all tokens have one, or none
	Address  string `yaml:"address"` // on the chain, for a pool that is to be created
	Manager  string `yaml:"asset_manager"`

	weight fixed
	amount ops.Amount
}

// Read reads a pool file. Unknown keys and values that no Managed Pool can have fail.
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
	return &f, f.check()
}

func (f *File) check() error {
	if n := len(f.Tokens); n < 2 || n > 50 {
		return fmt.Errorf("tokens: a pool has 2 to 50 tokens, here are %d", n)
	}
	var weights []poolmath.Int
	seen := map[string]bool{}
	for i := range f.Tokens {
		t := &f.Tokens[i]
		if t.Symbol == "" || seen[t.Symbol] {
			return fmt.Errorf("tokens: token %d needs a symbol of its own", i+1)
		}
		seen[t.Symbol] = true
		if err := t.check(f.Tokens[0].Balance != ""); err != nil {
			return fmt.Errorf("tokens: %s: %w", t.Symbol, err)
		}
		weights = append(weights, poolmath.Int(t.weight))
	}
	if err := poolmath.CheckWeights(weights); err != nil {
		return fmt.Errorf("tokens: each weight is at least 1%% and all are 100%% together (%w)", err)
	}
	return f.checkFees()
}

func (t *Token) check(balances bool) (err error) {
	if t.Decimals == nil {
		eighteen := uint8(18)
		t.Decimals = &eighteen
	}
	if *t.Decimals > 18 {
		return fmt.Errorf("decimals: the Vault's pools take tokens of at most 18")
	}
	if t.weight, err = ops.ParsePercent(t.Weight); err != nil {
		return fmt.Errorf("weight: %w", err)
	}
	if (t.Balance != "") != balances {
		return errors.New("balance: give one for every token, or for none")
	}
	if balances {
		if t.amount, err = ops.ParseAmount(t.Balance, t.Symbol, *t.Decimals); err != nil {
			return fmt.Errorf("balance: %w", err)
		}
		if t.amount.Raw.IsZero() || t.amount.Raw.BitLen() > 112 {
			return errors.New("balance: it is above zero, and fits the Vault's 112 bits")
		}
	}
	return nil
}

func (f *File) checkFees() (err error) {
	if f.fees[0], err = ops.ParsePercent(f.SwapFee); err == nil {
		err = poolmath.CheckSwapFee(poolmath.Int(f.fees[0]))
	}
	if err != nil {
		return fmt.Errorf("swap_fee: it is from 0.0001%% to 95%% (%w)", err)
	}
	if f.AumFee == "" {
		return nil
	}
	if f.fees[1], err = ops.ParsePercent(f.AumFee); err == nil {
		err = poolmath.CheckAumFee(poolmath.Int(f.fees[1]))
	}
	if err != nil {
		return fmt.Errorf("aum_fee: it is at most 95%% (%w)", err)
	}
	return nil
}

// Place is where the token with this symbol stands; -1 where there is none.
func (f *File) Place(symbol string) int {
	return slices.IndexFunc(f.Tokens, func(t Token) bool { return t.Symbol == symbol })
}

// Create is what a pool needs beside that to be created on a chain. All of it is text of
// the file's, which the command that creates pools reads.
type Create struct {
	Symbol    string `yaml:"symbol"`
	Owner     string `yaml:"owner"`
	Allowlist *bool  `yaml:"allowlist"` // on where it is not said
	Salt      string `yaml:"salt"`
}

// Fees are the swap fee and the yearly AUM fee.
func (f *File) Fees() (swap, aum ops.Fixed) { return f.fees[0], f.fees[1] }

// Share is the token's weight.
func (t Token) Share() ops.Fixed { return t.weight }
