package main

import (
	"cmp"
	"strings"

	"github.com/spf13/cobra"

	"mpool/internal/parse"
	"mpool/internal/request"
)

// checkWords replaces cobra's message about the number of arguments by one that names the missing or
// unexpected argument.
func checkWords(cmd *cobra.Command) {
	if cmd.HasSubCommands() && !cmd.Runnable() {
		cmd.Use, cmd.DisableFlagsInUseLine = cmd.Use+" COMMAND", true
		cmd.Args, cmd.RunE = cobra.NoArgs, func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
	}
	inner := cmd.Args
	if inner == nil {
		return
	}
	cmd.Args = func(cmd *cobra.Command, args []string) error {
		err := inner(cmd, args)
		switch {
		case err == nil:
			return nil
		case cmd.HasSubCommands() && len(args) > 0:
			return unknownCommand(cmd, args[0])
		}
		hint := cmp.Or(movedHint(cmd, ""), spoken(cmd, args), asIn(cmd))
		return parse.Usage{Command: cmd.CommandPath(), Words: labelsOf(cmd)}.Wrong(args, hint)
	}
}

// spoken returns a hint if a swap's amount is given before its token.
func spoken(cmd *cobra.Command, args []string) string {
	if cmd.Name() != "swap" && cmd.Name() != "quote" {
		return ""
	}
	return request.AmountFirst(cmd.CommandPath(), args)
}

// asIn returns the command's first example.
func asIn(cmd *cobra.Command) string {
	first, _, _ := strings.Cut(strings.TrimSpace(cmd.Example), "\n")
	if first == "" {
		return cmd.CommandPath() + " --help"
	}
	return "example: " + first
}
