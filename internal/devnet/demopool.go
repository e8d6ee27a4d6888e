package devnet

import (
	"context"
	"fmt"
	"math/big"

	"mpool/bindings/managedpool"
)

// The demo pool's fees, in basis points.
const (
	demoSwapFeeBP = 30
	demoAumFeeBP  = 100
)

// createDemoPool creates the pool of the first n tokens, initialised, with two
// circuit breakers so that there is something to see.
func (c *Chain) createDemoPool(ctx context.Context, n int) error {
	spec := PoolSpec{
		Name: "Demo Managed Pool", Symbol: "DEMO-MP",
		SwapFee: basisPoints(demoSwapFeeBP), AumFee: basisPoints(demoAumFeeBP),
	}
	weights := demoWeights(n)
	for i, token := range demoTokens(n)[:n] {
		balance := token.worth(demoDollars * weights[i] / 10_000)
		spec.Tokens = append(spec.Tokens, PoolToken{Address: c.Tokens[i].Address, Weight: basisPoints(weights[i]), Balance: balance})
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
	b, err := newBatch(ctx, c.node, c.Accounts.Owner)
	if err != nil {
		return err
	}
	data := managedpool.NewManagedPool().PackSetCircuitBreakers(two.addresses(), prices, lower, upper)
	b.call("set the circuit breakers", c.Accounts.Owner, c.Pool.Address, data, 500_000)
	_, err = b.run(ctx)
	return err
}

func (c *Chain) actualSupply(ctx context.Context) (*big.Int, error) {
	binding := managedpool.NewManagedPool()
	data, err := c.Call(ctx, c.Pool.Address, binding.PackGetActualSupply())
	if err != nil {
		return nil, fmt.Errorf("read the demo pool's supply: %w", err)
	}
	return binding.UnpackGetActualSupply(data)
}

// bptPrice is supply * weight / balance, the balance in the token's own decimals.
func bptPrice(supply *big.Int, t PoolToken) *big.Int {
	price := new(big.Int).Mul(supply, t.Weight.Int().ToBig())
	return price.Div(price, t.Balance.ToBig())
}
