package planner

import (
	"context"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/config"
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// gasNow is the node's answer about gas prices.
type gasNow struct {
	price   *units.Wei     // per unit of gas; nil: unknown
	wrapped common.Address // the wrapped native token; zero: unknown
}

// GasTeller is a node that knows the gas price, in wei, and a Vault's wrapped native token. Unknown
// answers are nil and zero.
type GasTeller interface {
	GasNow(ctx context.Context, vault common.Address) (price *units.Wei, wrapped common.Address)
}

// AskGas asks the node for the gas price, once in a run. Without an answer, the cost of a weight
// change is shown without gas.
func (pl *Planner) AskGas(ctx context.Context, node GasTeller, pool *ops.Snapshot) {
	if pl.gas == nil {
		price, wrapped := node.GasNow(ctx, pool.Pool.Vault)
		pl.gas = &gasNow{price, wrapped}
	}
}

// TradeCost describes the cost of an arbitrage trade, from the node and the settings.
func (pl *Planner) TradeCost() ops.TradeCost {
	s := pl.Settings
	t := ops.TradeCost{Gas: max(s.ArbGas, 1), CoinPrice: s.CoinPrice, Worth: s.PoolValue, Insists: s.Demanded(config.KeyCoinPrice)}
	if pl.gas != nil {
		t.GasPrice, t.Wrapped = pl.gas.price, pl.gas.wrapped
	}
	if s.ArbGas == 0 {
		t.Gas = ops.TradeGas
	}
	if s.Given(config.KeyGasPrice) {
		t.GasPrice = &s.ArbGasPrice
	}
	return t
}

// checkTradeCost refuses flags that name a token which the pool does not have.
func (pl *Planner) checkTradeCost(pool *ops.Snapshot) error {
	s := pl.Settings
	for key, price := range map[string]units.Price{config.KeyCoinPrice: s.CoinPrice, config.KeyPoolValue: s.PoolValue} {
		if !s.Demanded(key) {
			continue
		}
		if _, err := pool.FindToken(price.Of); err != nil {
			return failure.Usage("%s: %s", s.Sources[key], err)
		}
	}
	return nil
}
