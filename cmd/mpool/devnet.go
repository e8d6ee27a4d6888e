package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"mpool/internal/anvil"
	"mpool/internal/devnet"
	"mpool/internal/failure"
	"mpool/internal/files"
	"mpool/internal/render"
	"mpool/internal/text"
)

func newDevnetCommand(a *app) *cobra.Command {
	opts := devnet.Options{Endow: true}
	var env string
	cmd := &cobra.Command{
		Use:   "devnet",
		Short: "Run a development chain with Balancer V2 and a demo pool",
		Long:  withExitCodes(devnet.Help, 0, 1, 2),
		Example: `  mpool devnet
  mpool devnet --port 0 --tokens 10 --json
  mpool devnet --state ~/chain.json
  mpool devnet --env devnet.env
  mpool devnet warp +84h`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := opts.Check(); err != nil {
				return failure.Usage("%s", err).Because(err)
			}
			if err := render.EnvKind().Replaceable(env); env != "" && err != nil {
				return failure.Usage("--env: %s", err).WithHint("use another name")
			}
			return a.runDevnet(cmd.Context(), opts, env)
		},
	}
	flags := cmd.Flags()
	flags.IntVar(&opts.Port, "port", 8545, "port to listen on; 0 uses a free one")
	flags.IntVar(&opts.Tokens, "tokens", devnet.DefaultTokens, "tokens in the demo pool, 2 to 50")
	flags.StringVar(&env, "env", "", "also write the export lines to this file, for your shell: . FILE")
	flags.StringVar(&opts.Safe, "safe", "", "create a 2-of-3 Safe of this version as the pool's owner: 1.3.0, 1.4.1 or 1.5.0")
	flags.StringVar(&opts.State, "state", "", "file that saves the chain between runs")
	flags.StringArrayVar(&opts.Artifacts, "artifacts", nil, "folder of Hardhat artifacts to use before the installed ones, repeatable")
	flags.StringVar(&opts.Anvil, "anvil", "", "anvil program (default: the one on PATH or the installed one)")
	cmd.AddCommand(newWarpCommand(a))
	return cmd
}

// runDevnet prints its result when the chain is ready, then waits until the chain ends.
func (a *app) runDevnet(ctx context.Context, opts devnet.Options, env string) error {
	var err error
	if opts.Home, err = anvil.Home(); err != nil {
		return err
	}
	chain, err := devnet.Start(ctx, opts)
	if err != nil {
		return devnetFailure(err)
	}
	if chain.Restored {
		a.ui.Note("continuing the chain in %s; --tokens and --artifacts only apply to a new chain", opts.State)
	}
	view := render.NewDevnetView(chain)
	if err := errors.Join(writeEnv(env, view.Env()), a.show(view)); err != nil {
		return errors.Join(err, chain.Close())
	}
	if env != "" {
		a.ui.Note("wrote %s: in another terminal, run . %s", env, text.ShellWord(env))
	}
	a.ui.Note("press Ctrl-C to stop")
	select {
	case <-ctx.Done():
		return chain.Close()
	case <-chain.Done():
		return errors.Join(failure.New(failure.Plain, "devnet.ended", "anvil exited"), chain.Close())
	}
}

// writeEnv writes the exports to the file, if one is named. Only the user may read it, because it holds
// keys.
func writeEnv(path string, words []byte) error {
	if path == "" {
		return nil
	}
	return files.Put("the exports", path, words, 0o600)
}

// devnetFailure gives an error of the development chain its exit code and its code for scripts.
func devnetFailure(err error) error {
	var known *devnet.Error
	if !errors.As(err, &known) {
		return err
	}
	exit := failure.Plain
	if errors.Is(err, devnet.ErrValue) {
		exit = failure.Misuse
	}
	return failure.New(exit, known.Code(), "%s", known).WithHint("%s", known.Hint()).Because(err)
}
