package main

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"

	"github.com/ethereum/go-ethereum/rpc"
	"github.com/spf13/cobra"

	"mpool/internal/devnet"
	"mpool/internal/ops"
)

func newWarpCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "warp DURATION|TIME",
		Short: "Move a development chain's clock forward and mine a block there",
		Long: withExitCodes(`Moves the clock of the development chain at --rpc-url forward, by DURATION or to
TIME, and mines a block, so that changes can be watched without waiting. Other
chains are refused.`, 0, 1, 2),
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
		return clockMove{}, usage("%q does not move the clock", text).withHint("mpool devnet warp +84h")
	}
	if err == nil {
		return clockMove{by: by}, nil
	}
	to, notTime := ops.ParseTime(text, 0)
	if notTime != nil || strings.HasPrefix(text, "+") || to == 0 {
		return clockMove{}, usage("%s, and no time either", err).withHint("mpool devnet warp +84h")
	}
	return clockMove{to: to}, nil
}

func (a *app) warp(ctx context.Context, move clockMove) error {
	ctx, cancel := context.WithTimeout(ctx, a.settings.RPCTimeout)
	defer cancel()
	node, err := a.dialDevnet(ctx)
	if err != nil {
		return err
	}
	defer node.Close()
	if err := devnet.RequireDev(ctx, node); err != nil {
		return nodeFailure(err)
	}
	block, err := move.apply(ctx, node)
	if err != nil {
		return nodeFailure(err)
	}
	return a.show(warpView{Block: block, Clock: block.Time.String()})
}

func (m clockMove) apply(ctx context.Context, node *rpc.Client) (ops.Block, error) {
	if m.to != 0 {
		return devnet.WarpTo(ctx, node, m.to)
	}
	return devnet.Warp(ctx, node, uint64(m.by))
}

// dialDevnet does not pass the library's error on: it may hold the whole address,
// which may hold a secret.
func (a *app) dialDevnet(ctx context.Context) (*rpc.Client, error) {
	headers := http.Header{}
	for _, line := range a.settings.RPCHeaders {
		name, value, _ := strings.Cut(line, ":")
		headers.Add(strings.TrimSpace(name), strings.TrimSpace(value))
	}
	node, err := rpc.DialOptions(ctx, a.settings.RPCURL, rpc.WithHeaders(headers))
	if err != nil {
		return nil, fail(exitError, "rpc.unreachable", "cannot connect to the node").withHint("check --rpc-url")
	}
	return node, nil
}

// nodeFailure leaves out the address that Go's HTTP client puts before an error.
func nodeFailure(err error) error {
	var request *url.Error
	if errors.As(err, &request) {
		return fail(exitError, "rpc.unreachable", "the node does not answer: %s", request.Err).
			withHint("start one with: mpool devnet, or name another with --rpc-url")
	}
	return devnetFailure(err)
}

// warpView is the answer of `mpool devnet warp`.
type warpView struct {
	Block ops.Block `json:"block"`
	Clock string    `json:"time"` // the block's, RFC 3339
}

func (v warpView) text(p *page) {
	p.line("block %d, at %s", v.Block.Number, v.Clock)
}
