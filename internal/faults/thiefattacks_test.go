package faults_test

import (
	"math/big"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"

	"mpool/bindings/balancerqueries"
	"mpool/bindings/vault"
)

// attacks returns joins and swaps that cost much less than they give. If there are none, it returns
// a join of four times the supply while a token has no balance, and an exit of everything after a
// token was added or removed.
func (t *thief) attacks() [][]byte {
	free := append(t.freeJoins(), t.freeSwaps()...)
	switch shares := t.shares(); {
	case len(free) > 0:
		return free
	case t.hasEmpty() && shares.Sign() == 0:
		return [][]byte{t.join(3, times(t.supply, 4), 0)}
	case !t.hasEmpty() && shares.Sign() > 0 && len(t.tokens) != t.first:
		return [][]byte{t.exit(shares)}
	}
	return nil
}

func times(amount *big.Int, n int64) *big.Int { return new(big.Int).Mul(amount, big.NewInt(n)) }

func (t *thief) hasEmpty() bool {
	for _, token := range t.tokens {
		if token.balance.Cmp(big.NewInt(1000)) < 0 {
			return true
		}
	}
	return false
}

// freeJoins returns joins with one token, for twice the supply, that cost less than half of their
// value.
func (t *thief) freeJoins() [][]byte {
	var found [][]byte
	want := new(big.Int).Div(new(big.Int).Mul(t.supply, big.NewInt(199)), big.NewInt(100))
	for i, token := range t.tokens {
		cost, err := t.askJoin(want, i)
		if err != nil {
			continue
		}
		owns := new(big.Int).Div(new(big.Int).Mul(t.pool(), big.NewInt(199)), big.NewInt(299))
		if t.worth(token.address, new(big.Int).Mul(cost, big.NewInt(2))).Cmp(owns) < 0 {
			found = append(found, t.join(2, want, i))
		}
	}
	return found
}

func (t *thief) askJoin(bpt *big.Int, index int) (*big.Int, error) {
	queries := balancerqueries.NewBalancerQueries()
	answer, err := t.call(t.chain.Contracts.Queries, queries.PackQueryJoin(t.chain.Pool.ID, t.account, t.account, balancerqueries.IVaultJoinPoolRequest{
		Assets: t.assets(), MaxAmountsIn: t.limits(unlimited()), UserData: t.userData(2, bpt, index),
	}))
	if err != nil {
		return nil, err
	}
	cost, err := queries.UnpackQueryJoin(answer)
	if err != nil {
		return nil, err
	}
	return cost.AmountsIn[index+1], nil
}

// freeSwaps returns swaps of 30% of a token's balance for less than 90% of its value.
func (t *thief) freeSwaps() [][]byte {
	var found [][]byte
	v, queries := vault.NewVault(), balancerqueries.NewBalancerQueries()
	for _, in := range t.tokens {
		for _, out := range t.tokens {
			amount := new(big.Int).Div(new(big.Int).Mul(out.balance, big.NewInt(29)), big.NewInt(100))
			if in.address == out.address || amount.Sign() == 0 {
				continue
			}
			answer, err := t.call(t.chain.Contracts.Queries, queries.PackQuerySwap(
				balancerqueries.IVaultSingleSwap{PoolId: t.chain.Pool.ID, Kind: 1, AssetIn: in.address, AssetOut: out.address, Amount: amount},
				balancerqueries.IVaultFundManagement{Sender: t.account, Recipient: t.account}))
			if err != nil {
				continue
			}
			cost, err := queries.UnpackQuerySwap(answer)
			gives := t.worth(out.address, new(big.Int).Mul(amount, big.NewInt(9)))
			if err == nil && t.worth(in.address, new(big.Int).Mul(cost, big.NewInt(10))).Cmp(gives) < 0 {
				found = append(found, v.PackSwap(
					vault.IVaultSingleSwap{PoolId: t.chain.Pool.ID, Kind: 1, AssetIn: in.address, AssetOut: out.address, Amount: amount},
					vault.IVaultFundManagement{Sender: t.account, Recipient: t.account}, unlimited(), unlimited()))
			}
		}
	}
	return found
}

func (t *thief) join(kind int64, bpt *big.Int, index int) []byte {
	return vault.NewVault().PackJoinPool(t.chain.Pool.ID, t.account, t.account, vault.IVaultJoinPoolRequest{
		Assets: t.assets(), MaxAmountsIn: t.limits(unlimited()), UserData: t.userData(kind, bpt, index),
	})
}

func (t *thief) exit(bpt *big.Int) []byte {
	return vault.NewVault().PackExitPool(t.chain.Pool.ID, t.account, t.account, vault.IVaultExitPoolRequest{
		Assets: t.assets(), MinAmountsOut: t.limits(new(big.Int)), UserData: t.userData(1, bpt, 0),
	})
}

func (t *thief) assets() []common.Address {
	list := []common.Address{t.chain.Pool.Address}
	for _, token := range t.tokens {
		list = append(list, token.address)
	}
	return list
}

func (t *thief) limits(each *big.Int) []*big.Int {
	list := make([]*big.Int, len(t.tokens)+1)
	for i := range list {
		list[i] = each
	}
	return list
}

// userData encodes a kind, an amount of BPT and, for kind 2, the token's index.
func (t *thief) userData(kind int64, bpt *big.Int, index int) []byte {
	word, err := abi.NewType("uint256", "", nil)
	if err != nil {
		panic(err)
	}
	values := []any{big.NewInt(kind), bpt, big.NewInt(int64(index))}
	if kind != 2 {
		values = values[:2]
	}
	types := abi.Arguments{{Type: word}, {Type: word}, {Type: word}}[:len(values)]
	data, err := types.Pack(values...)
	if err != nil {
		panic(err)
	}
	return data
}
