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
		Use:   "warp DURATION",
		Short: "Move a development chain's clock forward and mine a block there",
		Long: `Moves the clock of the development chain at --rpc-url forward by DURATION and mines
a block, so that ramps can be watched without waiting. Other chains are refused.`,
		Example: `  mpool devnet warp +84h
  mpool devnet warp 3d12h --rpc-url http://127.0.0.1:8545`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			by, err := parseWarp(args[0])
			if err != nil {
				return err
			}
			return a.warp(cmd.Context(), by)
		},
	}
}

// parseWarp takes a duration, with or without a leading +.
func parseWarp(text string) (ops.Time, error) {
	by, err := ops.ParseDuration(strings.TrimPrefix(text, "+"))
	if err != nil {
		return 0, usage("%s", err).withHint("mpool devnet warp +84h")
	}
	if by == 0 {
		return 0, usage("%q does not move the clock", text).withHint("mpool devnet warp +84h")
	}
	return by, nil
}

func (a *app) warp(ctx context.Context, by ops.Time) error {
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
	block, err := devnet.Warp(ctx, node, uint64(by))
	if err != nil {
		return nodeFailure(err)
	}
	return a.show(warpView{Seconds: by, Block: block, Clock: block.Time.String()})
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
	Seconds ops.Time  `json:"seconds"`
	Block   ops.Block `json:"block"`
	Clock   string    `json:"time"` // the block's, RFC 3339
}

func (v warpView) text(p *page) {
	p.line("block %d, at %s", v.Block.Number, v.Clock)
}
