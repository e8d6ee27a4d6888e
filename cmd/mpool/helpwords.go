package main

import (
	"github.com/spf13/cobra"

	"mpool/internal/nearest"
)

// refineCobra gives the commands that cobra adds what the others have: help refuses unknown commands, and
// completion has examples.
func refineCobra(root *cobra.Command) {
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	for _, cmd := range root.Commands() {
		switch cmd.Name() {
		case "help":
			cmd.Run, cmd.RunE = nil, func(_ *cobra.Command, args []string) error { return helpAbout(root, args) }
		case "completion":
			cmd.Example = "  source <(mpool completion bash)\n  mpool completion zsh > \"${fpath[1]}/_mpool\"\n  mpool completion fish > ~/.config/fish/completions/mpool.fish"
		}
	}
}

// helpAbout shows the help of a command or topic.
func helpAbout(root *cobra.Command, words []string) error {
	cmd, rest, err := root.Find(words)
	switch {
	case err != nil:
		return err
	case len(rest) == 0 || !cmd.HasSubCommands():
		return cmd.Help()
	case cmd == root:
		return unknownTopic(root, rest[0])
	}
	return unknownCommand(cmd, rest[0])
}

// unknownTopic is the error for a word that is no command, and no topic of the help.
func unknownTopic(root *cobra.Command, word string) error {
	var known []string
	for _, cmd := range root.Commands() {
		if cmd.IsAdditionalHelpTopicCommand() {
			known = append(known, cmd.Name())
		}
	}
	f := unknownCommand(root, word)
	if like := nearest.Word(word, known); like != "" {
		return f.WithHint("did you mean: mpool help %s", like)
	}
	return f
}

// helpOfUnknown is the error for `mpool WORD --help` with a word that is no command: cobra shows the help of
// the command above it.
func helpOfUnknown(cmd *cobra.Command) error {
	words := cmd.Flags().Args()
	if asked, _ := cmd.Flags().GetBool("help"); !asked || len(words) == 0 || !cmd.HasSubCommands() {
		return nil
	}
	if !cmd.HasParent() {
		return unknownCommand(cmd, words[0])
	}
	return cmd.ValidateArgs(words)
}
