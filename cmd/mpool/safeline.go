package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"mpool/internal/safe/signing"
)

// keptFlags lists the flags that the next command about a Safe needs too: the node, the service, the
// Safe, and what the user accepted.
func keptFlags() []string {
	return []string{"rpc-url", "rpc-headers", "chain", "config", "pool-unproven", "service", "safe", "after-queue", "after", "recipient", "spender", "trust-manager", "accept-report", "contract", "pool", "price", "max-slippage", "later-nonce", "override", "reason"}
}

// safeLine returns a command about a Safe, such as safe sign, with words as they are and with this
// command's flags that the other command also has.
func safeLine(cmd *cobra.Command, command string, words ...string) string {
	line := append([]string{cmd.Root().Name(), command}, words...)
	target, _, err := newRoot(newApp(world{})).Find(strings.Fields(command)) // a full tree: the command may have been built alone
	if err != nil {
		target = cmd
	}
	cmd.Flags().Visit(func(f *pflag.Flag) {
		if slices.Contains(keptFlags(), f.Name) && !ofOperation(f) && understands(target, f.Name) {
			line = append(line, flagWords(f)...)
		}
	})
	return strings.Join(line, " ")
}

// ofOperation reports whether f means something else in other commands: the --price of an operation is
// "1 USDC" of add-token or WETH=2500 of a first join, and the commands about a Safe take "TOKEN=1 USDC";
// the --from of a fee ramp is a fee.
func ofOperation(f *pflag.Flag) bool {
	_, own := f.Annotations[ownFlag]
	return own && (f.Name == "price" || f.Name == "from")
}

func understands(cmd *cobra.Command, flag string) bool {
	f := cmd.Flags().Lookup(flag)
	return f != nil && !f.Hidden || cmd.InheritedFlags().Lookup(flag) != nil
}

// nextOf returns a function that builds the next command after this one.
func nextOf(cmd *cobra.Command) signing.NextLine {
	return func(command string, words ...string) string { return safeLine(cmd, command, words...) }
}
