package main

import (
	"github.com/spf13/cobra"

	"mpool/internal/failure"
	"mpool/internal/flagvalue"
	"mpool/internal/safe/queue"
	"mpool/internal/safe/signing"
)

// safeExecFlags are the flags of any operation, and those about the Safe.
type safeExecFlags struct {
	operationFlags
	of     signing.Options
	queued queue.Name
}

func newSafeExec(a *app) *cobra.Command {
	var flags safeExecFlags
	cmd := &cobra.Command{
		Use:   "exec PLAN|BATCH [SIGNATURE...] | --from-queue NONCE|HASH [POOL]",
		Short: "Execute a signed Safe transaction",
		Long:  signing.ExecHelp,
		Example: `  mpool safe exec plan.json alice.json bob.json
  mpool safe exec plan.json alice.json bob.json --broadcast --account anybody
  mpool safe exec batch.json alice.json 0x… --broadcast --ledger
  mpool safe exec --from-queue 12 fund --broadcast --account anybody`,
		Args: func(cmd *cobra.Command, args []string) error {
			if flags.queued.Given {
				return cobra.MaximumNArgs(1)(cmd, args)
			}
			return cobra.MinimumNArgs(1)(cmd, args)
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.safeExec(cmd, args, &flags)
		},
	}
	addPolicyFlags(&flags.sending, cmd)
	flags.add(cmd)
	_ = cmd.Flags().MarkHidden("after-queue") // hidden; their errors say what to do instead
	_ = cmd.Flags().MarkHidden("after")
	cmd.Flags().Var(queuedFlag{&flags.queued}, "from-queue", "execute a queued transaction of the service, by nonce or safeTxHash")
	cmd.Flags().Var(flagvalue.Address{Value: &flags.of.Safe}, "safe", "the Safe, if the file does not name it")
	addRecipientFlags(&flags.of.Options, cmd.Flags())
	return cmd
}

// safeExec builds an operation from the Safe's transaction and handles it like any operation.
func (a *app) safeExec(cmd *cobra.Command, args []string, flags *safeExecFlags) error {
	if err := flags.check(a); err != nil {
		return err
	}
	if flags.queue.Given() {
		return failure.Usage("a transaction after a queue cannot be executed yet").WithHint("execute the earlier transactions first, and omit --after-queue")
	}
	executor, key, err := a.desk.Executor(cmd.Context(), signing.Executing{Named: a.settings.From, Signs: flags.broadcast && !flags.sending.Signer.Unlocked,
		Leaves: flags.broadcast || flags.out != "" || flags.raw, Silent: flags.sending.Silent(), Signer: flags.sending.Signer})
	if err != nil {
		return err
	}
	flags.sending.Ready = key
	flags.words = args
	flags.of.Override, flags.of.Executes = flags.sending.Override, true
	job, words, err := openExecJob(a.desk, cmd, args, flags)
	if err != nil {
		return a.doneBefore(cmd.Context(), args, executor, flags, err)
	}
	defer job.Client.Close()
	if flags.broadcast { // before the node is asked: a queued transaction would look like an executed one
		if err := a.engine.ClearWay(cmd.Context(), job.ChainID, executor, flags.sending.Timeout); err != nil {
			return err
		}
		if err := a.engine.RefuseSafeInFlight(job.ChainID, job.Safe.Address, job.Safe.Nonce, ""); err != nil {
			return err
		}
	}
	if err := job.HasTurn(words); err != nil {
		return err
	}
	if err := signing.UsedUp(cmd.Context(), job, words); err != nil {
		return err
	}
	if err := a.desk.MayExecute(cmd.Context(), job, &flags.of); err != nil {
		return err
	}
	op, before, err := a.desk.ExecOperation(cmd.Context(), job, words, executor)
	if err != nil {
		return err
	}
	if flags.proof.Fork {
		return a.rehearse(cmd, job.Client, before, op, &flags.operationFlags)
	}
	p, err := a.plans.Propose(cmd.Context(), job.Client, before, op, flags.sending.Terms())
	if err != nil {
		return job.ExplainGuard(a.desk.ExplainInner(cmd.Context(), job.Client, before, op, err))
	}
	if f, agrees := signing.ExecutorAgrees(op); agrees {
		p.Warn(f)
	}
	if job.Proposal != nil {
		if f, some := signing.OthersAfter(job.Proposal, len(job.Calls), job.Path); some {
			p.Warn(f)
			p.Rest = restLine(cmd, job)
		}
	}
	return a.finishOperation(cmd, args, job.Client, p, &flags.operationFlags)
}

// openExecJob opens the transaction to execute, with the signatures on the command line.
func openExecJob(desk *signing.Desk, cmd *cobra.Command, args []string, flags *safeExecFlags) (*signing.Request, []string, error) {
	if flags.queued.Given {
		if err := flags.sending.Override.Check(); err != nil {
			return nil, nil, err
		}
		job, err := desk.OpenQueueJob(cmd.Context(), args, flags.queued, flags.of.Safe)
		return job, nil, err
	}
	job, err := desk.Open(cmd.Context(), nextOf(cmd), args[0], &flags.of)
	return job, args[1:], err
}
