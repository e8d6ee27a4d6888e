package poolplan

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/foreign"
	"mpool/internal/market"
	"mpool/internal/ops"
	"mpool/internal/poolfile"
	"mpool/internal/strategy"
	"mpool/internal/text"
	"mpool/internal/units"
)

// longestPrices is the largest size of prices in bytes.
const longestPrices = 64 << 20

// signal is a strategy with the prices for its decisions.
type signal struct {
	path     string
	strategy *strategy.Strategy
	table    *market.Table
	file     []market.Series
}

// target returns the strategy's decision about the weights; nil if the file has no strategy.
func (k *Keeper) target(ctx context.Context, client *chain.Client, before *ops.Snapshot, f *File) (*poolfile.Target, *signal, error) {
	w := f.Want
	if w.Strategy == nil {
		return nil, nil, nil
	}
	s, err := k.signal(ctx, client, before, f)
	if err != nil {
		return nil, nil, err
	}
	since := w.Strategy.Since
	if w.Strategy.Prices == fromFeeds && since == 0 {
		since = 1 // with the current time as its only row, decisions are counted from the epoch
	}
	d, err := s.strategy.Decide(before, s.table, s.file, since)
	if err != nil {
		return nil, nil, badStrategy(s.path, err)
	}
	if err := s.fresh(before, w.Strategy); err != nil {
		return nil, nil, err
	}
	begun, err := s.strategy.Decide(atStart(before), s.table, s.file, since)
	if err != nil {
		return nil, nil, badStrategy(s.path, err)
	}
	return targetOf(before, d, begun, s.path), s, nil
}

func badStrategy(path string, err error) error {
	var line *strategy.LineError
	if errors.As(err, &line) {
		return failure.Usage("%s:%d: %s", path, line.Line, line.Reason).Because(err)
	}
	return failure.Usage("%s: %s", path, err).Because(err)
}

// fromFeeds is the value of prices for the configured feeds.
const fromFeeds = "feeds"

func (k *Keeper) signal(ctx context.Context, client *chain.Client, before *ops.Snapshot, f *File) (*signal, error) {
	w := f.Want.Strategy
	s := &signal{path: w.File}
	var err error
	if s.strategy, err = k.strategyOf(ctx, f); err != nil {
		return nil, err
	}
	if name := s.strategy.File(); name != "" {
		if !filepath.IsAbs(name) {
			name = filepath.Join(filepath.Dir(w.File), name)
		}
		if s.file, err = k.series(ctx, f.Name, name); err != nil {
			return nil, err
		}
	}
	if w.Prices == fromFeeds && k.Prices == "" {
		s.table, err = k.feedTable(ctx, client, before)
		return s, err
	}
	series, err := k.wanted(ctx, f)
	if err == nil {
		s.table, err = tableOf(series, before)
	}
	return s, err
}

// strategyOf reads the strategy that a pool file names, and checks that it can decide.
func (k *Keeper) strategyOf(ctx context.Context, f *File) (*strategy.Strategy, error) {
	name := f.Want.Strategy.File
	words, err := k.named(ctx, f.Name, name, longest)
	if err != nil {
		return nil, err
	}
	s, err := strategy.Read(words)
	if err != nil {
		return nil, foreign.Withheld(name, "the keys and values of a strategy (docs/backtest.md)", err)
	}
	if err := s.Decides(); err != nil {
		return nil, badStrategy(name, err)
	}
	return s, nil
}

// wanted returns the prices that a flag names, that the file's command writes, or that the file names.
func (k *Keeper) wanted(ctx context.Context, f *File) ([]market.Series, error) {
	w := f.Want.Strategy
	switch {
	case k.Prices != "":
		words, err := k.prices(ctx)
		if err != nil {
			return nil, err
		}
		return parsed(k.Prices, words)
	case len(w.Exec) > 0:
		return k.run(ctx, w.Exec)
	case w.Prices == "-":
		return nil, failure.Usage("%s cannot name standard input for its prices: only a flag can", text.Quote(f.Name)).WithHint("add --strategy-prices -")
	}
	return k.series(ctx, f.Name, w.Prices)
}

// series reads a file of prices that a pool file names.
func (k *Keeper) series(ctx context.Context, of, name string) ([]market.Series, error) {
	words, err := k.named(ctx, of, name, longestPrices)
	if err != nil {
		return nil, err
	}
	series, err := parsed(name, words)
	if err != nil {
		err = foreign.Withheld(name, "a table of prices: "+pricesWanted, err)
		var f *failure.Failure
		if errors.As(err, &f) {
			f.Code = "prices.bad"
		}
	}
	return series, err
}

const pricesWanted = "a header such as timestamp,WETH,USDC, and rows of a time and a price above zero for each token"

