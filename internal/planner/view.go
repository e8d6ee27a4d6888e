package planner

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/internal/chain"
	"mpool/internal/liquidity"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/text"
)

// View is what an operation will do, as text and as JSON.
type View struct {
	// Headline is what the view says first, as it is when it is written; Summary is what
	// changes, empty where nothing does.
	Headline  string      `json:"headline"`
	Summary   string      `json:"summary"`
	Operation string      `json:"operation"`
	Asked     Asked       `json:"pool_file,omitempty"` // what it was made of, where that is a pool file
	Pool      Pool        `json:"pool"`
	Base      ops.Block   `json:"base"`
	MinedAt   ops.Time    `json:"mined_at"` // the time of mining that the prediction assumes
	Preview   Timeline    `json:"preview"`
	Price     *Arbitrage  `json:"arbitrage_cost"` // null where no weight change begins
	Arbitrage *Taken      `json:"arbitrage,omitempty"`
	IfMoved   *ifMoved    `json:"if_moved,omitempty"` // where swaps are enabled again
	Freeze    *Freeze     `json:"freeze,omitempty"`
	Window    *ops.Window `json:"window,omitempty"`         // in which the pool is shut, calls counted from 1
	OfNow     *OfNow      `json:"current_values,omitempty"` // numbers that go on while the plan waits
	// Trade is what is paid and got; null where nothing is traded.
	Trade *liquidity.Trade `json:"trade,omitempty"`
	// Feeds are what feeds say of the pool's prices; left out where none is configured.
	Feeds     *Feeds        `json:"feeds,omitempty"`
	Calls     []Call        `json:"calls"`
	Changes   []ops.Change  `json:"changes"` // before against predicted, every field
	Findings  []ops.Finding `json:"findings"`
	Overrides []Overridden  `json:"overrides,omitempty"` // policies that refused, and why that does not count
	Proof     *Proof        `json:"proof"`               // null where it was not simulated
	Cost      *Cost         `json:"gas_fee"`             // null where nothing would be sent
	DryRun    any           `json:"dry_run,omitempty"`
	Rehearsed rehearsal     `json:"-"`               // what the dry run says of itself; nil: there was none
	Drawn     text.View     `json:"-"`               // the charts; nil: nobody asked for them
	Safes     []Safe        `json:"safes,omitempty"` // those among the senders
	// ExecutedIn is where a Safe has done it already; null where it is not known.
	ExecutedIn *common.Hash `json:"executed_in,omitempty"`
	Next       string       `json:"next,omitempty"`
	NextIs     string       `json:"-"` // what it is said with; empty: that it sends
	onItsWay   bool         // a gradual change runs that may be the very one asked for
	traded     bool         // the tokens have changed hands since it was planned
}

// Asked is what a plan was made of, which is shown before it.
type Asked interface {
	text.View
	// Nothing says why there is nothing to do.
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
	Name    string         `json:"name"`
	Symbol  string         `json:"symbol"`
	ChainID uint64         `json:"chain_id"`
}

type Call struct {
	From   common.Address `json:"from"`
	To     common.Address `json:"to"`
	Method string         `json:"method"`
	Args   []ops.Arg      `json:"arguments"`
	Data   hexutil.Bytes  `json:"data"`
	Why    string         `json:"why"`
}

// forked is the level of what was mined on a fork.
const forked = "forked"

// Proof says how far the prediction was checked.
type Proof struct {
	Level       string       `json:"level"`         // forked, simulated, or called: reverts only
	Why         string       `json:"why,omitempty"` // why no more than called
	Moments     []ops.Time   `json:"moments"`       // the times at which the simulated state was read
	Fields      int          `json:"fields"`        // compared at each of them
	Differences []ops.Change `json:"differences"`   // simulated against predicted; empty, or nothing is sent
	Revert      string       `json:"revert,omitempty"`
}

