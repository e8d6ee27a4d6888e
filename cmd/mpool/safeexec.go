package main

import (
	"context"

	"github.com/ethereum/go-ethereum/common"
	"github.com/spf13/cobra"

	"mpool/internal/decode"
	"mpool/internal/explain"
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/safe"
	"mpool/internal/safe/review"
	"mpool/internal/text"
)

// safeExecFlags are those of any operation, and the Safe.
type safeExecFlags struct {
	operationFlags
	of     safeFlags
	queued queuedFlag
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
			if flags.queued.set {
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
	cmd.Flags().Var(&flags.queued, "from-queue", "execute what waits at the transaction service, by its nonce or its safeTxHash")
	cmd.Flags().Var(&flags.of.safe, "safe", "the Safe, where the file does not say which")
	addRecipientFlags(&flags.of.Options, cmd.Flags())
	return cmd
}

// safeExec makes an operation of the Safe's transaction, and does with it what
// is done with any operation.
func (a *app) safeExec(cmd *cobra.Command, args []string, flags *safeExecFlags) error {
	if err := flags.check(a); err != nil {
		return err
	}
	if flags.queue.set() {
		return failure.Usage("what comes after a queue cannot be executed yet").WithHint("execute what comes before it, and leave --after-queue out")
	}
	executor, err := a.executor(cmd.Context(), flags)
	if err != nil {
		return err
	}
	a.settings.From = common.Address{} // who executes sends none of the plan's calls
	flags.of.Override, flags.of.executes = flags.sending.Override, true
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
	if err := job.hasTurn(words); err != nil {
		return err
	}
	if err := a.usedUp(cmd.Context(), job, words); err != nil {
		return err
	}
	if err := a.mayExecute(cmd.Context(), job, &flags.of); err != nil {
		return err
	}
	op, before, err := a.execOperation(cmd.Context(), job, words, executor)
	if err != nil {
		return err
	}
	a.settings.From = executor
	if flags.proof.Fork {
		return a.rehearse(cmd, args, job.Client, before, op, &flags.operationFlags)
	}
	p, err := a.plans.Propose(cmd.Context(), job.Client, before, op, flags.sending.Terms())
	if err != nil {
		return job.explainGuard(a.explainInner(cmd.Context(), job.Client, before, op, err))
	}
	if f, agrees := executorAgrees(op); agrees {
		p.Warn(f)
	}
	if job.Proposal != nil {
		if f, some := othersAfter(job.Proposal, len(job.Calls), job.path); some {
			p.Warn(f)
			p.Rest = restLine(cmd, job)
		}
	}
	return a.finishOperation(cmd, args, job.Client, p, &flags.operationFlags)
}

// mayExecute refuses what mpool safe sign would have refused to sign, and what the
// Safe's guard forbids, before anybody is asked for signatures. That it reverts for
// other reasons is said where it is planned.
func (a *app) mayExecute(ctx context.Context, job *safeJob, flags *safeFlags) error {
	tx, hashes, err := job.transaction(job.Safe.Nonce)
	if err != nil {
		return err
	}
	found, err := a.reviews.Inspect(ctx, job.Client, &job.Subject, tx, &flags.Options)
	if err != nil {
		return err
	}
	job.execution = found.View.Execution
	f := found.Objection()
	if f == nil || f.Exit == failure.Simulation && f.Code != "safe.guard" {
		return nil
	}
	return f.WithResult(newSafeHashView(job, tx, hashes, found))
}

// openExecJob is what shall be executed, and the signatures of the command line.
func (a *app) openExecJob(cmd *cobra.Command, args []string, flags *safeExecFlags) (*safeJob, []string, error) {
	if flags.queued.set {
		if err := flags.sending.Override.Check(); err != nil {
			return nil, nil, err
		}
		job, err := a.openQueueJob(cmd.Context(), args, flags.queued, flags.of.safe.value)
		return job, nil, err
	}
	job, err := a.openSafeJob(cmd, args[0], &flags.of)
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

// execOperation is execTransaction with the signatures, as an operation, and the
// state that it is planned on.
func (a *app) execOperation(ctx context.Context, job *safeJob, words []string, executor common.Address) (op ops.ExecSafe, before *ops.Snapshot, err error) {
	tx, hashes, err := job.transaction(job.Safe.Nonce)
	if err != nil {
		return op, nil, err
	}
	of, before, err := a.operationOf(ctx, job) // before anybody is asked to sign what is not executed here
	if err != nil {
		return op, nil, err
	}
	consent, err := a.gather(ctx, job, tx, hashes, words, executor)
	if err != nil {
		return op, nil, err
	}
	op = ops.ExecSafe{
		Executor: executor, Safe: job.Safe.Address, Nonce: tx.Nonce, Hash: hashes.SafeTx,
		To: tx.To, Value: ops.Wei(tx.Value), Data: tx.Data, Kind: uint8(tx.Operation),
		Signatures: safe.Pack(consent.Needed()), Of: ops.Nested{Operation: of},
	}
	for _, s := range consent.Needed() {
		op.Signers = append(op.Signers, s.Owner)
	}
	for _, call := range job.Calls {
		op.Makes = append(op.Makes, ops.SafeCall{To: call.To, Value: ops.Wei(call.Value), Data: call.Data})
	}
	return op, before, nil
}

// operationOf is what the Safe does to the pool: the plan's operation, or what
// the batch's calls are recognised as. What is not known is not executed, for
// what it does could be neither predicted nor verified.
func (a *app) operationOf(ctx context.Context, job *safeJob) (ops.Operation, *ops.Snapshot, error) {
	if job.plan != nil {
		return job.Proposal.Plan.Operation, job.Proposal.Before, nil
	}
	d, err := decode.New()
	if err != nil {
		return nil, nil, err
	}
	pools := explain.PoolsOf(d, job.Calls)
	if review.OnlyVoids(job.Safe.Address, job.Calls) {
		return a.voided(ctx, job)
	}
	if len(pools) != 1 {
		return nil, nil, failure.New(failure.Refused, "safe.pools", "the batch is for %s, and exec is for those of one", text.Plural(len(pools), "pool")).
			WithHint("mpool safe check says what the batch does; other programs execute it")
	}
	before, err := a.plans.ReadForPlanAt(ctx, job.Client, pools[0], job.Block)
	if err != nil {
		return nil, nil, err
	}
	op, err := recognised(ctx, job, before)
	return op, before, err
}

func recognised(ctx context.Context, job *safeJob, before *ops.Snapshot) (ops.Operation, error) {
	r, err := ops.NewRecogniser()
	if err != nil {
		return nil, err
	}
	calls := make([]ops.Call, len(job.Calls))
	for i, c := range job.Calls {
		calls[i] = ops.Call{From: job.Safe.Address, To: c.To, Data: c.Data, Value: c.Value}
	}
	if err := job.Client.Watch(ctx, before, r.Watch(calls, before)); err != nil {
		return nil, err
	}
	reading, err := r.Read(before, before.Block.Time+planner.NextBlock, calls)
	if err != nil {
		return nil, err
	}
	var series ops.Series
	for _, part := range reading.Parts {
		if part.Operation == nil {
			return nil, failure.New(failure.Refused, "safe.unknown", "call %d of the batch is not known: what it does can be neither predicted nor verified", part.First+1).
				WithHint("mpool safe check says what the batch does; other programs execute it")
		}
		series.Parts = append(series.Parts, ops.Nested{Operation: part.Operation})
	}
	return series, nil
}
