package oracle

import (
	"context"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/feed"
	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// AskAt reads the feeds at another block than the pool's, because the pool may be on a fork
// that has changed it.
func (r *Reader) AskAt(ctx context.Context, client any, before *ops.Snapshot, at ops.Block) error {
	return r.ask(ctx, client, before, at, at.Time)
}

// ask reads them at a block; their ages count until now.
func (r *Reader) ask(ctx context.Context, client any, before *ops.Snapshot, at ops.Block, now units.Time) error {
	r.last = nil
	node, can := client.(feed.Node)
	if !can {
		return nil // not asked: a policy then refuses
	}
	sources, problems := r.sureSources(before)
	if len(sources)+len(problems) == 0 {
		r.last = &Feeds{pool: before.Pool.Address, none: true}
		return nil
	}
	fresh, err := r.readFeeds(ctx, node, before, at, now, sources)
	if err != nil {
		return err
	}
	fresh.Problems = append(problems, fresh.Problems...)
	r.last = fresh
	return nil
}

// Waive records why the feeds are not read for a pool. Plans are not compared with them, and a
// policy warns of that.
func (r *Reader) Waive(before *ops.Snapshot, why string) {
	r.last = &Feeds{pool: before.Pool.Address, none: true, waived: why}
}

// sureSources returns the feeds of the pool's tokens: by address, otherwise by a symbol that only
// one token of the pool has. Anyone can give a token any symbol.
func (r *Reader) sureSources(s *ops.Snapshot) (sources []feed.Source, problems []Problem) {
	problems = []Problem{}
	for _, t := range s.Tokens {
		one, found := r.Source(s.ChainID, t.Address, "")
		if one.Symbol = t.Symbol; !found {
			one, found = r.Source(s.ChainID, t.Address, t.Symbol)
			if found && shared(s, t.Symbol) {
				problems = append(problems, Problem{Code: "feed.ambiguous", Token: t.Address.Hex(), Why: "another token of the pool has the same symbol, by which the configuration names the feed"})
				continue
			}
		}
		if found {
			sources = append(sources, one)
		}
	}
	return sources, problems
}

func shared(s *ops.Snapshot, symbol named.Symbol) bool {
	count := 0
	for _, t := range s.Tokens {
		if t.Symbol.Bare() == symbol.Bare() {
			count++
		}
	}
	return count > 1
}

// shown returns the feeds, or nil if there is nothing to show.
func (f *Feeds) shown() *Feeds {
	if f == nil || f.none {
		return nil
	}
	return f
}

// withoutFeed names the tokens that have neither a price nor a problem with a feed, because no feed
// is configured.
func (f *Feeds) withoutFeed(s *ops.Snapshot) []string {
	var names []string
	for _, t := range s.Tokens {
		if f == nil || !slices.ContainsFunc(f.Prices, func(p *feed.Price) bool { return p.Token == t.Address }) && f.trouble(t) == nil {
			names = append(names, tokenWords(t.Symbol, t.Address))
		}
	}
	return names
}

// unfedAdditions names the tokens that a plan adds without a feed: its later calls, which are judged with
// them, could not be checked.
func (r *Reader) unfedAdditions(before *ops.Snapshot, plan *ops.Plan) []string {
	var names []string
	sources, _ := r.sureSources(plan.Predicted)
	for _, t := range plan.Predicted.Tokens {
		fed := slices.ContainsFunc(sources, func(s feed.Source) bool { return s.Token == t.Address })
		if !fed && !before.Has(t.Address) {
			names = append(names, tokenWords(t.Symbol, t.Address))
		}
	}
	return names
}

// trouble is the first problem that concerns this token or all tokens; nil if there is none.
func (f *Feeds) trouble(t ops.Token) *Problem {
	i := slices.IndexFunc(f.Problems, func(p Problem) bool {
		return p.Token == t.Symbol.String() || strings.EqualFold(p.Token, t.Address.Hex()) || p.Code == "feed.sequencer"
	})
	if i < 0 {
		return nil
	}
	return &f.Problems[i]
}

// tokenWords name a token so that an empty symbol still says which it is.
func tokenWords(symbol named.Symbol, token common.Address) string {
	if symbol.Bare() == "" {
		return token.Hex()
	}
	return symbol.Alone(named.SymbolWidth) + " (" + token.Hex() + ")"
}
