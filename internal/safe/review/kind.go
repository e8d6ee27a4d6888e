package review

import (
	"context"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/config"
	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/planview"
	"mpool/internal/safe/deed"
)

// kindOf names a call that anyone can make: a trade at a trusted Vault, or the creation of a pool at a
// known factory; "" for other calls.
func (k knownAddresses) kindOf(c Call) string {
	if _, is := c.does.(deed.Trade); is && !slices.Contains(k.vaults, c.To) {
		return ""
	}
	switch d := c.does.(type) {
	case deed.Create:
		if slices.Contains(k.factories, c.To) {
			return "create"
		}
	case deed.Swap:
		return "swap"
	case deed.BatchSwap:
		if len(d.Pools) > 0 {
			return "swap"
		}
	case deed.Join:
		return wayKind(d.Way, "join")
	case deed.Exit:
		return wayKind(d.Way, "exit")
	}
	return ""
}

func wayKind(w deed.Way, name string) string {
	switch w {
	case deed.UnknownWay:
		return ""
	case deed.FirstJoin:
		return "first " + name
	}
	return name
}

// sort sets the kind and the pool of each call.
func (c *Checker) sort(ctx context.Context) {
	k := c.knownAddresses()
	for i := range c.View.Calls {
		call := &c.View.Calls[i]
		if call.Kind = k.kindOf(*call); call.Kind == "" {
			continue
		}
		call.tellCreation(c.Book, c.Safe)
		if of := firstPool(slices.Concat(c.trusted, c.strange), *call); of != nil {
			call.Pool = of
		}
		if d, is := call.does.(deed.Trade); is && c.wrapped == (common.Address{}) && deed.UsesCoin(d) {
			_, c.wrapped = c.Node.GasNow(ctx, call.To)
		}
	}
}

// firstPool is the first pool of the call, if it was read.
func firstPool(read []*ops.Snapshot, call Call) *planview.Pool {
	pools := deed.Into(call.does)
	if d, is := call.does.(deed.Trade); is && len(d.Whose().Pools) > 0 {
		pools = []common.Address{deed.PoolOf(d.Whose().Pools[0])}
	}
	for _, s := range read {
		if len(pools) > 0 && s.Pool.Address == pools[0] {
			return &planview.Pool{Address: s.Pool.Address, Name: s.Pool.Name, Symbol: s.Pool.Symbol, ChainID: s.ChainID}
		}
	}
	return nil
}

// kindTitle describes a call by its kind.
func (c Call) kindTitle() string {
	if d, is := c.does.(deed.Create); is {
		return "create of " + named.Pool(d.Title).String()
	}
	if c.Pool == nil {
		return c.Kind
	}
	return c.Kind + " of " + c.Pool.Name.String() + " (" + c.Pool.Address.Hex() + ")"
}

// known says that mpool knows the purpose of the call.
func (c Call) known() bool { return c.Recognised != "" || c.Kind != "" || c.voids() }

// factoriesOf are the factories of Managed Pools on the chain, configured or built in.
func factoriesOf(own config.Contracts, id uint64) []common.Address {
	list := []common.Address{own.FactoryV1, own.FactoryV2}
	if on, is := chain.DeploymentOn(id); is {
		list = append(list, on.FactoryV1, on.FactoryV2)
	}
	return slices.DeleteFunc(list, func(a common.Address) bool { return a == (common.Address{}) })
}
