package planner

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/liquidity"
	"mpool/internal/named"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/text"
	"mpool/internal/units"
)

// View is what an operation will do, as text and as JSON.
type View struct {
	// Headline is the first line of the view when it was written; Summary is the change
	// alone, empty if there is none.
	Headline  string      `json:"headline"`
	Summary   string      `json:"summary"`
	Operation string      `json:"operation"`
	Asked     Asked       `json:"pool_file,omitempty"` // the pool file that it was made from, if any
	Pool      Pool        `json:"pool"`
	Base      ops.Block   `json:"base"`
	MinedAt   units.Time  `json:"mined_at"` // the time of mining that the prediction assumes
	Preview   Timeline    `json:"preview"`
	Price     *Arbitrage  `json:"arbitrage_cost"` // null where no weight change begins
	Arbitrage *Taken      `json:"arbitrage,omitempty"`
	IfMoved   *ifMoved    `json:"if_moved,omitempty"` // where swaps are enabled again
	Freeze    *Freeze     `json:"freeze,omitempty"`
	Window    *ops.Window `json:"window,omitempty"`         // the calls between which the pool is shut, counted from 1
	OfNow     *OfNow      `json:"current_values,omitempty"` // numbers that go on while the plan waits
	// Trade is what is paid and got; null where nothing is traded.
	Trade *liquidity.Trade `json:"trade,omitempty"`
	// Feeds are the feeds' answers about the pool's prices; omitted if none is configured.
	Feeds     *Feeds        `json:"feeds,omitempty"`
	Guards    *ops.Guards   `json:"limits_of_file,omitempty"` // of the pool file, which no override exceeds
	Calls     []Call        `json:"calls"`
	Changes   []ops.Change  `json:"changes"` // before against predicted, every field
	Findings  []ops.Finding `json:"findings"`
	Overrides []Overridden  `json:"overrides,omitempty"` // policies that refused, and why that does not count
	Proof     *Proof        `json:"proof"`               // null where it was not simulated
	Cost      *Cost         `json:"gas_fee"`             // null where nothing would be sent
	DryRun    any           `json:"dry_run,omitempty"`
	Rehearsed rehearsal     `json:"-"`               // the report of the dry run; nil: there was none
	Drawn     text.View     `json:"-"`               // the charts; nil: nobody asked for them
	Safes     []Safe        `json:"safes,omitempty"` // those among the senders
	// ExecutedIn is where a Safe has done it already; null where it is not known.
	ExecutedIn *common.Hash `json:"executed_in,omitempty"`
	Next       string       `json:"next,omitempty"`
	NextIs     string       `json:"-"` // the words before the next command; empty: that it sends
	onItsWay   bool         // a gradual change runs that may be the very one asked for
	traded     bool         // the tokens have changed hands since it was planned
}

// Asked is what a plan was made of, which is shown before it.
type Asked interface {
	text.View
	// Nothing says why there is nothing to do; empty: the text does.
	Nothing() string
	// Became is given the plan that was made.
	Became(*Proposal)
}

// rehearsal is what was tried on a fork, for who reads text.
type rehearsal interface {
	// text.View is shown in place of the plan, or in it.
	text.View
	InPlace() bool
	Warnings() []ops.Finding
}

type Pool struct {
	Address common.Address `json:"address"`
	Name    named.Pool     `json:"name"`
	Symbol  named.Symbol   `json:"symbol"`
	ChainID uint64         `json:"chain_id"`
}

// NewView shows a plan: before it, when it is mined, and at its moments.
func NewView(before *ops.Snapshot, plan *ops.Plan, later []*ops.Snapshot) *View {
	pool := plan.Predicted.Pool // before it is created, a pool has no name
	v := &View{
		Operation: plan.Operation.Name(),
		Pool:      Pool{pool.Address, pool.Name, pool.Symbol, before.ChainID},
		Base:      plan.Base, MinedAt: plan.At,
		Changes:  ops.Diff(before, plan.Predicted),
		Findings: append([]ops.Finding{}, plan.Findings...),
		Calls:    []Call{},
		Preview:  Timeline{Columns: []moment{}, Rows: []timelineRow{}},
		Freeze:   NewFreeze(before, plan),
		OfNow:    NewOfNow(plan),
		onItsWay: onItsWay(before, plan),
		traded:   made(before, InnerOperation(plan)),
	}
	if plan.Refused() || len(plan.Calls) == 0 {
		return v // a plan that is never sent is not shown
	}
	for _, c := range plan.Calls {
		v.Calls = append(v.Calls, Call{c.From, c.To, c.Method, c.Args, c.Data, c.Why, units.Wei(c.Value), network.ID(before.ChainID).Coin()})
	}
	v.Preview, v.Window = NewTimeline(before, plan, later), plan.Window
	v.Trade, v.Summary = newTrade(before, plan), bySafe(plan.Operation)+ChangeOf(before, plan, v.Preview)
	return v
}

// onItsWay says whether the operation is a gradual change, and one of its kind
// is scheduled or runs.
func onItsWay(before *ops.Snapshot, plan *ops.Plan) bool {
	var ramp ops.Ramp
	switch plan.Operation.(type) {
	case ops.UpdateWeights, ops.FreezeWeights, ops.MoveWeightsEnd:
		ramp = before.Weights
	case ops.RampSwapFee:
		ramp = before.Fees.SwapFeeRamp
	}
	return ramp.Running(plan.At) || ramp.Pending(plan.At)
}

// bySafe names the Safe's transaction that makes a change, and its signatures; empty where
// no Safe's transaction is executed.
func bySafe(op ops.Operation) string {
	exec, is := op.(ops.ExecSafe)
	if !is {
		return ""
	}
	return fmt.Sprintf("Safe transaction %d with %s: ", exec.Nonce, text.Plural(len(exec.Signers), "signature"))
}
