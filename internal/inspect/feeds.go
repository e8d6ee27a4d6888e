package inspect

import (
	"context"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/feed"
	"mpool/internal/named"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/planview"
)

// FeedsView shows the price feeds of a pool's tokens, and feeds that could be configured. mpool uses
// only configured feeds, never suggestions.
type FeedsView struct {
	Pool   planview.Pool `json:"pool"`
	Block  ops.Block     `json:"block"`
	Chain  string        `json:"chain"`
	Tokens []TokenFeed   `json:"tokens"`
}

// TokenFeed is the configured or suggested feed of one token.
type TokenFeed struct {
	Token      common.Address `json:"token"`
	Symbol     named.Symbol   `json:"symbol"` // may be hostile text
	Configured bool           `json:"configured"`
	Suggestion *SuggestedFeed `json:"suggestion"` // null if the list has none or the token has a feed
}

// SuggestedFeed is a feed of the list with its current answer.
type SuggestedFeed struct {
	Pairs   []string         `json:"pairs"`
	Hops    []common.Address `json:"hops"`
	Price   *feed.Price      `json:"price"`             // null if the feed gives no price
	Problem string           `json:"problem,omitempty"` // why it gives no price
}

// Feeds lists the pool's tokens with their configured feeds. It asks the suggested feeds of the others
// for their description and price.
func (r *Reader) Feeds(ctx context.Context, args []string) (*FeedsView, error) {
	client, pool, err := r.Nodes.DialPool(ctx, args)
	if err != nil {
		return nil, err
	}
	defer client.Close()
	s, err := client.Snapshot(ctx, pool.Address, chain.Latest())
	if err != nil {
		return nil, err
	}
	return r.feedsOf(ctx, client, s)
}

func (r *Reader) feedsOf(ctx context.Context, node feed.Node, s *ops.Snapshot) (*FeedsView, error) {
	v := &FeedsView{Pool: planview.Pool{Address: s.Pool.Address, Name: s.Pool.Name, Symbol: s.Pool.Symbol, ChainID: s.ChainID}, Block: s.Block, Chain: network.ID(s.ChainID).String()}
	for _, t := range s.Tokens {
		one := TokenFeed{Token: t.Address, Symbol: t.Symbol}
		_, one.Configured = r.Plans.Feeds.Source(s.ChainID, t.Address, t.Symbol)
		if known, found := feed.Suggest(s.ChainID, t.Symbol.Bare()); found && !one.Configured {
			one.Suggestion = &SuggestedFeed{Pairs: known.Pairs, Hops: known.Hops}
		}
		v.Tokens = append(v.Tokens, one)
	}
	return v, v.ask(ctx, node)
}

// ask reads all suggested feeds in one round trip.
func (v *FeedsView) ask(ctx context.Context, node feed.Node) error {
	var sources []feed.Source
	var asked []*SuggestedFeed
	for _, t := range v.Tokens {
		if t.Suggestion != nil {
			asked = append(asked, t.Suggestion)
			sources = append(sources, feed.Source{Token: t.Token, Symbol: t.Symbol, Hops: t.Suggestion.Hops, MaxAge: feed.LongestAge})
		}
	}
	if len(sources) == 0 {
		return nil
	}
	prices, problems, err := feed.Read(ctx, node, v.Block, sources, common.Address{})
	if err != nil {
		return err
	}
	for i, one := range asked {
		if one.Price = prices[i]; one.Price == nil {
			one.Problem, problems = problems[0].Why, problems[1:] // problems are in the order of the sources
		}
	}
	return nil
}
