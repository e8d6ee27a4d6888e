package chain

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/revert"
)

// NoCodeError says that there is no contract at the address.
type NoCodeError struct {
	Address common.Address
	ChainID uint64
	Block   uint64
}

func (e *NoCodeError) Error() string {
	return fmt.Sprintf("no contract at %s on chain %d at block %d", e.Address, e.ChainID, e.Block)
}

// Code returns the stable code for scripts.
func (e *NoCodeError) Code() string { return "pool.no_code" }

// Hint returns what the user should do next.
func (e *NoCodeError) Hint() string {
	return "check the address and --rpc-url (which sets the chain), and --block"
}

// NotPoolError says that the contract is not a pool of a Balancer V2 Vault.
type NotPoolError struct {
	Address common.Address
	Why     string
}

func (e *NotPoolError) Error() string {
	return fmt.Sprintf("%s is a contract but not a Balancer V2 pool: %s", e.Address, e.Why)
}

// Code returns the stable code for scripts.
func (e *NotPoolError) Code() string { return "pool.no_pool" }

// Hint returns what the user should do next.
func (e *NotPoolError) Hint() string {
	return "give the address of the pool itself, which is also the address of its BPT: the first 20 bytes of its pool ID"
}

// NotManagedError says that the contract is a Balancer pool of another kind.
type NotManagedError struct {
	Address common.Address
	Silent  []string // getters of a Managed Pool that do not answer
}

func (e *NotManagedError) Error() string {
	return fmt.Sprintf("%s is a Balancer V2 pool but not a Managed Pool: %s", e.Address, silence(e.Silent))
}

// Code returns the stable code for scripts.
func (e *NotManagedError) Code() string { return "pool.not_managed" }

// Hint returns what the user should do next.
func (e *NotManagedError) Hint() string {
	return "mpool supports only the Managed Pools of 2022-10-21 (v1) and 2023-04-11 (v2)"
}

func silence(getters []string) string {
	switch len(getters) {
	case 0:
		return "it was not created as one"
	case 1:
		return getters[0] + " does not answer"
	}
	return fmt.Sprintf("%s and %d more do not answer", getters[0], len(getters)-1)
}

// UnreachableError says that the node did not answer, or that the answer is not a node's.
type UnreachableError struct {
	Node   string // scheme://host[:port]
	Reason string
	cause  error // context.DeadlineExceeded or nil; never an error with the URL
	// lasting says that another try will fail too.
	lasting bool
	status  int    // HTTP status, if that is the whole answer
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

// BlockError says that the node does not have the block or its state.
type BlockError struct {
	Block  BlockRef
	Pruned bool    // the node has the block but no longer its state
	Other  *Header // the block that the node returned instead
}

func (e *BlockError) Error() string {
	if e.Other != nil {
		return fmt.Sprintf("the node was asked for block %s but returned block %d, %s", e.Block, e.Other.Number, e.Other.Hash)
	}
	if e.Pruned {
		return fmt.Sprintf("the node no longer has the state of block %s", e.Block)
	}
	return fmt.Sprintf("the node has no block %s", e.Block)
}

// Code returns the stable code for scripts.
func (e *BlockError) Code() string { return "node.block" }

// Hint returns what the user should do next.
func (e *BlockError) Hint() string {
	if e.Other != nil {
		return "use another node: this one is not reliable"
	}
	if e.Pruned {
		return "use an archive node, or a newer block"
	}
	return "omit --block to read the latest block"
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
	status  int    // HTTP status unless successful: the answer may be a gateway's
}

func (e *NodeError) Error() string {
	return fmt.Sprintf("the node %s returned an error for %s: %s", e.Node, e.Method, e.Message)
}

// noState says whether the node has the block but not its state.
func (e *NodeError) noState() bool {
	return says(e.Message, "missing trie node", "historical state", "state is not available", "state not available",
		"pruned", "archive", "state at block", "state already been")
}

// Hint suggests another node, except for a rejected transaction and a revert: another node would
// return the same.
func (e *NodeError) Hint() string {
	switch {
	case e.noState():
		return (&BlockError{Pruned: true}).Hint()
	case strings.HasPrefix(e.Method, "eth_send") || says(e.Message, "revert"):
		return ""
	}
	return "use another node (--rpc-url)"
}

// ofState turns an error about a block's state into a BlockError if the node has deleted that
// state.
func ofState(err error, at BlockRef) error {
	var answer *NodeError
	if errors.As(err, &answer) && answer.noState() {
		return &BlockError{Block: at, Pruned: true}
	}
	return err
}

// Pruned says whether the node no longer has the requested state.
func (e *NodeError) Pruned() bool { return e.noState() }

// tooMany says whether the node asks for fewer requests.
func (e *NodeError) tooMany() bool {
	return e.Code == 429 || e.Code == -32005 || says(e.Message, "rate limit", "too many requests", "request limit", "compute units")
}

// says searches a node's message for phrases. Nodes do not agree on error codes for these cases, so
// only this function reads their text.
func says(message string, phrases ...string) bool {
	message = strings.ToLower(message)
	for _, p := range phrases {
		if strings.Contains(message, p) {
			return true
		}
	}
	return false
}

func decodeJSON(text []byte, into any) error {
	if err := json.Unmarshal(text, into); err != nil {
		return fmt.Errorf("it is not the expected JSON: %w", err)
	}
	return nil
}

// asRevert turns a node's error about a failed EVM call into a *revert.Reason, and returns other errors
// unchanged.
func asRevert(err error) error {
	var no *NodeError
	if errors.As(err, &no) && (no.Code == 3 || len(no.Data) > 0 || says(no.Message, "revert", "out of gas", "outofgas", "bal#")) {
		return revert.Decode(no.Data, no.Message)
	}
	return err
}

// byContract says whether a call failed in the contract, so that another try or node would give the
// same. Any other error means that the answer is unknown.
func byContract(err error) bool {
	var revert *revert.Reason
	var no *NodeError
	return errors.As(asRevert(err), &revert) || errors.As(err, &no) && says(no.Message, "opcode", "invalid jump", "stack underflow", "stack limit",
		"write protection", "return data out of bounds", "gas uint64 overflow", "evm error", "vm execution error", "vm exception", "execution halted")
}

// unknown is the first error that is not the contract's, or nil.
func unknown(errs []error) error {
	for _, err := range errs {
		if err != nil && !byContract(err) {
			return err
		}
	}
	return nil
}
