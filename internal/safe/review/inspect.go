package review

import (
	"context"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"mpool/bindings/safecontract"
	"mpool/internal/chain"
	"mpool/internal/safe/deed"
)

// Inspect applies the rules to each call and adds their findings. Reviewer.Inspect is the whole
// inspection.
func (c *Checker) Inspect(ctx context.Context) error {
	var called []common.Address
	for _, call := range c.Batch.Calls {
		called = append(called, call.To)
	}
	contracts, err := c.Node.Contracts(ctx, c.at(), called)
	if err != nil {
		return err
	}
	known := c.knownAddresses()
	if known.safe, err = safecontract.SafeMetaData.ParseABI(); err != nil {
		return err
	}
	if known.supplies, err = c.supplies(ctx); err != nil {
		return err
	}
	rules := known.rules()
	for i := range c.View.Calls {
		call := &c.View.Calls[i]
		call.there = slices.Contains(contracts, call.To)
		call.apply(rules)
		if hash, is := known.approvedHash(*call); is {
			call.Unread = fmt.Sprintf("not a function of a pool; a Safe has approveHash(hashToApprove = %s)", hash)
		}
	}
	return nil
}

// supplies reads the supply of each token that the batch approves, and the Safe's balance of it.
func (c *Checker) supplies(ctx context.Context) (map[common.Address]chain.Supply, error) {
	var tokens []common.Address
	for _, call := range c.View.Calls {
		if _, lets := call.does.(deed.Approve); lets && !slices.Contains(tokens, call.To) {
			tokens = append(tokens, call.To)
		}
	}
	return c.Node.Supplies(ctx, c.at(), c.Safe, tokens)
}
