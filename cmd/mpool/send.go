package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"

	"github.com/spf13/cobra"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/files"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/text"
)

func newSend(a *app) *cobra.Command {
	var flags sendingFlags
	var proof proofFlags
	cmd := &cobra.Command{
		Use:   "send PLAN",
		Short: "Send a plan that was written with --out, or signed with mpool sign",
		Long: withExitCodes(`send reads a plan that was written with --out, plans the same operation again on
the newest block, and sends it if nothing has changed: the same calls, and no
finding that the plan does not name. Otherwise the plan is stale and refused.
After mining, the pool is compared with the prediction, field by field.

It takes the files that mpool sign writes as well, several where several people
have signed; then the signed transactions have to be the very ones that would be
signed now: the next nonces, the same contents, gas that still costs no more.

With --fork nothing is sent: the plan is mined on a fork of the node, on an anvil
that ends with this command, and the pool is looked at until the end of its changes.`, 0, 1, 2, 3, 4, 5, 6, 7, 8, 130),
		Example: `  mpool send plan.json --account owner
  mpool send plan.json --yes --keystore owner.json --password-file owner.pass
  mpool send plan.json --fork --detailed-exitcode
  mpool send signed.json --yes`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := errors.Join(proof.check(!proof.fork), proof.report.check(a, "", args...)); err != nil {
				return err
			}
			if holdsSigned(cmd.Context(), args[0]) {
				return a.sendSigned(cmd, args, &flags, &proof)
			}
			if len(args) > 1 {
				return failure.Usage("one plan is sent at a time").WithHint("mpool send %s", text.ShellWord(args[0]))
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
	plan, err := readPlan(cmd.Context(), path)
	if err != nil {
		return err
	}
	if !flags.signer.Unlocked {
		if err := refuseSafePlan(plan, path); err != nil {
			return err
		}
	}
	if flags.none(a.opener) && safeFirst(plan) { // no key is missing: none would do
		return ofSafe(plan, ownersSign(path))
	}
	if err := flags.check(a.engine); err != nil {
		return err
	}
	client, err := a.nodes.dialFor(cmd.Context(), plan)
	if err != nil {
		return err
	}
	defer client.Close()
	fresh, err := a.proposeUnsent(cmd.Context(), client, plan, flags, proof)
	if err != nil {
		return err
	}
	if !flags.signer.Unlocked {
		if err := fresh.refuseSafe(ownersSign(path)); err != nil {
			return err
		}
	}
	fresh.rest = safeLine(cmd, "safe hash", text.ShellWord(path))
	return a.broadcast(cmd.Context(), client, fresh, plan, flags, again(cmd, []string{path}, ""))
}

// proposeUnsent plans again what nobody has sent yet: none of its calls is in
// the record.
func (a *app) proposeUnsent(ctx context.Context, client *chain.Client, plan *ops.Plan, flags *sendingFlags, proof *proofFlags) (*proposal, error) {
	digest, err := plan.Digest()
	if err != nil {
		return nil, err
	}
	if len(plan.Calls) == 1 { // whatever the pool looks like now
		if err := a.engine.refuseSent(intentOf(digest, plan, 0)); err != nil {
			return nil, err
		}
	}
	fresh, err := a.plans.proposeAgain(ctx, client, plan, plan.Base.Number, flags.terms())
	if err != nil {
		return nil, err
	}
	if err := proof.enough(fresh); err != nil {
		return nil, err
	}
	for i := len(plan.Calls) - len(fresh.plan.Calls); i < len(plan.Calls); i++ {
		if err := a.engine.refuseSent(intentOf(digest, plan, i)); err != nil {
			return nil, err
		}
	}
	return fresh, nil
}

// wantedChain refuses a plan for another chain than the one that is asked for.
func (n *nodes) wantedChain(plan *ops.Plan) error {
	on := network.ID(plan.Predicted.ChainID)
	if want := n.settings.Chain; want != 0 && want != on {
		return failure.New(failure.Refused, "chain", "the plan is for %s, and the chain asked for is %s", on, want).
			WithHint("send it with --chain %s, if that is meant", on)
	}
	return nil
}

// dialPlan reads a plan and connects to the node, which has to be on its chain.
func (n *nodes) dialPlan(ctx context.Context, path string) (*ops.Plan, *chain.Client, error) {
	plan, err := readPlan(ctx, path)
	if err != nil {
		return nil, nil, err
	}
	client, err := n.dialFor(ctx, plan)
	return plan, client, err
}

func (n *nodes) dialFor(ctx context.Context, plan *ops.Plan) (*chain.Client, error) {
	if err := n.wantedChain(plan); err != nil {
		return nil, err
	}
	return n.dial(ctx, network.ID(plan.Predicted.ChainID))
}

// rehearsePlan tries a plan file out on a fork. As with sending, the operation is
// planned again, and has to come out the same.
func (a *app) rehearsePlan(cmd *cobra.Command, path string, flags *proofFlags, override *overrideFlags) error {
	if err := override.check(); err != nil {
		return err
	}
	plan, client, err := a.nodes.dialPlan(cmd.Context(), path)
	if err != nil {
		return err
	}
	defer client.Close()
	before, err := a.plans.readForPlanAt(cmd.Context(), client, plan.Predicted.Pool.Address, flags.base)
	if err != nil {
		return forkBlockHint(err)
	}
	p, _, err := a.plans.draw(cmd.Context(), client, before, plan.Operation, override)
	if err == nil {
		err = notStale(plan, p)
	}
	u := unmined{before: before, op: plan.Operation, filed: plan, override: override}
	if err != nil {
		return a.tellRefused(cmd.Context(), client, flags, u, err)
	}
	a.changes(p, flags)
	p.view.Next = sendLine(cmd, path)
	sayNext(p, cmd, []string{path}, path, false)
	if len(p.plan.Calls) == 0 {
		told := a.tellNothing(cmd.Context(), client, flags, u, p)
		return errors.Join(a.show(p.view), told)
	}
	return a.onFork(cmd.Context(), client, p, flags, func() error { return a.show(p.view) })
}

// longestPlan is more than a plan of the largest pool has.
const longestPlan = 64 << 20

func readPlan(ctx context.Context, path string) (*ops.Plan, error) {
	words, err := files.UnlessEnded(ctx.Done(), func() ([]byte, error) {
		file, err := os.Open(path)
		if err != nil {
			return nil, err
		}
		defer func() { _ = file.Close() }() // it is only read
		return io.ReadAll(io.LimitReader(file, longestPlan))
	})
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.Is(err, os.ErrNotExist):
		return nil, failure.Usage("there is no file %s", text.Quote(path)).WithHint("write a plan with --out")
	case err != nil:
		return nil, failure.Usage("the plan cannot be read: %s", err).Because(err)
	}
	plan, err := readPlanText(words)
	if err != nil {
		return nil, oldPlan(path, err)
	}
	return plan, nil
}

func readPlanText(text []byte) (*ops.Plan, error) { return ops.ReadPlan(bytes.NewReader(text)) }
