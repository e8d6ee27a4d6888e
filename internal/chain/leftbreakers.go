package chain

import (
	"context"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/bindings/managedpool"
	"mpool/internal/chain/wire"
	"mpool/internal/ops"
)

// readLeftBreakers reads circuit breakers that the pool still has for tokens that are not in it. It
// replaces earlier results.
func readLeftBreakers(ctx context.Context, w *wire.Conn, s *ops.Snapshot, tokens []common.Address) error {
	s.LeftBreakers = nil
	if len(tokens) == 0 {
		return nil
	}
	pool, block := managedpool.NewManagedPool(), AtHash(s.Block.Hash).param()
	answers, words := make([]hexutil.Bytes, len(tokens)), make([]common.Hash, len(tokens))
	var requests []wire.Request
	for i, token := range tokens {
		get := ops.Call{To: s.Pool.Address, Data: pool.PackGetCircuitBreakerState(token)}
		requests = append(requests,
			wire.Request{Method: "eth_call", Params: []any{callArgs(get), block}, Into: &answers[i]},
			wire.Request{Method: "eth_getStorageAt", Params: []any{s.Pool.Address, breakerKey(token), block}, Into: &words[i]})
	}
	errs, err := w.Batch(ctx, requests)
	if err == nil {
		err = wire.First(errs)
	}
	if err != nil {
		return err
	}
	for i, token := range tokens {
		breaker, told := leftBreaker(answers[i], words[i])
		if !told {
			return &NotManagedError{Address: s.Pool.Address, Silent: []string{"getCircuitBreakerState(address)"}}
		}
		if breaker != nil {
			s.LeftBreakers = append(s.LeftBreakers, ops.LeftBreaker{Token: token, Breaker: *breaker})
		}
	}
	return nil
}

// leftBreaker reads the answer of getCircuitBreakerState and the storage word. For a token that the
// pool does not hold, the getter assumes 18 decimals and a weight of zero, so its bounds are
// ignored. The breaker is nil if there is none, and told is false if the answer is too short.
func leftBreaker(answer []byte, word common.Hash) (breaker *ops.Breaker, told bool) {
	const words = 6
	r := &reader{left: answer[:min(len(answer), words*32)]}
	t := ops.Token{Decimals: 18, Breaker: &ops.Breaker{
		BptPrice: r.fixed(32), ReferenceWeight: r.fixed(32), LowerBound: r.fixed(32), UpperBound: r.fixed(32),
	}}
	if r.err != nil || *t.Breaker == (ops.Breaker{}) {
		return nil, r.err == nil
	}
	setRatios(&t, word)
	return t.Breaker, true
}
