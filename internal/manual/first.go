package manual

import (
	"fmt"
	"strings"
)

// Shelf is a heading of the root's help with its commands.
type Shelf struct {
	Title string
	Lines [][2]string
}

// Shelves returns the headings of the root's help. A command that none of them names is listed behind
// them, as any command is in the help of its parent.
func Shelves() []Shelf {
	return []Shelf{
		{"Look", [][2]string{
			{"status, history, feeds", "a pool; what was done to it; its price feeds"},
			{"quote, position", "what a swap returns; what an account has in the pool"},
			{"backtest", "what a strategy would have cost and earned"},
			{"explain, wait", "what a code or transaction means; wait for a change"},
		}},
		{"Change a pool", [][2]string{
			{"weights-update", "change weights gradually; stop or move a change"},
			{"fee-set, fee-ramp", "change the swap fee, at once or gradually"},
			{"swaps, joins-exits", "enable or disable swaps, joins and exits"},
			{"shut, open", "close the pool for an alarm, and open it again"},
			{"add-token, remove-token", "add a token, remove a token"},
			{"allowlist, breakers", "who may join; circuit breakers"},
			{"pool, recipe", "manage a pool by a file; batches for common tasks"},
			{"aum-fee, manage-balance", "the yearly fee; balances of asset managers"},
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
			{"completion, man, help", "completion for your shell; manual pages; help"},
		}},
	}
}

// FirstScreen returns the root's help. commands are all commands below the root.
func FirstScreen(commands []Row) string {
	var b strings.Builder
	b.WriteString(`mpool reads and changes Balancer V2 Managed Pools. Each change is previewed and
simulated, and with --broadcast signed, sent and verified.

Usage: mpool COMMAND [flags]

  mpool devnet
  mpool status 0x… --rpc-url http://127.0.0.1:8545
  mpool weights-update 0x… --to WETH=45%,DAI=rest --others keep --duration 7d
`)
	for _, s := range append(Shelves(), unshelved(commands)...) {
		fmt.Fprintf(&b, "\n%s\n", s.Title)
		for _, line := range s.Lines {
			fmt.Fprintf(&b, "  %-24s %s\n", line[0], line[1])
		}
	}
	b.WriteString("\nMore: mpool COMMAND --help, and mpool help TOPIC, with the topics\n" +
		"signing, proof, reports, cost, policies, glossary, flags, exit-codes\n")
	return b.String()
}

// unshelved is the shelf of the commands that no other names; cobra's own are not among them.
func unshelved(commands []Row) []Shelf {
	named := map[string]bool{}
	for _, s := range Shelves() {
		for _, line := range s.Lines {
			for name := range strings.SplitSeq(line[0], ", ") {
				named[name] = true
			}
		}
	}
	rest := Shelf{Title: "More commands"}
	for _, c := range commands {
		if !named[c.Name] {
			rest.Lines = append(rest.Lines, [2]string{c.Name, c.Meaning})
		}
	}
	if len(rest.Lines) == 0 {
		return nil
	}
	return []Shelf{rest}
}
