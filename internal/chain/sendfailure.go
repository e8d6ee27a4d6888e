package chain

import (
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
)

// Sent is a transaction that may be out: what Await needs to find it.
type Sent struct {
	Hash  common.Hash
	From  common.Address
	Nonce uint64
}

// RefusedError: the node did not take a transaction, and says why. Nothing of it
// is out.
type RefusedError struct {
	Node   string
	Answer string
}

func (e *RefusedError) Error() string {
	return fmt.Sprintf("the node %s refuses the transaction: %s", e.Node, e.Answer)
}

// Hint is what to do about it.
func (e *RefusedError) Hint() string {
	return "nothing was sent; mend what it says, and plan again"
}

// DoubtError: whether the node took a transaction is not known. Nodes answer
// with an error, or not at all, after they have passed a transaction on.
type DoubtError struct {
	cause error
}

func (e *DoubtError) Error() string {
	return "whether the node took the transaction is not known: " + e.cause.Error()
}

func (e *DoubtError) Unwrap() error { return e.cause }

// ReplacedError: another transaction of the account was mined with the nonce.
type ReplacedError struct {
	From  common.Address
	Nonce uint64
}

func (e *ReplacedError) Error() string {
	return fmt.Sprintf("nonce %d of %s was used by another transaction", e.Nonce, e.From)
}

// sendFailure is the one place that tells what a failed send means. Only what is
// listed here is a no. In particular "nonce too low" is not: the transaction
// itself may have used it.
func (c *Client) sendFailure(err error) error {
	var answer *NodeError
	switch {
	case err == nil:
		return nil
	case !errors.As(err, &answer) || answer.byProxy:
		return &DoubtError{err}
	case says(answer.Message, "already known", "already imported", "known transaction", "already exists"):
		return nil
	case answer.Code == methodNotFound || says(answer.Message,
		"insufficient funds", "intrinsic gas too low", "exceeds block gas limit", "gas limit too high", "gas too high", "exceeds the configured cap",
		"less than block base fee", "fee cap less than", "max fee per gas less", "tip higher than", "tip above", "priority fee per gas higher",
		"invalid chain id", "invalid sender", "invalid signature", "underpriced", "type not supported", "no signer available", "unknown account"):
		return &RefusedError{Node: answer.Node, Answer: answer.Message}
	}
	return &DoubtError{err}
}

const methodNotFound = -32601
