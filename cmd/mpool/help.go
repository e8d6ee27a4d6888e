package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

// setHelp has the root's help fit one screen, and an operation's begin with what is
// its own.
func setHelp(root *cobra.Command) {
	standard := root.HelpFunc()
	root.SetHelpFunc(func(cmd *cobra.Command, args []string) {
		switch {
		case cmd == root:
			fmt.Fprint(cmd.OutOrStdout(), firstScreen())
		case isOperation(cmd) || cmd.Flags().Lookup("fork") != nil:
			fmt.Fprint(cmd.OutOrStdout(), operationHelp(cmd))
		default:
			standard(cmd, args)
		}
	})
}

// operationHelp is the help of a command that changes a pool.
func operationHelp(cmd *cobra.Command) string {
	own := groupsOf(cmd)[ownGroup]
	parts := []string{cmd.Short, "Usage:\n  " + cmd.UseLine(), "Examples:\n" + cmd.Example}
	if own.HasAvailableFlags() {
		parts = append(parts, "Flags:\n"+usages(&own))
	}
	return strings.Join(append(parts, cmd.Long, moreFlags), "\n\n") + "\n"
}

const moreFlags = "More flags: mpool help signing, mpool help proof, mpool help reports, mpool help flags"

// shelf is a heading of the root's help, and lines of commands.
type shelf struct {
	title string
	lines [][2]string
}

func shelves() []shelf {
	return []shelf{
		{"Look", [][2]string{
			{"status, history, feeds", "a pool; what was done to it; its price feeds"},
			{"quote, position", "what a swap gives; what an account has in the pool"},
			{"backtest", "what a strategy would have cost and earned"},
			{"explain, wait", "a code or transaction in words; wait for a change"},
		}},
		{"Change a pool", [][2]string{
			{"weights-update", "change weights gradually; stop or move a change"},
			{"fee-set, fee-ramp", "change the swap fee, at once or gradually"},
			{"swaps, joins-exits", "enable or disable swaps, joins and exits"},
			{"shut, open", "close the pool for an alarm, and open it again"},
			{"add-token, remove-token", "add a token, remove a token"},
			{"allowlist, breakers", "who may join; circuit breakers"},
			{"aum-fee", "the yearly management fee"},
			{"pool, recipe", "keep a pool as a file says; batches for common tasks"},
			{"manage-balance", "move or report balances, as asset manager"},
		}},
		{"Trade with a pool", [][2]string{
			{"swap, join, exit", "trade, put tokens in, take tokens out"},
			{"create, first-join", "create a pool, and make its first join"},
		}},
		{"Sign and send", [][2]string{
			{"send, resume, tx", "send a plan; finish, speed up or cancel it"},
			{"sign, safe", "sign without a node; plans of Safe multisigs"},
		}},
		{"Set up and try out", [][2]string{
			{"init, doctor", "write a first configuration; check what mpool needs"},
			{"devnet, dry-run", "a local chain with a demo pool; plans on a fork"},
			{"completion, help", "completion for your shell; help on a command or topic"},
		}},
	}
}

// firstScreen is the root's help.
func firstScreen() string {
	var b strings.Builder
	b.WriteString(`mpool reads and changes Balancer V2 Managed Pools. Each change is previewed and
simulated, and with --broadcast signed, sent and verified.

Usage: mpool COMMAND [flags]

  mpool devnet
  mpool status 0x… --rpc-url http://127.0.0.1:8545
  mpool weights-update 0x… --to WETH=45%,DAI=rest --duration 7d
`)
	for _, s := range shelves() {
		fmt.Fprintf(&b, "\n%s\n", s.title)
		for _, line := range s.lines {
			fmt.Fprintf(&b, "  %-24s %s\n", line[0], line[1])
		}
	}
	b.WriteString("\nmpool COMMAND --help; topics: mpool help signing|proof|reports|flags|glossary|exit-codes\n")
	return b.String()
}
