package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/poolplan"
	"mpool/internal/request"
)

func newPool(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "pool",
		Short: "Keep a pool as a file says: import, plan, apply, drift",
		Long: `A pool file says in YAML what a pool is wanted to be; docs/poolfile.md has its fields.
What is left out is not managed. The chain is the only state: nothing is stored beside it.`,
		Example: `  mpool pool import treasury > pool.yaml
  mpool pool plan pool.yaml
  mpool pool apply pool.yaml --account owner`,
	}
	k := &poolplan.Keeper{Settings: a.settings, Plans: a.plans, Open: a.openInput, Pending: a.clerk.Pending}
	cmd.AddCommand(newPoolImport(a, k), newPoolPlan(a, k), newPoolApply(a, k), newPoolDrift(a, k), newPoolValidate(a, k), newPoolFmt(a, k))
	return cmd
}

func newPoolImport(a *app, k *poolplan.Keeper) *cobra.Command {
	var members bool
	cmd := &cobra.Command{
		Use:   "import [POOL]",
		Short: "Write a pool as it is as a file",
		Long: withExitCodes(`import reads a pool and writes it as a pool file on standard output, with a word on each
field. Weights and fees that are changing are written as they will be at the end.`, 0, 1, 2, 130),
		Example: `  mpool pool import treasury > pool.yaml
  mpool pool import 0x… --members > pool.yaml`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			client, pool, err := a.nodes.DialPool(cmd.Context(), args)
			if err != nil {
				return err
			}
			defer client.Close()
			v, err := k.Import(cmd.Context(), client, pool.Address, members)
			return a.showResult(v, err)
		},
	}
	cmd.Flags().BoolVar(&members, "members", false, "read who is on the allowlist from the pool's events, and write them too")
	return cmd
}

// keepFile is the plan of one file, up to where the flags say.
func (a *app) keepFile(cmd *cobra.Command, path string, k *poolplan.Keeper, flags *operationFlags) (*poolplan.View, error) {
	file, err := k.Read(cmd.Context(), path)
	if err != nil {
		return nil, err
	}
	args, err := file.Pool(a.settings)
	if err != nil {
		return nil, err
	}
	var v *poolplan.View
	err = a.operate(cmd, args, flags, func(ctx context.Context, client *chain.Client, before *ops.Snapshot) (op ops.Operation, err error) {
		if v, op, err = k.Make(ctx, client, before, file); err == nil {
			flags.asked = v
		}
		if before.Pool.OwnerKind == ops.OwnerSafe && flags.broadcast && !flags.sending.Signer.Unlocked {
			flags.broadcast, v.OfSafe = false, true
		}
		return op, err
	})
	if err == nil && v.OfSafe {
		flags.broadcast = true
		err = a.proposeKept(cmd, v, flags)
	}
	if err == nil && flags.proof.Detailed && !v.Closed() {
		a.exit = failure.Changes
	}
	return v, err
}

func newPoolPlan(a *app, k *poolplan.Keeper) *cobra.Command {
	var flags operationFlags
	cmd := &cobra.Command{
		Use:   "plan FILE...",
		Short: "Compare a pool with its file, and plan what closes the drift",
		Long: `plan shows in what a pool differs from its file, and the fewest operations that close
it, in the order that works. What is in progress is no drift: a change that runs to what
is wanted, what waits for a Safe, and a door that an unfinished operation has shut.

A door that is shut is opened only with --reopen, and never while a token may be half
added or removed. One token at a time is added or removed, each by a plan of its own; what
has to wait is said with the time to come again. Several files give a table.`,
		Example: `  mpool pool plan pool.yaml
  mpool pool plan pool.yaml --out plan.json
  mpool pool plan pools/*.yaml --detailed-exitcode`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 1 {
				return a.keepEach(cmd, args, k, &flags)
			}
			_, err := a.keepFile(cmd, args[0], k, &flags)
			return err
		},
	}
	addKeeping(cmd, k, &flags)
	return cmd
}

func addKeeping(cmd *cobra.Command, k *poolplan.Keeper, flags *operationFlags) {
	cmd.Flags().BoolVar(&k.Reopen, "reopen", false, "open what is shut and wanted open, where nothing is half done")
	cmd.Flags().BoolVar(&k.AllowExec, "allow-exec", false, "run the command that the file names for prices")
	cmd.Flags().BoolVar(&k.Explain, "explain", false, "say what an attack on the prices of the strategy would take")
	flags.add(cmd)
	addFields(cmd.Flags(), request.OverrideFields(&flags.sending.Override))
}

