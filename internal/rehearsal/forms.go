package rehearsal

import (
	"bytes"
	"errors"
	"os"

	"github.com/google/renameio/v2"

	"mpool/internal/chart"
	"mpool/internal/failure"
	"mpool/internal/files"
	"mpool/internal/report"
	"mpool/internal/text"
)

// Forms say in which forms a dry run is told.
type Forms struct {
	Md    bool
	Plot  bool
	Junit string
	Html  string
	Svg   string
	Png   string
	old   string // what is to be said of a chain that stands still; empty: nothing
}

// wanted says whether a report is to be written, and not only charts drawn in
// another text.
func (f *Forms) wanted() bool {
	return f.Md || f.Junit != "" || f.Html != "" || f.Svg != "" || f.Png != ""
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
	seen := []reportOutput{{flag: "--out", path: out}}
	for _, one := range f.outputs() {
		if one.path == "" {
			continue
		}
		for _, other := range seen {
			if other.path != "" && files.Same(other.path, one.path) {
				return failure.Usage("%s and %s name the same file, %s", other.flag, one.flag, text.Quote(one.path)).WithHint("give each a name of its own")
			}
		}
		seen = append(seen, one)
		if info, err := os.Lstat(one.path); err == nil && !info.Mode().IsRegular() {
			return failure.Usage("%s: %s is there and no file", one.flag, text.Quote(one.path)).WithHint("give another name")
		}
		if read.Has(one.path) {
			return overInput(one)
		}
	}
	return nil
}

func overInput(out reportOutput) error {
	return failure.Usage("%s: %s is what is read", out.flag, text.Quote(out.path)).WithHint("give another name")
}

// reportOutput is a file that the report is written to in one form.
type reportOutput struct {
	flag, path string
	make       func(*report.View) ([]byte, error)
}

func (f *Forms) outputs() []reportOutput {
	return []reportOutput{
		{"--html", f.Html, func(v *report.View) ([]byte, error) { return []byte(v.Report().HTML()), nil }},
		{"--junit", f.Junit, (*report.View).Junit},
		{"--svg", f.Svg, func(v *report.View) ([]byte, error) { return []byte(chart.SVG(v.Charts())), nil }},
		{"--png", f.Png, func(v *report.View) ([]byte, error) {
			var b bytes.Buffer
			err := chart.PNG(&b, v.Charts())
			return b.Bytes(), err
		}},
	}
}

// Write writes each file whole or not at all, and all that can be written.
func (f *Forms) Write(read *files.Inputs, v *report.View) error {
	v.Old = f.old
	var errs error
	for _, out := range f.outputs() {
		if out.path == "" {
			continue
		}
		if read.Has(out.path) { // a batch may name files too
			errs = errors.Join(errs, overInput(out))
			continue
		}
		data, err := out.make(v)
		if err == nil {
			err = renameio.WriteFile(out.path, data, 0o644)
		}
		if err != nil {
			errs = errors.Join(errs, Outdated(out.path, files.Unwritten(out.flag+": the report", out.path, err)))
		}
	}
	return errs
}

// Outdated removes the report of an earlier run where this one's cannot take its
// place: who finds it would take it for this one's.
func Outdated(path string, f *failure.Failure) error {
	if _, err := os.Lstat(path); err != nil {
		return f
	}
	if err := os.Remove(path); err != nil {
		f.Message += "; what is there is of an earlier run, and cannot be removed: " + failure.Innermost(err).Error()
		return f
	}
	f.Message += "; that of an earlier run is removed"
	return f
}
