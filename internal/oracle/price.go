package oracle

import (
	"context"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/failure"
	"mpool/internal/feed"
	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/ops/tokenset"
	"mpool/internal/text"
)

// Price is a token's price from its feed, in the first token of the pool that has a balance and
// a price from a feed. Feeds of other tokens may fail.
func (r *Reader) Price(ctx context.Context, node feed.Node, before *ops.Snapshot, token common.Address, symbol named.Symbol) (tokenset.TokenPrice, error) {
	own, found := r.Source(before.ChainID, token, "")
	if own.Symbol = symbol; !found && !slices.ContainsFunc(before.Tokens, func(t ops.Token) bool { return t.Symbol.Bare() == symbol.Bare() && t.Address != token }) {
		own, found = r.Source(before.ChainID, token, symbol)
	}
	others, _ := r.sureSources(before)
	if !found || len(others) == 0 {
		return tokenset.TokenPrice{}, failure.Usage("--price feed: the configuration has no feed of %s, or of none of the pool's tokens", text.SymbolIn(symbol, 40)).
			WithHint("add them under feeds, by the token's address, or give --price \"2000 USDC\"")
	}
	f, err := r.readFeeds(ctx, node, before, before.Block, before.Block.Time, append([]feed.Source{own}, others...))
	if err != nil {
		return tokenset.TokenPrice{}, err
	}
	if len(f.Prices) == 0 || f.Prices[0].Token != token {
		return tokenset.TokenPrice{}, noFeedPrice(f.trouble(ops.Token{Address: token, Symbol: symbol}))
	}
	of := slices.IndexFunc(f.Prices[1:], func(p *feed.Price) bool { return holds(before, p.Token) })
	if of < 0 {
		return tokenset.TokenPrice{}, noFeedPrice(f.troubleOfAny(before))
	}
	value, err := feed.Ratio(f.Prices[0].Value, f.Prices[1+of].Value)
	return tokenset.TokenPrice{Of: f.Prices[1+of].Token, Value: value}, err
}

// holds says whether the pool has a balance of a token.
func holds(s *ops.Snapshot, token common.Address) bool {
	t, err := s.Token(token)
	if err != nil {
		return false
	}
	balance := t.Balance().Raw
	return !balance.IsZero()
}

// troubleOfAny is the first problem with a feed of the pool's tokens; nil if there is none.
func (f *Feeds) troubleOfAny(s *ops.Snapshot) *Problem {
	for _, t := range s.Tokens {
		if p := f.trouble(t); p != nil {
			return p
		}
	}
	return nil
}

// noFeedPrice refuses because of a feed, or because the pool is empty.
func noFeedPrice(p *Problem) error {
	if p == nil {
		p = &Problem{Code: "feed.pool", Token: "the pool", Why: "the pool holds no token that has a price from a feed"}
		return p.refusal(p.Token).WithHint("add a feed of a token that the pool holds, or give --price \"2000 USDC\"")
	}
	return p.refusal(text.Clean(p.Token, 40)).WithHint("correct the feed in the configuration, or give --price \"2000 USDC\"")
}

// refusal is the error about a token with this name that has no price.
func (p *Problem) refusal(name string) *failure.Failure {
	why := text.Clean(p.Why, text.LineWidth)
	switch p.Code {
	case "feed.sequencer":
		return failure.New(failure.Refused, p.Code, "refused: no feed is used, because of the sequencer: %s [%s]", why, p.Code)
	case "feed.pool":
		return failure.New(failure.Refused, p.Code, "refused: %s [%s]", why, p.Code)
	}
	return failure.New(failure.Refused, p.Code, "refused: %s has no price from its feed: %s [%s]", name, why, p.Code)
}
