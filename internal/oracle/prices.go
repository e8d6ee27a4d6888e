package oracle

import (
	"context"

	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/ops/trade"
	"mpool/internal/text"
	"mpool/internal/units"
)

// Prices returns the prices of all the pool's tokens from the configured feeds. If a token has
// no price it returns an error, because a result without that token would be wrong.
func (r *Reader) Prices(ctx context.Context, client any, before *ops.Snapshot) ([]trade.TokenWorth, error) {
	if err := r.Ask(ctx, client, before); err != nil {
		return nil, err
	}
	var list []trade.TokenWorth
	for _, token := range before.Tokens {
		worth := r.last.of(before).worth(token)
		if worth == nil {
			return nil, r.last.of(before).unpriced(token)
		}
		list = append(list, trade.TokenWorth{Token: token.Address, Worth: *worth})
	}
	return list, nil
}

// worth returns the price of a token; nil if there is none. f may be nil.
func (f *Feeds) worth(token ops.Token) *units.Fixed {
	if f == nil {
		return nil
	}
	for _, p := range f.Prices {
		if p.Token == token.Address {
			return &p.Value
		}
	}
	return nil
}

func (f *Feeds) unpriced(token ops.Token) error {
	name := text.Symbol(token.Symbol)
	if f != nil {
		if p := f.trouble(token); p != nil {
			return p.refusal(name).WithHint("correct the feed in the configuration, or give the prices in a file")
		}
	}
	return failure.Usage("--prices feeds: the configuration has no feed of %s", name).WithHint("add it under feeds, by the token's address, or give the prices in a file")
}
