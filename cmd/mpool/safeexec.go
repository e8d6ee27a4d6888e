package main

import (
	"context"

	"github.com/ethereum/go-ethereum/common"
	"github.com/spf13/cobra"

	"mpool/internal/failure"
	"mpool/internal/flagvalue"
	"mpool/internal/planner"
	"mpool/internal/safe/queue"
	"mpool/internal/safe/signing"
)

// safeExecFlags are those of any operation, and the Safe.
type safeExecFlags struct {
	operationFlags
	of     signing.Options
	queued queue.Name
}

func newSafeExec(a *app) *cobra.Command {
	var flags safeExecFlags
	cmd := &cobra.Command{
		Use:   "exec PLAN|BATCH [SIGNATURE...] | --from-queue NONCE|HASH [POOL]",
		Short: "Execute what enough owners of a Safe have signed",
		Long: `exec collects the owners' signatures, holds each against the hash that is computed
here and against the Safe's owners, has the node simulate the Safe's transaction
with them, and compares the pool afterwards with the prediction. With --broadcast it
is sent, recorded, resumed and verified as every other transaction. Whoever executes
pays the gas and need not be an owner.

A signature is a file that mpool safe sign has written, the 65 bytes of a wallet as
0x…, or OWNER=0x… for an owner that is a contract (EIP-1271); the latter two may be
in files too. Owners who have approved the hash on the chain count by themselves,
and so does an owner who executes.

With --from-queue it is what waits at the transaction service for the Safe that
owns the pool, with the signatures there. The hash is computed here from what is
executed, and each signature held against it: the service is believed nothing.`,
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
	_ = cmd.Flags().MarkHidden("after-queue") // they are there, and refused with what to do instead
	_ = cmd.Flags().MarkHidden("after")
	cmd.Flags().Var(queuedFlag{&flags.queued}, "from-queue", "execute what waits at the transaction service, by its nonce or its safeTxHash")
	cmd.Flags().Var(flagvalue.Address{Value: &flags.of.Safe}, "safe", "the Safe, where the file does not say which")
	addRecipientFlags(&flags.of.Options, cmd.Flags())
	return cmd
}

// safeExec makes an operation of the Safe's transaction, and does with it what
// is done with any operation.
func (a *app) safeExec(cmd *cobra.Command, args []string, flags *safeExecFlags) error {
	if err := flags.check(a); err != nil {
		return err
	}
	if flags.queue.Given() {
		return failure.Usage("what comes after a queue cannot be executed yet").WithHint("execute what comes before it, and leave --after-queue out")
	}
	executor, err := a.executor(cmd.Context(), flags)
	if err != nil {
		return err
	}
	flags.of.Override, flags.of.Executes = flags.sending.Override, true
	job, words, err := a.openExecJob(cmd, args, flags)
	if err != nil {
		return a.doneBefore(cmd.Context(), args, executor, flags, err)
	}
	defer job.Client.Close()
	if flags.broadcast { // before the node is asked, to which a waiting one looks like done
		if err := a.engine.RefuseInFlight(job.ChainID, []common.Address{executor}); err != nil {
			return err
		}
		if err := a.engine.RefuseSafeInFlight(job.ChainID, job.Safe.Address, job.Safe.Nonce, ""); err != nil {
			return err
		}
	}
	if err := job.HasTurn(words); err != nil {
		return err
	}
	if err := a.desk.UsedUp(cmd.Context(), job, words); err != nil {
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
		return a.rehearse(cmd, args, job.Client, before, op, &flags.operationFlags)
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

// openExecJob is what shall be executed, and the signatures of the command line.
func (a *app) openExecJob(cmd *cobra.Command, args []string, flags *safeExecFlags) (*signing.Request, []string, error) {
	if flags.queued.Given {
		if err := flags.sending.Override.Check(); err != nil {
			return nil, nil, err
		}
		job, err := a.desk.OpenQueueJob(cmd.Context(), args, flags.queued, flags.of.Safe)
		return job, nil, err
	}
	job, err := a.desk.Open(cmd.Context(), nextOf(cmd), args[0], &flags.of)
	return job, args[1:], err
}

// executor is the signer's account where something is signed, or the one that
// --from names. A preview needs neither: it is simulated for an address that nobody has,
// so that it counts as nobody's consent, unless a signer is named that says who it is
// without a question.
func (a *app) executor(ctx context.Context, flags *safeExecFlags) (common.Address, error) {
	named := a.settings.From
	switch {
	case flags.broadcast && !flags.sending.Signer.Unlocked:
	case named != (common.Address{}):
		return named, nil
	case flags.broadcast || flags.out != "" || flags.raw:
		return named, failure.Usage("who executes is not known").WithHint("name the account with --from")
	case !flags.sending.Silent():
		return planner.Nobody(), nil
	}
	key, err := a.opener.OpenKey(ctx, flags.sending.Signer, named)
	if err != nil {
		return common.Address{}, err
	}
	if named != (common.Address{}) && named != key.Address() {
		return named, failure.New(failure.Refused, "signer", "the signer is %s, and --from or ETH_FROM is %s", key.Address(), named)
	}
	flags.sending.Ready = oneKey(key)
	return key.Address(), nil
}
