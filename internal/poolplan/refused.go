package poolplan

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/planview"
	"mpool/internal/poolfile"
	"mpool/internal/request"
	"mpool/internal/text"
)

// blames returns the fields of the file that a finding with this code is about; empty if unknown.
type blames func(code string, o *planner.Override) string

// Refused adds to a refused plan how the pool differs from the file, and names the refused field.
func (v *View) Refused(err error, o *planner.Override) error {
	var f *failure.Failure
	if v == nil || !errors.As(err, &f) {
		return err
	}
	plan, is := f.Result.(*planview.View)
	if !is {
		return err
	}
	plan.Asked, plan.Findings = v, fileHints(plan.Findings)
	f.Hint = fileHint(ops.Finding{Code: f.Code, Hint: f.Hint})
	i := slices.IndexFunc(plan.Findings, func(one ops.Finding) bool { return one.Severity == ops.Refuse && one.Code == f.Code })
	if i < 0 || v.blames == nil {
		return err
	}
	fields := v.blames(f.Code, o)
	if fields == "" {
		return err
	}
	said := *f
	said.Message = fmt.Sprintf("refused: %s: %s: %s [%s]", v.File, fields, text.Clean(plan.Findings[i].Summary, text.MessageWidth), f.Code)
	return &said
}

// blamed returns the fields whose operations are refused for the same reason if they are planned alone.
func (k *Keeper) blamed(ctx context.Context, on *request.Target, d *poolfile.Drift, code string, o *planner.Override) string {
	var fields []string
	for _, s := range d.Steps {
		op, err := k.build(ctx, on, s)
		if err != nil {
			continue
		}
		p, _, err := k.Plans.PlanOn(on.Before, op, o, k.Settings.From)
		if err == nil && slices.ContainsFunc(p.Plan.Findings, func(f ops.Finding) bool { return f.Severity == ops.Refuse && f.Code == code }) {
			fields = append(fields, s.Fields...)
		}
	}
	return strings.Join(fields, ", ")
}
