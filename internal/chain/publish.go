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

// RefusedError: the node answered a transaction with an error. Whether it, or somebody
// else, has the transaction all the same is for Trace to say.
type RefusedError struct {
	Node   string
	Answer string
	// Rival says that another transaction of its nonce waits to be mined.
	Rival bool
}

func (e *RefusedError) Error() string {
	return fmt.Sprintf("the node %s rejected the transaction: %s", e.Node, e.Answer)
}

// Hint is what to do about it.
func (e *RefusedError) Hint() string {
	return "nothing was sent; fix the problem, then plan again"
}

// DoubtError: the transaction may have been sent. It must be treated as sent
// until its nonce is seen to be used by another.
type DoubtError struct{ cause error }

func (e *DoubtError) Error() string {
	return "it is not known whether the node accepted the transaction: " + e.cause.Error()
}

func (e *DoubtError) Unwrap() error { return e.cause }

// Hint is what to do about it.
func (e *DoubtError) Hint() string {
	return "look for the transaction on the chain before sending anything else from its account"
}

// SendRaw publishes a signed transaction. It returns nil where the node has it,
// also from before; a *RefusedError where the node answers with an error; and a
// *DoubtError after all else, where it may be out.
func (t transactions) SendRaw(ctx context.Context, signed []byte) error {
	var hash common.Hash
	err := t.once(ctx, request{method: "eth_sendRawTransaction", params: []any{hexutil.Bytes(signed)}, into: &hash})
	mistake.Point("chain.sent")
	if err == nil && hash != crypto.Keccak256Hash(signed) {
		err = &UnableError{Node: t.node.Shown, What: "confirm the sent transaction", Answer: "it returned the hash of another transaction"}
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
func (t transactions) SendUnsigned(ctx context.Context, from common.Address, tx *types.Transaction) (common.Hash, error) {
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
	err := t.once(ctx, request{method: "eth_sendTransaction", params: []any{args}, into: &hash})
	if err == nil && hash == (common.Hash{}) {
		err = &UnableError{Node: t.node.Shown, What: "confirm the sent transaction", Answer: "it returned no hash"}
	}
	return hash, sendFailure(err)
}

// sendFailure separates an answer of the node from doubt. Even an answer does not prove
// that no node has the transaction; Trace does. The failure of a gateway (status 500 and
// more) is not an answer, whatever its body says.
func sendFailure(err error) error {
	switch answer := answerTo(err); {
	case err == nil:
		return nil
	case answer == "" || isThere(err):
		return &DoubtError{cause: err}
	default:
		return &RefusedError{Node: nodeOf(err), Answer: answer, Rival: hasRival(answer)}
	}
}

// answerTo is what the node says to a transaction that it does not take, in its own
// words; "" where it says nothing.
func answerTo(err error) string {
	var limit *LimitError
	if errors.As(err, &limit) {
		return limit.Answer
	}
	var answer *NodeError
	if errors.As(err, &answer) && answer.status >= 500 {
		return ""
	}
	return refusalOf(err)
}

func nodeOf(err error) string {
	var answer *NodeError
	var limit *LimitError
	var gone *UnreachableError
	switch {
	case errors.As(err, &answer):
		return answer.Node
	case errors.As(err, &limit):
		return limit.Node
	case errors.As(err, &gone):
		return gone.Node
	}
	return ""
}

// Doubt turns a refusal into a doubt: a transaction of the nonce may be pending. The result
// neither is nor holds a *RefusedError.
func (e *RefusedError) Doubt() error { return &DoubtError{cause: errors.New(e.Error())} }

// isThere tells that the node has had the transaction. "unknown transaction
// type" is no such answer.
func isThere(err error) bool {
	var answer *NodeError
	return errors.As(err, &answer) && answer.status == 0 && !says(answer.Message, "unknown") &&
		says(answer.Message, "already known", "already imported", "known transaction")
}

// hasRival knows answers of nodes that keep another transaction instead. It decides
// nothing but the words of the message: either way nothing else is signed.
func hasRival(answer string) bool {
	return says(answer, "replacement transaction underpriced", "could not replace existing", "replacementnotallowed")
}