// Cost is what sending would cost at the most.
type Cost struct {
	GasUsed  uint64  `json:"gas_used"`  // in the simulation, by all calls
	GasLimit uint64  `json:"gas_limit"` // what would be allowed, to all calls
	FeeCap   ops.Wei `json:"max_fee_per_gas"`
	Tip      ops.Wei `json:"max_priority_fee_per_gas"`
	Most     ops.Wei `json:"max"` // gas limit times fee cap, and the fee for data
	// DataFee is twice what the chain would charge now for the data of all calls; null
	// where it charges nothing beside gas, or the node does not tell.
	DataFee *ops.Wei `json:"data_fee,omitempty"`
	baseFee ops.Wei
	// Limits are those of the single calls. There are fewer than calls where the
	// node cannot simulate: then what the others cost is known when their turn comes.
	Limits  []uint64 `json:"gas_limits"`
	Unknown int      `json:"calls_of_unknown_cost,omitempty"`
	// BySafe is what a Safe's transaction needs, in the place of its calls; null
	// where no Safe sends the first call.
	BySafe *SafeCost `json:"by_safe,omitempty"`
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
		return v // what is never sent is not shown
	}
	for _, c := range plan.Calls {
		v.Calls = append(v.Calls, Call{c.From, c.To, c.Method, c.Args, c.Data, c.Why})
	}
	v.Preview, v.Window = NewTimeline(before, plan, later), plan.Window
	v.Trade, v.Summary = newTrade(before, plan), bySafe(plan.Operation)+ChangeOf(before, plan, v.Preview)
	return v
}

func (v *View) Text(p *text.Page) {
	if v.Rehearsed != nil && v.Rehearsed.InPlace() {
		v.Rehearsed.Text(p)
		return
	}
	if v.Asked != nil {
		v.Asked.Text(p)
		if len(v.Calls) == 0 && !v.refused() {
			v.nothingAsked(p)
			return
		}
	}
	head := v.Head()
	p.Line("%s", p.Bold(head.String()))
	if head.Change != "" {
		p.Line("%s", head.Subject)
	}
	p.Line("on %s", v.where())
	if v.Trade != nil {
		p.Line("")
		TradeText(p, v.Trade)
	}
	if len(v.Preview.Rows) > 0 {
		p.Line("")
		v.Preview.Text(p)
	}
	if v.Drawn != nil {
		v.Drawn.Text(p)
	}
	if v.Freeze != nil {
		v.Freeze.Text(p)
	}
	if v.Arbitrage != nil {
		p.Line("")
		p.Line("%s", v.Arbitrage.sentence())
	}
	if v.IfMoved != nil {
		v.IfMoved.text(p)
	}
	if v.Price != nil {
		v.Price.Text(p)
	}
	if v.OfNow != nil {
		v.OfNow.Text(p)
	}
	if v.Feeds != nil {
		p.Line("")
		v.Feeds.Text(p)
	}
	v.FindingsText(p)
	for i := range v.Calls {
		v.Calls[i].Text(p, i+1, len(v.Calls))
	}
	v.verdict(p)
}

// where is the chain, and as of when.
func (v *View) where() string {
	return fmt.Sprintf("%s at block %d, %s UTC", network.ID(v.Pool.ChainID), v.Base.Number, text.Time(v.Base.Time))
}

// nothingAsked is a plan with nothing to do, behind what it was made of.
func (v *View) nothingAsked(p *text.Page) {
	p.Line("%s", p.Bold(v.Asked.Nothing()))
	p.Line("%s on %s", v.subject(), v.where())
	v.FindingsText(p)
}

func (v *View) FindingsText(p *text.Page) {
	Findings(p, v.unsaid(p.Below))
	for _, override := range v.Overrides {
		p.Line("override of %s: %s", override.Policy, text.Clean(override.Reason, LongestReason))
	}
}

func (v *View) Warnings() []ops.Finding {
	if v.Rehearsed == nil {
		return v.Findings
	}
	return append(slices.Clone(v.Findings), v.Rehearsed.Warnings()...)
}

// unsaid are the findings but for the one that the error right below repeats: of
// that, what the error leaves out.
func (v *View) unsaid(below string) []ops.Finding {
	first := slices.IndexFunc(v.Findings, func(f ops.Finding) bool { return f.Severity == ops.Refuse && f.Code == below })
	if first < 0 {
		return v.Findings
	}
	list := slices.Clone(v.Findings)
	if list[first].Detail == "" {
		return slices.Delete(list, first, first+1)
	}
	list[first].Summary, list[first].Detail, list[first].Hint = list[first].Detail, "", ""
	return list
}

