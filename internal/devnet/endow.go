package devnet

import (
	"context"
	"fmt"
	"math/big"

	"mpool/bindings/erc20"
)

// endowSafe gives the Safe as much of each demo token as an account has, and half of the BPT, so
// that it can add and remove tokens.
func (c *Chain) endowSafe(ctx context.Context, n int) error {
	for i, token := range demoTokens(n) {
		held := token.worth(heldDollars)
		if err := c.Mint(ctx, c.Tokens[i].Address, c.Safe.Address, held.ToBig()); err != nil {
			return err
		}
	}
	token := erc20.NewERC20()
	data, err := c.Call(ctx, c.Pool.Address, token.PackBalanceOf(c.Accounts.Owner))
	if err != nil {
		return fmt.Errorf("read the owner's BPT: %w", err)
	}
	bpt, err := token.UnpackBalanceOf(data)
	if err != nil {
		return err
	}
	_, err = c.Send(ctx, "give the Safe BPT", c.Accounts.Owner, c.Pool.Address, token.PackTransfer(c.Safe.Address, bpt.Div(bpt, big.NewInt(2))))
	return err
}
