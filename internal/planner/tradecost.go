package planner

import (
	"context"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/config"
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// gasNow is what the node says of gas.
type gasNow struct {
	price   *units.Wei     // nil: not known
	wrapped common.Address // the chain's coin as a token; zero: not known
}

// GasTeller is a node that says what gas costs, and which token is the chain's coin
// for a Vault; nil and zero where it does not.
type GasTeller interface {
	GasNow(ctx context.Context, vault common.Address) (price *units.Wei, wrapped common.Address)
}

// AskGas asks the node what gas costs, once in a run. Where it does not say, what a
// weight change costs is told without.
func (pl *Planner) AskGas(ctx context.Context, node GasTeller, pool *ops.Snapshot) {
	if pl.gas == nil {
		price, wrapped := node.GasNow(ctx, pool.Pool.Vault)
		pl.gas = &gasNow{price, wrapped}
	}
}

// TradeCost is what the node and the settings say of what arbitrage pays.
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

// checkTradeCost finds flags that name a token which the pool has not.
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
