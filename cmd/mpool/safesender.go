package main

import (
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"mpool/internal/config"
	"mpool/internal/execution"
	"mpool/internal/poolplan"
	"mpool/internal/text"
)

// planLine returns the command line that writes the same plan and sends nothing.
func planLine(cmd *cobra.Command, args []string) string {
	words := []string{poolplan.PlansFor(cmd.CommandPath())}
	for _, arg := range args {
		words = append(words, text.TypedWord(arg))
	}
	sending := pflag.NewFlagSet("", pflag.ContinueOnError)
	addSigningFlags(new(execution.Options), sending)
	from := config.SettingFlag(cmd.Flags(), config.Of("from"))
	cmd.Flags().Visit(func(f *pflag.Flag) {
		switch f.Name {
		case "broadcast", "raw-unsigned", "yes":
			return
		}
		if f != from && sending.Lookup(f.Name) == nil && !strings.HasPrefix(f.Name, "manager-") {
			words = append(words, flagWords(f)...)
		}
	})
	return strings.Join(append(words, "--out plan.json"), " ")
}
