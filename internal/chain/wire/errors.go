package wire

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// Refusal is the text with which a node refuses a request, as JSON-RPC or as an HTTP status; ""
// if there is none.
func Refusal(err error) string {
	var no *NodeError
	var gone *UnreachableError
	switch {
	case errors.As(err, &no):
		return no.Message
	case errors.As(err, &gone) && gone.Status >= 400 && gone.Status < 500 && gone.Status != http.StatusUnauthorized:
		return gone.Reason
	}
	return ""
}

// CannotSimulate recognises some codes and texts for missing simulations, which saves a second
// request.
func (e *NodeError) CannotSimulate() bool {
	const unsupported = -32004 // EIP-1474
	return e.Code == methodNotFound || e.Code == unsupported || e.Pruned() ||
		Says(e.Message, "method not found", "does not exist/is not available", "unsupported method", "proof window", "history window")
}

// methodNotFound is JSON-RPC's code for a method that the node does not have.
const methodNotFound = -32601

// UnreachableError says that the node did not answer, or that the answer is not a node's.
type UnreachableError struct {
	Node   string // scheme://host[:port]
	Reason string
	cause  error // context.DeadlineExceeded or nil; never an error with the URL
	// lasting says that another try will fail too.
	lasting bool
	Status  int    // HTTP status, if that is the whole answer
	source  string // origin of the URL
	// answered says that an answer came but is not JSON-RPC.
	answered bool
}

func (e *UnreachableError) Error() string {
	return fmt.Sprintf("the node %s cannot be reached: %s", e.Node, e.Reason)
}

// Code returns the stable code for scripts.
func (e *UnreachableError) Code() string { return "node.unreachable" }

func (e *UnreachableError) Unwrap() error { return e.cause }

// Hint returns what the user should do next.
func (e *UnreachableError) Hint() string {
	return "check " + place(e.source) + " and the network; --rpc-timeout sets the timeout"
}

// LimitError says that the node asks for fewer requests.
type LimitError struct {
	Node   string
	Answer string
	Wait   time.Duration // wait that the node asks for; 0 if it does not say
}

func (e *LimitError) Error() string {
	return fmt.Sprintf("the node %s rate-limits requests: %s", e.Node, e.Answer)
}

// Code returns the stable code for scripts.
func (e *LimitError) Code() string { return "node.limit" }

// Hint returns what the user should do next.
func (e *LimitError) Hint() string {
	if e.Wait > 0 {
		return fmt.Sprintf("wait %s as the node asks, raise --rpc-timeout above that, or use another node (--rpc-url)", e.Wait)
	}
	return "wait a little, or use another node (--rpc-url)"
}

// ChainError says that the node is on a chain other than the requested one.
type ChainError struct {
	Want, Got uint64
	source    string // origin of the node's URL
}

func (e *ChainError) Error() string {
	return fmt.Sprintf("the node is on chain %d, but --chain is %d", e.Got, e.Want)
}

// Code returns the stable code for scripts.
func (e *ChainError) Code() string { return "node.chain" }

// Hint returns what the user should do next.
func (e *ChainError) Hint() string {
	return "change " + place(e.source) + " or --chain so that they match"
}

// place names the origin of the node's URL.
func place(source string) string {
	switch source {
	case "":
		return "--rpc-url (ETH_RPC_URL)"
	case "--rpc-url":
		return source
	}
	return "--rpc-url (" + source + ")"
}

// UnableError says that the node cannot do something that mpool needs, in any known way.
type UnableError struct {
	Node   string
	What   string
	Answer string
}

func (e *UnableError) Error() string {
	return fmt.Sprintf("the node %s cannot %s: %s", e.Node, e.What, e.Answer)
}

// Code returns the stable code for scripts.
func (e *UnableError) Code() string { return "node.unable" }

// Hint returns what the user should do next.
func (e *UnableError) Hint() string { return "use another node (--rpc-url)" }

// NodeError is an error that the node returned for one request.
type NodeError struct {
	Node    string
	Method  string
	Code    int
	Message string
	Data    []byte // data of a revert, if the node returns it
	Status  int    // HTTP status unless successful: the answer may be a gateway's
}

func (e *NodeError) Error() string {
	return fmt.Sprintf("the node %s returned an error for %s: %s", e.Node, e.Method, e.Message)
}

// Pruned says whether the node has the block but no longer its state.
func (e *NodeError) Pruned() bool {
	return Says(e.Message, "missing trie node", "historical state", "state is not available", "state not available",
		"pruned", "archive", "state at block", "state already been")
}

// Hint suggests another node, except for a rejected transaction and a revert: another node would
// return the same.
func (e *NodeError) Hint() string {
	switch {
	case e.Pruned():
		return "use an archive node, or a newer block"
	case strings.HasPrefix(e.Method, "eth_send") || Says(e.Message, "revert"):
		return ""
	}
	return "use another node (--rpc-url)"
}

// tooMany says whether the node asks for fewer requests.
func (e *NodeError) tooMany() bool {
	return e.Code == 429 || e.Code == -32005 || Says(e.Message, "rate limit", "too many requests", "request limit", "compute units")
}

// Says searches a node's message for phrases. Nodes do not agree on error codes for these cases, so
// only this function reads their text.
func Says(message string, phrases ...string) bool {
	message = strings.ToLower(message)
	for _, p := range phrases {
		if strings.Contains(message, p) {
			return true
		}
	}
	return false
}

func DecodeJSON(text []byte, into any) error {
	if err := json.Unmarshal(text, into); err != nil {
		return fmt.Errorf("it is not the expected JSON: %w", err)
	}
	return nil
}
