package main

import (
	"bytes"
	"errors"
	"os"

	"github.com/spf13/cobra"

	"mpool/internal/ops"
)

func newSend(a *app) *cobra.Command {
	var flags sendingFlags
	cmd := &cobra.Command{
		Use:   "send PLAN",
		Short: "Send a plan that was written with --out",
		Long: withExitCodes(`send reads a plan that was written with --out, plans the same operation again on
the newest block, and sends it if nothing has changed: the same calls, and no
finding that the plan does not name. Otherwise the plan is stale and refused.
After mining, the pool is compared with the prediction, field by field.`, 0, 1, 2, 3, 4, 5, 6, 130),
		Example: `  mpool send plan.json --account owner
  mpool send plan.json --yes --keystore owner.json --password-file owner.pass`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.send(cmd, args[0], &flags)
		},
	}
	flags.add(cmd)
	flags.manager.add(cmd)
	return cmd
}

func (a *app) send(cmd *cobra.Command, path string, flags *sendingFlags) error {
	if err := flags.check(a); err != nil {
		return err
	}
	plan, err := readPlan(path)
	if err != nil {
		return err
	}
	on := chainID(plan.Predicted.ChainID)
	if want := a.settings.Chain; want != 0 && want != on {
		return fail(exitRefused, "chain", "the plan is for %s, and the chain asked for is %s", on, want).
			withHint("send it with --chain %s, if that is meant", on)
	}
	client, err := a.dial(cmd.Context(), on)
	if err != nil {
		return err
	}
	defer client.Close()
	digest, err := plan.Digest()
	if err != nil {
		return err
	}
	if len(plan.Calls) == 1 { // whatever the pool looks like now
		if err := a.refuseSent(intentOf(digest, plan, 0)); err != nil {
			return err
		}
	}
	fresh, err := a.proposeAgain(cmd.Context(), client, plan, &flags.offer)
	if err != nil {
		return err
	}
	for i := len(plan.Calls) - len(fresh.plan.Calls); i < len(plan.Calls); i++ {
		if err := a.refuseSent(intentOf(digest, plan, i)); err != nil {
			return err
		}
	}
	return a.broadcast(cmd.Context(), client, fresh, plan, flags, again(cmd, []string{path}, ""))
}

func readPlan(path string) (*ops.Plan, error) {
	file, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil, usage("there is no file %s", quoted(path)).withHint("write a plan with --out")
	}
	if err != nil {
		return nil, usage("the plan cannot be read: %s", err).because(err)
	}
	defer func() { _ = file.Close() }() // it is only read
	plan, err := ops.ReadPlan(file)
	if err != nil {
		return nil, usage("%s: %s", path, err).because(err).withHint("write the plan anew with --out")
	}
	return plan, nil
}

func readPlanText(text []byte) (*ops.Plan, error) { return ops.ReadPlan(bytes.NewReader(text)) }
