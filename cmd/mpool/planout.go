package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"mpool/internal/config"
	"mpool/internal/text"
)

// again returns the command line as mpool understood it, plus one flag. It omits flags that may hold a
// secret: the user has to give them again.
func again(cmd *cobra.Command, args []string, flag string) string {
	return againBy(cmd.CommandPath(), cmd, args, flag)
}

// againBy is again for another command with the same arguments.
func againBy(command string, cmd *cobra.Command, args []string, flag string, omit ...string) string {
	words := []string{command}
	for _, arg := range args {
		words = append(words, text.TypedWord(arg))
	}
	cmd.Flags().Visit(func(f *pflag.Flag) {
		if !slices.Contains(omit, f.Name) {
			words = append(words, flagWords(f)...)
		}
	})
	return strings.TrimSpace(strings.Join(append(words, flag), " "))
}

// sendLine returns the command that sends the plan, with each flag of this command that sending takes
// too. The user still has to confirm.
func sendLine(cmd *cobra.Command, path string, omit ...string) string {
	words := []string{cmd.Root().Name(), "send", text.ShellWord(path)}
	send := newSend(newApp(world{}))
	sender := config.SettingFlag(cmd.Flags(), config.Of("from"))
	cmd.Flags().Visit(func(f *pflag.Flag) {
		name := f.Name
		switch {
		case slices.Contains(append(omit, "yes", "broadcast"), name):
			return
		case f == sender:
			name = "from" // --sender of an operation that has a --from of its own
		case ofOperation(f), send.Flags().Lookup(name) == nil && cmd.Root().PersistentFlags().Lookup(name) == nil:
			return
		}
		words = append(words, flagWords(&pflag.Flag{Name: name, Value: f.Value, Annotations: f.Annotations})...)
	})
	return strings.Join(words, " ")
}

// nodeLine returns a command for a file with this command's flags about the node.
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
		case "after-queue", "after", "service": // a signed transaction needs the nonce after the queue
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
		words = append(words, "--"+f.Name, text.TypedWord(config.Hidden(f.Name, value)))
	}
	return words
}
