package chain

import (
	"context"
	"errors"

	"github.com/ethereum/go-ethereum/common"
)

// What a node can do, asked without a pool.

// Simulates says whether the node has eth_simulateV1, and otherwise what it says. It is an
// error where the node did not answer.
func (c *Client) Simulates(ctx context.Context) (no string, err error) {
	var blocks []simulatedBlock
	nothing := map[string]any{"blockStateCalls": []any{map[string]any{}}}
	err = c.do(ctx, request{method: "eth_simulateV1", into: &blocks, params: []any{nothing, "latest"}})
	if said := refusalOf(err); said != "" {
		return said, nil
	}
	return "", err
}

// TakesBatches says whether the node answers several requests in one.
func (c *Client) TakesBatches(ctx context.Context) (bool, error) {
	var first, second *Header
	asked := []request{Latest().headerRequest(&first), AtNumber(0).headerRequest(&second)}
	_, err := c.batch(ctx, asked)
	return !c.noBatches.Load(), err
}

// LogSpan is the largest of the spans for which the node answers with the logs of so many
// blocks up to last, and the largest one where the chain is shorter; 0: it answers for none.
// It is an error where the node did not answer.
func (c *Client) LogSpan(ctx context.Context, last uint64, spans []uint64) (uint64, error) {
	// An event that a contract without code does not have: no node has much to answer.
	nobody := LogFilter{Address: common.Address{19: 1}, Topics: CreatedTopics()}
	for _, span := range spans {
		_, err := c.logsOf(ctx, nobody, last-min(last, span-1), last)
		if err == nil {
			return span, nil
		}
		if got := verdictOn(err); errors.Is(err, context.Canceled) || got == broken || got == busy {
			return 0, err
		}
	}
	return 0, nil
}
