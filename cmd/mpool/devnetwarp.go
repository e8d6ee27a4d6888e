package main

import (
	"context"
	"errors"
	"strings"

	"github.com/ethereum/go-ethereum/rpc"
	"github.com/spf13/cobra"

	"mpool/internal/devnet"
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/render"
)

func newWarpCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "warp DURATION|TIME",
		Short: "Move a development chain's clock forward and mine a block",
		Long: withExitCodes(`Moves the clock of the development chain at --rpc-url forward, by DURATION or to
TIME, and mines a block, so that changes can be watched without waiting. It works on
development chains only.`, 0, 1, 2),
		Example: `  mpool devnet warp +84h
  mpool devnet warp 3d12h --rpc-url http://127.0.0.1:8545
  mpool devnet warp 2026-12-31T00:00:00Z`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			to, err := parseWarp(args[0])
			if err != nil {
				return err
			}
			return a.warp(cmd.Context(), to)
		},
	}
}

// clockMove is how far, or to which time, a clock shall be moved.
type clockMove struct {
	by, to ops.Time // one of them is zero
}

// parseWarp takes a duration, with or without a leading +, or a time.
func parseWarp(text string) (clockMove, error) {
	by, err := ops.ParseDuration(strings.TrimPrefix(text, "+"))
	if err == nil && by == 0 {
		return clockMove{}, failure.Usage("%q does not move the clock", text).WithHint("mpool devnet warp +84h")
	}
	if by > 50*365*oneDay {
		return clockMove{}, failure.Usage("%s is after 2106, the last year that a pool can store", text)
	}
	if err == nil {
		return clockMove{by: by}, nil
	}
	to, notTime := ops.ParseTime(text, 0)
	if to >= 1<<32 {
		return clockMove{}, failure.Usage("%s is after 2106, the last year that a pool can store", text)
	}
	if notTime != nil || strings.HasPrefix(text, "+") || to == 0 {
		return clockMove{}, failure.Usage("%s, and not a time", err).WithHint("mpool devnet warp +84h")
	}
	return clockMove{to: to}, nil
}

const oneDay = 24 * 60 * 60

func (a *app) warp(ctx context.Context, move clockMove) error {
	timed, cancel := context.WithTimeout(ctx, a.settings.RPCTimeout)
	defer cancel()
	client, err := a.nodes.Dial(ctx, 0)
	if err != nil {
		return err
	}
	defer client.Close()
	block, err := move.apply(timed, client.RPC())
	var known *devnet.Error
	switch {
	case errors.As(err, &known):
		return devnetFailure(err)
	case err != nil:
		return client.Clean(ctx, err)
	}
	return a.show(render.Warp{Block: block, Clock: block.Time.String()})
}

// apply moves the clock of a development chain, and of no other.
func (m clockMove) apply(ctx context.Context, node *rpc.Client) (ops.Block, error) {
	if err := devnet.RequireDev(ctx, node); err != nil {
		return ops.Block{}, err
	}
	if m.to != 0 {
		return devnet.WarpTo(ctx, node, m.to)
	}
	return devnet.Warp(ctx, node, uint64(m.by))
}
