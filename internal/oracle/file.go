package oracle

import (
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/config"
	"mpool/internal/failure"
	"mpool/internal/feed"
	"mpool/internal/files"
	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/text"
	"mpool/internal/units"
)

// agree compares the prices with the price file. A key of the file that names no token or several
// is an error, so that no line is skipped.
func (r *Reader) agree(ctx context.Context, before *ops.Snapshot, prices []*feed.Price, sources []feed.Source, now units.Time) ([]*feed.Problem, error) {
	const longest = 1 << 20
	words, err := files.Read(ctx.Done(), r.Settings.FeedFile, longest)
	if err != nil {
		return nil, failure.Usage("feed_file: %s", err).Because(err)
	}
	quotes, err := feed.ReadQuotes(words, r.Settings.NamedZone())
	if err != nil {
		return nil, failure.Usage("feed_file: %s: %s", r.Settings.FeedFile, err)
	}
	keys := slices.SortedFunc(maps.Keys(quotes), func(a, b string) int { return quotes[a].Line - quotes[b].Line })
	for _, key := range keys {
		if err := namesOne(r.Settings, before, sources, key, quotes[key].Line); err != nil {
			return nil, err
		}
	}
	return feed.Agree(prices, quotes, sources, now, r.Settings.FeedAgreement), nil
}

// namesOne refuses a key of the price file that names no token, or several of the pool.
func namesOne(set *config.Settings, before *ops.Snapshot, sources []feed.Source, key string, line int) error {
	switch {
	case shared(before, named.Symbol(key)):
		return failure.Usage("feed_file: %s: line %d: several tokens of the pool have the symbol %s", set.FeedFile, line, text.Quote(key)).
			WithHint("use the tokens' addresses")
	case !knowsToken(set, before, sources, key):
		return failure.Usage("feed_file: %s: line %d: %s is neither a token of the pool nor one of the configured feeds", set.FeedFile, line, text.Quote(key)).
			WithHint("correct the name or the address, or remove the line")
	}
	return nil
}

// knowsToken says whether a symbol or an address belongs to a token of the pool or of a feed.
func knowsToken(set *config.Settings, before *ops.Snapshot, sources []feed.Source, key string) bool {
	is := func(token common.Address, symbol named.Symbol) bool {
		return key == symbol.Bare() || key == token.Hex()
	}
	return slices.ContainsFunc(before.Tokens, func(t ops.Token) bool { return is(t.Address, t.Symbol) }) ||
		slices.ContainsFunc(sources, func(s feed.Source) bool { return is(s.Token, s.Symbol) }) ||
		slices.ContainsFunc(set.Feeds, func(f config.Feed) bool {
			return f.Token == key || common.IsHexAddress(key) && strings.EqualFold(f.Token, key)
		})
}
