package execution

import (
	"context"
	"errors"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/failure"
)

// lookAgain is how long after a refusal it is published and looked for once more: of
// several nodes behind one address, one may know what another has not heard of yet.
const lookAgain = time.Second

// publishBytes publishes signed bytes, and does not take a refusal at its word. It returns
// nil if some node has them; a *chain.RefusedError if they were refused twice, no node that
// was asked has them, and their nonce is free; otherwise a *chain.DoubtError. For a private
// endpoint there is no refusal: it may have them mined later.
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

// settleRefusal looks for what was refused, and says whether that settles it.
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
	return o.pause(ctx, lookAgain) != nil, no.Doubt()
}

// lookFor asks the node, and every other that is named, for a transaction. What one
// of them has counts. One that does not answer leaves it open.
func (o *outlet) lookFor(ctx context.Context, out chain.Sent) (chain.Trace, error) {
	all, err := o.Client.Trace(ctx, out)
	if err != nil {
		return all, err
	}
	others, err := o.others(ctx, out)
	return chain.Trace{Known: all.Known || others.Known, Used: all.Used || others.Used, Waiting: all.Waiting || others.Waiting}, err
}

func (o *outlet) others(ctx context.Context, out chain.Sent) (all chain.Trace, err error) {
	for _, url := range o.Settings.CheckRPCURLs {
		client, err := o.Nodes.DialOther(ctx, url)
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

// traceOn takes the word of a node of the right chain only.
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

// pause waits, or ends with the context.
func (e *Engine) pause(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-e.Clock.After(d):
		return nil
	}
}

// NeverThere looks twice for every attempt of a call, and refuses where one of them
// may still be mined.
func (s *Sender) NeverThere(ctx context.Context, hashes []common.Hash, out chain.Sent) error {
	for try := 1; try <= 2; try++ {
		for _, hash := range hashes {
			out.Hash = hash
			left, err := s.lookFor(ctx, out)
			if err != nil {
				return err
			}
			if !left.Nothing() {
				return failure.New(failure.Refused, "in_flight", "%s may be mined: a node has it, or another transaction with its nonce", hash).
					WithHint("mpool resume %s, or mpool tx cancel %s", s.Record.ID(), s.Record.ID())
			}
		}
		if try == 1 {
			if err := s.pause(ctx, lookAgain); err != nil {
				return err
			}
		}
	}
	return nil
}
