package main

import (
	"slices"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"mpool/internal/console"
	"mpool/internal/files"
	"mpool/internal/rehearsal"
)

// sayWritten names the files given by this command's flags that were written since it began.
func sayWritten(ui *console.Console, cmd *cobra.Command, began time.Time) {
	cmd.Flags().Visit(func(f *pflag.Flag) {
		isForm := slices.ContainsFunc(rehearsal.AllForms(), func(form rehearsal.Form) bool { return form.IsFile() && form.Name == f.Name })
		if !isForm && !slices.Contains([]string{"out", "ics", "report", "series", "trades"}, f.Name) {
			return
		}
		paths := []string{f.Value.String()}
		if list, several := f.Value.(pflag.SliceValue); several {
			paths = list.GetSlice()
		}
		for _, path := range paths {
			for _, file := range files.WrittenSince(path, began) {
				ui.Say("wrote " + file) // also with --quiet: it is a result
			}
		}
	})
}