func Findings(p *text.Page, list []ops.Finding) {
	if len(list) == 0 {
		return
	}
	p.Line("")
	for _, finding := range list {
		p.Finding(finding.Severity, "%s [%s]", text.Clean(finding.Summary, text.MessageWidth), finding.Code)
		if finding.Detail != "" {
			p.Line("  %s", text.Clean(finding.Detail, text.MessageWidth))
		}
		if finding.Hint != "" {
			p.Line("  %s", text.Clean(finding.Hint, text.MessageWidth))
		}
	}
}

func (c Call) Text(p *text.Page, number, of int) {
	p.Line("")
	p.Line("call %d of %d: %s", number, of, c.Method)
	p.Line("  from %s (%s)", sentBy(c.From), c.Why)
	p.Line("  to   %s", c.To)
	for _, arg := range c.Args {
		p.Line("  %s = %s", text.Clean(arg.Name, text.LineWidth), text.Clean(arg.Value, text.LineWidth))
	}
}

func (v *View) verdict(p *text.Page) {
	if v.Rehearsed != nil {
		v.Rehearsed.Text(p)
	} else {
		p.Line("")
	}
	if len(v.Calls) == 0 && !v.refused() {
		p.Line("%s", v.nothingToDo())
		if v.ExecutedIn != nil {
			p.Line("the Safe transaction was executed in %s", v.ExecutedIn)
		}
	}
	if v.Proof != nil {
		v.Proof.Text(p)
	}
	if v.Cost != nil {
		v.Cost.Text(p, network.ID(v.Pool.ChainID))
	}
	if v.Next != "" {
		p.Line("")
		p.Line("%s", cmp.Or(v.NextIs, "nothing was sent; to send it:"))
		p.Command(v.Next)
	}
}

func (v *View) refused() bool {
	return slices.ContainsFunc(v.Findings, func(f ops.Finding) bool { return f.Severity == ops.Refuse })
}

func (v *View) nothingToDo() string {
	if v.Asked != nil {
		return v.Asked.Nothing()
	}
	if v.traded {
		return "nothing to do: this has been done since it was planned, and the tokens have changed hands"
	}
	if v.onItsWay {
		return "nothing to do: the pool is already in this state, or moving to it by this change"
	}
	return "nothing to do: the pool is already in this state"
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

func (v *Cost) Text(p *text.Page, on network.ID) { p.Line("gas: %s", v.Sentence(on)) }

// beside is what the most is without.
func (v *Cost) beside(on network.ID) string {
	if v.DataFee != nil {
		return ""
	}
	return on.BesideGas()
}

func (v *Cost) Sentence(on network.ID) string {
	more := v.beside(on)
	if v.DataFee != nil {
		more = fmt.Sprintf(", including twice the chain's current data fee (%s %s)", text.Most(v.DataFee.String()), on.Coin())
	}
	more += v.BySafe.words()
	if v.Unknown > 0 {
		more += fmt.Sprintf(", plus %s after the first, whose gas is known only later", text.Plural(v.Unknown, "call"))
	}
	return fmt.Sprintf("at most %s %s%s (uses %s; gas limit %s; max fee %s gwei)", text.Most(v.Most.String()), on.Coin(), more,
		text.Group(strconv.FormatUint(v.GasUsed, 10)), text.Group(strconv.FormatUint(v.GasLimit, 10)), text.Most(v.FeeCap.Gwei()))
}

func (v *Proof) Text(p *text.Page) {
	what, found := "simulation", "simulated"
	if v.Level == forked {
		what, found = "fork", "found"
	}
	switch {
	case v.Revert != "":
		p.Line("%s: %s: %s", what, p.Red("REVERTS"), text.Clean(v.Revert, text.LineWidth))
	case len(v.Differences) > 0:
		p.Line("%s: %s with the prediction in %s", what, p.Red("DISAGREES"), text.Plural(DistinctFields(v.Differences), "field"))
		Differences(p, v.Differences, found)
	case v.Level == chain.Called:
		p.Line("simulation unavailable (%s): only checked that the call does not revert", text.Clean(v.Why, text.LineWidth))
	default:
		p.Line("%s: %s the prediction to the wei (%d fields at %s); verified by: %s", what, p.Green("matches"), v.Fields, text.Plural(len(v.Moments), "moment"), v.Level)
	}
}

// sentBy is who sends a call, in words where nobody is known yet.
func sentBy(from common.Address) string {
	if from == Nobody() {
		return "any account"
	}
	return from.Hex()
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
