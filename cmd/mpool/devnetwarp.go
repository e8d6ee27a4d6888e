package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"mpool/internal/devnet"
	"mpool/internal/parse"
	"mpool/internal/render"
)

func newWarpCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "warp DURATION|TIME",
		Short: "Move a development chain's clock forward and mine a block",
		Long: withExitCodes(`warp moves the clock of the development chain at --rpc-url forward, by DURATION or to
TIME, and mines a block, so that changes can be watched without waiting. It works on
development chains only.`, 0, 1, 2),
		Example: `  mpool devnet warp +84h
  mpool devnet warp 3d12h --rpc-url http://127.0.0.1:8545
  mpool devnet warp 2026-12-31T00:00:00Z
  mpool devnet warp "2026-12-31 09:00 Europe/Zurich"`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			to, err := parse.Warp(args[0], a.settings.Zone())
			if err != nil {
				return err
			}
			return a.warp(cmd.Context(), to)
		},
	}
}

func (a *app) warp(ctx context.Context, move parse.ClockMove) error {
	timed, cancel := context.WithTimeout(ctx, a.settings.RPCTimeout)
	defer cancel()
	client, err := a.nodes.Dial(ctx, 0)
	if err != nil {
		return err
	}
	defer client.Close()
	block, err := devnet.Move(timed, client.Wire.RPC(), move.To, uint64(move.By))
	var known *devnet.Error
	switch {
	case errors.As(err, &known):
		return devnetFailure(err)
	case err != nil:
		return client.Wire.Clean(ctx, err)
	}
	return a.show(render.Warp{Block: block, Clock: block.Time.RFC3339()})
}
