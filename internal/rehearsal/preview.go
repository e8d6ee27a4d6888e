package rehearsal

import (
	"errors"

	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/report"
)

// Picture shows and writes the page and charts of a plan that was not mined on a fork, if requested.
func (s *Stage) Picture(p *planner.Proposal, flags *Options) error {
	if !flags.Report.pictures() {
		return nil
	}
	preview, err := report.NewPreview(p, nil, s.UI.Columns())
	if err != nil {
		return err
	}
	if flags.Report.Plot {
		p.View.Drawn = preview
	}
	return flags.Report.WritePreview(s.Inputs, preview, s.UI.Reader())
}

// PictureFailed does the same for a plan that is refused or whose simulation fails. It returns why,
// also if the files cannot be written.
func (s *Stage) PictureFailed(before *ops.Snapshot, op ops.Operation, override *planner.Override, flags *Options, why error) error {
	var f *failure.Failure
	if !flags.Report.pictures() || !errors.As(why, &f) || f.Exit != failure.Refused && f.Exit != failure.Simulation {
		return why
	}
	p, _, err := s.Plans.PlanOn(before, op, override, s.Settings.From)
	if err != nil { // the refusal is reported anyway
		return why
	}
	preview, err := report.NewPreview(p, f, s.UI.Columns())
	if err == nil {
		err = flags.Report.WritePreview(s.Inputs, preview, s.UI.Reader())
	}
	if err != nil {
		s.UI.Warn("report", "%s", err)
	}
	return why
}
