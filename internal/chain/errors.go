package chain

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"
)

// NoCodeError: nothing is deployed at the address.
type NoCodeError struct {
	Address common.Address
	ChainID uint64
	Block   uint64
}

func (e *NoCodeError) Error() string {
	return fmt.Sprintf("no contract at %s on chain %d at block %d", e.Address, e.ChainID, e.Block)
}

// Code is how scripts know it.
func (e *NoCodeError) Code() string { return "pool.no_code" }

// Hint is what to do about it.
func (e *NoCodeError) Hint() string {
	return "check the address and --rpc-url (which sets the chain), and --block"
}

// NotPoolError: the contract is no pool of a Balancer V2 Vault.
type NotPoolError struct {
	Address common.Address
	Why     string
}

func (e *NotPoolError) Error() string {
	return fmt.Sprintf("%s is a contract but not a Balancer V2 pool: %s", e.Address, e.Why)
}

// Code is how scripts know it.
func (e *NotPoolError) Code() string { return "pool.no_pool" }

// Hint is what to do about it.
func (e *NotPoolError) Hint() string {
	return "give the address of the pool itself, which is also the address of its BPT: the first 20 bytes of its pool ID"
}

// NotManagedError: a Balancer pool of another kind.
type NotManagedError struct {
	Address common.Address
	Silent  []string // the getters of a Managed Pool that do not answer
}

func (e *NotManagedError) Error() string {
	return fmt.Sprintf("%s is a Balancer V2 pool but not a Managed Pool: %s", e.Address, silence(e.Silent))
}

// Code is how scripts know it.
func (e *NotManagedError) Code() string { return "pool.not_managed" }

// Hint is what to do about it.
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

// UnreachableError: no answer came, or none that a node gives.
type UnreachableError struct {
	Node   string // scheme://host[:port]
	Reason string
	cause  error // context.DeadlineExceeded or nil: never an error that holds the URL
	// lasting says that another try makes no difference.
	lasting bool
	status  int    // of HTTP, where that is all the answer there was
	source  string // of the address
	// answered: something came, and it was no JSON-RPC.
	answered bool
}

func (e *UnreachableError) Error() string {
	return fmt.Sprintf("the node %s cannot be reached: %s", e.Node, e.Reason)
}

// Code is how scripts know it.
func (e *UnreachableError) Code() string { return "node.unreachable" }

func (e *UnreachableError) Unwrap() error { return e.cause }

// Hint is what to do about it.
func (e *UnreachableError) Hint() string {
	return "check " + place(e.source) + " and the network; --rpc-timeout sets the timeout"
}

// LimitError: the node asks for fewer requests.
type LimitError struct {
	Node   string
	Answer string
	Wait   time.Duration // that the node asks for; 0: it does not say
}

func (e *LimitError) Error() string {
	return fmt.Sprintf("the node %s rate-limits requests: %s", e.Node, e.Answer)
}

// Code is how scripts know it.
func (e *LimitError) Code() string { return "node.limit" }

// Hint is what to do about it.
func (e *LimitError) Hint() string {
	if e.Wait > 0 {
		return fmt.Sprintf("wait %s as the node asks, raise --rpc-timeout above that, or use another node (--rpc-url)", e.Wait)
	}
	return "wait a little, or use another node (--rpc-url)"
}

// ChainError: the node is on another chain than the one asked for.
type ChainError struct {
	Want, Got uint64
	source    string // of the node's address
}

func (e *ChainError) Error() string {
	return fmt.Sprintf("the node is on chain %d, but --chain is %d", e.Got, e.Want)
}

// Code is how scripts know it.
func (e *ChainError) Code() string { return "node.chain" }

// Hint is what to do about it.
func (e *ChainError) Hint() string {
	return "change " + place(e.source) + " or --chain so that they match"
}

// place is where the node's address is given.
func place(source string) string {
	switch source {
	case "":
		return "--rpc-url (ETH_RPC_URL)"
	case "--rpc-url":
		return source
	}
	return "--rpc-url (" + source + ")"
}

// BlockError: the node does not have the block, or no longer its state.
type BlockError struct {
	Block  BlockRef
	Pruned bool    // the block is known, its state is gone
	Other  *Header // what the node gave for it
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

// Code is how scripts know it.
func (e *BlockError) Code() string { return "node.block" }

// Hint is what to do about it.
func (e *BlockError) Hint() string {
	if e.Other != nil {
		return "use another node: this one is not reliable"
	}
	if e.Pruned {
		return "use an archive node, or a newer block"
	}
	return "omit --block to read the latest block"
}

// UnableError: the node cannot do something that mpool needs, in any of the
// ways that there are.
type UnableError struct {
	Node   string
	What   string
	Answer string
}

func (e *UnableError) Error() string {
	return fmt.Sprintf("the node %s cannot %s: %s", e.Node, e.What, e.Answer)
}

// Code is how scripts know it.
func (e *UnableError) Code() string { return "node.unable" }

// Hint is what to do about it.
func (e *UnableError) Hint() string { return "use another node (--rpc-url)" }

// NodeError is an error that the node answered to one request.
type NodeError struct {
	Node    string
	Method  string
	Code    int
	Message string
	Data    []byte // what a revert returned, where the node says
	status  int    // of HTTP, where it was not a success: perhaps not the node's own answer
}

func (e *NodeError) Error() string {
	return fmt.Sprintf("the node %s returned an error for %s: %s", e.Node, e.Method, e.Message)
}

// noState tells that the node knows the block and not its state.
func (e *NodeError) noState() bool {
	return says(e.Message, "missing trie node", "historical state", "state is not available", "state not available",
		"pruned", "archive", "state at block", "state already been")
}

// Hint is what to do about it. Another node would say no else to what was to be
// sent, and to what reverts.
func (e *NodeError) Hint() string {
	switch {
	case e.noState():
		return (&BlockError{Pruned: true}).Hint()
	case strings.HasPrefix(e.Method, "eth_send") || says(e.Message, "revert"):
		return ""
	}
	return "use another node (--rpc-url)"
}

// ofState marks an error about a block's state if its cause is that the node has deleted
// that state.
func ofState(err error, at BlockRef) error {
	var answer *NodeError
	if errors.As(err, &answer) && answer.noState() {
		return &BlockError{Block: at, Pruned: true}
	}
	return err
}

// Pruned tells that the node has no longer the state that was asked for.
func (e *NodeError) Pruned() bool { return e.noState() }

// tooMany tells that the node wants fewer requests.
func (e *NodeError) tooMany() bool {
	return e.Code == 429 || e.Code == -32005 || says(e.Message, "rate limit", "too many requests", "request limit", "compute units")
}

// says is the one place where mpool reads a node's prose: there are no codes
// for these that nodes agree on.
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
