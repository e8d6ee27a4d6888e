package main

import (
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"mpool/internal/config"
	"mpool/internal/execution"
	"mpool/internal/failure"
	"mpool/internal/flagvalue"
	"mpool/internal/planner"
	"mpool/internal/rehearsal"
	"mpool/internal/safe/queue"
)

// origin is where an operation comes from.
type origin struct {
	asked    planner.Asker // the pool file that asked for the operation; nil: flags
	words    []string      // the arguments of the command
	sends    string        // the command that sends what this one plans; empty: this command with --broadcast
	keyLater bool          // a key is needed only if there is something to send
}

// operationFlags are the flags of every command that changes a pool.
type operationFlags struct {
	out       string
	format    string // of the file in out: plan or safe
	broadcast bool
	queue     queue.Options // plan on the state after the transactions queued in the Safe
	raw       bool          // print the unsigned transactions for another wallet
	sending   execution.Options
	proof     rehearsal.Options
	origin
}

func (f *operationFlags) add(cmd *cobra.Command) {
	cmd.Flags().StringVarP(&f.out, "out", "o", "", "write the plan to this file, for mpool send")
	f.format = formatPlan
	cmd.Flags().Var(flagvalue.Choice{Value: &f.format, Of: []string{formatPlan, formatSafe}}, "format", "format of --out: plan, or safe for a batch that Safe signers load into the Transaction Builder")
	cmd.Flags().BoolVar(&f.broadcast, "broadcast", false, "sign and send; without this nothing is sent")
	cmd.Flags().BoolVar(&f.raw, "raw-unsigned", false, "print the unsigned transactions for another wallet; with --out, for mpool sign")
	addQueueFlags(&f.queue, cmd.Flags())
	addSettingFlags(cmd.Flags(), "safe_transaction_service", config.KeyTolerance)
	addSendingFlags(&f.sending, cmd)
	addProofFlags(&f.proof, cmd)
}

// senderFlag replaces --from if the operation has a --from of its own.
const senderFlag = "sender"

// addWithSender adds the flags of an operation that has a --from of its own: the sending account is
// then --sender.
func (f *operationFlags) addWithSender(cmd *cobra.Command) {
	var usual cobra.Command
	usual.Flags().SortFlags = false
	f.add(&usual)
	usual.Flags().VisitAll(func(flag *pflag.Flag) {
		if flag.Name == "from" {
			flag.Name = senderFlag
		}
		cmd.Flags().AddFlag(flag)
	})
}

func (f *operationFlags) check(a *app) error {
	wrong := []error{f.proof.Check(f.broadcast), f.proof.Report.Check(a.ui.Options.JSON, a.inputs, f.out), f.sending.Override.Check(), f.sending.YesSends(f.broadcast || f.out != "", f.sends), f.ways().Check()}
	if f.broadcast && !f.keyLater || f.sending.NamesSigner() {
		wrong = append(wrong, f.sending.Check(a.engine))
	}
	return failure.Together(wrong...)
}

func (f *operationFlags) ways() execution.Ways {
	return execution.Ways{Broadcast: f.broadcast, Raw: f.raw, Fork: f.proof.Fork, AfterQueue: f.queue.Given(), Out: f.out != "", Batch: f.format == formatSafe}
}

// sendsBy returns the command that plans the same again and sends it.
func (f *operationFlags) sendsBy(cmd *cobra.Command, omit []string) string {
	if f.sends != "" {
		return againBy(f.sends, cmd, f.words, "", omit...)
	}
	return againBy(cmd.CommandPath(), cmd, f.words, "--broadcast", omit...)
}

// operate runs a command that changes a pool: read the pool, build the operation, plan, simulate and
// show it, then stop or send.
func (a *app) operate(cmd *cobra.Command, args []string, flags *operationFlags, build queue.Builder) error {
	if err := flags.check(a); err != nil {
		return err
	}
	client, pool, err := a.nodes.DialPool(cmd.Context(), args)
	if err != nil {
		return err
	}
	defer client.Close()
	before, err := flags.proof.Read(cmd.Context(), a.plans, client, pool.Address)
	var first queue.Ahead
	if err == nil && flags.queue.Given() {
		first, err = a.clerk.Behind(cmd.Context(), client, before, &flags.sending.Override, queue.Order{Named: flags.queue.Named}, build)
		before, client = first.State, first.After(client)
	}
	if err != nil && flags.proof.Fork {
		return rehearsal.ForkBlockHint(err)
	}
	if err != nil {
		return err
	}
	op, err := build(cmd.Context(), client, before)
	if err != nil {
		return err
	}
	if flags.proof.Fork {
		return a.rehearse(cmd, client, before, op, flags)
	}
	p, err := a.plans.Propose(cmd.Context(), client, before, op, flags.sending.Terms().After(first.Turn()))
	if err != nil {
		return a.stage.PictureFailed(before, op, &flags.sending.Override, &flags.proof, err)
	}
	if err := first.OfNow(p.Plan); err != nil {
		return err
	}
	p.Plan.Turn, p.View.Asked = first.Turn(), flags.asked
	if flags.asked != nil {
		flags.asked.Became(p)
	}
	return a.finishOperation(cmd, args, client, p, flags)
}
