package main

import (
	"slices"

	"github.com/spf13/cobra"

	"mpool/internal/failure"
	"mpool/internal/nearest"
	"mpool/internal/text"
)

// isGroup reports whether these words after a command must begin with one of its commands.
func isGroup(cmd *cobra.Command, words []string) bool {
	return len(words) > 0 && cmd.HasSubCommands() && (!cmd.HasParent() || cmd.ValidateArgs(words) != nil)
}

func unknownCommand(cmd *cobra.Command, name string) *failure.Failure {
	f := failure.Usage("unknown command %s", text.Quote(name))
	var known []string
	for _, sub := range cmd.Commands() {
		if slices.Contains(sub.SuggestFor, name) {
			return f.WithHint("did you mean: %s", sub.CommandPath())
		}
		for _, below := range sub.Commands() {
			if below.Name() == name && below.IsAvailableCommand() && slices.Contains([]string{"pool", "recipe", "safe"}, sub.Name()) {
				return f.WithHint("did you mean: %s", below.CommandPath())
			}
		}
		if sub.IsAvailableCommand() {
			known = append(known, append(sub.Aliases, sub.Name())...)
		}
	}
	if name == "version" && !cmd.HasParent() {
		return f.WithHint("did you mean: mpool --version")
	}
	if like := nearest.Word(name, known); like != "" {
		return f.WithHint("did you mean: %s %s", cmd.CommandPath(), like)
	}
	return f.WithHint("%s --help", cmd.CommandPath())
}
