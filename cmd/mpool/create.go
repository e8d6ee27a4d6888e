package main

import (
	"github.com/spf13/cobra"

	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/request"
)

func newCreate(a *app) *cobra.Command { return asking(a, request.NewCreation(), a.create) }

// create is operate for a pool that does not exist yet: it reads the chain only.
func (a *app) create(cmd *cobra.Command, words []string, r *request.Request, flags *operationFlags) error {
	if flags.queue.Given() || flags.raw {
		return failure.Usage("a pool that does not exist yet cannot be planned after a queue, or as unsigned transactions").WithHint("omit these flags: the node simulates the creation")
	}
	args, wrong := a.take(cmd.Context(), words, r, flags)
	if err := failure.Together(wrong, flags.check(a)); err != nil {
		return err
	}
	client, err := a.nodes.Dial(cmd.Context(), a.settings.Chain)
	if err != nil {
		return err
	}
	defer client.Close()
	on, err := request.OnChain(cmd.Context(), client, a.plans)
	if err != nil {
		return err
	}
	op, err := build(cmd.Context(), a.opener, r, on, flags)
	if err != nil {
		return err
	}
	if flags.proof.Fork {
		before, err := a.plans.ReadUnborn(cmd.Context(), client, op.(ops.Creating), 0)
		if err != nil {
			return err
		}
		return a.rehearse(cmd, client, before, op, flags)
	}
	p, err := a.plans.ProposeUnborn(cmd.Context(), client, op.(ops.Creating), flags.sending.Terms())
	if err != nil {
		return err
	}
	return a.finishOperation(cmd, args, client, p, flags)
}
