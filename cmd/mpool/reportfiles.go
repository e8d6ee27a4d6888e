package main

import (
	"github.com/spf13/pflag"

	"mpool/internal/rehearsal"
)

// addReportFlags adds a flag for each form of a report.
func addReportFlags(f *rehearsal.Forms, flags *pflag.FlagSet) {
	f.All = rehearsal.AllForms()
	addForms(f, flags)
}

// addForms adds a flag for each form of f.
func addForms(f *rehearsal.Forms, flags *pflag.FlagSet) {
	for i := range f.All {
		if one := &f.All[i]; !one.IsFile() {
			flags.BoolVar(&one.On, one.Name, false, one.Usage)
		}
	}
	flags.BoolVar(&f.Plot, rehearsal.PlotFlag, false, "draw charts of the changes in the text")
	for i := range f.All {
		if one := &f.All[i]; one.IsFile() {
			flags.StringVar(&one.Path, one.Name, "", one.Usage)
		}
	}
}
