package request

import (
	"context"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/failure"
	"mpool/internal/named"
	"mpool/internal/network"
	"mpool/internal/ops/trade"
)

// wraps replaces the native token in items such as ETH=0.5 by the wrapped one, and reports whether it
// did. If the pool has a token of that name, the name means that token.
func (o *dealing) wraps(ctx context.Context, on *Target, items []string) bool {
	coin, found := network.ID(on.Before.ChainID).Coin(), false
	wrapped := common.Address{}
	for i, item := range items {
		name, amount := cutItem(item)
		if _, err := on.Before.FindToken(name); err == nil || !strings.EqualFold(name, coin) {
			continue
		}
		if wrapped == (common.Address{}) {
			wrapped = on.Node.Wrapped(ctx)
		}
		if !on.Before.Has(wrapped) {
			continue // the lookup of the name reports that the pool has no such token
		}
		found, items[i] = true, wrapped.Hex()
		if strings.Contains(item, "=") {
			items[i] += "=" + amount
		}
	}
	return found
}

// checkNative refuses to pay the native token from or to an internal balance.
func (o *dealing) checkNative(flag string, internal bool) error {
	if o.native.on && internal {
		return mixed(flag)
	}
	return nil
}

func mixed(with string) error {
	return failure.Usage("--native cannot be combined with %s: the Vault keeps no native token", with).WithHint("use the wrapped token there")
}

// traderBy returns the sender and the recipient, and how they pay and are paid.
func (t *Target) traderBy(ctx context.Context, o *dealing) (trade.Trader, error) {
	who, err := t.trader(ctx, o.recipient.words)
	if err != nil {
		return who, err
	}
	slippage, err := o.share()
	if err != nil {
		return who, err
	}
	who.Slippage, who.FromInternal, who.ToInternal = &slippage, o.fromInside.on, o.toInside.on
	if who.Prices, err = o.outside.of(ctx, t); err != nil {
		return who, err
	}
	if !o.native.on {
		return who, nil
	}
	coin, wrapped := network.ID(t.Before.ChainID).Coin(), t.Node.Wrapped(ctx)
	if wrapped == (common.Address{}) || !t.Before.Has(wrapped) {
		return who, failure.Usage("--native: the pool does not hold the wrapped form of %s", coin).WithHint("omit --native, and name the pool's tokens")
	}
	who.Native = trade.Native{Token: wrapped, Symbol: named.Own(coin)}
	return who, nil
}
