// Package planview shows a plan, as text and as JSON: the headline, the calls, what changes, the
// findings, how far it was proved, and its gas fee.
package planview

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/arbcost"
	"mpool/internal/effect"
	"mpool/internal/liquidity"
	"mpool/internal/named"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/ops/wallet"
	"mpool/internal/oracle"
	"mpool/internal/safe"
	"mpool/internal/text"
	"mpool/internal/units"
)

// View describes what an operation will do, as text and as JSON.
type View struct {
	// Headline is the first line of the view when it was written. Summary is only the change; empty
	// if there is none.
	Headline  string    `json:"headline"`
	Summary   string    `json:"summary"`
	Operation string    `json:"operation"`
	Asked     Asked     `json:"pool_file,omitempty"` // the plan's pool file, if any
	Pool      Pool      `json:"pool"`
	Base      ops.Block `json:"base"`
	// Queue is the turn of a plan after queued transactions of a Safe: Base is then the simulated block with
	// these. null without a queue.
	Queue     *ops.SafeTurn    `json:"after_queue,omitempty"`
	MinedAt   units.Time       `json:"mined_at"` // time of mining that the prediction assumes
	Preview   effect.Timeline  `json:"preview"`
	Price     *arbcost.Cost    `json:"arbitrage_cost"` // null if no weight change begins
	Arbitrage *arbcost.Taken   `json:"arbitrage,omitempty"`
	IfMoved   *arbcost.IfMoved `json:"if_moved,omitempty"` // if swaps are enabled again
	Freeze    *Freeze          `json:"freeze,omitempty"`
	Window    *ops.Window      `json:"window,omitempty"`         // calls between which the pool is shut, counted from 1
	OfNow     *OfNow           `json:"current_values,omitempty"` // numbers that may move while the plan waits
	// Trade is what is paid and received; null if the plan makes no trade.
	Trade *liquidity.Trade `json:"trade,omitempty"`
	// Feeds are the prices from feeds; omitted if none is configured.
	Feeds     *oracle.Feeds `json:"feeds,omitempty"`
	Guards    *ops.Guards   `json:"limits_of_file,omitempty"` // limits of the pool file, which no override exceeds
	Calls     []Call        `json:"calls"`
	Changes   []ops.Change  `json:"changes"` // all fields; Before is current, After is predicted
	Findings  []ops.Finding `json:"findings"`
	Overrides []Overridden  `json:"overrides,omitempty"` // policies that refused, and the reasons for overriding them
	Proof     *Proof        `json:"proof"`               // null if it was not simulated
	Cost      *Cost         `json:"gas_fee"`             // null if nothing would be sent
	DryRun    any           `json:"dry_run,omitempty"`
	Rehearsed rehearsal     `json:"-"`               // report of the dry run; nil: none
	Drawn     text.View     `json:"-"`               // charts; nil: not requested
	Safes     []Safe        `json:"safes,omitempty"` // the Safes among the senders
	// ExecutedIn is the transaction that executed the Safe transaction; null if unknown.
	ExecutedIn *common.Hash `json:"executed_in,omitempty"`
	Next       string       `json:"next,omitempty"`
	NextIs     string       `json:"-"` // text before the next command; empty: the command sends
	stopped    string       // why a requested broadcast sent nothing
	onItsWay   bool         // a gradual change is running or scheduled that may be the requested one
	traded     bool         // the trade was made since the plan was made
	alarm      bool         // nothing is sent, but sending records an alarm
}

// Asked is the origin of a plan, such as a pool file, shown before the plan.
type Asked interface {
	text.View
	// Nothing says why there is nothing to do; empty if the text says it.
	Nothing() string
}

// rehearsal is the result of a dry run on a fork.
type rehearsal interface {
	// text.View is shown in place of the plan if InPlace is true, otherwise within it.
	text.View
	InPlace() bool
	Warnings() []ops.Finding
}

// Pool names the pool that a document is about.
type Pool struct {
	Address common.Address `json:"address"`
	Name    named.Pool     `json:"name"`
	Symbol  named.Symbol   `json:"symbol"`
	ChainID uint64         `json:"chain_id"`
}

// HintOf returns the hint that the view shows for a plan's finding.
func (v *View) HintOf(of ops.Finding) string {
	for _, f := range v.Findings {
		if f.Severity == of.Severity && f.Code == of.Code && f.Summary == of.Summary {
			return f.Hint
		}
	}
	return of.Hint
}

// New describes a plan: the pool before it, when it is mined, and at later moments.
func New(before *ops.Snapshot, plan *ops.Plan, later []*ops.Snapshot) *View {
	pool := plan.Predicted.Pool // a pool has no name before its creation
	v := &View{
		Operation: plan.Operation.Name(),
		Pool:      Pool{pool.Address, pool.Name, pool.Symbol, before.ChainID},
		Base:      plan.Base, MinedAt: plan.At,
		Changes:  ops.Diff(before, plan.Predicted),
		Findings: append([]ops.Finding{}, plan.Findings...),
		Calls:    []Call{},
		Preview:  effect.Timeline{Columns: []effect.Moment{}, Rows: []effect.Row{}},
		Freeze:   NewFreeze(before, plan),
		OfNow:    NewOfNow(plan),
		onItsWay: onItsWay(before, plan),
		traded:   effect.Made(before, safe.InnerOperation(plan)),
		alarm:    RecordsAlarm(plan),
	}
	if plan.Refused() || len(plan.Calls) == 0 {
		return v // a plan that is never sent has no preview
	}
	for _, c := range plan.Calls {
		v.Calls = append(v.Calls, Call{c.From, c.To, c.Method, c.Args, c.Data, c.Why, units.Wei(c.Value), network.ID(before.ChainID).Coin()})
	}
	v.Preview, v.Window = effect.NewTimeline(before, plan, later), plan.Window
	v.Trade, v.Summary = effect.TradeOf(before, plan), bySafe(plan.Operation)+effect.ChangeOf(before, plan, v.Preview)
	return v
}

// RecordsAlarm says whether an alarm has nothing to send, but its record keeps the pool shut at the end of
// unfinished operations.
func RecordsAlarm(plan *ops.Plan) bool {
	shut, is := plan.Operation.(ops.Shut)
	return is && len(plan.Calls) == 0 && shut.Stops && shut.Kept != nil && !plan.Refused()
}

// onItsWay says whether the operation is a gradual change and one of its kind is running or
// scheduled.
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

// bySafe names the Safe transaction and its number of signatures; empty if the operation executes
// none.
func bySafe(op ops.Operation) string {
	exec, is := op.(wallet.ExecSafe)
	if !is {
		return ""
	}
	return fmt.Sprintf("Safe transaction %d with %s: ", exec.Nonce, text.Plural(len(exec.Signers), "signature"))
}
