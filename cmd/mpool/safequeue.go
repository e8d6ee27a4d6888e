package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/spf13/cobra"

	"mpool/internal/chain"
	"mpool/internal/decode"
	"mpool/internal/failure"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/safe"
	"mpool/internal/safe/review"
	"mpool/internal/safeservice"
)

func newSafeQueue(a *app) *cobra.Command {
	var flags safeFlags
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
	cmd.Flags().Var(&flags.safe, "safe", "the Safe, where it is another than the pool's owner")
	addSettingFlags(cmd.Flags(), "safe_transaction_service")
	addTrustFlags(&flags.Options, cmd.Flags())
	return cmd
}

func (a *app) safeQueue(cmd *cobra.Command, args []string, flags *safeFlags) error {
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
	which := flags.safe.value
	if which == (common.Address{}) {
		which = before.Pool.Owner
	}
	q, err := a.readQueue(ctx, service, client, before, which)
	if err != nil {
		return err
	}
	q.flags = &flags.Options
	v, err := q.view(ctx, a.reviews)
	if err != nil {
		return err
	}
	if v.ready() {
		v.Next = strings.Replace(again(cmd, args, ""), "safe queue", fmt.Sprintf("safe exec --from-queue %d", v.Safe.Nonce), 1)
	}
	if err := v.verdict(); err != nil {
		return err
	}
	return a.show(v)
}

// queue is what waits for a Safe, and what is needed to look at it.
type queue struct {
	client  *chain.Client
	before  *ops.Snapshot
	safe    *chain.Safe
	version safe.Version
	service string
	waiting []safeservice.Queued
	decoder *decode.Decoder
	flags   *review.Options
}

// readQueue reads the Safe at the snapshot's block, and what waits for it.
func (a *app) readQueue(ctx context.Context, service *safeservice.Client, client *chain.Client, before *ops.Snapshot, which common.Address) (*queue, error) {
	at := chain.AtHash(before.Block.Hash)
	found, err := client.Safes(ctx, at, []common.Address{which})
	if err != nil {
		return nil, err
	}
	q := &queue{client: client, before: before, safe: found[which], service: fmt.Sprint(service)}
	if q.safe == nil {
		return nil, failure.New(failure.Refused, "safe.none", "%s is no Safe on %s: it does not answer as one", which, network.ID(before.ChainID)).
			WithHint("name the Safe with --safe")
	}
	if q.version, err = review.TrustedVersion(q.safe, before.ChainID); err != nil {
		return nil, err
	}
	if q.waiting, err = service.Queue(ctx, which, q.safe.Nonce); err != nil {
		return nil, notProposed(err, &proposedView{})
	}
	q.order()
	q.decoder, err = decode.New()
	return q, err
}

// hashes are computed from the fields.
func (q *queue) hashes(w safeservice.Queued) safe.Hashes {
	return safe.NewHashes(q.version, q.before.ChainID, q.safe.Address, w.Transaction)
}

// foreign says that the hash that the service shows is not that of the fields.
func (q *queue) foreign(w safeservice.Queued) bool {
	return w.Broken != "" || q.hashes(w).SafeTx != w.Claimed
}

// calls are what a transaction has the Safe do; known is false where that is not
// known: a delegate call of other code than MultiSendCallOnly's.
func (q *queue) calls(ctx context.Context, tx safe.Transaction) (calls []safe.Call, known bool, err error) {
	if tx.Operation == safe.OperationCall {
		return []safe.Call{{To: tx.To, Value: tx.Value, Data: tx.Data}}, true, nil
	}
	hash, err := q.client.CodeHash(ctx, chain.AtHash(q.before.Block.Hash), tx.To)
	if err != nil || safe.MultiSendCode(hash) == "" {
		return nil, false, err
	}
	calls, err = safe.UnpackMultiSend(tx.Data)
	if err != nil || slices.ContainsFunc(calls, func(c safe.Call) bool { return c.Operation != safe.OperationCall }) {
		return nil, false, nil //nolint:nilerr // what cannot be read is not known
	}
	return calls, true, nil
}
