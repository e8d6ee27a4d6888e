package rehearsal

import (
	"errors"

	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/report"
)

// Picture shows and writes the page and the charts of a plan that was not mined on a
// fork, where they are asked for.
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

// PictureFailed does so for a plan that is refused or that the simulation does not
// confirm. It returns why, which is the outcome whatever becomes of the files.
func (s *Stage) PictureFailed(before *ops.Snapshot, op ops.Operation, override *planner.Override, flags *Options, why error) error {
	var f *failure.Failure
	if !flags.Report.pictures() || !errors.As(why, &f) || f.Exit != failure.Refused && f.Exit != failure.Simulation {
		return why
	}
	p, _, err := s.Plans.PlanOn(before, op, override, s.Settings.From)
	if err != nil { // the refusal reports it already
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
