package chain

import (
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/internal/chain/wire"
	"mpool/internal/ops"
)

// plainAccount is an account that is not a contract at a block. Safes skips such accounts, which
// may save a round trip.
type plainAccount struct {
	address common.Address
	block   common.Hash
}

// holderCodes reads which watched accounts are contracts.
type holderCodes struct {
	seen     *memory
	accounts []plainAccount
	codes    []hexutil.Bytes
	requests []wire.Request
}

func (m *memory) codesOfHolders(s *ops.Snapshot) *holderCodes {
	h := &holderCodes{seen: m}
	for _, held := range s.Holdings {
		account := plainAccount{held.Account, s.Block.Hash}
		if held.Account != s.Pool.Vault && !slices.Contains(h.accounts, account) {
			h.accounts = append(h.accounts, account)
		}
	}
	for _, member := range s.Members {
		h.accounts = append(h.accounts, plainAccount{member.Address, s.Block.Hash})
	}
	h.codes = make([]hexutil.Bytes, len(h.accounts))
	for i, account := range h.accounts {
		h.requests = append(h.requests, wire.Request{Method: "eth_getCode", Params: []any{account.address, AtHash(account.block).param()}, Into: &h.codes[i]})
	}
	return h
}

// keep ignores errors, because callers that need the code ask again.
func (h *holderCodes) keep(errs []error) {
	for i, account := range h.accounts {
		if errs[i] == nil && len(h.codes[i]) == 0 {
			h.seen.plain.Store(account, true)
		}
	}
}

// mark sets which members are contracts. It returns an error if one could not be read.
func (h *holderCodes) mark(s *ops.Snapshot, errs []error) error {
	before := len(h.accounts) - len(s.Members)
	for i := range s.Members {
		s.Members[i].Contract = isContract(h.codes[before+i])
	}
	return wire.First(errs[before:])
}

// mayBeSafe is false if the account is known to be plain at the block.
func (m *memory) mayBeSafe(address common.Address, at BlockRef) bool {
	_, plain := m.plain.Load(plainAccount{address, at.hash})
	return !plain
}

// keepPlain records the asset managers that are not contracts according to the lens.
func (m *memory) keepPlain(r *reading) {
	for _, p := range r.pages {
		for _, t := range p.tokens {
			if !t.contract {
				m.plain.Store(plainAccount{t.token.AssetManager, r.header.Hash}, true)
			}
		}
	}
}
