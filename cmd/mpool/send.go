package main

import (
	"errors"

	"github.com/spf13/cobra"

	"mpool/internal/execution"
	"mpool/internal/failure"
	"mpool/internal/flagvalue"
	"mpool/internal/offline"
	"mpool/internal/planner"
	"mpool/internal/rehearsal"
	"mpool/internal/text"
)

func newSend(a *app) *cobra.Command {
	flags, proof := execution.Options{OfFile: true}, rehearsal.Options{}
	var broadcast bool
	cmd := &cobra.Command{
		Use:   "send PLAN",
		Short: "Send a plan written with --out, or signed with mpool sign",
		Long:  withExitCodes(execution.SendHelp, 0, 1, 2, 3, 4, 5, 6, 7, 8, 130),
		Example: `  mpool send plan.json --account owner
  mpool send plan.json --yes --keystore owner.json --password-file owner.pass
  mpool send plan.json --fork --detailed-exitcode
  mpool send signed.json --yes`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if broadcast && proof.Fork {
				return failure.Usage("--broadcast sends and --fork does not: use one of them")
			}
			if err := errors.Join(proof.Check(!proof.Fork), proof.Report.Check(a.ui.Options.JSON, a.inputs, "", args...)); err != nil {
				return err
			}
			if offline.HoldsSigned(cmd.Context(), args[0]) {
				return a.sendSigned(cmd, args, &flags, &proof)
			}
			if len(args) > 1 {
				return failure.Usage("mpool send sends one plan at a time").WithHint("mpool send %s", text.ShellWord(args[0]))
			}
			if proof.Fork {
				return a.rehearsePlan(cmd, args[0], &proof, &flags)
			}
			return a.send(cmd, args[0], &flags, &proof)
		},
	}
	cmd.Flags().BoolVar(&broadcast, "broadcast", false, "accepted as in other commands: send always sends, unless --fork is given")
	addSendingFlags(&flags, cmd)
	cmd.Flags().Var((*flagvalue.Addresses)(&flags.Named), "recipient", execution.NamedUsage)
	cmd.Flags().StringArrayVar(&flags.Pools, "pool", nil, execution.PoolsUsage)
	addManagerFlags(&flags.Manager, cmd)
	addPolicyFlags(&flags, cmd)
	addProofFlags(&proof, cmd)
	return cmd
}

func (a *app) send(cmd *cobra.Command, path string, flags *execution.Options, proof *rehearsal.Options) error {
	plan, err := planner.ReadPlan(cmd.Context(), path)
	if err != nil {
		return a.stage.OrBatch(cmd.Context(), path, err)
	}
	if !flags.Signer.Unlocked {
		if err := execution.RefuseSafePlan(plan, path); err != nil {
			return err
		}
	}
	if flags.None(a.opener) && planner.SafeFirst(plan) { // no key can sign for a Safe
		return planner.OfSafe(plan, execution.OwnersSign(path))
	}
	if err := flags.Check(a.engine); err != nil {
		return err
	}
	client, err := a.nodes.DialFor(cmd.Context(), plan)
	if err != nil {
		return err
	}
	defer client.Close()
	fresh, err := a.engine.ProposeUnsent(cmd.Context(), execution.PlansOn(a.plans, client), plan, flags.Terms(), proof.Enough)
	if err != nil {
		return err
	}
	if !flags.Signer.Unlocked {
		if err := fresh.RefuseSafe(execution.OwnersSign(path)); err != nil {
			return err
		}
	}
	fresh.Rest = safeLine(cmd, "safe hash", text.ShellWord(path))
	return a.broadcast(cmd.Context(), client, fresh, plan, flags, again(cmd, []string{path}, ""))
}

// rehearsePlan runs a plan's file on a fork. As with sending, the operation is planned again and must
// give the same calls.
func (a *app) rehearsePlan(cmd *cobra.Command, path string, flags *rehearsal.Options, sending *execution.Options) error {
	override := &sending.Override
	if err := override.Check(); err != nil {
		return err
	}
	plan, client, err := a.nodes.DialPlan(cmd.Context(), path)
	if err != nil {
		return err
	}
	defer client.Close()
	before, err := a.plans.Reads.At(cmd.Context(), client, plan.Predicted.Pool.Address, flags.Base)
	if err != nil {
		return rehearsal.ForkBlockHint(err)
	}
	a.plans.Guards = plan.Guards
	p, _, err := a.plans.Draw(cmd.Context(), client, before, plan.Operation, planner.Terms{Override: override})
	if err == nil {
		err = planner.NotStale(plan, p)
	}
	u := rehearsal.Unmined{Before: before, Op: plan.Operation, Filed: plan, Override: override}
	if err != nil {
		return a.stage.TellRefused(cmd.Context(), client, flags, u, err)
	}
	a.changes(p, flags)
	p.View.Next = sendLine(cmd, path)
	sayNext(p, cmd, []string{path}, path, keysToName(p, sending.NamesSigner(), a.env))
	if len(p.Plan.Calls) == 0 {
		told := a.stage.TellNothing(cmd.Context(), client, flags, u, p)
		return errors.Join(a.show(p.View), told)
	}
	return a.stage.OnFork(cmd.Context(), client, p, flags, func() error { return a.show(p.View) })
}
