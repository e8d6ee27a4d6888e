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

// The tokens that a stranger pays with come from an account that has them on the fork: the
// asset manager if the pool has none of the token, otherwise the Vault. Each attack is
// undone, and these transfers with it.

func transfer(token, from common.Address, amount *uint256.Int) ops.Call {
	return ops.Call{From: from, To: token, Data: erc20.NewERC20().PackTransfer(thief(), amount.ToBig()), Method: "transfer"}
}

// approval lets the Vault take the stranger's tokens.
func approval(token, vault common.Address) ops.Call {
	return ops.Call{From: thief(), To: token, Data: erc20.NewERC20().PackApprove(vault, new(uint256.Int).SetAllOne().ToBig()), Method: "approve"}
}

// fromManager gives him all that a token's asset manager has of it.
func (s *step) fromManager(ctx context.Context, token ops.Token) ([]ops.Call, error) {
	held, err := s.held(ctx, token.AssetManager, token)
	if err != nil || held[0].IsZero() {
		return nil, err
	}
	return []ops.Call{transfer(token.Address, token.AssetManager, held[0]), approval(token.Address, s.After.Pool.Vault)}, nil
}

// fromVault gives him half of what the Vault has of each token, and says how many
// hundredths of the supply that pays for: 400 at most.
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
		if balance := token.Balance().Raw; !balance.IsZero() {
			pays := half.Mul(half, uint256.NewInt(99))
			part = min(part, pays.Div(pays, &balance).Uint64())
		}
	}
	return funds, max(part, 1), err
}

// held is what an account has of tokens.
func (s *step) held(ctx context.Context, account common.Address, tokens ...ops.Token) ([]*uint256.Int, error) {
	watch := ops.Watch{}
	for _, token := range tokens {
		watch.Holdings = append(watch.Holdings, ops.HoldingKey{Token: token.Address, Account: account})
	}
	head, err := s.Client.Header(ctx, chain.Latest())
	if err != nil {
		return nil, s.failure(ctx, err)
	}
	now := *s.After
	now.Block = ops.Block{Number: head.Number, Hash: head.Hash, Time: head.Time}
	if err := s.Client.Watch(ctx, &now, watch); err != nil {
		return nil, s.failure(ctx, err)
	}
	var list []*uint256.Int
	for _, h := range now.Holdings {
		list = append(list, &h.Balance.Raw)
	}
	return list, nil
}

// purse is what the stranger has of the pool's tokens.
func (s *step) purse(ctx context.Context) (map[common.Address]*big.Int, error) {
	held, err := s.held(ctx, thief(), s.After.Tokens...)
	has := map[common.Address]*big.Int{}
	for i, amount := range held {
		has[s.After.Tokens[i].Address] = amount.ToBig()
	}
	return has, err
}

// prepare makes the transfers. One that reverts gives him less.
func (s *step) prepare(ctx context.Context, funds []ops.Call) error {
	for _, c := range funds {
		if err := s.setBalance(ctx, c.From, gasMoney()); err != nil {
			return err
		}
		if err := s.call(ctx, nil, "eth_sendTransaction", map[string]any{"from": c.From, "to": c.To, "data": hexutil.Bytes(c.Data), "gas": hexutil.Uint64(200_000)}); err != nil {
			return err
		}
	}
	return s.wait(ctx, s.After.Block.Time+1)
}
