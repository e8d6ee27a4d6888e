package study

import (
	"context"
	"math"
	"os"
	"slices"
	"strings"

	"github.com/holiman/uint256"

	"mpool/internal/backtest"
	"mpool/internal/failure"
	"mpool/internal/market"
	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/parse"
	"mpool/internal/text"
	"mpool/internal/units"
)

// ethereumBlock is the time between two blocks of Ethereum, in seconds, for --step block.
const ethereumBlock = 12

// columns are the series of a run: those of the pool's tokens first, then the others that are needed.
type columns struct {
	series    []market.Series
	tokens    []ops.Token
	book      *priceBook
	names     map[string]string
	numeraire int   // index of the numeraire; -1: prices stay unchanged
	volumes   []int // by token, the index of its volumes; 0: unknown
}

func (f *Asked) columns(b *priceBook, tokens []ops.Token) (*columns, error) {
	c := &columns{numeraire: -1, tokens: tokens, book: b, names: f.Names}
	for _, t := range tokens {
		s, err := b.of(t, f.Names)
		if err != nil {
			return nil, err
		}
		c.series = append(c.series, s)
	}
	f.money(c)
	if f.Others.MaxVolume != "" {
		return c, c.addVolumes()
	}
	return c, nil
}

// money finds the series of the numeraire. Without the flag, the numeraire is a series of ones, or
// else USD.
func (f *Asked) money(c *columns) {
	if f.Numeraire == "" {
		if f.Numeraire = c.book.one(); f.Numeraire == "" {
			f.Numeraire = "USD"
		}
		return
	}
	if i, err := c.place(f.Numeraire); err == nil {
		c.numeraire = i
	}
}

// place is the index of a token's series. It adds the series if the token is not in the pool.
func (c *columns) place(name string) (int, error) {
	if i := placeOf(c.tokens, name); i >= 0 {
		return i, nil
	}
	s, err := c.book.of(ops.Token{Symbol: named.Symbol(name)}, c.names)
	if err != nil {
		return -1, err
	}
	return c.add(s), nil
}

func (c *columns) add(s market.Series) int {
	c.series = append(c.series, s)
	return len(c.series) - 1
}

// addVolumes adds the known series of volumes. At least one must be known.
func (c *columns) addVolumes() error {
	c.volumes = make([]int, len(c.tokens))
	known := false
	for i := range c.tokens {
		if s, err := c.book.find(market.VolumeOf(c.series[i].Name)); err == nil {
			c.volumes[i], known = c.add(s), true
		}
	}
	if !known {
		return failure.Usage("--max-volume-share needs a volume column in a file of --prices")
	}
	return nil
}

// addGas reads the gas price of arbitrage: a price, or a file of prices.
func (a *Study) addGas(ctx context.Context, f *Asked, c *columns, o *backtest.Options) (err error) {
	o.Gas = backtest.Gas{Base: float64(f.GasBase), Hop: float64(f.GasHop), Token: -1}
	if f.GasPrice == "" {
		return nil
	}
	price, err := parse.GasPrice(f.GasPrice)
	if err != nil {
		if _, missing := os.Stat(f.GasPrice); missing != nil {
			return failure.Usage("--gas-price: %s, and there is no file of this name", err).Because(err)
		}
		if err := a.gasFile(ctx, f.GasPrice, c, o); err != nil || o.Gas.Whole > 0 {
			return err
		}
	}
	if f.GasToken == "" {
		return failure.Usage("--gas-price needs --gas-token, the token that pays for gas").WithHint("--gas-token WETH")
	}
	if o.Gas.Token, err = c.place(f.GasToken); err != nil {
		return failure.Usage("--gas-token: %s", err).Because(err)
	}
	wei := uint256.Int(price)
	o.Gas.Price = wei.Float64() / 1e18
	return nil
}

// gasFile adds a series of gas prices: in gwei, or the cost of a whole trade in money.
func (a *Study) gasFile(ctx context.Context, path string, c *columns, o *backtest.Options) error {
	read, _, err := a.priceFile(ctx, path)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(read, func(s market.Series) bool { return s.Name == market.Gwei || s.Name == market.Usd })
	if i < 0 {
		return failure.New(failure.Misuse, "gas.bad", "%s: the header has neither gwei nor usd", path).WithHint("use timestamp,gwei or timestamp,usd; usd is the cost of a trade")
	}
	read[i].Rare = true
	if read[i].Name == market.Gwei {
		o.Gas.Column = c.add(read[i])
	} else {
		o.Gas.Whole = c.add(read[i])
	}
	return nil
}

// clock reads the flags for aligning series.
func (f *Asked) clock() (o market.Options, err error) {
	o.Gaps, o.Tail = market.Gaps(f.Gaps), true
	switch step, err := units.ParseDuration(f.Step); {
	case f.Step == "":
	case f.Step == "block":
		o.Step = ethereumBlock
	case err != nil || step == 0:
		return o, failure.Usage("--step: invalid interval %s", text.Quote(f.Step)).WithHint("use --step 5m, or --step block for 12 seconds")
	default:
		o.Step = int64(step)
	}
	oldest, err := units.ParseDuration(f.MaxGap)
	if err != nil {
		return o, failure.Usage("--max-gap: %s", err).Because(err)
	}
	o.MaxGap = int64(oldest)
	o.From, o.To, err = parseRange(f.Timerange)
	return o, err
}

func parseRange(words string) (from, to int64, err error) {
	if words == "" {
		return 0, 0, nil
	}
	first, last, found := strings.Cut(words, "/")
	if !found {
		first, last, found = strings.Cut(words, "-")
	}
	bad := failure.Usage("--timerange: invalid range %s", text.Quote(words)).WithHint("use --timerange 20201207-20210304, or --timerange 2020-12-07T13:30:00Z/2021-03-04T00:00:00Z")
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
		return 0, 0, failure.Usage("--timerange: the end is before the start")
	}
	return from, to, nil
}

// edge is one end of a range; 0 if it is open.
func edge(word string) (int64, error) {
	if word == "" {
		return 0, nil
	}
	if len(word) == 8 { // a date; as a number it would be a time in 1970
		word = word[:4] + "-" + word[4:6] + "-" + word[6:]
	}
	return market.ParseTime(word)
}

// options returns the traders of the run, without the owner.
func (a *Study) options(ctx context.Context, f *Asked, c *columns) (o backtest.Options, err error) {
	if math.IsNaN(f.Tvl) || math.IsInf(f.Tvl, 0) || f.Tvl < 0 {
		return o, failure.Usage("--tvl must be above zero")
	}
	if err := a.addGas(ctx, f, c, &o); err != nil {
		return o, err
	}
	if o.MostVolume, err = shareOf("--max-volume-share", f.Others.MaxVolume); err != nil {
		return o, err
	}
	if o.Spread, err = shareOf("--cex-spread", f.Spread); err != nil {
		return o, err
	}
	o.Volumes = c.volumes
	return o, a.others(ctx, f, c.tokens, &o)
}

// money says for each column whether it is a price in money, which can be converted to another money.
func (c *columns) money() []bool {
	all := make([]bool, len(c.series))
	for i, s := range c.series {
		all[i] = !s.Sum && s.Name != market.Gwei
	}
	return all
}
