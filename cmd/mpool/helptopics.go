package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"mpool/internal/explain"
	"mpool/internal/manual"
	"mpool/internal/planner"
	"mpool/internal/rehearsal"
	"mpool/internal/request"
)

// topic is a help page about flags that many commands have.
type topic struct {
	name, short, long string
	group             flagGroup
}

func topics() []topic {
	return []topic{
		{"signing", "Flags that write, sign and send a plan", `An operation shows its plan and sends nothing. --out writes the plan for mpool send, mpool
sign or a Safe; --broadcast signs and sends it at once. The key is one of: --account, a key in
Foundry's keystore folder; --keystore, a key file; --private-key from a file, standard input or
the environment; --ledger; --signer, an external signer. Keys are never on the command line.`, signingGroup},
		{"proof", "Flags that try a plan out before it is sent", `Every plan is simulated by the node and compared with the prediction, field by field. --fork
mines it on a local anvil fork instead, and looks at the pool until the end of its changes.`, proofGroup},
		{"reports", "Flags that draw and write what a plan does", `Without --fork the page and the charts show what is predicted; with it, what was measured on
the fork. ` + rehearsal.ForkedFlags() + ` need --fork.`, reportGroup},
		{"cost", "What a change of weights costs", request.Cost, costGroup},
	}
}

// newTopics returns the commands of the topics. Their text is built only when it is shown.
func newTopics(root *cobra.Command) []*cobra.Command {
	list := []*cobra.Command{newTopic("exit-codes", "What the exit codes mean", exitCodesPage)}
	list = append(list, newTopic("policies", "Limits on what a plan may do", func() string { return manual.Prose(request.Policies) }))
	for _, t := range topics() {
		list = append(list, newTopic(t.name, t.short, t.text))
	}
	list = append(list, newTopic("glossary", "The words of Managed Pools", explain.Glossary))
	return append(list, newTopic("flags", "Flags of every command", func() string {
		return "These flags are for every command.\n\n" + manual.Flags(flagsOf(root, root.PersistentFlags()))
	}))
}

func newTopic(name, short string, text func() string) *cobra.Command {
	cmd := &cobra.Command{Use: name, Short: short}
	cmd.SetHelpFunc(func(cmd *cobra.Command, _ []string) { fmt.Fprintln(cmd.OutOrStdout(), text()) })
	return cmd
}

// text returns the page, with the flags as every operation has them.
func (t topic) text() string {
	var operation operationFlags
	var cmd cobra.Command
	cmd.Flags().SortFlags = false
	operation.add(&cmd)
	addManagerFlags(&operation.sending.Manager, &cmd)
	addCostFlags(&cmd, new(planner.Planner))
	groups := groupsOf(&cmd)
	return manual.Prose(t.long) + "\n\nFlags:\n" + manual.Flags(flagsOf(&cmd, &groups[t.group]))
}
