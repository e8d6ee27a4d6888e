package chain

import (
	"context"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/internal/chain/wire"
)

// Penniless returns the accounts that are not contracts and have no native token, so that they
// cannot pay for gas. It takes one round trip.
func (f fees) Penniless(ctx context.Context, accounts []common.Address) ([]common.Address, error) {
	p := newPurses(accounts)
	if len(accounts) == 0 {
		return nil, nil
	}
	errs, err := f.wire.Batch(ctx, p.requests)
	if err != nil {
		return nil, err
	}
	return p.empty(errs)
}

// purses reads the balances of accounts, and which of them are contracts.
type purses struct {
	accounts []common.Address
	codes    []hexutil.Bytes
	balances []hexutil.Big
	requests []wire.Request
}

func newPurses(accounts []common.Address) *purses {
	p := &purses{accounts: accounts, codes: make([]hexutil.Bytes, len(accounts)), balances: make([]hexutil.Big, len(accounts))}
	for i, account := range accounts {
		p.requests = append(p.requests, wire.Request{Method: "eth_getCode", Params: []any{account, "latest"}, Into: &p.codes[i]},
			wire.Request{Method: "eth_getBalance", Params: []any{account, "latest"}, Into: &p.balances[i]})
	}
	return p
}

// empty returns the accounts without native token. It returns an error if one could not be read.
func (p *purses) empty(errs []error) ([]common.Address, error) {
	if err := wire.First(errs); err != nil {
		return nil, err
	}
	var list []common.Address
	for i, account := range p.accounts {
		if !isContract(p.codes[i]) && p.balances[i].ToInt().Sign() == 0 {
			list = append(list, account)
		}
	}
	return list, nil
}
