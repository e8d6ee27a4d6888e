package main

import (
	"fmt"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/spf13/cobra"

	"mpool/internal/chain"
	"mpool/internal/flagvalue"
	"mpool/internal/safe/signing"
)

func newSafeQueue(a *app) *cobra.Command {
	var flags signing.Options
	cmd := &cobra.Command{
		Use:   "queue [POOL]",
		Short: "List what waits at a Safe transaction service, and simulate it in order",
		Long: withExitCodes(`queue reads what waits for the Safe that owns a pool at the transaction service that
is configured. Each hash is computed here from the transaction's own fields, and
compared with what the service says; each signature is held against its owner: keys'
are recovered, contracts asked (EIP-1271), and approvals read off the chain. What
can be made is simulated in the order of the nonces, each on the state that those
before it leave, and what it changes in the pool is shown. Each is checked as mpool
safe check does it: what is refused there is not to be signed. Confirmations that do
not hold are counted, and count for nothing.

The exit code is 3 where what comes next is not known: the service lists fewer than
it says, shows nothing with the Safe's next nonce or leaves another one out, or
several wait with one nonce. No more than 50 are looked at and simulated.

The service's key is read from SAFE_TRANSACTION_SERVICE_API_KEY.`, 0, 1, 2, 3, 4, 130),
		Example: `  mpool safe queue fund --service https://api.safe.global/tx-service/eth
  mpool safe queue 0x… --safe 0x… --json`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.safeQueue(cmd, args, &flags)
		},
	}
	cmd.Flags().Var(flagvalue.Address{Value: &flags.Safe}, "safe", "the Safe, where it is another than the pool's owner")
	addSettingFlags(cmd.Flags(), "safe_transaction_service")
	addTrustFlags(&flags.Options, cmd.Flags())
	return cmd
}

func (a *app) safeQueue(cmd *cobra.Command, args []string, flags *signing.Options) error {
	if err := flags.Override.Check(); err != nil {
		return err
	}
	ctx := cmd.Context()
	service, err := a.openService()
	if err != nil {
		return err
	}
	defer service.Close()
	client, pool, err := a.nodes.DialPool(ctx, args)
	if err != nil {
		return err
	}
	defer client.Close()
	before, err := a.plans.ReadForPlanAt(ctx, client, pool.Address, chain.Latest())
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
	if v.Ready() {
		v.Next = strings.Replace(again(cmd, args, ""), "safe queue", fmt.Sprintf("safe exec --from-queue %d", v.Safe.Nonce), 1)
	}
	if err := v.Verdict(); err != nil {
		return err
	}
	return a.show(v)
}