func newPoolApply(a *app, k *poolplan.Keeper) *cobra.Command {
	var flags operationFlags
	cmd := &cobra.Command{
		Use:   "apply FILE...",
		Short: "Bring a pool to what its file says",
		Long: `apply is plan, a question, and sending: it does what can be done now, verifies it, plans
again until nothing is left for now, and says when to come again. For a pool that a Safe
owns it signs as an owner of the Safe and proposes the transaction to the transaction
service: the drift is in progress then, until the others sign and somebody executes it.`,
		Example: `  mpool pool apply pool.yaml --account owner
  mpool pool apply pool.yaml --account owner --detailed-exitcode
  mpool pool apply pools/*.yaml --yes --keystore owner.json --password-file owner.pass`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if flags.out != "" {
				return failure.Usage("apply sends what it plans: --out is for mpool pool plan")
			}
			detailed := flags.proof.Detailed
			flags.broadcast, flags.proof.Detailed = true, false // which tells of changes that are to come
			for _, path := range args {
				v, err := a.keepUntilDone(cmd, path, k, &flags)
				if err != nil {
					return err
				}
				if detailed && v.Left() {
					a.exit = failure.Changes
				}
			}
			return nil
		},
	}
	addKeeping(cmd, k, &flags)
	return cmd
}

// mostRounds is how often apply plans again at the most: a pool has 50 tokens.
const mostRounds = 120

// keepUntilDone sends what can be done now, and what can be done then.
func (a *app) keepUntilDone(cmd *cobra.Command, path string, k *poolplan.Keeper, flags *operationFlags) (v *poolplan.View, err error) {
	for range mostRounds {
		v, err = a.keepFile(cmd, path, k, flags)
		if err != nil || v.OfSafe || len(v.Steps) == 0 || len(v.Waits) == 0 {
			return v, err
		}
	}
	return v, failure.New(failure.Plain, "poolfile.rounds", "%s: the pool is not as the file says after %d plans", path, mostRounds)
}

func newPoolDrift(a *app, k *poolplan.Keeper) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "drift FILE...",
		Short: "Say whether pools are as their files say, for cron",
		Long: withExitCodes(`drift compares and plans nothing: 0 where the pools are as their files say or on their
way there, 7 where one is not, another code where one cannot be read.`, 0, 1, 2, 3, 7, 130),
		Example: `  mpool pool drift pool.yaml
  mpool pool drift pools/*.yaml --json`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.keepEach(cmd, args, k, &operationFlags{})
		},
	}
	cmd.Flags().BoolVar(&k.AllowExec, "allow-exec", false, "run the command that the file names for prices")
	return cmd
}

// keepEach compares several pools with their files.
func (a *app) keepEach(cmd *cobra.Command, paths []string, k *poolplan.Keeper, flags *operationFlags) error {
	var all poolplan.Table
	for _, path := range paths {
		all.Add(path, func() (*poolplan.View, error) { return k.Drift(cmd.Context(), a.nodes, path) })
	}
	if err := a.show(&all); err != nil {
		return err
	}
	if all.Drifted() && (cmd.Name() == "drift" || flags.proof.Detailed) {
		a.exit = failure.Changes
	}
	return all.Failure()
}

func newPoolValidate(a *app, k *poolplan.Keeper) *cobra.Command {
	return &cobra.Command{
		Use:     "validate FILE...",
		Short:   "Check pool files without a node",
		Long:    withExitCodes(`validate reads pool files and says what is wrong, with line and column.`, 0, 1, 2),
		Example: `  mpool pool validate pools/*.yaml`,
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			for _, path := range args {
				if _, err := k.Read(cmd.Context(), path); err != nil {
					return err
				}
			}
			return a.show(poolplan.Valid(args))
		},
	}
}

func newPoolFmt(a *app, k *poolplan.Keeper) *cobra.Command {
	var check bool
	cmd := &cobra.Command{
		Use:     "fmt FILE",
		Short:   "Write a pool file in its usual form",
		Long:    withExitCodes(`fmt writes the file on standard output with its keys in their usual order and spacing; comments stay.`, 0, 1, 2, 7),
		Example: "  mpool pool fmt pool.yaml > tidy.yaml\n  mpool pool fmt pool.yaml --check",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			tidy, same, err := k.Tidy(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			if check && !same {
				a.exit = failure.Changes
				return a.show(poolplan.Written(fmt.Sprintf("%s is not in its usual form\n", args[0])))
			}
			return a.show(tidy)
		},
	}
	cmd.Flags().BoolVar(&check, "check", false, "write nothing, and exit with 7 where the form is another one")
	return cmd
}
