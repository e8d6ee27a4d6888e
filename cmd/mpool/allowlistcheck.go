package main

import (
	"context"

	"github.com/ethereum/go-ethereum/common"
	"github.com/spf13/cobra"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/text"
)

func newAllowlistCheck(a *app) *cobra.Command {
	var detailed bool
	cmd := &cobra.Command{
		Use:   "check [POOL] ADDRESS...",
		Short: "Say whether addresses are on the allowlist",
		Long: withExitCodes(`check asks the pool about each address, at one block. The exit code is 0 whatever the
answers are; with --detailed-exitcode it is 7 where an address is not on the list.

`+memberWordsHelp, 0, 1, 2, 7, 130),
		Example: `  mpool allowlist check fund 0x… 0x…
  mpool allowlist check fund 0x… --detailed-exitcode --quiet`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.withMembers(cmd, args, func(args []string, addresses []common.Address) error {
				v, err := a.checkAllowlist(cmd.Context(), args, addresses)
				if err != nil {
					return err
				}
				if detailed && !v.All {
					a.exit = failure.Changes
				}
				return a.show(v)
			})
		},
	}
	cmd.Flags().BoolVar(&detailed, "detailed-exitcode", false, "exit with 7 where an address is not on the list")
	return cmd
}

func (a *app) checkAllowlist(ctx context.Context, args []string, addresses []common.Address) (*membersView, error) {
	client, pool, err := a.nodes.DialPool(ctx, args)
	if err != nil {
		return nil, err
	}
	defer client.Close()
	s, err := client.Snapshot(ctx, pool.Address, chain.Latest())
	if err != nil {
		return nil, err
	}
	a.plans.WarnUnproven(s)
	members, err := client.Members(ctx, pool.Address, planner.ChainAt(s), addresses)
	if err != nil {
		return nil, err
	}
	v := &membersView{Pool: planner.PoolOf(s), Block: s.Block, Enabled: s.Pool.MustAllowlistLPs, Members: members, All: true}
	for _, m := range members {
		v.All = v.All && m.Allowed
	}
	return v, nil
}

// membersView says of each address whether it is on the allowlist.
type membersView struct {
	Pool    planner.Pool `json:"pool"`
	Block   ops.Block    `json:"block"`
	Enabled bool         `json:"enabled"`
	Members []ops.Member `json:"members"`
	All     bool         `json:"all"` // are on the list
}

func (v *membersView) Text(p *text.Page) {
	for _, m := range v.Members {
		answer := "yes"
		if !m.Allowed {
			answer = "no"
		}
		p.Line("%s %s", m.Address, answer)
	}
	if !v.Enabled {
		p.Line("%s", planner.EnabledLine(false))
	}
}
