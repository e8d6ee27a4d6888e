// Package oracle reads the configured price feeds of a pool's tokens, and holds plans against their
// prices.
package oracle

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/config"
	"mpool/internal/feed"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/text"
	"mpool/internal/units"
)

// Feeds are the prices of a pool's tokens from feeds at a block.
type Feeds struct {
	Block      ops.Block        `json:"block"`
	Prices     []*feed.Price    `json:"prices"`
	Problems   []Problem        `json:"problems"` // feeds without a price
	Deviations []feed.Deviation `json:"deviations"`
	// Value is the value of all tokens with a price. Whole says that all tokens have one.
	Value  units.Fixed `json:"value"`
	Whole  bool        `json:"whole"`
	pool   common.Address
	read   *ops.Snapshot // state for which the feeds were read
	none   bool          // no feed is configured, or waived is the reason for not reading
	waived string
}

// Problem says why a token has no price.
type Problem struct {
	Code  string `json:"code"`
	Token string `json:"token"`
	Why   string `json:"why"`
}

// Reader reads the configured feeds and keeps what it read last.
type Reader struct {
	Settings *config.Settings
	// Now is this machine's clock, for AskNow: a node can show an old block. It is nil for a chain with a
	// clock of its own.
	Now  func() time.Time
	last *Feeds // nil: none configured, or not asked yet
}

// Ask reads the configured feeds for the pool's tokens in one round trip. Without feeds it
// asks nothing.
func (r *Reader) Ask(ctx context.Context, client any, before *ops.Snapshot) error {
	return r.AskAt(ctx, client, before, before.Block)
}

// AskNow is Ask at the newest block: the prices are as old as the later of this machine's clock and the
// block says.
func (r *Reader) AskNow(ctx context.Context, client any, before *ops.Snapshot) error {
	now := before.Block.Time
	if r.Now != nil && !network.ID(before.ChainID).ForDevelopment() {
		now = max(now, units.Time(max(r.Now().Unix(), 0)))
	}
	return r.ask(ctx, client, before, before.Block, now)
}

// Last returns what was read last for display; nil if there is nothing to show.
func (r *Reader) Last() *Feeds { return r.last.shown() }

// Of returns what was read last, if it is of this pool, for display; nil if there is nothing to show.
func (r *Reader) Of(s *ops.Snapshot) *Feeds { return r.last.of(s).shown() }

func (r *Reader) readFeeds(ctx context.Context, node feed.Node, before *ops.Snapshot, at ops.Block, now units.Time, sources []feed.Source) (*Feeds, error) {
	prices, problems, err := feed.Read(ctx, node, ops.Block{Number: at.Number, Hash: at.Hash, Time: now}, sources, sequencerOf(r.Settings, before.ChainID))
	if err != nil {
		return nil, err
	}
	if r.Settings.FeedFile != "" {
		more, err := r.agree(ctx, before, prices, sources, now)
		if err != nil {
			return nil, err
		}
		problems = append(problems, more...)
	}
	f := &Feeds{Block: at, read: before, pool: before.Pool.Address, Prices: []*feed.Price{}, Problems: []Problem{}}
	for _, p := range problems {
		f.Problems = append(f.Problems, Problem{Code: p.Code, Token: p.Token, Why: p.Why})
	}
	for _, p := range prices {
		if p != nil {
			f.Prices = append(f.Prices, p)
		}
	}
	f.value(before)
	if f.Deviations, err = feed.Deviations(before, prices); err != nil {
		f.Problems = append(f.Problems, Problem{Code: "feed.pool", Token: "the pool", Why: err.Error()})
	}
	return f, nil
}

// value adds up the values of all tokens with a price.
func (f *Feeds) value(s *ops.Snapshot) {
	priced := 0
	sum := units.Fixed{}.Int()
	for _, t := range s.Tokens {
		for _, p := range f.Prices {
			if p.Token == t.Address {
				priced++
				v := feed.Value(t.Balance(), p.Value)
				sum.Add(sum, v.Int())
			}
		}
	}
	f.Value, f.Whole = units.Fixed(*sum), priced == len(s.Tokens)
}

// of returns nil if the feeds belong to another pool.
func (f *Feeds) of(s *ops.Snapshot) *Feeds {
	if f == nil || f.pool != s.Pool.Address {
		return nil
	}
	return f
}

// rests says whether a plan depends on the pool's prices: weights move, a token is added or
// removed, or swaps are enabled.
func rests(before *ops.Snapshot, plan *ops.Plan) bool {
	opens := !before.Pool.SwapEnabled && plan.Predicted.Pool.SwapEnabled
	return len(plan.Calls) > 0 && (plan.Moves != nil || plan.Shifts != nil && *plan.Shifts != (units.Fixed{}) || opens)
}

// Text prints a line for each price.
func (f *Feeds) Text(p *text.Page) {
	for _, price := range f.Prices {
		line := fmt.Sprintf("feed: %s %s (%s, %s old)", text.SymbolIn(price.Symbol, 40), price.Value, text.Clean(strings.Join(price.Descriptions, " × "), 60), text.Duration(price.Age))
		for _, d := range f.Deviations {
			if d.Token == price.Symbol {
				line += "; the pool's price is " + d.Words()
			}
		}
		p.Line("%s", line)
	}
	for _, problem := range f.Problems {
		p.Line("feed: %s: no price: %s [%s]", text.Clean(problem.Token, 40), text.Clean(problem.Why, text.LineWidth), problem.Code)
	}
	if len(f.Prices) > 0 {
		what := "TVL by feeds"
		if !f.Whole {
			what = "TVL by feeds, of the tokens that have one"
		}
		p.Line("%s: %s", what, f.Value)
	}
}
