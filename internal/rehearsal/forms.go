package rehearsal

import (
	"bytes"
	"errors"
	"slices"

	"mpool/internal/chart"
	"mpool/internal/failure"
	"mpool/internal/files"
	"mpool/internal/report"
)

// Forms say in which forms a dry run is told.
type Forms struct {
	Md    bool
	Plot  bool
	Junit string
	HTML  string
	Svg   string
	Png   string
	old   string // what is to be said of a chain that stands still; empty: nothing
}

// pictured says whether a page or charts are asked for, which need no fork.
func (f *Forms) pictured() bool { return f.Plot || f.HTML != "" || f.Svg != "" || f.Png != "" }

// wanted says whether a report is to be written, and not only charts drawn in
// another text.
func (f *Forms) wanted() bool {
	return f.Md || f.Junit != "" || f.HTML != "" || f.Svg != "" || f.Png != ""
}

// Check finds what makes no sense together, and files that cannot be written,
// before anything is tried. out is what --out names, and inputs are read.
func (f *Forms) Check(json bool, read *files.Inputs, out string, inputs ...string) error {
	if f.Md && json {
		return failure.Usage("--md and --json are two forms of the same").WithHint("give one of them")
	}
	for _, input := range inputs {
		read.Reads(input)
	}
	var outputs []files.Output
	for _, one := range f.outputs(nil) {
		outputs = append(outputs, one.Output)
	}
	return files.CheckOutputs([]files.Output{{Flag: "--out", Path: out}}, outputs, read)
}

// reportOutput is a file that the report is written to in one form.
type reportOutput struct {
	files.Output
	make func() ([]byte, error)
}

// pictured is what has a page and charts: a dry run, or a preview.
type pictured interface {
	Page() string
	Charts() []chart.Chart
}

// pictures are the files of a preview, and of a dry run too.
func (f *Forms) pictures(v pictured) []reportOutput {
	return []reportOutput{
		{files.Output{Flag: "--html", Path: f.HTML}, func() ([]byte, error) { return []byte(v.Page()), nil }},
		{files.Output{Flag: "--svg", Path: f.Svg}, func() ([]byte, error) { return []byte(chart.SVG(v.Charts())), nil }},
		{files.Output{Flag: "--png", Path: f.Png}, func() ([]byte, error) {
			var b bytes.Buffer
			err := chart.PNG(&b, v.Charts())
			return b.Bytes(), err
		}},
	}
}

func (f *Forms) outputs(v *report.View) []reportOutput {
	return slices.Insert(f.pictures(v), 1, reportOutput{files.Output{Flag: "--junit", Path: f.Junit}, v.Junit})
}

// Write writes each file whole or not at all, and all that can be written.
func (f *Forms) Write(read *files.Inputs, v *report.View) error {
	v.Old = f.old
	return writeAll(read, f.outputs(v))
}

func writeAll(read *files.Inputs, outputs []reportOutput) error {
	var errs error
	for _, out := range outputs {
		if out.Path != "" {
			errs = errors.Join(errs, out.write(read))
		}
	}
	return errs
}

func (o reportOutput) write(read *files.Inputs) error {
	if err := o.Spares(read); err != nil { // a batch may name files too
		return err
	}
	data, err := o.make()
	if err != nil {
		return o.Unwritten("the report", err)
	}
	return o.Output.Write("the report", data)
}
