package review

import (
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/arbcost"
	"mpool/internal/chain"
	"mpool/internal/effect"
	"mpool/internal/explain"
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/planview"
	"mpool/internal/revert"
	"mpool/internal/safe"
	"mpool/internal/text"
	"mpool/internal/units"
)

// View is the result of checking a batch.
type View struct {
	Headline    string          `json:"headline"` // computed when the view is written
	Name        string          `json:"name"`
	Description string          `json:"description"`
	Builder     string          `json:"builder"`
	Checksum    safe.Checksum   `json:"checksum"`
	ChainID     uint64          `json:"chain_id"`   // named in the file; 0: none
	NodeChain   uint64          `json:"node_chain"` // the chain of the node that checked it
	Block       ops.Block       `json:"block"`
	NamedSafe   common.Address  `json:"safe_named"`
	Safe        *planview.Safe  `json:"safe"` // null if no Safe was found
	Findings    []ops.Finding   `json:"findings"`
	Calls       []Call          `json:"calls"`
	Pools       []Pool          `json:"pools"`
	Proof       *planview.Proof `json:"proof"`    // for the first pool; null without a simulation
	Reverted    int             `json:"reverted"` // number of the call that reverts, from 1; 0: none
	// Nonce and Hashes are those of the Safe transaction; null if there is none.
	Nonce     *uint64               `json:"nonce"`
	Hashes    *safe.Hashes          `json:"hashes"`
	Execution *Execution            `json:"execution"` // null if there is no Safe transaction
	Overrides []planview.Overridden `json:"overrides,omitempty"`
	Limits    *ops.Guards           `json:"limits_of_file,omitempty"` // of the pool file that it was made of
	Advice    string                `json:"verdict"`
	Next      string                `json:"next,omitempty"` // only if nothing forbids to sign

	revert   *revert.Reason
	refused  bool
	worth    string // what the trades give for what they take, at the given prices
	deposits string // the pools into which the Safe makes its first deposit, with whom it trusts by that
	change   string // what a plan changes, in its own words; "" for a batch
}

// Call is one call of the batch, with what the check found about it.
type Call struct {
	Number int `json:"number"`
	explain.InnerCall
	// Claimed and Inputs are the method and its inputs as the file names them. They are hostile text
	// and prove nothing.
	Claimed    string         `json:"claimed_method,omitempty"`
	Inputs     []ops.Arg      `json:"claimed_inputs,omitempty"`
	Recognised string         `json:"recognised,omitempty"` // the operation of mpool that it is part of
	Pool       *planview.Pool `json:"pool,omitempty"`
	Kind       string         `json:"kind,omitempty"`    // swap, join, exit, first join or create
	Summary    string         `json:"summary,omitempty"` // what it changes; of a trade, what it pays and gets in the simulation
	Price      *arbcost.Cost  `json:"arbitrage_cost,omitempty"`
	Findings   []ops.Finding  `json:"findings"`

	operation ops.Operation // nil: no operation known to mpool
	does      any           // one of the types of package deed; nil for other functions
	there     bool          // there is code at the address
	brief     string        // what it does, of a call that is only a part of an operation
}

// Pool is the effect of the calls on one pool.
type Pool struct {
	Pool    planview.Pool   `json:"pool"`
	Summary string          `json:"summary"` // the changes; empty if there are none
	Preview effect.Timeline `json:"preview"`
	Changes []ops.Change    `json:"changes"`
	// Complete says that mpool predicts all effects: no call is unknown, and none is refused.
	Complete bool            `json:"complete"`
	Proof    *planview.Proof `json:"proof"`
	// Simulated are the simulated changes. It is set if trades make the prediction incomplete.
	Simulated []ops.Change `json:"simulated,omitempty"`

	traded   bool          // only trades make the prediction incomplete
	unbacked []effect.Deed // for the first line, before what the calls do
}

// NewCheckView is a view with the file's own data, before any check.
func NewCheckView(b *safe.Batch) *View {
	return &View{Name: b.Name, Description: b.Description, Builder: b.Builder, Checksum: b.Checksum,
		ChainID: b.ChainID, NamedSafe: b.Safe, Limits: b.Limits,
		Findings: append([]ops.Finding{}, b.Findings...), Calls: []Call{}, Pools: []Pool{}}
}

func newCheckedPool(pool *ops.Snapshot, plan *ops.Plan, later []*ops.Snapshot, proof *planview.Proof, unknown, refused bool) Pool {
	v := Pool{Pool: planview.Pool{Address: pool.Pool.Address, Name: pool.Pool.Name, Symbol: pool.Pool.Symbol, ChainID: pool.ChainID},
		Changes: ops.Diff(pool, plan.Predicted), Complete: !unknown && !refused, Proof: proof}
	if !refused {
		v.Preview = effect.NewTimeline(pool, plan, later)
	}
	return v
}

// summarise says what changes; it is empty where nothing does.
func (c *Pool) summarise(pool *ops.Snapshot, plan *ops.Plan, silent bool) {
	c.unbacked = effect.Unbacked(pool, plan)
	if len(plan.Calls) > 0 && !silent {
		c.Summary = effect.ChangeOf(pool, plan, c.Preview)
	}
}

// find adds findings about the file or the whole transaction.
func (v *View) find(found ...ops.Finding) { v.Findings = append(v.Findings, found...) }

