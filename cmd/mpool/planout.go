package main

import (
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"mpool/internal/config"
	"mpool/internal/text"
)

// again is the command line as mpool understood it, with one more flag. Flags that may hold
// a secret are omitted: the user has to give them again.
func again(cmd *cobra.Command, args []string, flag string) string {
	return againBy(cmd.CommandPath(), cmd, args, flag)
}

// againBy has another command take the same.
func againBy(command string, cmd *cobra.Command, args []string, flag string) string {
	words := []string{command}
	for _, arg := range args {
		words = append(words, text.ShellWord(arg))
	}
	cmd.Flags().Visit(func(f *pflag.Flag) { words = append(words, flagWords(f)...) })
	return strings.TrimSpace(strings.Join(append(words, flag), " "))
}

// sendLine is the command that sends the plan to the node that made it.
func sendLine(cmd *cobra.Command, path string) string { return nodeLine(cmd, "send", path) }

// nodeLine is a command for a file, with the node that this one was given.
func nodeLine(cmd *cobra.Command, command, path string) string {
	return strings.Join(append([]string{cmd.Root().Name(), command, text.ShellWord(path)}, nodeWords(cmd, command)...), " ")
}

// nodeWords are the flags that name the node, as this command was given them.
func nodeWords(cmd *cobra.Command, command string) (words []string) {
	cmd.Flags().Visit(func(f *pflag.Flag) {
		switch f.Name {
		case "rpc-url", "rpc-headers", "chain", "config", "pool-unproven":
			words = append(words, flagWords(f)...)
		case "tz":
			if command == "dry-run" { // a time of the batch may name no zone
				words = append(words, flagWords(f)...)
			}
		case "after-queue", "after", "service": // the signed transaction gets the nonce after the queue
			if strings.HasPrefix(command, "safe ") {
				words = append(words, flagWords(f)...)
			}
		}
	})
	return words
}

func flagWords(f *pflag.Flag) []string {
	if f.Name == "out" || f.Name == "json" || f.Name == "quiet" || isRehearsal(f) {
		return nil
	}
	if f.Value.Type() == "bool" {
		return []string{"--" + f.Name}
	}
	values := []string{f.Value.String()}
	if list, ok := f.Value.(pflag.SliceValue); ok {
		values = list.GetSlice()
	}
	var words []string
	for _, value := range values {
		words = append(words, "--"+f.Name, text.ShellWord(config.Hidden(f.Name, value)))
	}
	return words
}
