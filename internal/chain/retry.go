package chain

import (
	"context"
	"crypto/x509"
	"errors"
	"io/fs"
	"net"
	"syscall"
	"time"

	"github.com/cenkalti/backoff/v5"
	"github.com/ethereum/go-ethereum/common"
)

// tries is how often a read is asked for in all where the node fails for a
// moment.
const tries = 4

// DefaultBackOff is the time before the second try; that before each later one is
// twice the one before.
const DefaultBackOff = 250 * time.Millisecond

// retrying asks again where the node is busy or its answer got lost. It is for
// reads only: what sends has to find out first what became of it. A node that says
// how long to wait is asked again after that, as often as it says so, and for as long
// in all as one request may take. The waiting is backoff's, the decision our own.
func (w *wire) retrying(ctx context.Context, ask func() error) error {
	var last error
	again := attempts{wire: w, left: w.timeout}
	_, _ = backoff.Retry(ctx, func() (struct{}, error) {
		last = ask()
		return struct{}{}, again.after(ctx, last)
	}, backoff.WithBackOff(growing(w.backOff)), backoff.WithMaxElapsedTime(0))
	return last
}

// growing is twice as long each time, and up to a quarter longer or shorter.
func growing(first time.Duration) backoff.BackOff {
	b := backoff.NewExponentialBackOff()
	b.InitialInterval, b.Multiplier, b.RandomizationFactor = first, 2, 0.25
	return b
}

// attempts are those of one question.
type attempts struct {
	wire  *wire
	tried int           // without an answer that says when
	left  time.Duration // that the node may ask to wait for
}

// after says in backoff's words what follows an answer: nothing, no other try, one after
// the time that the node asks for, or one after the usual time.
func (a *attempts) after(ctx context.Context, err error) error {
	if err == nil || ctx.Err() != nil || !a.wire.patient && errors.Is(err, context.DeadlineExceeded) {
		return permanent(err)
	}
	if asks := waitOf(err); asks > 0 {
		if a.left -= asks; a.left < 0 {
			return permanent(err)
		}
		return &backoff.RetryAfterError{Duration: withJitter(asks)}
	}
	if a.tried++; !worthAnother(err, a.tried) {
		return permanent(err)
	}
	return err
}

// permanent ends the trying; there is nothing to end where nothing failed.
func permanent(err error) error {
	if err == nil {
		return nil
	}
	return backoff.Permanent(err)
}

// waitOf is how long the node asks to wait; 0 where it does not say.
func waitOf(err error) time.Duration {
	var limit *LimitError
	if !errors.As(err, &limit) {
		return 0
	}
	return limit.Wait
}

// worthAnother says whether another try may bring what this one did not. A node
// that did not answer in time is asked once more only: the time is the user's.
func worthAnother(err error, try int) bool {
	var gone *UnreachableError
	var answer *NodeError
	var block *BlockError
	switch {
	case try >= tries:
		return false
	case errors.As(err, new(*LimitError)):
		return true
	case errors.Is(err, context.DeadlineExceeded):
		return try == 1
	case errors.As(err, &answer):
		return answer.isBehind()
	case errors.As(err, &block):
		return block.Block.hash != (common.Hash{}) && !block.Pruned
	}
	return errors.As(err, &gone) && !gone.lasting
}

// isBehind tells that the node does not know a block that another one behind the
// same address has told of.
func (e *NodeError) isBehind() bool {
	return says(e.Message, "header not found", "unknown block", "block not found", "header for hash not found", "could not find block")
}

// behind is the first of the errors that another try may cure, or nil.
func behind(errs []error) error {
	for _, err := range errs {
		var answer *NodeError
		if errors.As(err, &answer) && answer.isBehind() {
			return err
		}
	}
	return nil
}

// lasts returns whether a repeated request would fail too: nothing listens there, the name
// does not exist, or another server answers.
func lasts(err error) bool {
	var name *net.DNSError
	var authority x509.UnknownAuthorityError
	var host x509.HostnameError
	return errors.Is(err, syscall.ECONNREFUSED) || errors.Is(err, fs.ErrNotExist) || errors.As(err, &name) || errors.As(err, &authority) || errors.As(err, &host)
}
