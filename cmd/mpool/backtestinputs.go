package main

import (
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/holiman/uint256"

	"mpool/internal/backtest"
	"mpool/internal/failure"
	"mpool/internal/files"
	"mpool/internal/market"
	"mpool/internal/ops"
	"mpool/internal/parse"
	"mpool/internal/poolfile"
	"mpool/internal/safe/signing"
	"mpool/internal/strategy"
	"mpool/internal/text"
)

// small reads a file that people write, such as a pool's or a strategy's.
func (a *app) small(path string) ([]byte, error) {
	a.inputs.Reads(path)
	words, err := files.Read(a.ui.Stopped, path, signing.LongestSafeFile)
	if err != nil {
		return nil, failure.New(failure.Plain, "file.unreadable", "%s cannot be read: %s", text.Quote(path), err).Because(err)
	}
	return words, nil
}

func (a *app) poolFile(path string) (*poolfile.File, error) {
	if path == "" {
		return nil, failure.Usage("missing --pool-file").WithHint("mpool backtest --help has an example")
	}
	words, err := a.small(path)
	if err != nil {
		return nil, err
	}
	f, err := poolfile.Read(words)
	if err != nil {
		return nil, failure.Usage("%s: %s", path, err).Because(err)
	}
	return f, nil
}

func (a *app) tasks(path string, pool *ops.Snapshot, first ops.Time) ([]backtest.Task, error) {
	if path == "" {
		return nil, nil
	}
	words, err := a.small(path)
	if err != nil {
		return nil, err
	}
	s, err := strategy.Read(words)
	if err != nil {
		return nil, failure.Usage("%s: %s", path, err).Because(err)
	}
	tasks, err := s.Tasks(pool, first)
	if err != nil {
		return nil, ofStrategy(path, err)
	}
	return tasks, nil
}

// series reads all prices, and picks the pool's tokens out of them in its order.
func (a *app) series(f *backtestFlags, pool *poolfile.File) ([]market.Series, map[string]market.Counts, error) {
	if len(f.prices) == 0 {
		return nil, nil, failure.Usage("missing --prices, for example --prices prices.csv")
	}
	var all []market.Series
	counts := map[string]market.Counts{}
	for _, path := range f.prices {
		read, c, err := a.priceFile(path)
		if err != nil {
			return nil, nil, err
		}
		all, counts[filepath.Base(path)] = append(all, read...), c
	}
	var picked []market.Series
	for _, t := range pool.Tokens {
		name := t.Symbol
		if mapped, ok := f.names[name]; ok {
			name = strings.TrimSuffix(filepath.Base(mapped), ".csv")
		}
		i := slices.IndexFunc(all, func(s market.Series) bool { return s.Name == name })
		if i < 0 {
			return nil, nil, failure.Usage("no prices for %s", text.Quote(t.Symbol)).WithHint("name its column or its file: --price-map %s=ETHUSDT", t.Symbol)
		}
		picked = append(picked, all[i])
	}
	return picked, counts, nil
}

func (a *app) priceFile(path string) ([]market.Series, market.Counts, error) {
	a.inputs.Reads(path)
	file, err := os.Open(path)
	if err != nil {
		return nil, market.Counts{}, failure.New(failure.Plain, "file.unreadable", "%s cannot be read: %s", text.Quote(path), err).Because(err)
	}
	defer func() { _ = file.Close() }() // it is only read
	name := strings.TrimSuffix(strings.TrimSuffix(filepath.Base(path), ".gz"), ".zst")
	read, counts, err := market.Read(path, strings.TrimSuffix(name, ".csv"), file)
	if err != nil {
		return nil, counts, failure.New(failure.Plain, "prices.bad", "%s", err).Because(err)
	}
	return read, counts, nil
}

// table puts the series on one clock, in the money that is asked for.
func (f *backtestFlags) table(series []market.Series, pool *poolfile.File) (*market.Table, error) {
	o := market.Options{Carry: f.gaps == "carry"}
	if f.step != "" {
		step, err := ops.ParseDuration(f.step)
		if err != nil || step == 0 {
			return nil, failure.Usage("--step: %s is not a time between two steps", text.Quote(f.step)).WithHint("--step 5m")
		}
		o.Step = int64(step)
	}
	gap, err := ops.ParseDuration(f.maxGap)
	if err != nil {
		return nil, failure.Usage("--max-gap: %s", err).Because(err)
	}
	o.MaxGap = int64(gap)
	if o.From, o.To, err = parseRange(f.timerange); err != nil {
		return nil, err
	}
	table, err := market.Align(series, o)
	if err != nil {
		return nil, failure.New(failure.Plain, "prices.gap", "%s", err).Because(err).WithHint("--gaps carry uses the last price, however old it is; --timerange leaves times out")
	}
	if unit := pool.Place(f.numeraire); unit >= 0 {
		table.In(unit)
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
	for i, word := range []string{first, last} {
		var at int64
		if len(word) == 8 { // a day, which as a number would be a second of 1970
			word = word[:4] + "-" + word[4:6] + "-" + word[6:]
		}
		if at, err = market.ParseTime(word); err != nil || !found {
			return 0, 0, failure.Usage("--timerange: %s is not two times", text.Quote(words)).WithHint("--timerange 20201207-20210304")
		}
		if i == 0 {
			from = at
		}
		to = at
	}
	if from >= to {
		return 0, 0, failure.Usage("--timerange: it ends before it begins")
	}
	return from, to, nil
}

func (f *backtestFlags) options(pool *poolfile.File) (o backtest.Options, err error) {
	if math.IsNaN(f.tvl) || math.IsInf(f.tvl, 0) || f.tvl < 0 {
		return o, failure.Usage("--tvl: it is a value above zero")
	}
	if o.ArbEvery, err = parseArb(f.arb); err != nil {
		return o, err
	}
	o.Gas = backtest.Gas{Base: float64(f.gasBase), Hop: float64(f.gasHop), Token: -1}
	if f.gasPrice == "" {
		return o, nil
	}
	price, err := parse.GasPrice(f.gasPrice)
	if err != nil {
		return o, failure.Usage("--gas-price: %s", err).Because(err)
	}
	if o.Gas.Token = pool.Place(f.gasToken); o.Gas.Token < 0 {
		return o, failure.Usage("--gas-price needs --gas-token, one of the pool's tokens").WithHint("--gas-token WETH")
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
