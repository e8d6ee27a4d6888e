package main

import (
	"bytes"
	"context"
	"errors"
	"os"

	"github.com/spf13/cobra"

	"mpool/internal/chain"
	"mpool/internal/ops"
)

func newSend(a *app) *cobra.Command {
	var flags sendingFlags
	var proof proofFlags
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
			if err := proof.check(false); err != nil {
				return err
			}
			if proof.fork {
				return a.rehearsePlan(cmd, args[0], &proof, &flags.override)
			}
			return a.send(cmd, args[0], &flags, &proof)
		},
	}
	flags.add(cmd)
	flags.manager.add(cmd)
	flags.addPolicies(cmd)
	proof.add(cmd)
	return cmd
}

func (a *app) send(cmd *cobra.Command, path string, flags *sendingFlags, proof *proofFlags) error {
	if err := flags.check(a); err != nil {
		return err
	}
	plan, client, err := a.dialPlan(cmd.Context(), path)
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
	fresh, err := a.proposeAgain(cmd.Context(), client, plan, flags)
	if err != nil {
		return err
	}
	if err := proof.enough(fresh); err != nil {
		return err
	}
	for i := len(plan.Calls) - len(fresh.plan.Calls); i < len(plan.Calls); i++ {
		if err := a.refuseSent(intentOf(digest, plan, i)); err != nil {
			return err
		}
	}
	return a.broadcast(cmd.Context(), client, fresh, plan, flags, again(cmd, []string{path}, ""))
}

// dialPlan reads a plan and connects to the node, which has to be on its chain.
func (a *app) dialPlan(ctx context.Context, path string) (*ops.Plan, *chain.Client, error) {
	plan, err := readPlan(path)
	if err != nil {
		return nil, nil, err
	}
	on := chainID(plan.Predicted.ChainID)
	if want := a.settings.Chain; want != 0 && want != on {
		return nil, nil, fail(exitRefused, "chain", "the plan is for %s, and the chain asked for is %s", on, want).
			withHint("send it with --chain %s, if that is meant", on)
	}
	client, err := a.dial(ctx, on)
	return plan, client, err
}

// rehearsePlan tries a plan file out on a fork. As with sending, the operation is
// planned again, and has to come out the same.
func (a *app) rehearsePlan(cmd *cobra.Command, path string, flags *proofFlags, override *overrideFlags) error {
	if err := override.check(); err != nil {
		return err
	}
	plan, client, err := a.dialPlan(cmd.Context(), path)
	if err != nil {
		return err
	}
	defer client.Close()
	before, err := a.readForPlanAt(cmd.Context(), client, plan.Predicted.Pool.Address, flags.base)
	if err != nil {
		return err
	}
	p, _, err := a.draw(cmd.Context(), client, before, plan.Operation, override)
	if err == nil {
		err = notStale(plan, p)
	}
	if err != nil {
		return err
	}
	a.changes(p, flags)
	p.view.Next = sendLine(cmd, path) + " --account NAME"
	if len(p.plan.Calls) == 0 {
		p.view.Next = ""
		return a.show(p.view)
	}
	return a.onFork(cmd.Context(), client, p, flags, func() error { return a.show(p.view) })
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
