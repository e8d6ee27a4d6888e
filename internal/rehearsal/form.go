package rehearsal

import (
	"bytes"
	"slices"

	"mpool/internal/chart"
	"mpool/internal/files"
	"mpool/internal/report"
	"mpool/internal/text"
)

// Form is a form of the report, and whether and where to write it. It is shown on standard output
// instead of the text, or written to a file.
type Form struct {
	Name, Usage string // of its flag
	On          bool   // show it
	Path        string // file to write; empty: do not write it
	shown       func(*report.View) text.View
	file        func(*report.View, text.Reader) ([]byte, error)
	picture     func(Pictured, text.Reader) ([]byte, error) // a file that needs no fork, because a preview has it too
}

// Pictured has a page and charts: a dry run, a preview, or a profile of a pool.
type Pictured interface {
	Page(by text.Reader) string
	Charts() []chart.Chart
}

// AllForms lists all forms, none of them requested. Flags, checks and files are derived from it.
func AllForms() []Form {
	return []Form{
		{Name: "md", Usage: "write the report as Markdown, for a pull request's comment", shown: func(v *report.View) text.View { return report.Markdown{View: v} }},
		{Name: "html", Usage: "write the report to this file, as a page that needs nothing else", picture: func(v Pictured, by text.Reader) ([]byte, error) { return []byte(v.Page(by)), nil }},
		{Name: "junit", Usage: "write the report to this file, as JUnit's XML", file: func(v *report.View, by text.Reader) ([]byte, error) { return v.Junit(by.Zone) }},
		{Name: "svg", Usage: "write the charts to this file, as SVG", picture: svgOf},
		{Name: "png", Usage: "write the charts to this file, as PNG", picture: pngOf},
	}
}

// Pictures lists the forms that need no dry run.
func Pictures() []Form {
	return slices.DeleteFunc(AllForms(), func(f Form) bool { return f.picture == nil })
}

func svgOf(v Pictured, by text.Reader) ([]byte, error) {
	return []byte(chart.SVG(chart.In(by.Zone, v.Charts()))), nil
}

func pngOf(v Pictured, by text.Reader) ([]byte, error) {
	var b bytes.Buffer
	err := chart.PNG(&b, chart.In(by.Zone, v.Charts()))
	return b.Bytes(), err
}

// IsFile reports whether the form's flag takes a file.
func (f Form) IsFile() bool { return f.file != nil || f.picture != nil }

func (f Form) asked() bool { return f.On || f.Path != "" }

func (f Form) output() files.Output { return files.Output{Flag: "--" + f.Name, Path: f.Path} }

// of returns a function that writes the report in this form.
func (f Form) of(v *report.View, by text.Reader) func() ([]byte, error) {
	if f.picture != nil {
		return func() ([]byte, error) { return f.picture(v, by) }
	}
	return func() ([]byte, error) { return f.file(v, by) }
}

func (f Form) write(read *files.Inputs, made func() ([]byte, error)) error {
	out := f.output()
	if err := out.Spares(read); err != nil { // a batch names input files too
		return err
	}
	data, err := made()
	if err != nil {
		return out.Unwritten("the report", err)
	}
	return out.Write("the report", data)
}