func parsed(path string, words []byte) ([]market.Series, error) {
	if strings.HasPrefix(strings.TrimSpace(string(words)), "[") {
		return seriesOfJSON(path, words)
	}
	name, _, _ := strings.Cut(filepath.Base(path), ".")
	series, _, err := market.ReadWithin(path, name, bytes.NewReader(words), mostPrices())
	if err != nil {
		return nil, failure.New(failure.Misuse, "prices.bad", "%s", err).Because(err)
	}
	return series, nil
}

// tableOf returns a table with a column for each of the pool's tokens, as a backtest has it: each step
// has the last known price.
func tableOf(series []market.Series, before *ops.Snapshot) (*market.Table, error) {
	var all []market.Series
	for _, t := range before.Tokens {
		i := slices.IndexFunc(series, func(s market.Series) bool {
			return s.Name == t.Symbol.Bare() || strings.EqualFold(s.Name, t.Address.Hex())
		})
		if i < 0 {
			return nil, failure.Usage("no prices for %s", text.Quote(t.Symbol.Bare())).WithHint("name a column after its symbol or its address")
		}
		all = append(all, series[i])
	}
	const oldest = 3600
	options := market.Options{Gaps: market.Refuse, MaxGap: oldest}
	if err := short(all, options); err != nil {
		return nil, err
	}
	table, err := market.Align(all, options)
	var gap *market.GapError
	if errors.As(err, &gap) {
		return nil, failure.New(failure.Plain, "prices.gap", "%s has no price for %s from %s on", text.Quote(gap.Series), text.Duration(units.Time(gap.To-gap.From)), units.Time(gap.From)).Because(err)
	}
	if err != nil {
		return nil, failure.New(failure.Plain, "prices.none", "%s", err).Because(err)
	}
	return table, nil
}

// feedTable returns a table with one row: the current answers of the feeds. It fails if a token has no
// price.
func (k *Keeper) feedTable(ctx context.Context, client *chain.Client, before *ops.Snapshot) (*market.Table, error) {
	if err := k.Plans.Feeds.Ask(ctx, client, before); err != nil {
		return nil, err
	}
	f := k.Plans.Feeds.Last()
	if f == nil || !f.Whole {
		why := "the configuration has no feed for each of its tokens"
		if f != nil && len(f.Problems) > 0 {
			why = f.Problems[0].Token + ": " + f.Problems[0].Why
		}
		return nil, failure.New(failure.Refused, "strategy.feeds", "refused: the strategy has no price of every token: %s [strategy.feeds]", text.Clean(why, text.LineWidth)).WithHint("correct feeds in the configuration")
	}
	t := &market.Table{Times: []int64{int64(before.Block.Time)}, Tokens: len(before.Tokens)}
	for _, p := range f.Prices {
		t.Prices = append(t.Prices, p.Value.Int().Float64()/1e18)
	}
	return t, nil
}

// Limits for a command that writes prices.
const (
	execTime = 30 * time.Second
	execWait = 2 * time.Second
)

// run runs a command that writes prices: without a shell, with only PATH in its environment, for at
// most 30 seconds.
func (k *Keeper) run(ctx context.Context, argv []string) ([]market.Series, error) {
	if !k.AllowExec {
		return nil, failure.New(failure.Refused, "strategy.exec", "refused: the file runs the command %s, which is not allowed without --allow-exec [strategy.exec]", text.Quote(argv[0])).
			WithHint("review the file and the command, then add --allow-exec")
	}
	ctx, cancel := context.WithTimeout(ctx, execTime)
	defer cancel()
	out := &bounded{left: longestPrices}
	cmd := exec.CommandContext(ctx, argv[0], argv[1:]...)
	cmd.Env, cmd.Stdout, cmd.WaitDelay = []string{"PATH=" + os.Getenv("PATH")}, out, execWait
	alone(cmd)
	err := cmd.Run()
	endGroup(cmd)
	switch {
	case out.left < 0:
		err = fmt.Errorf("it writes more than %d MB", longestPrices>>20)
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		err = fmt.Errorf("it takes longer than %s", execTime)
	}
	if err != nil {
		return nil, failure.New(failure.Plain, "strategy.exec", "%s: %s", text.Quote(argv[0]), err).Because(err)
	}
	return parsed(argv[0], out.words.Bytes())
}

// bounded keeps output up to a limit, and fails beyond it.
type bounded struct {
	words bytes.Buffer
	left  int
}

// Write keeps p if it fits.
func (b *bounded) Write(p []byte) (int, error) {
	if b.left -= len(p); b.left < 0 {
		return 0, errors.New("too much")
	}
	return b.words.Write(p)
}
