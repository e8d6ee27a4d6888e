// Package fork tries plans out on a fork of the chain: an anvil of its own that
// starts from the node's state at one block. Everything is mined there, nothing
// leaves the machine but reads.
package fork

import (
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/internal/decode"
	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// Forked is the level of proof that a dry run reaches: the calls were mined on a
// fork, and the pool was read there. The lower levels are chain.Simulated and
// chain.Called.
const Forked = "forked"

// Unproven is the level of a dry run that has mined nothing of the operations:
// they are refused, or there is nothing to do.
const Unproven = "none"

// Verdict is what a dry run, or a step of it, comes to.
type Verdict string

// The verdicts, the worst one last: a run has that of its worst step.
const (
	OK        Verdict = "ok"        // mined, and every field as predicted; or nothing to do
	Refused   Verdict = "refused"   // a finding stops the plan, nothing of it was run
	Disagrees Verdict = "disagrees" // mined, and not as predicted
	Reverted  Verdict = "reverted"  // a call of it reverted
	// Stopped is the verdict of a run that could not continue: what it found until then
	// says nothing about the rest.
	Stopped Verdict = "stopped"
)

// Result is what a dry run found: one fork, and operations one after the other.
type Result struct {
	Level   string    `json:"level"` // Forked, or Unproven
	Node    string    `json:"node"`  // forked from: scheme, host and port, no secrets
	ChainID uint64    `json:"chain_id"`
	Block   ops.Block `json:"block"` // forked at
	Anvil   string    `json:"anvil"` // the version that the child reports
	Verdict Verdict   `json:"verdict"`
	// Earlier are calls that were run before all steps, to stand for what is
	// signed or queued and not mined yet. They are no part of the verdict unless
	// one reverts.
	Earlier  []CallResult `json:"earlier"`
	Steps    []Step       `json:"steps"`
	Requests int          `json:"upstream_requests"` // HTTP requests that the node was asked
	TookMS   int64        `json:"took_ms"`           // from the start of anvil
}

// Step is one operation.
type Step struct {
	Operation string  `json:"operation"`
	Source    string  `json:"source,omitempty"` // where it comes from, such as a file and line
	Pool      Pool    `json:"pool"`
	Verdict   Verdict `json:"verdict"`
	// Plan was made on the fork, after all earlier steps. Its findings are in the
	// order in which the contract checks. It is null only where the pool or the
	// plan could not be made: then the run ends with an error.
	Plan   *ops.Plan     `json:"plan"`
	Before *ops.Snapshot `json:"before"`
	After  *ops.Snapshot `json:"after"` // null where nothing was mined
	// Changes are all fields in which Before and After differ.
	Changes []ops.Change `json:"changes"`
	Calls   []CallResult `json:"calls"`
	Moments []Moment     `json:"moments"`
	Tryouts []Tryout     `json:"tryouts"`
	// Attacks are what strangers tried between two transactions of a plan that adds or
	// removes a token, or moves a balance, and where its last leaves the pool open.
	Attacks []Attack `json:"attacks,omitempty"`
	Series  *Series  `json:"series"` // null where nothing moves by itself
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

// CallResult is a call that was mined on the fork.
type CallResult struct {
	Source  string         `json:"source,omitempty"` // of a call that is queued before: its file
	From    common.Address `json:"from"`
	To      common.Address `json:"to"`
	Method  string         `json:"method"`
	Args    []ops.Arg      `json:"arguments"`
	Data    hexutil.Bytes  `json:"data"`
	Block   ops.Block      `json:"block"` // of the fork
	GasUsed uint64         `json:"gas_used"`
	Revert  *Revert        `json:"revert"` // null: it succeeded
	// Undone says that a queued call was mined and undone, because another call of its
	// batch reverts: either all are mined or none.
	Undone bool    `json:"undone,omitempty"`
	Events []Event `json:"events"`
	// Differences are the fields in which the pool after this call differs from the
	// prediction for its block: Before is predicted, After is found.
	Differences []ops.Change `json:"differences"`
	Fields      int          `json:"fields_compared"`
}

// Revert is why a contract refuses a call.
type Revert struct {
	Code    string        `json:"code"` // BAL#302, Panic(0x11), a selector; empty where the contract gives none
	Name    string        `json:"name,omitempty"`
	Meaning string        `json:"meaning"` // may quote a contract: strip before printing
	Remedy  string        `json:"remedy"`
	Data    hexutil.Bytes `json:"data,omitempty"`
}

// Event is a log of a call.
type Event struct {
	Of common.Address `json:"of"`
	Is string         `json:"is,omitempty"` // the name of Of: "the pool"
	// Event is nil, and its fields are absent, for a log of no contract that mpool
	// knows.
	*decode.Event `json:",omitempty"`
}

// Moment is a later time at which mpool looked at the pool. Nobody has acted on it since
// the step.
type Moment struct {
	Label       string        `json:"label"` // "half way", "25%", "end", "asked for"
	Time        units.Time    `json:"time"`
	Predicted   *ops.Snapshot `json:"predicted"`
	Found       *ops.Snapshot `json:"found"`
	Differences []ops.Change  `json:"differences"` // Before is predicted, After is found
	Fields      int           `json:"fields_compared"`
}

// The kinds of Tryout.
const (
	TrySwap       = "swap"
	TryJoin       = "join"        // proportional
	TryExit       = "exit"        // proportional
	TryJoinSingle = "join_single" // with one token
)

// Tryout is an action of a pool's user, tried before and after the step with the same
// amount. It needs nobody's tokens.
type Tryout struct {
	Kind   string  `json:"kind"`
	What   string  `json:"what"`   // "swap 1.5 WETH for USDC"; holds symbols, which are hostile text
	Before Outcome `json:"before"` // on the state before the step
	After  Outcome `json:"after"`  // right after it
	// AtEnd is the result at the end of the step's last change if nobody trades until then;
	// null if nothing changes by itself.
	AtEnd *Outcome `json:"at_end,omitempty"`
	// Without is the result at that end if the step is not made. It is tried only if the
	// step may be the cause: if the action works before and not at the end.
	Without *Outcome `json:"at_end_without,omitempty"`
	// Idle says that it fails at that end for prices that have moved away from the
	// weights, as arbitrage on the way would not let them.
	Idle bool `json:"if_nobody_trades,omitempty"`
	// Between is after each call of the step but the last.
	Between []Outcome `json:"between,omitempty"`
	// Broken says that it worked before and fails right after the step, or that it fails at
	// the end and would work without the step, whatever others trade until then. Actions
	// with a token that the step removes do not count.
	Broken bool             `json:"broken"`
	Member bool             `json:"member,omitempty"` // the owner puts the account on the allowlist for the attempt
	As     common.Address   `json:"as,omitzero"`      // tried by this account, which the step puts on the allowlist or takes off it
	Tokens []common.Address `json:"tokens,omitempty"` // those it names: given, and got
	How    string           `json:"how,omitempty"`    // the query: queryBatchSwap, BalancerQueries, the pool itself
}

// Interrupted says after which call of the step users can do this no longer, and
// after which they can again, both counted from 1; the outcome is nil where they
// can all the time, could not before, or cannot afterwards either.
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

// Outcome is the result of a Tryout. If it does not work there is Revert, or Why, or both:
// it gives nothing, the answer is wrong, the Vault lacks tokens, or a circuit breaker stops
// it.
type Outcome struct {
	Works   bool       `json:"works"`
	Amounts []Moved    `json:"amounts,omitempty"`
	Revert  *Revert    `json:"revert,omitempty"`
	Why     string     `json:"why,omitempty"` // holds symbols, which are hostile text
	Time    units.Time `json:"time"`          // of the block on which it was asked
}

// Moved is what the user would get, or give where Given is set.
type Moved struct {
	Token  common.Address `json:"token"`
	Symbol named.Symbol   `json:"symbol"` // hostile text: strip before printing
	Amount units.Amount   `json:"amount"`
	Given  bool           `json:"given"`
}

// Series are the values that move by themselves after the step, as the local
// arithmetic has them: enough points to draw. What was found on the fork is in
// the step's Moments.
type Series struct {
	Times []units.Time `json:"times"`
	Lines []Line       `json:"lines"`
}

// The kinds of Line. A weight and a fee are fractions of one. Prices and bounds
// are unscaled BPT prices, as in ops.Breaker, the price for balances that stand
// still.
const (
	LineWeight  = "weight"
	LineSwapFee = "swap_fee"
	LinePrice   = "bpt_price"
	LineLower   = "lower_bpt_price"
	LineUpper   = "upper_bpt_price"
)

// Line is one value over Series.Times.
type Line struct {
	Kind   string         `json:"kind"`
	Token  common.Address `json:"token,omitzero"`
	Symbol named.Symbol   `json:"symbol,omitempty"` // hostile text: strip before printing
	Values []units.Fixed  `json:"values"`
}
