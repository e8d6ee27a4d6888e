package chain

import (
	"context"
	"errors"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain/wire"
)

// checkup finds out what a node can do, without a pool.
type checkup struct{ wire *wire.Conn }

// Simulates says whether the node supports eth_simulateV1: no is empty if it does, otherwise the
// node's refusal. If the node does not answer, Simulates returns an error.
func (c checkup) Simulates(ctx context.Context) (no string, err error) {
	var blocks []simulatedBlock
	nothing := map[string]any{"blockStateCalls": []any{map[string]any{}}}
	err = c.wire.Do(ctx, wire.Request{Method: "eth_simulateV1", Into: &blocks, Params: []any{nothing, "latest"}})
	if said := wire.Refusal(err); said != "" {
		return said, nil
	}
	return "", err
}

// TakesBatches says whether the node answers JSON-RPC batches.
func (c checkup) TakesBatches(ctx context.Context) (bool, error) {
	var first, second *Header
	asked := []wire.Request{Latest().headerRequest(&first), AtNumber(0).headerRequest(&second)}
	_, err := c.wire.Batch(ctx, asked)
	return c.wire.TakesBatches(), err
}

// LogSpan returns the first of spans for which the node answers eth_getLogs over that many blocks
// up to last, so spans should be in descending order; 0 if it answers for none. If the node does
// not answer at all, LogSpan returns an error.
func (c checkup) LogSpan(ctx context.Context, last uint64, spans []uint64) (uint64, error) {
	// No contract has this address, so the node has no logs to return.
	nobody := LogFilter{Address: common.Address{19: 1}, Topics: CreatedTopics()}
	for _, span := range spans {
		_, err := logsOf(ctx, c.wire, nobody, last-min(last, span-1), last)
		if err == nil {
			return span, nil
		}
		if got := wire.VerdictOn(err); errors.Is(err, context.Canceled) || got == wire.Broken || got == wire.Busy {
			return 0, err
		}
	}
	return 0, nil
}
