package poolplan

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/poolfile"
	"mpool/internal/reading"
	"mpool/internal/request"
	"mpool/internal/text"
)

// Later is a plan that follows the first one of a file, on the state that the plans before it leave.
type Later struct {
	Does    string `json:"does"`    // the steps
	Changes string `json:"changes"` // what they change, with amounts and cost
}

// firstLater is the number of the first later plan.
const firstLater = 2

// ahead plans all later steps of a file on predicted states, and holds them against the policies and
// the limits of the file, so that apply does not carry out the first part of a file that is refused as
// a whole. It stops at what has to wait for a time or for the user.
func (k *Keeper) ahead(ctx context.Context, client *chain.Client, before *ops.Snapshot, f *File, v *View, op ops.Operation, o *planner.Override) error {
	if len(v.Waits) == 0 || len(v.Steps) == 0 || v.Half != "" || v.on.Behind != nil {
		return nil
	}
	if err := k.Plans.Feeds.Ask(ctx, client, before); err != nil {
		return err
	}
	on, now := v.on, before
	for range mostTokens {
		after, err := k.follows(ctx, client, now, op, &on)
		if err != nil || after == nil {
			return err // the first plan reports its own refusal
		}
		if on.State = after; len(after.Tokens) != len(before.Tokens) {
			on.Target = nil // a strategy decides again when the pool has its tokens
		}
		next, err := poolfile.Compare(f.Want, on)
		if err != nil || len(next.Steps) == 0 {
			return err
		}
		if op, err = k.laterPlan(ctx, client, v, next, listing(request.On(client, k.Plans, after), f, on.Members), o); err != nil {
			return err
		}
		if len(next.Waits) == 0 {
			return nil
		}
		now = after
	}
	return nil
}

// follows returns the pool after an operation, and updates the members of the allowlist; nil if the
// operation is refused.
func (k *Keeper) follows(ctx context.Context, client *chain.Client, now *ops.Snapshot, op ops.Operation, on *poolfile.Situation) (*ops.Snapshot, error) {
	if err := reading.Watch(ctx, client, now, op); err != nil {
		return nil, err
	}
	plan, err := op.Plan(now, now.Block.Time+reading.NextBlock)
	if err != nil || plan.Refused() {
		return nil, nil
	}
	after := plan.Predicted.Clone()
	for _, m := range after.Members {
		on.Members = slices.DeleteFunc(slices.Clone(on.Members), func(a common.Address) bool { return a == m.Address })
		if m.Allowed {
			on.Members = append(on.Members, m.Address)
		}
	}
	after.Block.Number, after.Block.Hash = now.Block.Number, now.Block.Hash // further reads are at that block
	after.Holdings, after.Members = nil, nil
	return after, nil
}

// laterPlan plans the steps of one later plan and adds it to the view. It fails if the plan is refused.
func (k *Keeper) laterPlan(ctx context.Context, client *chain.Client, v *View, d *poolfile.Drift, on *request.Target, o *planner.Override) (ops.Operation, error) {
	if len(d.Refusals) > 0 {
		v.Refusals = d.Refusals
		return nil, refusal(v)
	}
	now := on.Before
	op, err := k.Operation(ctx, on, d)
	if err == nil {
		err = reading.Watch(ctx, client, now, op)
	}
	if err != nil {
		return nil, err
	}
	p, _, err := k.Plans.PlanOn(now, op, o, k.Settings.From)
	if err != nil {
		return nil, err
	}
	if p.Plan.Refused() {
		return nil, v.laterRefused(p, func(code string) string { return k.blamed(ctx, on, d, code, o) })
	}
	head := p.View.Head()
	v.Later = append(v.Later, Later{Does: does(d.Steps), Changes: strings.Join(slices.DeleteFunc([]string{head.Change, head.Cost}, func(s string) bool { return s == "" }), "; ")})
	return op, nil
}

// laterRefused is the refusal of a later plan. Nothing of the file is sent then.
func (v *View) laterRefused(p *planner.Proposal, blames func(code string) string) error {
	i := slices.IndexFunc(p.Plan.Findings, func(one ops.Finding) bool { return one.Severity == ops.Refuse })
	one := p.Plan.Findings[i]
	fields := blames(one.Code)
	if fields == "" {
		fields = fmt.Sprintf("plan %d", len(v.Later)+firstLater)
	}
	return failure.New(failure.Refused, one.Code, "refused: %s: %s: %s [%s]", v.File, fields, text.Clean(one.Summary, text.MessageWidth), one.Code).
		WithHint("nothing is sent, because a later plan of the file would be refused; %s", fileHint(ops.Finding{Code: one.Code, Hint: p.View.HintOf(one)})).WithResult(v)
}

// does joins the words of steps.
func does(steps []poolfile.Step) string {
	var all []string
	for _, s := range steps {
		all = append(all, s.Does)
	}
	return strings.Join(all, ", ")
}

// laterText shows the later plans.
func (v *View) laterText(p *text.Page) {
	for i, l := range v.Later {
		p.Line("then plan %d: %s", i+firstLater, text.Clean(l.Changes, 2*text.LineWidth))
	}
}
