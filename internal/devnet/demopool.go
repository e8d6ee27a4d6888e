package devnet

import (
	"context"
	"errors"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"

	"mpool/bindings/managedpool"
)

// The demo pool's fees, in basis points.
const (
	demoSwapFeeBP = 30
	demoAumFeeBP  = 100
)

// createDemoPool creates and initialises the pool of the first n tokens, with two circuit breakers
// as examples.
func (c *Chain) createDemoPool(ctx context.Context, n int) error {
	spec := PoolSpec{
		Name: "Demo Managed Pool", Symbol: "DEMO-MP",
		Owner: c.Safe.Address, SwapFee: basisPoints(demoSwapFeeBP), AumFee: basisPoints(demoAumFeeBP),
	}
	weights := demoWeights(n)
	for i, token := range demoTokens(n)[:n] {
		balance := token.worth(demoDollars * weights[i] / 10_000)
		spec.Tokens = append(spec.Tokens, PoolToken{Address: c.Tokens[i].Address, Weight: basisPoints(weights[i]), Balance: balance, AssetManager: c.Safe.Address})
		c.Tokens[i].InPool = true
	}
	pool, err := c.CreatePool(ctx, spec)
	if err != nil {
		return err
	}
	c.Pool = pool
	return c.setDemoBreakers(ctx, spec)
}

// setDemoBreakers bounds the first token on both sides and the second from below.
func (c *Chain) setDemoBreakers(ctx context.Context, spec PoolSpec) error {
	supply, err := c.actualSupply(ctx)
	if err != nil {
		return err
	}
	two := PoolSpec{Tokens: spec.Tokens[:2]}
	prices := column(two.Tokens, func(t PoolToken) *big.Int { return bptPrice(supply, t) })
	lower := []*big.Int{basisPoints(8_000).Int().ToBig(), basisPoints(5_000).Int().ToBig()}
	upper := []*big.Int{basisPoints(20_000).Int().ToBig(), new(big.Int)}
	data := managedpool.NewManagedPool().PackSetCircuitBreakers(two.addresses(), prices, lower, upper)
	return c.asPoolOwner(ctx, "set the circuit breakers", data)
}

// asPoolOwner calls the demo pool as its owner, which is the Safe if there is one.
func (c *Chain) asPoolOwner(ctx context.Context, what string, data []byte) error {
	if c.Safe.Address == (common.Address{}) {
		_, err := c.Send(ctx, what, c.Accounts.Owner, c.Pool.Address, data)
		return err
	}
	const gas = 9e18 // wei; the Safe's balance is set to 0 afterwards
	if err := c.Fund(ctx, c.Safe.Address, big.NewInt(gas)); err != nil {
		return err
	}
	err := c.As(ctx, c.Safe.Address, func() error {
		_, err := c.Send(ctx, what, c.Safe.Address, c.Pool.Address, data)
		return err
	})
	return errors.Join(err, c.Fund(ctx, c.Safe.Address, new(big.Int)))
}

func (c *Chain) actualSupply(ctx context.Context) (*big.Int, error) {
	binding := managedpool.NewManagedPool()
	data, err := c.Call(ctx, c.Pool.Address, binding.PackGetActualSupply())
	if err != nil {
		return nil, fmt.Errorf("read the demo pool's supply: %w", err)
	}
	return binding.UnpackGetActualSupply(data)
}

// bptPrice is supply * weight / balance, rounded down. The balance has the token's own decimals.
func bptPrice(supply *big.Int, t PoolToken) *big.Int {
	price := new(big.Int).Mul(supply, t.Weight.Int().ToBig())
	return price.Div(price, t.Balance.ToBig())
}
