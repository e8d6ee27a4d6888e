package review

import (
	"context"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
)

// allowing are the functions of a token that let somebody take it.
func allowing() []string { return []string{approveFunction, increaseFunction} }

// supplies reads how much there is of the tokens that the batch lets others take.
func (c *Checker) supplies(ctx context.Context) (map[common.Address]chain.Supply, error) {
	var tokens []common.Address
	for _, call := range c.View.Calls {
		if call.Call != nil && slices.Contains(allowing(), call.Call.Function) && !slices.Contains(tokens, call.To) {
			tokens = append(tokens, call.To)
		}
	}
	return c.Node.Supplies(ctx, c.at(), c.Safe, tokens)
}

// rules says whether calldata is of a function by which a Safe, and nobody else,
// changes who may act for it.
func (k knownAddresses) rules(data []byte) bool {
	if len(data) < 4 {
		return false
	}
	method, err := k.safe.MethodById(data[:4])
	return err == nil && slices.Contains([]string{"addOwnerWithThreshold", "removeOwner", "swapOwner", "changeThreshold",
		"enableModule", "disableModule", "setGuard", "setFallbackHandler"}, method.RawName)
}
