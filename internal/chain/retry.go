package chain

import (
	"context"
	"crypto/x509"
	"errors"
	"io/fs"
	"net"
	"syscall"
	"time"

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
// in all as one request may take.
func (c *Client) retrying(ctx context.Context, ask func() error) error {
	wait, left := c.backOff, c.timeout
	for try := 1; ; try++ {
		err := ask()
		if err == nil || ctx.Err() != nil || !c.patient && errors.Is(err, context.DeadlineExceeded) {
			return err
		}
		pause := withJitter(wait)
		if asks := waitOf(err); asks > 0 {
			pause = withJitter(asks)
			if left -= asks; left < 0 {
				return err
			}
			try-- // it answers, and says when
		} else if !worthAnother(err, try) {
			return err
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(pause):
			wait *= 2
		}
	}
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

// behind is the first of the errors that another try may mend, or nil.
func behind(errs []error) error {
	for _, err := range errs {
		var answer *NodeError
		if errors.As(err, &answer) && answer.isBehind() {
			return err
		}
	}
	return nil
}

// lasts tells what no second try mends: nothing listens there, there is no such
// name, or whoever answers is not who was meant.
func lasts(err error) bool {
	var name *net.DNSError
	var authority x509.UnknownAuthorityError
	var host x509.HostnameError
	return errors.Is(err, syscall.ECONNREFUSED) || errors.Is(err, fs.ErrNotExist) || errors.As(err, &name) || errors.As(err, &authority) || errors.As(err, &host)
}
