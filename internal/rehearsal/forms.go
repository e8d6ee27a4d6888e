package rehearsal

import (
	"errors"
	"slices"
	"strings"

	"mpool/internal/failure"
	"mpool/internal/files"
	"mpool/internal/report"
	"mpool/internal/text"
)

// Forms is the request for reports of a dry run.
type Forms struct {
	All  []Form // the forms; those without a request are not written
	Plot bool   // draw charts in the text
	old  string // the warning about an old newest block; empty: none
}

// Wants reports whether a report in a form was requested, apart from charts in the text.
func (f *Forms) Wants() bool { return slices.ContainsFunc(f.All, Form.asked) }

// CheckForked refuses forms of a dry run if there is none. If the plan is sent at once, it refuses all
// forms.
func (f *Forms) CheckForked(broadcast bool) error {
	if broadcast && (f.Wants() || f.Plot) {
		return failure.Usage("%s show a plan before it is sent", flagList(withPlot(f.All))).WithHint("add --fork, or write them with the command that makes the plan")
	}
	if slices.ContainsFunc(forked(f.All), Form.asked) {
		return failure.Usage("%s tell of a dry run", ForkedFlags()).WithHint("add --fork")
	}
	return nil
}

// forked are the forms that tell of a dry run only.
func forked(all []Form) []Form {
	return slices.DeleteFunc(slices.Clone(all), func(form Form) bool { return form.picture != nil })
}

// ForkedFlags names the flags of these forms, for a sentence.
func ForkedFlags() string {
	var names []string
	for _, form := range forked(AllForms()) {
		names = append(names, form.Name)
	}
	return flagList(names)
}

// flagList joins the names of flags in a sentence.
func flagList(names []string) string {
	last := len(names) - 1
	return "--" + strings.Join(names[:last], ", --") + " and --" + names[last]
}

// pictures reports whether a page or charts were requested, which need no fork.
func (f *Forms) pictures() bool {
	return f.Plot || slices.ContainsFunc(f.All, func(form Form) bool { return form.picture != nil && form.asked() })
}

// PlotFlag is the name of the flag for Plot, which is not a Form.
const PlotFlag = "plot"

// withPlot returns the names of the flags in the order of the help: first those for standard output,
// then files.
func withPlot(forms []Form) []string {
	var shown, filed []string
	for _, form := range forms {
		if form.IsFile() {
			filed = append(filed, form.Name)
		} else {
			shown = append(shown, form.Name)
		}
	}
	return slices.Concat(shown, []string{PlotFlag}, filed)
}

// Check refuses forms that cannot be combined and files that cannot be written, before anything is
// tried. out is the file of --out, and inputs are read.
func (f *Forms) Check(json bool, read *files.Inputs, out string, inputs ...string) error {
	for _, form := range f.All {
		if form.On && json {
			return failure.Usage("use only one of --%s and --json", form.Name).WithHint("omit one of them")
		}
	}
	for _, input := range inputs {
		read.Reads(input)
	}
	var outputs []files.Output
	for _, form := range f.All {
		if form.IsFile() {
			outputs = append(outputs, form.output())
		}
	}
	return files.CheckOutputs([]files.Output{{Flag: "--out", Path: out}}, outputs, read)
}

// Instead returns the report in the form that replaces its text; nil if none was requested or there is
// no report.
func (f *Forms) Instead(v *report.View) text.View {
	for _, form := range f.All {
		if form.On && v != nil {
			return form.shown(v)
		}
	}
	return nil
}

// Write writes as many files as possible, each completely or not at all.
func (f *Forms) Write(read *files.Inputs, v *report.View, by text.Reader) error {
	v.Old = f.old
	var errs error
	for _, form := range f.All {
		if form.Path != "" {
			errs = errors.Join(errs, form.write(read, form.of(v, by)))
		}
	}
	return errs
}

// WritePreview writes the forms of a preview.
func (f *Forms) WritePreview(read *files.Inputs, v Pictured, by text.Reader) error {
	var errs error
	for _, form := range f.All {
		if form.Path != "" && form.picture != nil {
			errs = errors.Join(errs, form.write(read, func() ([]byte, error) { return form.picture(v, by) }))
		}
	}
	return errs
}
