package inspect

import (
	"context"
	"errors"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"mpool/internal/chain"
	"mpool/internal/chain/wire"
	"mpool/internal/effect"
	"mpool/internal/failure"
	"mpool/internal/history"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/planview"
	"mpool/internal/text"
	"mpool/internal/units"
)

// HistoryView is the timeline of a pool.
type HistoryView struct {
	Pool     planview.Pool  `json:"pool"`
	Unproven string         `json:"unproven,omitempty"` // why the pool is not known to be Balancer's; omitted if it is
	From     uint64         `json:"from_block"`
	To       ops.Block      `json:"to"`
	Complete bool           `json:"complete"` // the events begin with the pool's creation
	Entries  []historyEntry `json:"entries"`
	Hashes   bool           `json:"-"`             // show hashes in the text
	Astray   []ops.Change   `json:"disagreements"` // where the state computed from the events differs from the pool's
}

type historyEntry struct {
	history.Entry
	Sender common.Address  `json:"sender"` // the transaction's sender
	To     *common.Address `json:"sent_to"`
}

func (r *Reader) ReadHistory(ctx context.Context, args []string, past *planner.Past) (*HistoryView, error) {
	client, pool, err := r.Nodes.DialPool(ctx, args)
	if err != nil {
		return nil, err
	}
	defer client.Close()
	now, err := client.Snapshot(ctx, pool.Address, chain.Latest())
	if err != nil {
		return nil, err
	}
	r.Plans.Reads.Warn(now)
	r.warnOpen(now)
	begin, err := past.Start(ctx, r.Plans, client, now)
	if err != nil {
		return nil, err
	}
	logs, err := r.Plans.Logs(ctx, client, now, begin.Block,
		chain.LogFilter{Address: now.Pool.Address, Topics: history.PoolTopics()},
		chain.LogFilter{Address: now.Pool.Vault, Topics: history.VaultTopics(now.Pool.ID)},
		chain.LogFilter{Address: now.Pool.Address, Topics: history.MintTopics()},
		chain.LogFilter{Address: now.Pool.Address, Topics: history.BurnTopics()})
	if err != nil {
		return nil, err
	}
	logs = history.InOrder(logs)
	v := &HistoryView{Pool: planview.PoolOf(now), Unproven: now.Pool.Unproven, From: begin.Block, To: now.Block, Complete: begin.Born}
	return v, r.tell(ctx, client, now, v, logs)
}

// tell builds the timeline from the logs.
func (r *Reader) tell(ctx context.Context, client *chain.Client, now *ops.Snapshot, v *HistoryView, logs []types.Log) error {
	facts, err := r.facts(ctx, client, now, v, logs)
	if err != nil {
		return err
	}
	entries, led, err := history.Timeline(logs, *facts)
	if err != nil {
		return failure.New(failure.Plain, "node.unable", "the pool's events are inconsistent: %s", err).Because(err).WithHint("use another node with --rpc-url")
	}
	envelopes, err := envelopesOf(ctx, client, entries)
	if err != nil {
		return err
	}
	v.Entries = []historyEntry{}
	for _, e := range entries {
		v.Entries = append(v.Entries, historyEntry{e, envelopes[e.Tx].From, envelopes[e.Tx].To})
	}
	v.Astray = append([]ops.Change{}, history.Astray(led, now)...)
	if len(v.Astray) > 0 {
		c := v.Astray[0]
		r.UI.Warn("history.astray", "some of the pool's events are missing: according to them %s would be %s, but it is %s", text.Clean(c.Label, effect.LabelWidth), text.Clean(c.Before, effect.LabelWidth), text.Clean(c.After, effect.LabelWidth))
	}
	return nil
}

// facts reads what the events do not contain.
func (r *Reader) facts(ctx context.Context, client *chain.Client, now *ops.Snapshot, v *HistoryView, logs []types.Log) (*history.Facts, error) {
	f := &history.Facts{Pool: now.Pool.Address, Vault: now.Pool.Vault, Owner: now.Pool.Owner,
		Tokens: map[common.Address]history.Token{}, Times: map[uint64]units.Time{}}
	headers, err := planner.HeadersOf(ctx, client, logs)
	if err != nil {
		return nil, err
	}
	for number, header := range headers {
		f.Times[number] = header.Time
	}
	if !v.Complete {
		if err := r.before(ctx, client, now, v, f, logs); err != nil {
			return nil, err
		}
	}
	return f, tokensOf(ctx, client, now, f, logs)
}

// before reads the state before the first block. If the node has deleted it, the timeline has no
// earlier values.
func (r *Reader) before(ctx context.Context, client *chain.Client, now *ops.Snapshot, v *HistoryView, f *history.Facts, logs []types.Log) error {
	s, err := client.Snapshot(ctx, now.Pool.Address, chain.AtNumber(v.From-1))
	var unborn *chain.NoCodeError
	var gone *chain.BlockError
	var unable *wire.UnableError
	switch {
	case err == nil:
		f.Before = s
		return nil
	case errors.As(err, &unborn), errors.As(err, &gone), errors.As(err, &unable):
		r.UI.Warn("history.before", "the node does not have the pool's state before block %d: some values before the first changes are missing", v.From)
		f.Order = orderNow(now, logs)
		return nil
	}
	return err
}

// orderNow returns the order of the pool's tokens, if none was added or removed; nil otherwise.
func orderNow(now *ops.Snapshot, logs []types.Log) []common.Address {
	if slices.ContainsFunc(logs, func(l types.Log) bool { return history.MovesTokens(l) }) {
		return nil
	}
	var order []common.Address
	for _, token := range now.Tokens {
		order = append(order, token.Address)
	}
	return order
}

// tokensOf reads the names of all tokens that the pool has or had.
func tokensOf(ctx context.Context, client *chain.Client, now *ops.Snapshot, f *history.Facts, logs []types.Log) error {
	for _, s := range []*ops.Snapshot{f.Before, now} {
		if s == nil {
			continue
		}
		for _, t := range s.Tokens {
			f.Tokens[t.Address] = history.Token{Symbol: t.Symbol, Decimals: t.Decimals, Known: true}
		}
	}
	mentioned, err := history.Mentioned(f.Pool, f.Vault, logs)
	if err != nil {
		return err
	}
	gone := slices.DeleteFunc(mentioned, func(t common.Address) bool { return f.Tokens[t].Known })
	infos, err := client.TokenInfos(ctx, planner.ChainAt(now), gone)
	for address, info := range infos {
		f.Tokens[address] = history.Token{Symbol: info.Symbol, Decimals: info.Decimals, Known: info.Known}
	}
	return err
}

func envelopesOf(ctx context.Context, client *chain.Client, entries []history.Entry) (map[common.Hash]chain.Envelope, error) {
	var hashes []common.Hash
	seen := map[common.Hash]bool{}
	for _, e := range entries {
		if !seen[e.Tx] {
			seen[e.Tx] = true
			hashes = append(hashes, e.Tx)
		}
	}
	return client.Transactions.Envelopes(ctx, hashes)
}
