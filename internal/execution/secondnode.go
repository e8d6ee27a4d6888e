package execution

import (
	"context"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/chain/wire"
	"mpool/internal/failure"
	"mpool/internal/text"
)

// mostLooks is how often another node is asked for a block or a receipt that it does not know yet.
const mostLooks = 15

// second is another node that the user has named with --check-rpc-url.
type second struct {
	Elsewhere
	name string // scheme and host
}

// seconds calls ask for each other node of the user that can be asked and is on the plan's chain. The
// user is warned of the others.
func (o *outlet) seconds(ctx context.Context, ask func(second) error) error {
	for _, url := range o.engine.Settings.CheckRPCURLs {
		client, err := o.engine.Nodes.DialOther(ctx, url)
		if err == nil {
			err = onChainOf(ctx, client, o.Plan.Predicted.ChainID)
			if err == nil {
				err = ask(second{client, client.Node()})
			}
			client.Close()
		}
		var f *failure.Failure
		if errors.As(err, &f) || ctx.Err() != nil {
			return err
		}
		if err != nil {
			o.engine.UI.Warn("node.unchecked", "a node of --check-rpc-url could not be asked, so it confirms nothing: %s", err)
		}
	}
	return nil
}

func onChainOf(ctx context.Context, client Elsewhere, want uint64) error {
	id, err := client.ChainID(ctx)
	if err == nil && id != want {
		err = &wire.ChainError{Want: want, Got: id}
	}
	return err
}

// apartError says that another node of the user does not confirm what the main node reports.
type apartError struct {
	main string // what the main node reports
	name string // of the other node
	says string
}

func (e *apartError) Error() string {
	return fmt.Sprintf("the node says that %s, but %s (--check-rpc-url) %s", e.main, e.name, e.says)
}

// apartIn returns the apartError in an error; nil if there is none.
func apartIn(err error) *apartError {
	var apart *apartError
	errors.As(err, &apart)
	return apart
}

// sameReceipt asks each other node of the user for the receipt. Another answer, or none, is an
// *apartError.
func (o *outlet) sameReceipt(ctx context.Context, receipt *chain.Receipt) error {
	var apart error
	err := o.seconds(ctx, func(other second) error {
		theirs, err := other.Receipt(ctx, receipt.Hash)
		if err == nil && !receipt.Same(theirs) {
			apart = &apartError{"it " + outcomeOf(receipt), other.name, "says that it " + outcomeOf(theirs)}
		}
		return err
	})
	return errors.Join(err, apart)
}

// outcomeOf is what a receipt says; nil: there is none.
func outcomeOf(r *chain.Receipt) string {
	switch {
	case r == nil:
		return "is not mined"
	case r.Success:
		return fmt.Sprintf("is mined in block %d, %s, with %s gas", r.BlockNumber, r.BlockHash, text.Count(r.GasUsed))
	}
	return fmt.Sprintf("reverted in block %d, %s, with %s gas", r.BlockNumber, r.BlockHash, text.Count(r.GasUsed))
}

// nonceUsed asks each other node of the user whether the nonce is used by another transaction, if the main
// node says so. If one says that it is unused, or that one of ours used it, the error is an *apartError.
func (o *outlet) nonceUsed(ctx context.Context, out chain.Sent) error {
	var apart error
	err := o.seconds(ctx, func(other second) error {
		says, err := usedOtherwise(ctx, other, out)
		if err == nil && says != "" {
			apart = &apartError{fmt.Sprintf("another transaction has used nonce %d of %s", out.Nonce, out.From), other.name, says}
		}
		return err
	})
	return errors.Join(err, apart)
}

// usedOtherwise is what another node says against the use of a nonce by a transaction that is not ours;
// empty: nothing.
func usedOtherwise(ctx context.Context, other second, out chain.Sent) (string, error) {
	account, err := other.AccountAt(ctx, out.From, chain.Latest())
	if err != nil || account.Nonce <= out.Nonce {
		return "says that the nonce is unused", err
	}
	for _, hash := range append([]common.Hash{out.Hash}, out.Earlier...) {
		ours, err := other.Receipt(ctx, hash)
		if err != nil || ours != nil {
			return "says that " + hash.Hex() + " " + outcomeOf(ours), err
		}
	}
	return "", nil
}

// awaited is the node's Await until the other nodes of the user confirm its result. They may be some
// blocks behind, or the chain may be reorganised.
func (o *outlet) awaited(ctx context.Context, out chain.Sent, patience chain.Patience) (*chain.Receipt, error) {
	var last error // of the other nodes
	for look := 1; ; look++ {
		receipt, err := o.Client.Await(ctx, out, patience)
		if ctx.Err() != nil && last != nil {
			return nil, last
		}
		confirm := err
		switch {
		case errors.As(err, new(*chain.ReplacedError)):
			confirm = o.nonceUsed(ctx, out)
		case err == nil:
			confirm = o.sameReceipt(ctx, receipt)
		}
		if apartIn(confirm) == nil || look == mostLooks {
			return receipt, errors.Join(confirm, err)
		}
		if o.engine.pause(ctx, lookAgain) != nil {
			return nil, confirm
		}
		last = confirm
	}
}
