package fork

import (
	"context"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/holiman/uint256"

	"mpool/bindings/erc20"
	"mpool/internal/chain"
	"mpool/internal/ops"
)

// transfer sends tokens to the thief from an account that holds them on the fork: the asset manager
// for a single token, otherwise the Vault. The fork undoes these transfers together with the
// attack.

func transfer(token, from common.Address, amount *uint256.Int) ops.Call {
	return ops.Call{From: from, To: token, Data: erc20.NewERC20().PackTransfer(thief(), amount.ToBig()), Method: "transfer"}
}

// approval lets the Vault take the thief's tokens.
func approval(token, vault common.Address) ops.Call {
	return ops.Call{From: thief(), To: token, Data: erc20.NewERC20().PackApprove(vault, new(uint256.Int).SetAllOne().ToBig()), Method: "approve"}
}

// fromManager gives the thief the whole balance of a token's asset manager.
func (s *step) fromManager(ctx context.Context, token ops.Token) ([]ops.Call, error) {
	held, err := s.held(ctx, token.AssetManager, token)
	if err != nil || held[0].IsZero() {
		return nil, err
	}
	return []ops.Call{transfer(token.Address, token.AssetManager, held[0]), approval(token.Address, s.After.Pool.Vault)}, nil
}

// fromVault gives the thief half of the Vault's balance of each token. part is how many hundredths
// of the BPT supply these tokens pay for, from 1 to 400.
func (s *step) fromVault(ctx context.Context) (funds []ops.Call, part uint64, err error) {
	vault := s.After.Pool.Vault
	held, err := s.held(ctx, vault, s.After.Tokens...)
	part = 400
	for i, token := range s.After.Tokens {
		if err != nil {
			return nil, 0, err
		}
		half := new(uint256.Int).Rsh(held[i], 1)
		funds = append(funds, transfer(token.Address, vault, half), approval(token.Address, vault))
		balance := token.Balance().Raw
		part = min(part, paysFor(half, &balance))
	}
	return funds, part, err
}

// paysFor is how many hundredths of the BPT supply an amount of a token pays for, from 1 to 400.
// It leaves a hundredth of the amount for rounding.
func paysFor(amount, balance *uint256.Int) uint64 {
	const most = 400
	parts, over := new(uint256.Int).MulDivOverflow(amount, uint256.NewInt(99), balance)
	if balance.IsZero() || over || parts.GtUint64(most) {
		return most
	}
	return max(parts.Uint64(), 1)
}

// held returns an account's balances of tokens.
func (s *step) held(ctx context.Context, account common.Address, tokens ...ops.Token) ([]*uint256.Int, error) {
	watch := ops.Watch{}
	for _, token := range tokens {
		watch.Holdings = append(watch.Holdings, ops.HoldingKey{Token: token.Address, Account: account})
	}
	head, err := s.fork.Client.Header(ctx, chain.Latest())
	if err != nil {
		return nil, s.fork.failure(ctx, err)
	}
	now := *s.After
	now.Block = ops.Block{Number: head.Number, Hash: head.Hash, Time: head.Time}
	if err := s.fork.Client.Watch(ctx, &now, watch); err != nil {
		return nil, s.fork.failure(ctx, err)
	}
	var list []*uint256.Int
	for _, h := range now.Holdings {
		list = append(list, &h.Balance.Raw)
	}
	return list, nil
}

// purse returns the thief's balances of the pool's tokens.
func (s *step) purse(ctx context.Context) (map[common.Address]*big.Int, error) {
	held, err := s.held(ctx, thief(), s.After.Tokens...)
	has := map[common.Address]*big.Int{}
	for i, amount := range held {
		has[s.After.Tokens[i].Address] = amount.ToBig()
	}
	return has, err
}

// prepare makes the transfers. It ignores a transfer that reverts: the thief then has less.
func (s *step) prepare(ctx context.Context, funds []ops.Call) error {
	for _, c := range funds {
		if err := s.fork.setBalance(ctx, c.From, gasMoney()); err != nil {
			return err
		}
		if err := s.fork.call(ctx, nil, "eth_sendTransaction", map[string]any{"from": c.From, "to": c.To, "data": hexutil.Bytes(c.Data), "gas": hexutil.Uint64(200_000)}); err != nil {
			return err
		}
	}
	return s.fork.wait(ctx, s.After.Block.Time+1)
}
