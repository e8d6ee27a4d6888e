package chain

import (
	"context"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"

	"mpool/internal/mistake"
)

// methodNotFound is JSON-RPC's code for a method that the node does not have.
const methodNotFound = -32601

// invalidParams is JSON-RPC's code for parameters that the node does not take.
const invalidParams = -32602

// RefusedError: the node did not take a transaction, for sure.
type RefusedError struct {
	Node   string
	Answer string
	// Rival says that another transaction of its nonce waits to be mined.
	Rival bool
}

func (e *RefusedError) Error() string {
	return fmt.Sprintf("the node %s refused the transaction: %s", e.Node, e.Answer)
}

// Hint is what to do about it.
func (e *RefusedError) Hint() string {
	return "nothing was sent; mend what the node complains of, and plan again"
}

// DoubtError: the transaction may have been sent. It must be treated as sent
// until its nonce is seen to be used by another.
type DoubtError struct{ cause error }

func (e *DoubtError) Error() string {
	return "whether the node took the transaction is not known: " + e.cause.Error()
}

func (e *DoubtError) Unwrap() error { return e.cause }

// Hint is what to do about it.
func (e *DoubtError) Hint() string {
	return "look for the transaction on the chain before anything else is sent from its account"
}

// SendRaw publishes a signed transaction. It returns nil where the node has it,
// also from before; a *RefusedError where the node definitely did not take it;
// and a *DoubtError after all else, where it may be out.
func (c *Client) SendRaw(ctx context.Context, signed []byte) error {
	var hash common.Hash
	err := c.once(ctx, request{method: "eth_sendRawTransaction", params: []any{hexutil.Bytes(signed)}, into: &hash})
	mistake.Point("chain.sent")
	if err == nil && hash != crypto.Keccak256Hash(signed) {
		err = &UnableError{Node: c.node.Shown, What: "confirm what was sent", Answer: "it answers with the hash of another transaction"}
	}
	if isThere(err) {
		return nil
	}
	return sendFailure(err)
}

// SendUnsigned has the node sign and publish: for development chains, which
// hold their accounts' keys. Its errors are those of SendRaw, but that a
// transaction which the node has from before is a *DoubtError: its hash is not
// known here.
func (c *Client) SendUnsigned(ctx context.Context, from common.Address, tx *types.Transaction) (common.Hash, error) {
	args := map[string]any{
		"from": from, "to": tx.To(), "data": hexutil.Bytes(tx.Data()), "value": (*hexutil.Big)(tx.Value()),
		"nonce": hexutil.Uint64(tx.Nonce()), "gas": hexutil.Uint64(tx.Gas()),
	}
	if tx.Type() == types.LegacyTxType { // which names no chain before it is signed
		args["gasPrice"] = (*hexutil.Big)(tx.GasPrice())
	} else {
		args["maxFeePerGas"], args["maxPriorityFeePerGas"] = (*hexutil.Big)(tx.GasFeeCap()), (*hexutil.Big)(tx.GasTipCap())
		args["chainId"] = (*hexutil.Big)(tx.ChainId())
	}
	var hash common.Hash
	err := c.once(ctx, request{method: "eth_sendTransaction", params: []any{args}, into: &hash})
	if err == nil && hash == (common.Hash{}) {
		err = &UnableError{Node: c.node.Shown, What: "confirm what was sent", Answer: "it answers with no hash"}
	}
	return hash, sendFailure(err)
}

// sendFailure is the one place that tells a node's no from doubt. A gateway's
// HTTP error is doubt whatever its body says: the node behind it may have the
// transaction.
func sendFailure(err error) error {
	var answer *NodeError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &answer) && answer.status == 0 && answer.refusesTransaction():
		return &RefusedError{Node: answer.Node, Answer: answer.Message, Rival: answer.hasRival()}
	}
	return &DoubtError{cause: err}
}

// isThere tells that the node has had the transaction. "unknown transaction
// type" is no such answer.
func isThere(err error) bool {
	var answer *NodeError
	return errors.As(err, &answer) && answer.status == 0 && !says(answer.Message, "unknown") &&
		says(answer.Message, "already known", "already imported", "known transaction")
}

// hasRival knows the answers of a node that keeps another transaction instead.
func (e *NodeError) hasRival() bool {
	return says(e.Message, "replacement transaction underpriced", "could not replace existing", "replacementnotallowed")
}

// refusesTransaction knows the answers after which no node has the transaction.
// "nonce too low" is none of them: the nonce may be used by this very one.
func (e *NodeError) refusesTransaction() bool {
	if e.Code == methodNotFound {
		return true
	}
	if says(e.Message, "nonce too low", "already known", "already imported") {
		return false
	}
	return e.hasRival() || says(e.Message, "insufficient funds", "intrinsic gas too low", "intrinsic gas too high",
		"exceeds block gas limit", "gas limit too high", "gas limit is too high", "exceeds the block gas limit", "exceeds maximum per-transaction gas",
		"less than block base fee", "below base fee", "below block base fee", "higher than max fee per gas", "greater than max fee per gas",
		"invalid chain id", "invalid sender", "invalid signature", "transaction underpriced",
		"transaction type not supported", "tx type not supported", "unsupported transaction type", "unknown transaction type")
}
