package main

import (
	"github.com/spf13/cobra"

	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/request"
)

func newCreate(a *app) *cobra.Command {
	cmd := asking(request.NewCreation(), page{
		long: `create has a factory make a pool, with the tokens, weights and fees of a pool file or of
flags. Anybody may, for any owner. Tokens are named by their addresses and put in the
Vault's order. The address is shown before it is sent; while a factory of the second
generation is younger than its pause window it depends on the time of mining too.

The pool is empty at first, and anybody whom the allowlist lets can make the first join,
with any amounts and so at any prices: the allowlist is enabled at the start unless
--open is given, and mpool init makes the first join safely. An asset manager can take a
token out of the pool; a token without one can never be removed. Nothing is sent unless
--broadcast is given.`,
		example: `  mpool create pool.yaml --from 0x…
  mpool create --name "My Fund" --symbol FUND --token 0x…=60% --token 0x…=40% --swap-fee 0.3% --asset-manager 0x… --out plan.json
  mpool create pool.yaml --generation 1 --owner 0x… --broadcast --account owner`,
	}, a.create)
	cmd.Use = "create [FILE]" // there is no pool yet
	return cmd
}

// create is operate for a pool that is not there yet: there is a chain to read, and no pool.
func (a *app) create(cmd *cobra.Command, words []string, r *request.Request, flags *operationFlags) error {
	if flags.proof.Fork || flags.queue.Given() || flags.raw || flags.format.value != formatPlan {
		return failure.Usage("a pool that is not there yet cannot be planned on a fork, behind a queue or for a Safe's batch").WithHint("preview it as it is: the node simulates it")
	}
	if err := flags.check(a); err != nil {
		return err
	}
	args, err := a.take(cmd.Context(), words, r, flags)
	if err != nil {
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
	op, err := a.build(cmd.Context(), r, on, flags)
	if err != nil {
		return err
	}
	p, err := a.plans.ProposeUnborn(cmd.Context(), client, op.(ops.Creating), flags.sending.Terms())
	if err != nil {
		return err
	}
	return a.finishOperation(cmd, args, client, p, flags)
}
