package devnet

import (
	"context"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
)

// DeployTokens deploys more demo tokens. The owner, the asset manager and the LP each get ten
// million dollars' worth of each token.
func (c *Chain) DeployTokens(ctx context.Context, specs ...TokenSpec) ([]Token, error) {
	b, err := newBatch(ctx, c.node, c.Accounts.Owner)
	if err != nil {
		return nil, err
	}
	tokens, err := deployTokens(b, c.Accounts, specs)
	if err != nil {
		return nil, err
	}
	_, err = b.run(ctx)
	return tokens, err
}

// Mint gives an account more of a demo token.
func (c *Chain) Mint(ctx context.Context, token, to common.Address, amount *big.Int) error {
	source, err := parseArtifact(demoTokenArtifact)
	if err != nil {
		return err
	}
	parsed, err := source.abi()
	if err != nil {
		return err
	}
	data, err := parsed.Pack("mint", to, amount)
	if err != nil {
		return fmt.Errorf("mint: %w", err)
	}
	_, err = c.Send(ctx, "mint", c.Accounts.Owner, token, data)
	return err
}

// Send calls a contract from one of the node's own accounts and waits until the transaction is
// mined. A revert is an error that names what, the purpose of the call.
func (c *Chain) Send(ctx context.Context, what string, from, to common.Address, data []byte) (*types.Receipt, error) {
	b, err := newBatch(ctx, c.node, from)
	if err != nil {
		return nil, err
	}
	b.call(what, from, to, data, sendGas)
	receipts, err := b.run(ctx)
	if err != nil {
		return nil, err
	}
	return receipts[0], nil
}

// Call reads from a contract at the latest block.
func (c *Chain) Call(ctx context.Context, to common.Address, data []byte) ([]byte, error) {
	var out hexutil.Bytes
	err := c.node.CallContext(ctx, &out, "eth_call", map[string]any{"to": to, "data": hexutil.Bytes(data)}, "latest")
	return out, err
}
