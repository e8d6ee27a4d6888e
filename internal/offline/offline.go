package offline

import (
	"fmt"
	"math/big"
	"strings"

	"github.com/ethereum/go-ethereum/core/types"

	"mpool/internal/failure"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/planview"
	"mpool/internal/text"
	"mpool/internal/units"
)

// PlanOffline plans a plan's operation again, on the state in the file, and checks it with this
// machine's policies. The file's author may have had other policies or changed its calls: both are
// computed again.
func (d *Desk) PlanOffline(plan *ops.Plan, override *planner.Override) (*planner.Proposal, error) {
	before := plan.Before
	if before == nil || before.Block != plan.Base || before.ChainID != plan.Predicted.ChainID {
		return nil, failure.New(failure.Refused, "policy.unchecked", "the plan does not contain the pool's state, so the policies cannot be checked without a node").
			WithHint("write the plan again with --out, and sign the new one")
	}
	before = d.Plans.Reads.Claimed(before)
	if err := d.Plans.Reads.Proven(before); err != nil {
		return nil, err
	}
	d.Plans.Guards = plan.Guards
	d.Plans.Feeds.Waive(before, "prices are read from a node")
	p, _, err := d.Plans.PlanOn(before, plan.Operation, override, d.Plans.Settings.From)
	if err != nil {
		return nil, failure.New(failure.Refused, "plan", "cannot plan the operation on the state in the plan: %s", err).Because(err)
	}
	if p.Plan.Refused() {
		return nil, planner.Refusal(p)
	}
	if !p.Plan.SameCalls(plan) {
		return nil, failure.New(failure.Refused, "stale", "the plan's calls do not match its operation and state").
			WithHint("write the plan again with --out and this version of mpool, and review it").WithResult(p.View)
	}
	p.SignedLate()
	return p, nil
}

// offlineView says what was checked without a node and what was not.
type offlineView struct {
	Block      ops.Block             `json:"block"`    // block of the state in the plan
	Findings   []ops.Finding         `json:"findings"` // including those of policies
	Overrides  []planview.Overridden `json:"overrides,omitempty"`
	NotChecked string                `json:"not_checked"`
}

func NewOfflineView(p *planner.Proposal) *offlineView {
	return &offlineView{
		Block: p.Plan.Base, Findings: p.View.Findings, Overrides: p.View.Overrides,
		NotChecked: "whether the pool has changed since that block, whether it is a Balancer pool, and what the node simulates; mpool send checks all of it before sending",
	}
}

func (v *offlineView) Text(p *text.Page) {
	if v == nil {
		return
	}
	p.Line("checked without a node: the calls and the policies, on the pool's state at block %d, %s", v.Block.Number, text.Time(v.Block.Time))
	p.Line("not checked: %s", v.NotChecked)
}

func signQuestion(plan *ops.Plan, made map[int]*types.Transaction) string {
	on := network.ID(plan.Predicted.ChainID)
	most := new(big.Int)
	var which []string
	for i := range plan.Calls {
		if tx := made[i]; tx != nil {
			most.Add(most, tx.Cost())
			which = append(which, fmt.Sprintf("nonce %d of %s", tx.Nonce(), plan.Calls[i].From))
		}
	}
	return fmt.Sprintf("sign %s on %s (%s), for at most %s %s%s?", text.Plural(len(which), "transaction"), on, strings.Join(which, ", "), text.Most(units.WeiOf(most).String()), on.Coin(), on.BesideGas())
}
