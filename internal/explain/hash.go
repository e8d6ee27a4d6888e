package explain

import (
	"context"
	"errors"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/decode"
	"mpool/internal/failure"
	"mpool/internal/journal"
	"mpool/internal/parse"
	"mpool/internal/planner"
	"mpool/internal/text"
)

// explainHash explains a transaction.
func (r *Reader) explainHash(ctx context.Context, text string, pool []string) (text.View, error) {
	hash, err := parse.Hash(text)
	if err != nil {
		return nil, err
	}
	d, err := decode.NewWithSafe()
	if err != nil {
		return nil, err
	}
	client, err := r.Nodes.Dial(ctx, r.Settings.Chain)
	if err != nil {
		return nil, err
	}
	defer client.Close()
	x := &Explainer{Settings: r.Settings, UI: r.UI, Client: client, Decoder: d, At: chain.Latest()}
	if x.Tx, err = client.Transactions.Examine(ctx, hash); err != nil {
		return nil, orRecorded(r.Settings.JournalDir(), hash, orCalldata(d, hash, err))
	}
	v := x.NewView()
	v.Cancels = cancelled(r.Settings.JournalDir(), hash)
	if err := x.Look(ctx, pool); err != nil {
		return nil, err
	}
	book, err := x.Book(ctx)
	if err != nil {
		return nil, err
	}
	x.Show(v, book)
	if x.Tx.Mined != nil && !x.Tx.Mined.Success {
		if err := x.Why(ctx, v); err != nil {
			return nil, err
		}
	}
	return &View{Kind: "transaction", Transaction: v}, nil
}

// cancelled names the operation that an empty transaction cancels, according to the record on this machine; ""
// if there is none.
func cancelled(dir string, hash common.Hash) string {
	entry, err := journal.FindHash(dir, hash)
	if err != nil || !slices.ContainsFunc(entry.Status.Calls, func(c journal.Call) bool { return c.CancelledBy(hash) }) {
		return ""
	}
	return planner.CommandOf(entry.Status.Begin) + ", " + entry.ID
}

// orRecorded adds to the error about an unknown hash that mpool has its record, such as that of a
// transaction that was replaced.
func orRecorded(dir string, hash common.Hash, err error) error {
	var unknown *chain.UnknownTransactionError
	if !errors.As(err, &unknown) {
		return err
	}
	entry, unread := journal.FindHash(dir, hash)
	if unread != nil || entry.ID == "" {
		return err
	}
	return failure.New(failure.Plain, "transaction.unknown", "the node does not know %s, but mpool has its record: it is pending elsewhere, or was replaced", hash).Because(err).
		WithHint("mpool tx show %s", entry.ID)
}

// orCalldata adds to the error about an unknown hash that it may be truncated calldata: mpool takes any
// 32 bytes for a hash.
func orCalldata(d *decode.Decoder, hash common.Hash, err error) error {
	var unknown *chain.UnknownTransactionError
	function := d.Function(decode.Selector(hash[:4]))
	if !errors.As(err, &unknown) || function == "" {
		return err
	}
	return failure.New(failure.Plain, failure.CodeOf(err), "%s", err).Because(err).
		WithHint("32 bytes are read as a hash; these start like calldata of %s, which would be longer", function)
}
