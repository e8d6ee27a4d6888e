// Package fork tries plans on a fork of the chain: an anvil that starts from the node's state at
// one block. All calls are mined there. The node only gets reads.
package fork

import (
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/internal/decode"
	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// Forked is the level of proof of a dry run: the calls were mined on a fork, and the pool was read
// there. The lower levels are chain.Simulated and chain.Called.
const Forked = "forked"

// Unproven is the level of a dry run that mined none of the operations' calls, because they were
// refused or there was nothing to do.
const Unproven = "none"

// Verdict is the outcome of a dry run or of one step.
type Verdict string

// The verdicts, from best to worst. A run has the verdict of its worst step.
const (
	OK        Verdict = "ok"        // mined with every field as predicted, or nothing to do
	Refused   Verdict = "refused"   // a finding refuses the plan, so none of it ran
	Disagrees Verdict = "disagrees" // mined, but not as predicted
	Reverted  Verdict = "reverted"  // a call reverted
	// Stopped is the verdict of a run that could not continue. Its earlier results say nothing
	// about the rest.
	Stopped Verdict = "stopped"
)

// Result is the result of a dry run: operations one after the other on one fork.
type Result struct {
	Level   string    `json:"level"` // Forked or Unproven
	Node    string    `json:"node"`  // the forked node: scheme, host and port, without secrets
	ChainID uint64    `json:"chain_id"`
	Block   ops.Block `json:"block"` // the forked block
	Anvil   string    `json:"anvil"` // version that the child reports
	Verdict Verdict   `json:"verdict"`
	// Earlier are the calls that ran before all steps because they are signed or queued but not
	// mined yet. They change the verdict only if one reverts.
	Earlier  []CallResult `json:"earlier"`
	Steps    []Step       `json:"steps"`
	Requests int          `json:"upstream_requests"` // reads and batches sent to the node, without the client's own retries
	TookMS   int64        `json:"took_ms"`           // since Start was called
}

// Step is the result of one operation.
type Step struct {
	Operation string  `json:"operation"`
	Source    string  `json:"source,omitempty"` // origin of the operation, such as a file and line
	Pool      Pool    `json:"pool"`
	Verdict   Verdict `json:"verdict"`
	// Plan was made on the fork, after all earlier steps. Its findings are in the order of the
	// contract's checks. It is null only if the pool could not be read or the plan could not be
	// made; then the run ends with an error.
	Plan   *ops.Plan     `json:"plan"`
	Before *ops.Snapshot `json:"before"`
	After  *ops.Snapshot `json:"after"` // null if nothing was mined
	// Changes are all fields that differ between Before and After.
	Changes []ops.Change `json:"changes"`
	Calls   []CallResult `json:"calls"`
	Moments []Moment     `json:"moments"`
	Tryouts []Tryout     `json:"tryouts"`
	// Attacks are tried between two transactions of a plan that adds or removes a token or changes
	// a balance, and after the last one if users can act on the pool then.
	Attacks []Attack `json:"attacks,omitempty"`
	Series  *Series  `json:"series"` // null if nothing changes by itself
}

// Pool is the pool of a step.
type Pool struct {
	Address    common.Address `json:"address"`
	Name       named.Pool     `json:"name"`   // hostile text: strip before printing
	Symbol     named.Symbol   `json:"symbol"` // hostile text: strip before printing
	ChainID    uint64         `json:"chain_id"`
	Generation ops.Generation `json:"version"`
	Owner      common.Address `json:"owner"`
	OwnerKind  ops.OwnerKind  `json:"owner_kind"`
}

// CallResult is the result of a call on the fork.
type CallResult struct {
	Source  string         `json:"source,omitempty"` // for a queued call: its file
	From    common.Address `json:"from"`
	To      common.Address `json:"to"`
	Method  string         `json:"method"`
	Args    []ops.Arg      `json:"arguments"`
	Data    hexutil.Bytes  `json:"data"`
	Block   ops.Block      `json:"block"` // on the fork
	GasUsed uint64         `json:"gas_used"`
	Revert  *Revert        `json:"revert"` // null if the call succeeded
	// Undone says that a queued call was mined and undone, because another call of its batch
	// reverts. Either all calls of a batch are mined or none.
	Undone bool    `json:"undone,omitempty"`
	Events []Event `json:"events"`
	// Differences are the fields of the pool after this call that differ from the prediction for
	// its block. Before is the prediction, After the pool's value.
	Differences []ops.Change `json:"differences"`
	Fields      int          `json:"fields_compared"`
}

// Revert is the reason why a contract refused a call.
type Revert struct {
	Code    string        `json:"code"` // BAL#302, Panic(0x11) or a selector; empty if the contract gave no reason
	Name    string        `json:"name,omitempty"`
	Meaning string        `json:"meaning"` // may quote a contract: clean it before printing
	Remedy  string        `json:"remedy"`
	Data    hexutil.Bytes `json:"data,omitempty"`
}

// Event is a log entry of a call.
type Event struct {
	Of common.Address `json:"of"`
	Is string         `json:"is,omitempty"` // name of the address Of, such as "the pool"
	// Event is nil, and its fields are absent, if mpool does not know the event.
	*decode.Event `json:",omitempty"`
}

// Moment is the pool at a later time, if nobody acts on it after the step.
type Moment struct {
	Label       string        `json:"label"` // such as "weights half way", "swap fee end" or "asked for"
	Time        units.Time    `json:"time"`
	Predicted   *ops.Snapshot `json:"predicted"`
	Found       *ops.Snapshot `json:"found"`
	Differences []ops.Change  `json:"differences"` // Before is the prediction, After the pool's value
	Fields      int           `json:"fields_compared"`
}

// The kinds of Tryout.
const (
	TrySwap       = "swap"
	TryJoin       = "join"        // proportional
	TryExit       = "exit"        // proportional
	TryJoinSingle = "join_single" // with one token
)

// Tryout is an action of a pool's user, tried before and after the step with the same amount. It
// needs no user's tokens.
type Tryout struct {
	Kind   string  `json:"kind"`
	What   string  `json:"what"`   // such as "swap 1.5 WETH for USDC"; holds symbols, which are hostile text
	Before Outcome `json:"before"` // on the state before the step
	After  Outcome `json:"after"`  // right after the step
	// AtEnd is the result at the end of the step's last change if nobody trades until then; null if
	// nothing changes by itself.
	AtEnd *Outcome `json:"at_end,omitempty"`
	// Without is the result at that time if the step is not made. It is tried only if the step may
	// be the cause: the action works before and after the step, but not at the end.
	Without *Outcome `json:"at_end_without,omitempty"`
	// Idle says that the action fails at the end because prices no longer match the weights. In
	// reality arbitrage would keep them in line.
	Idle bool `json:"if_nobody_trades,omitempty"`
	// Between are the results after each call of the step but the last.
	Between []Outcome `json:"between,omitempty"`
	// Broken says that the action worked before and fails right after the step, or that it fails at
	// the end and would work without the step, regardless of trades until then. Actions with a
	// token that the step removes do not count.
	Broken bool             `json:"broken"`
	Member bool             `json:"member,omitempty"` // the owner adds the account to the allowlist for this attempt
	As     common.Address   `json:"as,omitzero"`      // account that the step adds to or removes from the allowlist, if it makes the attempt
	Tokens []common.Address `json:"tokens,omitempty"` // tokens that the action names, the given one first
	How    string           `json:"how,omitempty"`    // contract that answered: the Vault, BalancerQueries or the pool
}

// Interrupted returns since, the call after which users can no longer do this, and until, the call
// after which they can again, both counted from 1. fails is nil if the action is never interrupted,
// or does not work before or after the step.
func (t *Tryout) Interrupted() (since, until int, fails *Outcome) {
	if !t.Before.Works || !t.After.Works {
		return 0, 0, nil
	}
	for i := range t.Between {
		switch {
		case t.Between[i].Works:
		case fails == nil:
			since, until, fails = i+1, i+2, &t.Between[i]
		default:
			until = i + 2
		}
	}
	return since, until, fails
}

// Outcome is the result of a Tryout. If it does not work, Revert, Why or both are set: the action
// reverts, gives nothing or an invalid answer, or the Vault lacks tokens.
type Outcome struct {
	Works   bool       `json:"works"`
	Amounts []Moved    `json:"amounts,omitempty"`
	Revert  *Revert    `json:"revert,omitempty"`
	Why     string     `json:"why,omitempty"` // holds symbols, which are hostile text
	Time    units.Time `json:"time"`          // time of the block on which it was tried
}

// Moved is the amount of a token that the user would get, or give if Given is set.
type Moved struct {
	Token  common.Address `json:"token"`
	Symbol named.Symbol   `json:"symbol"` // hostile text: strip before printing
	Amount units.Amount   `json:"amount"`
	Given  bool           `json:"given"`
}

// Series holds the values that change by themselves after the step, computed by mpool, with enough
// points for a chart. The step's Moments hold what the fork found.
type Series struct {
	Times []units.Time `json:"times"`
	Lines []Line       `json:"lines"`
}

// The kinds of Line. A weight and a fee are fractions of one. Prices and bounds are unscaled BPT
// prices, as in ops.Breaker. The price assumes constant balances.
const (
	LineWeight  = "weight"
	LineSwapFee = "swap_fee"
	LinePrice   = "bpt_price"
	LineLower   = "lower_bpt_price"
	LineUpper   = "upper_bpt_price"
)

// Line is one value at each of Series.Times.
type Line struct {
	Kind   string         `json:"kind"`
	Token  common.Address `json:"token,omitzero"`
	Symbol named.Symbol   `json:"symbol,omitempty"` // hostile text: strip before printing
	Values []units.Fixed  `json:"values"`
}
