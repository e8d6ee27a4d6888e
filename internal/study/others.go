package study

import (
	"context"
	"crypto/sha256"
	"io"
	"math"
	"os"
	"strconv"
	"strings"

	"mpool/internal/backtest"
	"mpool/internal/failure"
	"mpool/internal/market"
	"mpool/internal/ops"
	"mpool/internal/text"
	"mpool/internal/units"
)

// Others are the flags for other traders.
type Others struct {
	Arb, ArbShare string
	Latency       int
	Noise         []string
	Sandwich      string
	Slippage      string
	Thin          []string
	MaxVolume     string
	Seed          uint64
}

// others reads the flags for other traders.
func (a *Study) others(ctx context.Context, f *Asked, tokens []ops.Token, o *backtest.Options) (err error) {
	if err = f.Others.arrivals(o); err != nil {
		return err
	}
	if o.ArbShare, err = shareOf("--arb-share", f.Others.ArbShare); err != nil {
		return err
	}
	if o.Slippage, err = shareOf("--slippage-limit", f.Others.Slippage); err != nil {
		return err
	}
	if o.Latency = f.Others.Latency; o.Latency < 0 || o.Latency > 100_000 {
		return failure.Usage("--latency must be 0 to 100000 steps")
	}
	if o.Thin, err = windows(f.Others.Thin); err != nil {
		return err
	}
	o.Sandwich, o.Seed = f.Others.Sandwich == "on", f.Others.Seed
	for _, words := range f.Others.Noise {
		if err := a.noise(ctx, words, tokens, &o.Retail); err != nil {
			return err
		}
	}
	return nil
}

func (f *Others) arrivals(o *backtest.Options) error {
	kind, words, _ := strings.Cut(f.Arb, ":")
	switch kind {
	case "off":
		if f.Arb == kind {
			return nil
		}
	case "every":
		n, err := strconv.Atoi(words)
		if err != nil || n < 1 {
			break
		}
		o.ArbEvery = n
		return nil
	case "poisson":
		mean, err := units.ParseDuration(words)
		if err != nil || mean == 0 {
			break
		}
		o.ArbMean = float64(mean)
		return nil
	}
	return failure.Usage("--arb: unknown value %s", text.Quote(f.Arb)).WithHint("use --arb every:1, --arb poisson:12s, or --arb off")
}

// shareOf reads a percentage above 0 % and up to 100 %, as a share of 1; 0 if it is not given.
func shareOf(flag, words string) (float64, error) {
	if words == "" {
		return 0, nil
	}
	f, err := units.ParsePercent(words)
	one := units.FixedOne()
	if err != nil {
		return 0, failure.Usage("%s: %s", flag, err).Because(err)
	}
	if f.Int().Gt(one.Int()) || f == (units.Fixed{}) {
		return 0, failure.Usage("%s must be above 0%% and at most 100%%", flag)
	}
	return f.Int().Float64() / 1e18, nil
}

// windows reads times of day such as 02:00-06:00=10%.
func windows(all []string) (list []backtest.Window, err error) {
	for _, words := range all {
		w, err := backtest.ParseWindow(words)
		if err != nil {
			return nil, failure.Usage("--thin: %s", err).Because(err).WithHint("use --thin 02:00-06:00=10%%")
		}
		list = append(list, w)
	}
	return list, nil
}

// noise reads one kind of retail trades.
func (a *Study) noise(ctx context.Context, words string, tokens []ops.Token, r *backtest.Retail) error {
	kind, rest, _ := strings.Cut(words, ":")
	switch kind {
	case "ratio", "daily":
		number, err := strconv.ParseFloat(rest, 64)
		if err != nil || !(number > 0) || math.IsInf(number, 0) {
			return failure.Usage("--noise: invalid number %s: it must be above zero", text.Quote(rest)).WithHint("--noise daily:0.2 is a fifth of TVL a day")
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
	return failure.Usage("--noise: unknown value %s", text.Quote(words)).WithHint("use --noise ratio:0.5, daily:0.2 or file:SWAPS.csv")
}

func (a *Study) swapsOfFile(ctx context.Context, path string, tokens []ops.Token, r *backtest.Retail) error {
	a.Inputs.Reads(path)
	file, err := os.Open(path)
	if err != nil {
		return unreadable(path, err)
	}
	defer func() { _ = file.Close() }() // the file was only read, so an error here does not matter
	hash := sha256.New()
	swaps, err := market.ReadSwaps(path, io.TeeReader(untilEnded{ctx, file}, hash))
	a.noteHash(path, hash.Sum(nil))
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		return faulty("swaps.bad", err)
	}
	for _, s := range swaps {
		l := backtest.Listed{At: s.At, In: placeOf(tokens, s.In), Out: placeOf(tokens, s.Out), Amount: s.Amount, Least: s.Limit}
		if l.In < 0 || l.Out < 0 || l.In == l.Out {
			return failure.New(failure.Misuse, "swaps.bad", "%s: a swap of %s for %s is not between two of the pool's tokens", path, text.Quote(s.In), text.Quote(s.Out))
		}
		r.Listed = append(r.Listed, l)
	}
	return nil
}

// placeOf is the index of the token with this symbol or address; -1 if there is none.
func placeOf(tokens []ops.Token, name string) int {
	for i, t := range tokens {
		if hasName(t, name) {
			return i
		}
	}
	return -1
}
