package request

import (
	"context"
	"errors"
	"io"
	"math/big"
	"os"
	"strings"
	"unicode"

	"github.com/holiman/uint256"

	"mpool/internal/failure"
	"mpool/internal/feed"
	"mpool/internal/files"
	"mpool/internal/foreign"
	"mpool/internal/ops"
	"mpool/internal/ops/trade"
	"mpool/internal/text"
	"mpool/internal/units"
)

// outside is --prices: prices from a file or from the configured feeds.
type outside struct {
	source typed
	quotes map[string]feed.Quote // of the file; set by read
	hidden bool                  // a batch names the file: messages do not show its text; set by read
}

// fromFeeds is the value of --prices for the configured feeds.
const fromFeeds = "feeds"

// oldestQuote is the greatest age of a file's price in seconds: a day, and ten minutes for writing the
// file.
const oldestQuote = units.Time(24*60*60 + 10*60)

// newestQuote is how many seconds a price may be ahead of the block: blocks are some seconds old, and
// clocks differ.
const newestQuote = units.Time(10 * 60)

func (o *outside) field() Field {
	return textFlag("prices", &o.source, PricesUsage)
}

// read reads the file, if one is named.
func (o *outside) read(ctx context.Context, from Source) error {
	const longest = 1 << 20
	if o.source.words == "" || o.source.words == fromFeeds {
		return nil
	}
	words, err := files.ReadFrom(ctx.Done(), func() (io.ReadCloser, error) { return from.Open(o.source.words) }, longest)
	switch {
	case errors.Is(err, context.Canceled):
		return err
	case errors.Is(err, os.ErrNotExist):
		return failure.Usage("--prices: file not found: %s", text.Quote(o.source.words)).Because(err)
	case err != nil:
		return failure.Usage("--prices: cannot read %s: %s", text.Quote(o.source.words), failure.Innermost(err)).Because(err)
	}
	// the file must mean the same on every machine, so the machine's own zone is not used
	o.hidden = from.foreign
	if o.quotes, err = feed.ReadQuotes(words, from.Settings.NamedZone()); err != nil && o.hidden {
		return foreign.Withheld("--prices: "+o.source.words, "prices: "+feed.Forms, err)
	} else if err != nil {
		return failure.Usage("--prices: %s: %s", o.source.words, err)
	}
	return nil
}

// Prices returns the prices of a pool's tokens from --prices; none if it is not given.
type Prices func(ctx context.Context, on *Target) ([]trade.TokenWorth, error)

// OutsidePrices is --prices for a command that is not an operation. It reads the file, if one is named.
func OutsidePrices(ctx context.Context, words string, from Source) (Prices, error) {
	o := &outside{source: typed{words: words}}
	prices := func(ctx context.Context, on *Target) ([]trade.TokenWorth, error) {
		list, err := o.of(ctx, on)
		o.warnFar(on, list)
		return list, err
	}
	return prices, o.read(ctx, from)
}

// PricesUsage is the help of --prices.
const PricesUsage = "outside prices of the pool's tokens: a file, or feeds for the configured feeds. The file is CSV with the header token,price,time, or JSON such as " + `{"WETH": {"price": "2500", "time": "2026-12-24T09:00Z"}}`

// of returns the prices of all of the pool's tokens; none if --prices is not given.
func (o *outside) of(ctx context.Context, on *Target) ([]trade.TokenWorth, error) {
	switch o.source.words {
	case "":
		return nil, nil
	case fromFeeds:
		return on.Node.FeedPrices(ctx)
	}
	quotes, err := o.quotesOf(on)
	if err != nil {
		return nil, err
	}
	var list []trade.TokenWorth
	for _, token := range on.Before.Tokens {
		quote, name := quotes[token.Address], text.Symbol(token.Symbol)
		switch now := on.Before.Block.Time; {
		case quote.At > now+newestQuote:
			return nil, failure.Usage("--prices: the price of %s is of %s, after the newest block, of %s", name, o.timeOf(quote), now).
				WithHint("check the time in the file (UTC), and that the node is in step with its chain")
		case now > quote.At+oldestQuote:
			return nil, failure.Usage("--prices: the price of %s is of %s, and the pool was read at %s", name, o.timeOf(quote), now).
				WithHint("use prices of the last 24 hours")
		}
		list = append(list, trade.TokenWorth{Token: token.Address, Worth: quote.Price})
	}
	return list, nil
}

// moneyOf parses a value in the money of the prices, or in a token with a price: 100000, or 100000
// USDC.
func moneyOf(pool *ops.Snapshot, words string, prices []trade.TokenWorth) (units.Fixed, error) {
	if value, err := units.ParsePlain(words); err == nil {
		return value, nil
	} else if !strings.ContainsFunc(words, unicode.IsLetter) {
		return units.Fixed{}, err
	}
	price, err := units.ParsePrice(words)
	if err != nil {
		return units.Fixed{}, err
	}
	token, err := pool.FindToken(price.Of)
	if err != nil {
		return units.Fixed{}, err
	}
	for _, p := range prices {
		if p.Token == token.Address {
			one := units.FixedOne()
			value := new(big.Int).Mul(price.Value.Int().ToBig(), p.Worth.Int().ToBig())
			raw, over := uint256.FromBig(value.Div(value, one.Int().ToBig()))
			if over {
				return units.Fixed{}, errors.New("the value is too large")
			}
			return units.Fixed(*raw), nil
		}
	}
	return units.Fixed{}, errors.New("no price is given of " + text.Symbol(token.Symbol))
}
