package main

import (
	"errors"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/holiman/uint256"

	"mpool/internal/backtest"
	"mpool/internal/failure"
	"mpool/internal/market"
	"mpool/internal/ops"
	"mpool/internal/parse"
	"mpool/internal/text"
)

// ethereumBlock is a block of Ethereum's, in seconds: --step block.
const ethereumBlock = 12

// columns are the series of a run: the pool's tokens first, then what else is named.
type columns struct {
	series    []market.Series
	numeraire int // its place; -1: prices are as they are
	gas       int // the token in which gas is paid; -1: there is none
}

func (f *backtestFlags) columns(b *priceBook, tokens []ops.Token) (c columns, err error) {
	c.numeraire, c.gas = -1, -1
	for _, t := range tokens {
		s, err := b.of(t, f.names)
		if err != nil {
			return c, err
		}
		c.series = append(c.series, s)
	}
	place := func(name string) (int, error) {
		if i := slices.IndexFunc(tokens, func(t ops.Token) bool { return named(t, name) }); i >= 0 {
			return i, nil
		}
		s, err := b.of(ops.Token{Symbol: name}, f.names)
		c.series = append(c.series, s)
		return len(c.series) - 1, err
	}
	if f.numeraire == "" {
		if f.numeraire = b.one(); f.numeraire == "" {
			f.numeraire = "USD"
		}
	} else if i, unknown := place(f.numeraire); unknown == nil {
		c.numeraire = i
	} else {
		c.series = c.series[:len(c.series)-1]
	}
	if f.gasPrice == "" {
		return c, nil
	}
	if f.gasToken == "" {
		return c, failure.Usage("--gas-price needs --gas-token, the token that gas is paid in").WithHint("--gas-token WETH")
	}
	if c.gas, err = place(f.gasToken); err != nil {
		return c, failure.Usage("--gas-token: %s", err).Because(err)
	}
	return c, nil
}

// table puts the series on one clock, in the money that is asked for.
func (f *backtestFlags) table(c columns) (*market.Table, error) {
	o := market.Options{Gaps: market.Gaps(f.gaps)}
	switch step, err := ops.ParseDuration(f.step); {
	case f.step == "":
	case f.step == "block":
		o.Step = ethereumBlock
	case err != nil || step == 0:
		return nil, failure.Usage("--step: %s is not a time between two steps", text.Quote(f.step)).WithHint("--step 5m, or --step block for 12 seconds")
	default:
		o.Step = int64(step)
	}
	oldest, err := ops.ParseDuration(f.maxGap)
	if err != nil {
		return nil, failure.Usage("--max-gap: %s", err).Because(err)
	}
	o.MaxGap = int64(oldest)
	if o.From, o.To, err = parseRange(f.timerange); err != nil {
		return nil, err
	}
	table, err := market.Align(c.series, o)
	var gap *market.GapError
	switch {
	case errors.As(err, &gap):
		return nil, failure.New(failure.Plain, "prices.gap", "%s has no price from %s on, for %s", text.Quote(gap.Series), timeText(ops.Time(gap.From)), text.Duration(ops.Time(gap.To-gap.From))).
			Because(err).WithHint("--gaps carry uses the last price, however old it is; --gaps skip and --timerange leave times out")
	case err != nil:
		return nil, failure.New(failure.Plain, "prices.none", "%s", err).Because(err)
	}
	if c.numeraire >= 0 {
		table.In(c.numeraire, table.Tokens)
	}
	return table, nil
}

func parseRange(words string) (from, to int64, err error) {
	if words == "" {
		return 0, 0, nil
	}
	first, last, found := strings.Cut(words, "/")
	if !found {
		first, last, found = strings.Cut(words, "-")
	}
	bad := failure.Usage("--timerange: %s is not two times", text.Quote(words)).WithHint("--timerange 20201207-20210304")
	if !found || first == "" && last == "" {
		return 0, 0, bad
	}
	if from, err = edge(first); err != nil {
		return 0, 0, bad
	}
	if to, err = edge(last); err != nil {
		return 0, 0, bad
	}
	if to > 0 && from >= to {
		return 0, 0, failure.Usage("--timerange: it ends before it begins")
	}
	return from, to, nil
}

// edge is one end of a range, 0 where it is open.
func edge(word string) (int64, error) {
	if word == "" {
		return 0, nil
	}
	if len(word) == 8 { // a day, which as a number would be a second of 1970
		word = word[:4] + "-" + word[4:6] + "-" + word[6:]
	}
	return market.ParseTime(word)
}

func (f *backtestFlags) options(c columns) (o backtest.Options, err error) {
	if math.IsNaN(f.tvl) || math.IsInf(f.tvl, 0) || f.tvl < 0 {
		return o, failure.Usage("--tvl: it is a value above zero")
	}
	if o.ArbEvery, err = parseArb(f.arb); err != nil {
		return o, err
	}
	o.Gas = backtest.Gas{Base: float64(f.gasBase), Hop: float64(f.gasHop), Token: c.gas}
	if f.gasPrice == "" {
		return o, nil
	}
	price, err := parse.GasPrice(f.gasPrice)
	if err != nil {
		return o, failure.Usage("--gas-price: %s", err).Because(err)
	}
	wei := uint256.Int(price)
	o.Gas.Price = wei.Float64() / 1e18
	return o, nil
}

func parseArb(words string) (every int, err error) {
	if words == "off" {
		return 0, nil
	}
	number, found := strings.CutPrefix(words, "every:")
	every, err = strconv.Atoi(number)
	if err != nil || !found || every < 1 {
		return 0, failure.Usage("--arb: %s is not known", text.Quote(words)).WithHint("--arb every:1, or --arb off")
	}
	return every, nil
}