// simulated records the node's simulation of the batch.
func (v *View) simulated(sim *chain.Simulation, proof *planview.Proof) (found []ops.Finding) {
	if v.Proof == nil {
		v.Proof = proof
	}
	if v.Proof == nil {
		v.Proof = &planview.Proof{Level: sim.Level, Why: sim.Why, Moments: []units.Time{}, Differences: []ops.Change{}}
	}
	switch {
	case sim.Revert != nil:
		v.revert, v.Reverted, v.Proof.Revert = sim.Revert, sim.Reverted+1, sim.Revert.Error()
	case sim.Level != chain.Simulated && !v.has("batch.unsimulated"): // one warning is enough
		found = untried("batch.unsimulated", "cannot check whether the whole batch reverts: only the first call was tried: "+text.Clean(sim.Why, text.LineWidth))
	}
	return found
}

// untried warns that the node cannot show an effect.
func untried(code, summary string) []ops.Finding {
	return []ops.Finding{{Severity: ops.Warn, Code: code, Summary: summary, Hint: "use a node with eth_simulateV1"}}
}

func (v *View) has(code string) bool {
	return slices.ContainsFunc(v.Findings, func(f ops.Finding) bool { return f.Code == code })
}

// Warnings are the findings about the file and about its calls.
func (v *View) Warnings() []ops.Finding {
	all := slices.Clone(v.Findings)
	for _, call := range v.Calls {
		all = append(all, call.Findings...)
	}
	return all
}

// worst is the first finding of a severity, and the number of its call; 0 for the file. What the Safe
// gets for what it gives comes last: a call's own finding, such as who receives it, is a reason for that.
func (v *View) worst(severity ops.Severity) (*ops.Finding, int) {
	var value *ops.Finding
	for i := range v.Findings {
		f := &v.Findings[i]
		if f.Severity == severity && f.Code != "safe.value" {
			return f, 0
		}
		if f.Severity == severity && value == nil {
			value = f
		}
	}
	for _, call := range v.Calls {
		for i := range call.Findings {
			if call.Findings[i].Severity == severity {
				return &call.Findings[i], call.Number
			}
		}
	}
	return value, 0
}

// unforeseen are the differences between prediction and simulation in the first pool whose prediction
// is complete.
func (v *View) unforeseen() []ops.Change {
	for _, pool := range v.Pools {
		if pool.Complete && pool.Proof != nil && len(pool.Proof.Differences) > 0 {
			return pool.Proof.Differences
		}
	}
	return nil
}

// unknown counts the calls whose purpose mpool does not know.
func (v *View) unknown() int {
	n := 0
	for _, call := range v.Calls {
		if !call.known() {
			n++
		}
	}
	return n
}

// foreign counts the calls that are no operation of a pool's owner or manager, so that mpool has not
// planned them.
func (v *View) foreign() int {
	n := 0
	for _, call := range v.Calls {
		if call.Recognised == "" && !call.voids() {
			n++
		}
	}
	return n
}

// Verdict sets the view's advice. It returns a failure if something forbids to sign, and otherwise
// nil. The caller decides how to show the view.
func (c *Checker) Verdict() *failure.Failure {
	v := c.View
	f := c.Objection()
	switch found, _ := v.worst(ops.Warn); {
	case f != nil:
		v.Advice, v.refused = "do not sign: "+f.Message, true
		return f
	case v.unknown() > 0:
		v.Advice = fmt.Sprintf("%d of %s: not a pool operation known to mpool; sign only what you can verify yourself", v.unknown(), text.Plural(len(v.Calls), "transaction"))
		if v.Execution != nil && v.Execution.Why != "" {
			v.Advice += notSimulated
		}
	case v.Execution != nil && v.Execution.Why != "":
		v.Advice = "no problems found, but Safe execution was not simulated"
	case found != nil:
		v.Advice = "OK to sign, with warnings"
	default:
		v.Advice = "OK to sign: no problems found"
	}
	v.Advice = v.effect() + v.Advice
	return nil
}

// Objection is what forbids to sign; nil if nothing does.
func (c *Checker) Objection() *failure.Failure {
	v := c.View
	if found, call := v.worst(ops.Refuse); found != nil {
		where := ""
		if call > 0 {
			where = "transaction " + itoa(call) + ": "
		}
		f := failure.New(failure.Refused, found.Code, "refused: %s%s [%s]", where, text.Rounded(text.Clean(found.Summary, text.MessageWidth)), found.Code)
		if found.Hint != "" {
			f = f.WithHint("%s", text.Clean(found.Hint, text.MessageWidth))
		}
		return f
	}
	if v.revert != nil {
		return failure.New(failure.Simulation, "revert", "transaction %d reverts, and the whole batch with it: %s", v.Reverted, text.Clean(v.revert.Error(), text.LineWidth)).
			WithHint("%s", text.Clean(v.revert.Remedy(), text.LineWidth))
	}
	if f := v.Execution.Objection(); f != nil {
		return f
	}
	if differences := v.unforeseen(); len(differences) > 0 {
		return failure.New(failure.Simulation, "disagreement", "the simulated pool differs from the prediction in %s", text.Plural(len(differences), "field")).
			WithDetail("differences", differences)
	}
	return nil
}
