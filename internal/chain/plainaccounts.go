package chain

import (
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/internal/ops"
)

// plainAccount is an account that was found to be no contract at a block. Safes
// does not ask it then, which saves a round trip.
type plainAccount struct {
	address common.Address
	block   common.Hash
}

// holderCodes ask, beside what is watched of accounts, which of them are
// contracts.
type holderCodes struct {
	client   *Client
	accounts []plainAccount
	codes    []hexutil.Bytes
	requests []request
}

func (c *Client) codesOfHolders(s *ops.Snapshot) *holderCodes {
	h := &holderCodes{client: c}
	for _, held := range s.Holdings {
		account := plainAccount{held.Account, s.Block.Hash}
		if held.Account != s.Pool.Vault && !slices.Contains(h.accounts, account) {
			h.accounts = append(h.accounts, account)
		}
	}
	h.codes = make([]hexutil.Bytes, len(h.accounts))
	for i, account := range h.accounts {
		h.requests = append(h.requests, request{method: "eth_getCode", params: []any{account.address, AtHash(account.block).param()}, into: &h.codes[i]})
	}
	return h
}

// keep takes an error for no answer: whoever needs to know asks again.
func (h *holderCodes) keep(errs []error) {
	for i, account := range h.accounts {
		if errs[i] == nil && len(h.codes[i]) == 0 {
			h.client.plain.Store(account, true)
		}
	}
}

// mayBeSafe says whether an account was not found to be plain at the block.
func (c *Client) mayBeSafe(address common.Address, at BlockRef) bool {
	_, plain := c.plain.Load(plainAccount{address, at.hash})
	return !plain
}
