package main

import (
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"mpool/internal/config"
	"mpool/internal/failure"
	"mpool/internal/keyring"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/text"
)

// refuseSafePlan is refuseSafe where there is only a plan's file: of the senders
// it knows what the owner is.
func refuseSafePlan(plan *ops.Plan, path string) error {
	pool, from := plan.Predicted.Pool, planner.Senders(plan.Calls)
	if pool.OwnerKind != ops.OwnerSafe || len(from) != 1 || from[0] != pool.Owner {
		return nil
	}
	return planner.OfSafe(plan, ownersSign(path))
}

// ownersSign leads from a plan's file to a Safe's owners.
func ownersSign(path string) string {
	return "mpool safe hash " + text.ShellWord(path) + " shows what they sign, and mpool safe sign has it signed"
}

// missesSafe puts a better error where the key that is not given is that of a
// Safe: it has none.
func missesSafe(p *planner.Proposal, keys *keyring.Ring, err error) error {
	if keys == nil || keys.Sends == 0 || keys.Sends == len(p.Plan.Calls) || !p.OfSafe(keys.Sends) {
		return err
	}
	return failure.New(failure.Refused, "signer.missing", "call %d of %d has to come from %s, a Safe, for which no key signs", keys.Sends+1, len(p.Plan.Calls), planner.WhoSends(p.Plan, keys.Sends)).
		WithHint("send only the first %s with --partial; then mpool safe hash shows what the Safe's owners sign", text.Plural(keys.Sends, "call"))
}

// planLine is the command line that writes a plan and sends nothing.
func planLine(cmd *cobra.Command, args []string) string {
	words := []string{cmd.CommandPath()}
	for _, arg := range args {
		words = append(words, text.ShellWord(arg))
	}
	sending := pflag.NewFlagSet("", pflag.ContinueOnError)
	addSigningFlags(new(sendingFlags), sending)
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
