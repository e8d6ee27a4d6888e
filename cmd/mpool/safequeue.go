package main

import (
	"github.com/ethereum/go-ethereum/common"
	"github.com/spf13/cobra"

	"mpool/internal/chain"
	"mpool/internal/flagvalue"
	"mpool/internal/safe/queue"
	"mpool/internal/safe/signing"
)

func newSafeQueue(a *app) *cobra.Command {
	var flags signing.Options
	cmd := &cobra.Command{
		Use:   "queue [POOL]",
		Short: "List and simulate the queue of a Safe transaction service",
		Long:  withExitCodes(queue.Help, 0, 1, 2, 3, 4, 130),
		Example: `  mpool safe queue fund --service https://api.safe.global/tx-service/eth
  mpool safe queue 0x… --safe 0x… --json`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.safeQueue(cmd, args, &flags)
		},
	}
	cmd.Flags().Var(flagvalue.Address{Value: &flags.Safe}, "safe", "the Safe, if it is not the pool's owner")
	addSettingFlags(cmd.Flags(), "safe_transaction_service")
	addTrustFlags(&flags.Options, cmd.Flags())
	return cmd
}

func (a *app) safeQueue(cmd *cobra.Command, args []string, flags *signing.Options) error {
	if err := flags.Override.Check(); err != nil {
		return err
	}
	ctx := cmd.Context()
	service, err := a.desk.Service()
	if err != nil {
		return err
	}
	defer service.Close()
	client, pool, err := a.nodes.DialPool(ctx, args)
	if err != nil {
		return err
	}
	defer client.Close()
	before, err := a.plans.Reads.At(ctx, client, pool.Address, chain.Latest())
	if err != nil {
		return err
	}
	which := flags.Safe
	if which == (common.Address{}) {
		which = before.Pool.Owner
	}
	q, err := a.clerk.Read(ctx, service, client, before, which)
	if err != nil {
		return err
	}
	q.Flags = &flags.Options
	v, err := q.View(ctx, a.reviews)
	if err != nil {
		return err
	}
	v.Then(nextOf(cmd), args)
	if err := v.Verdict(); err != nil {
		return err
	}
	return a.show(v)
}
