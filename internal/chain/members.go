package chain

import (
	"context"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"

	"mpool/bindings/managedpool"
	"mpool/internal/chain/wire"
	"mpool/internal/ops"
)

// Members asks a pool at one block whether each address is on the allowlist.
func (a accounts) Members(ctx context.Context, pool common.Address, at BlockRef, addresses []common.Address) ([]ops.Member, error) {
	getter := managedpool.NewManagedPool()
	answers := make([]hexutil.Bytes, len(addresses))
	var requests []wire.Request
	for i, address := range addresses {
		call := ops.Call{To: pool, Data: getter.PackIsAddressOnAllowlist(address)}
		requests = append(requests, wire.Request{Method: "eth_call", Params: []any{callArgs(call), at.param()}, Into: &answers[i]})
	}
	if err := a.wire.Many(ctx, requests); err != nil {
		return nil, err
	}
	members := make([]ops.Member, len(addresses))
	for i, address := range addresses {
		value, ok := oneWord(answers[i])
		if !ok {
			return nil, &NotManagedError{Address: pool, Silent: []string{"isAddressOnAllowlist(address)"}}
		}
		members[i] = ops.Member{Address: address, Allowed: !value.IsZero()}
	}
	return members, nil
}

// Contracts returns the addresses that are contracts. An account that delegates to a contract
// (EIP-7702) does not count.
func (a accounts) Contracts(ctx context.Context, at BlockRef, addresses []common.Address) ([]common.Address, error) {
	codes := make([]hexutil.Bytes, len(addresses))
	var requests []wire.Request
	for i, address := range addresses {
		requests = append(requests, wire.Request{Method: "eth_getCode", Params: []any{address, at.param()}, Into: &codes[i]})
	}
	if err := a.wire.Many(ctx, requests); err != nil {
		return nil, err
	}
	var contracts []common.Address
	for i, code := range codes {
		if isContract(code) {
			contracts = append(contracts, addresses[i])
		}
	}
	return contracts, nil
}

// isContract is false for accounts that delegate (EIP-7702), because they sign with their key.
func isContract(code []byte) bool {
	_, delegates := types.ParseDelegation(code)
	return len(code) > 0 && !delegates
}
