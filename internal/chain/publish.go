package chain

import (
	"context"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"

	"mpool/internal/chain/wire"
	"mpool/internal/mistake"
)

// invalidParams is JSON-RPC's code for parameters that the node does not take.
const invalidParams = -32602

// RefusedError says that the node answered a transaction with an error. The node, or another one,
// may have the transaction all the same; Trace finds out.
type RefusedError struct {
	Node   string
	Answer string
	// Rival says that another transaction with the same nonce is pending.
	Rival bool
}

func (e *RefusedError) Error() string {
	return fmt.Sprintf("the node %s rejected the transaction: %s", e.Node, e.Answer)
}

// Hint returns what the user should do next.
func (e *RefusedError) Hint() string {
	return "nothing was sent; fix the problem, then plan again"
}

// DoubtError says that the transaction may have been sent. Treat it as sent until another
// transaction has used its nonce.
type DoubtError struct{ cause error }

func (e *DoubtError) Error() string {
	return "it is not known whether the node accepted the transaction: " + e.cause.Error()
}

func (e *DoubtError) Unwrap() error { return e.cause }

// Hint returns what the user should do next.
func (e *DoubtError) Hint() string {
	return "look for the transaction on the chain before sending anything else from its account"
}

// SendRaw publishes a signed transaction. It returns nil if the node has it, even from before. The
// error is a *RefusedError if the node answers with an error, and a *DoubtError in all other cases,
// because the transaction may be pending.
func (t Transactions) SendRaw(ctx context.Context, signed []byte) error {
	var hash common.Hash
	err := t.wire.Once(ctx, wire.Request{Method: "eth_sendRawTransaction", Params: []any{hexutil.Bytes(signed)}, Into: &hash})
	mistake.Point("chain.sent")
	if err == nil && hash != crypto.Keccak256Hash(signed) {
		err = &wire.UnableError{Node: t.wire.Node(), What: "confirm the sent transaction", Answer: "it returned the hash of another transaction"}
	}
	if isThere(err) {
		return nil
	}
	return sendFailure(err)
}

// SendUnsigned has the node sign and publish, for development nodes that hold keys. Its errors are
// those of SendRaw, except that a transaction that the node had before is a *DoubtError, because
// its hash is not known.
func (t Transactions) SendUnsigned(ctx context.Context, from common.Address, tx *types.Transaction) (common.Hash, error) {
	args := map[string]any{
		"from": from, "to": tx.To(), "data": hexutil.Bytes(tx.Data()), "value": (*hexutil.Big)(tx.Value()),
		"nonce": hexutil.Uint64(tx.Nonce()), "gas": hexutil.Uint64(tx.Gas()),
	}
	if tx.Type() == types.LegacyTxType { // unsigned, it names no chain
		args["gasPrice"] = (*hexutil.Big)(tx.GasPrice())
	} else {
		args["maxFeePerGas"], args["maxPriorityFeePerGas"] = (*hexutil.Big)(tx.GasFeeCap()), (*hexutil.Big)(tx.GasTipCap())
		args["chainId"] = (*hexutil.Big)(tx.ChainId())
	}
	var hash common.Hash
	err := t.wire.Once(ctx, wire.Request{Method: "eth_sendTransaction", Params: []any{args}, Into: &hash})
	if err == nil && hash == (common.Hash{}) {
		err = &wire.UnableError{Node: t.wire.Node(), What: "confirm the sent transaction", Answer: "it returned no hash"}
	}
	return hash, sendFailure(err)
}

// sendFailure separates refusals from doubt. Even a refusal does not prove that no node has the
// transaction; Trace finds out. A gateway's failure (status 500 and above) is not the node's
// answer, whatever its body says.
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

// answerTo is the node's refusal of a transaction; "" if it gave no answer.
func answerTo(err error) string {
	var limit *wire.LimitError
	if errors.As(err, &limit) {
		return limit.Answer
	}
	var answer *wire.NodeError
	if errors.As(err, &answer) && answer.Status >= 500 {
		return ""
	}
	return wire.Refusal(err)
}

func nodeOf(err error) string {
	var answer *wire.NodeError
	var limit *wire.LimitError
	var gone *wire.UnreachableError
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

// Doubt turns a refusal into a *DoubtError, because a transaction with the nonce may be pending.
// The result does not wrap a *RefusedError.
func (e *RefusedError) Doubt() error { return &DoubtError{cause: errors.New(e.Error())} }

// isThere says whether the node already had the transaction. It does not match "unknown transaction
// type".
func isThere(err error) bool {
	var answer *wire.NodeError
	return errors.As(err, &answer) && answer.Status == 0 && !wire.Says(answer.Message, "unknown") &&
		wire.Says(answer.Message, "already known", "already imported", "known transaction")
}

// hasRival recognises answers of nodes that keep another transaction instead. It only affects the
// message: in both cases mpool signs nothing else.
func hasRival(answer string) bool {
	return wire.Says(answer, "replacement transaction underpriced", "could not replace existing", "replacementnotallowed")
}
