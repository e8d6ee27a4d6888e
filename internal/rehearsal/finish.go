package rehearsal

import (
	"errors"

	"mpool/internal/failure"
	"mpool/internal/report"
	"mpool/internal/text"
)

// Finish writes a report's files, and returns what is shown; or the failure that ends the
// command, with that.
func (s *Stage) Finish(v *report.View, forms *Forms) (text.View, error) {
	v.Plot, v.Columns = forms.Plot, s.UI.Columns()
	written, err := forms.Write(s.Inputs, v, s.UI.Reader()), v.Failure()
	if err != nil && written != nil {
		s.UI.Warn("report", "%s", written)
	}
	var shown text.View = v
	if instead := forms.Instead(v); instead != nil {
		shown = instead
	}
	if err == nil {
		err = written
	}
	if err == nil {
		return shown, nil
	}
	var f *failure.Failure
	if !errors.As(err, &f) {
		f = failure.New(failure.ExitOf(err), failure.CodeOf(err), "%s", err).Because(err)
	}
	return nil, f.WithResult(shown)
}
