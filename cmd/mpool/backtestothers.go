package main

import (
	"context"
	"crypto/sha256"
	"io"
	"math"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/pflag"

	"mpool/internal/backtest"
	"mpool/internal/failure"
	"mpool/internal/market"
	"mpool/internal/ops"
	"mpool/internal/text"
)

// othersFlags are who else trades, as it is typed.
type othersFlags struct {
	arb, arbShare string
	latency       int
	noise         []string
	sandwich      string
	slippage      string
	thin          []string
	maxVolume     string
	seed          uint64
}

func addOthersFlags(f *othersFlags, flags *pflag.FlagSet) {
	f.sandwich = "off"
	flags.StringVar(&f.arb, "arb", "every:1", "when arbitrage comes: every:1 for each step, poisson:12s for after so long on average, or off")
	flags.StringVar(&f.arbShare, "arb-share", "100%", "the part of the best trade that arbitrage makes")
	flags.IntVar(&f.latency, "latency", 0, "arbitrage sees the prices of so many steps ago")
	flags.StringSliceVar(&f.noise, "noise", nil, "users who trade: ratio:0.5 of arbitrage, daily:0.2 of the value, or file:SWAPS.csv (time,in,out,amount,limit); repeatable")
	flags.Var(&choiceOf{&f.sandwich, []string{"off", "on"}}, "sandwich", "a searcher moves each user's swap to its limit and back, where that pays its gas: on or off")
	flags.StringVar(&f.slippage, "slippage-limit", "0.5%", "how much less than the pool would give a user's swap may get")
	flags.StringSliceVar(&f.thin, "thin", nil, "times of the day (UTC) with less depth outside: 02:00-06:00=10%; repeatable")
	flags.StringVar(&f.maxVolume, "max-volume-share", "", "arbitrage of a step is at most this part of the volume column")
	flags.Uint64Var(&f.seed, "seed", 1, "of what comes by chance")
}

// others says who trades beside the prices.
func (a *backtester) others(ctx context.Context, f *backtestFlags, tokens []ops.Token, o *backtest.Options) (err error) {
	if err = f.others.arrivals(o); err != nil {
		return err
	}
	if o.ArbShare, err = shareOf("--arb-share", f.others.arbShare); err != nil {
		return err
	}
	if o.Slippage, err = shareOf("--slippage-limit", f.others.slippage); err != nil {
		return err
	}
	if o.Latency = f.others.latency; o.Latency < 0 || o.Latency > 100_000 {
		return failure.Usage("--latency: it is a number of steps, from 0 to 100000")
	}
	if o.Thin, err = windows(f.others.thin); err != nil {
		return err
	}
	o.Sandwich, o.Seed = f.others.sandwich == "on", f.others.seed
	for _, words := range f.others.noise {
		if err := a.noise(ctx, words, tokens, &o.Retail); err != nil {
			return err
		}
	}
	return nil
}

func (f *othersFlags) arrivals(o *backtest.Options) error {
	kind, words, _ := strings.Cut(f.arb, ":")
	switch kind {
	case "off":
		return nil
	case "every":
		n, err := strconv.Atoi(words)
		if err != nil || n < 1 {
			break
		}
		o.ArbEvery = n
		return nil
	case "poisson":
		mean, err := ops.ParseDuration(words)
		if err != nil || mean == 0 {
			break
		}
		o.ArbMean = float64(mean)
		return nil
	}
	return failure.Usage("--arb: %s is not known", text.Quote(f.arb)).WithHint("--arb every:1, --arb poisson:12s, or --arb off")
}

// shareOf is a percentage from 0 to 100; 0 where it is not said.
func shareOf(flag, words string) (float64, error) {
	if words == "" {
		return 0, nil
	}
	f, err := ops.ParsePercent(words)
	one := ops.FixedOne()
	if err != nil {
		return 0, failure.Usage("%s: %s", flag, err).Because(err)
	}
	if f.Int().Gt(one.Int()) || f == (ops.Fixed{}) {
		return 0, failure.Usage("%s: it is above 0%% and at most 100%%", flag)
	}
	return f.Int().Float64() / 1e18, nil
}

// windows are times of the day: 02:00-06:00=10%.
func windows(all []string) (list []backtest.Window, err error) {
	for _, words := range all {
		span, share, found := strings.Cut(words, "=")
		from, to, found2 := strings.Cut(span, "-")
		w := backtest.Window{From: secondOfDay(from), To: secondOfDay(to)}
		if !found || !found2 || w.From < 0 || w.To < 0 || w.From == w.To {
			return nil, failure.Usage("--thin: %s is not a time of the day", text.Quote(words)).WithHint("--thin 02:00-06:00=10%%")
		}
		if w.Depth, err = shareOf("--thin", share); err != nil {
			return nil, err
		}
		list = append(list, w)
	}
	return list, nil
}

// secondOfDay reads 02:00; -1 where it is none.
func secondOfDay(words string) int64 {
	h, m, found := strings.Cut(words, ":")
	hour, err := strconv.ParseUint(h, 10, 8)
	minute, err2 := strconv.ParseUint(m, 10, 8)
	if !found || err != nil || err2 != nil || hour > 24 || minute > 59 || hour == 24 && minute > 0 {
		return -1
	}
	return int64(hour*3600 + minute*60)
}

// noise is one kind of retail flow.
func (a *backtester) noise(ctx context.Context, words string, tokens []ops.Token, r *backtest.Retail) error {
	kind, rest, _ := strings.Cut(words, ":")
	switch kind {
	case "ratio", "daily":
		number, err := strconv.ParseFloat(rest, 64)
		if err != nil || !(number > 0) || math.IsInf(number, 0) {
			return failure.Usage("--noise: %s is not a number above zero", text.Quote(rest)).WithHint("--noise daily:0.2 is a fifth of the pool's value a day")
		}
		if kind == "ratio" {
			r.Ratio = number
		} else {
			r.Daily = number
		}
		return nil
	case "file":
		return a.swapsOfFile(ctx, rest, tokens, r)
	}
	return failure.Usage("--noise: %s is not known", text.Quote(words)).WithHint("--noise ratio:0.5, daily:0.2 or file:SWAPS.csv")
}

func (a *backtester) swapsOfFile(ctx context.Context, path string, tokens []ops.Token, r *backtest.Retail) error {
	a.inputs.Reads(path)
	file, err := os.Open(path)
	if err != nil {
		return unreadable(path, err)
	}
	defer func() { _ = file.Close() }() // it is only read
	hash := sha256.New()
	swaps, err := market.ReadSwaps(path, io.TeeReader(untilEnded{ctx, file}, hash))
	a.noteHash(path, hash.Sum(nil))
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		return failure.New(failure.Plain, "swaps.bad", "%s", err).Because(err)
	}
	for _, s := range swaps {
		l := backtest.Listed{At: s.At, In: placeOf(tokens, s.In), Out: placeOf(tokens, s.Out), Amount: s.Amount, Least: s.Limit}
		if l.In < 0 || l.Out < 0 || l.In == l.Out {
			return failure.New(failure.Plain, "swaps.bad", "%s: a swap of %s for %s is not one of two of the pool's tokens", path, text.Quote(s.In), text.Quote(s.Out))
		}
		r.Listed = append(r.Listed, l)
	}
	return nil
}

// placeOf is where a token of this name stands; -1 where there is none.
func placeOf(tokens []ops.Token, name string) int {
	for i, t := range tokens {
		if named(t, name) {
			return i
		}
	}
	return -1
}
