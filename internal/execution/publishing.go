package execution

import (
	"context"
	"errors"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/failure"
)

// lookAgain is the time between two tries after a refusal. If an address has several nodes behind
// it, one of them may not have heard of the transaction yet.
const lookAgain = time.Second

// publishBytes publishes signed bytes and checks a refusal. It returns nil if a node has the
// transaction. It returns a *chain.RefusedError if the transaction was refused twice, no named node
// has it, and its nonce is free; otherwise a *chain.DoubtError. A private relay's refusal is always
// in doubt, because the relay may have the transaction mined later.
func (o *outlet) publishBytes(ctx context.Context, out chain.Sent, raw []byte, private bool) error {
	to, err := o.publisher(ctx, private)
	if err != nil {
		return err
	}
	for try := 1; ; try++ {
		err := to.SendRaw(ctx, raw)
		var no *chain.RefusedError
		switch {
		case !errors.As(err, &no):
			return err
		case private:
			return no.Doubt()
		}
		settled, err := o.settleRefusal(ctx, out, no, try)
		if settled {
			return err
		}
	}
}

// settleRefusal looks for a refused transaction and says whether the result is final.
func (o *outlet) settleRefusal(ctx context.Context, out chain.Sent, no *chain.RefusedError, try int) (bool, error) {
	left, err := o.lookFor(ctx, out)
	switch {
	case err != nil:
		return true, no.Doubt()
	case left.Known:
		return true, nil
	case left.Used || left.Waiting && !no.Rival:
		return true, no.Doubt()
	case try == 2:
		return true, no
	}
	return o.engine.pause(ctx, lookAgain) != nil, no.Doubt()
}

// lookFor asks the main node and all other named nodes for a transaction. It counts if any of them
// has it. If one does not answer, the result is an error.
func (o *outlet) lookFor(ctx context.Context, out chain.Sent) (chain.Trace, error) {
	all, err := o.Client.Trace(ctx, out)
	if err != nil {
		return all, err
	}
	others, err := o.others(ctx, out)
	return chain.Trace{Known: all.Known || others.Known, Used: all.Used || others.Used, Waiting: all.Waiting || others.Waiting}, err
}

func (o *outlet) others(ctx context.Context, out chain.Sent) (all chain.Trace, err error) {
	for _, url := range o.engine.Settings.CheckRPCURLs {
		client, err := o.engine.Nodes.DialOther(ctx, url)
		if err != nil {
			return all, err
		}
		trace, err := traceOn(ctx, client, o.Plan.Predicted.ChainID, out)
		client.Close()
		if err != nil {
			return all, err
		}
		all = chain.Trace{Known: all.Known || trace.Known, Used: all.Used || trace.Used, Waiting: all.Waiting || trace.Waiting}
	}
	return all, nil
}

// traceOn asks a node for a transaction if the node is on the right chain.
func traceOn(ctx context.Context, client Elsewhere, on uint64, out chain.Sent) (chain.Trace, error) {
	id, err := client.ChainID(ctx)
	if err == nil && id != on {
		err = &chain.ChainError{Want: on, Got: id}
	}
	if err != nil {
		return chain.Trace{}, err
	}
	return client.Trace(ctx, out)
}

// pause waits for d, or until the context ends.
func (e *Engine) pause(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-e.Clock.After(d):
		return nil
	}
}

// neverThere looks twice for every attempt of a call, and returns an error if one may still be
// mined.
func (o *outlet) neverThere(ctx context.Context, id string, hashes []common.Hash, out chain.Sent) error {
	for try := 1; try <= 2; try++ {
		for _, hash := range hashes {
			out.Hash = hash
			left, err := o.lookFor(ctx, out)
			if err != nil {
				return err
			}
			if !left.Nothing() {
				return failure.New(failure.Refused, "in_flight", "%s may be mined: a node has it, or another transaction with its nonce", hash).
					WithHint("mpool resume %s, or mpool tx cancel %s", id, id)
			}
		}
		if try == 1 {
			if err := o.engine.pause(ctx, lookAgain); err != nil {
				return err
			}
		}
	}
	return nil
}
