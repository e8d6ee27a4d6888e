package oracle

import (
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/config"
	"mpool/internal/feed"
	"mpool/internal/named"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// Source returns the first configured feed for a token, by its address or its symbol. Any
// contract can choose any symbol.
func (r *Reader) Source(chainID uint64, token common.Address, symbol named.Symbol) (feed.Source, bool) {
	for _, f := range r.Settings.Feeds {
		if f.Chain != 0 && uint64(f.Chain) != chainID {
			continue
		}
		if !strings.EqualFold(f.Token, token.Hex()) && f.Token != symbol.Bare() {
			continue
		}
		return sourceOf(f, token, symbol), true
	}
	return feed.Source{}, false
}

func sourceOf(f config.Feed, token common.Address, symbol named.Symbol) feed.Source {
	source := feed.Source{Token: token, Symbol: symbol, Hops: f.Hops, Rate: f.Rate, MaxAge: f.MaxAge}
	if f.Decimals != nil {
		n := uint8(*f.Decimals)
		source.Decimals = &n
	}
	if f.Phase != nil {
		n := uint16(*f.Phase)
		source.Phase = &n
	}
	source.Least, source.Most = bound(f.Least), bound(f.Most)
	return source
}

// Calls returns the calls of all configured feeds for a chain. They share the round trip that
// reads the pool, because mpool does not know yet which feeds the pool's tokens need. Without a
// named chain, only feeds without a chain are included.
func Calls(s *config.Settings, on network.ID) []ops.Call {
	var sources []feed.Source
	for _, f := range s.Feeds {
		if f.Chain == 0 || f.Chain == on {
			sources = append(sources, sourceOf(f, common.Address{}, ""))
		}
	}
	if len(sources) == 0 {
		return nil
	}
	return feed.Calls(sources, sequencerOf(s, uint64(on)))
}

// sequencerOf is the feed that says whether a rollup's sequencer works; zero if the chain needs
// none.
func sequencerOf(s *config.Settings, chainID uint64) common.Address {
	if s.SequencerFeed != (common.Address{}) {
		return s.SequencerFeed
	}
	return feed.SequencerOf(chainID)
}

// bound converts a configured price, which is valid; zero: none.
func bound(words string) units.Fixed {
	value, _ := units.ParsePlain(words)
	return value
}
