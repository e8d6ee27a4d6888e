package inspect

import (
	"context"
	"errors"
	"time"

	"mpool/internal/chain"
	"mpool/internal/chain/wire"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/text"
)

// follower reads a pool at the newest block again and again.
type follower struct {
	read  func(ctx context.Context) (*ops.Snapshot, error) // reads the pool at the newest block
	note  func(format string, args ...any)
	now   func() time.Time
	pause func(ctx context.Context, d time.Duration) error

	last    *ops.Snapshot
	since   time.Time // when last was first seen
	older   int       // consecutive answers with older blocks
	away    bool      // the last request failed
	stalled bool      // the note about a chain without new blocks was shown
}

// Follow calls look with the pool at the newest block until look returns done. If the first read fails,
// Follow fails. Later temporary failures are retried until ctx ends.
func (r *Reader) Follow(ctx context.Context, args []string, look func(*ops.Snapshot) (done bool, err error)) error {
	client, pool, err := r.Nodes.DialPool(ctx, args)
	if err != nil {
		return err
	}
	defer client.Close()
	read := func(ctx context.Context) (*ops.Snapshot, error) {
		return client.Snapshot(ctx, pool.Address, chain.Latest())
	}
	f := &follower{read: read, note: r.UI.Note, now: r.Now, pause: pause}
	return f.run(ctx, look)
}

func (f *follower) run(ctx context.Context, look func(*ops.Snapshot) (done bool, err error)) error {
	for {
		s, err := f.read(ctx)
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil && (f.last == nil || !passes(err)):
			return err
		case err != nil:
			f.failed(err)
		case f.isNews(s):
			if done, err := look(s); done || err != nil {
				return err
			}
		}
		if err := f.pause(ctx, every(f.last)); err != nil {
			return err
		}
	}
}

// failed notes once that the node fails.
func (f *follower) failed(err error) {
	if !f.away {
		f.note("the node fails, and is asked again until it answers: %s", err)
	}
	f.away = true
}

// mostOlder is the number of consecutive answers with older blocks that are ignored: nodes behind one
// address can differ. After that, the chain has gone back.
const mostOlder = 10

// isNews reports whether a state is new and should be shown.
func (f *follower) isNews(s *ops.Snapshot) bool {
	if f.away {
		f.note("the node answers again")
		f.away = false
	}
	switch {
	case f.last == nil || s.Block.Number > f.last.Block.Number:
	case s.Block.Number < f.last.Block.Number && f.older < mostOlder:
		f.older++
		return false
	case s.Block == f.last.Block:
		f.older = 0
		f.standsStill(s)
		return false
	}
	f.last, f.since, f.older, f.stalled = s, f.now(), 0, false
	return true
}

// standsStill notes once that the chain makes no blocks. The pool's state depends on the block's time.
func (f *follower) standsStill(s *ops.Snapshot) {
	on := network.ID(s.ChainID)
	if f.stalled || f.now().Sub(f.since) < patience(on) {
		return
	}
	f.stalled = true
	if on.ForDevelopment() {
		f.note("the time of this chain stands still at %s: a development chain makes a block only when something is sent; mpool devnet warp 1h moves it on", text.Time(s.Block.Time))
		return
	}
	f.note("the node's newest block is still %d, of %s", s.Block.Number, text.Time(s.Block.Time))
}

// patience returns how long a chain may be without a new block before this is noted.
func patience(on network.ID) time.Duration {
	if on.ForDevelopment() {
		return 5 * time.Second
	}
	return max(time.Minute, 10*time.Duration(on.BlockTime())*time.Second)
}

// every returns the interval between reads: a block's time, or a second on a development chain.
func every(s *ops.Snapshot) time.Duration {
	if on := network.ID(s.ChainID); !on.ForDevelopment() {
		return time.Duration(on.BlockTime()) * time.Second
	}
	return time.Second
}

// passes reports whether a failure is temporary, so that asking again may help.
func passes(err error) bool {
	var gone *wire.UnreachableError
	var limit *wire.LimitError
	var unable *wire.UnableError
	var answer *wire.NodeError
	var block *chain.BlockError
	return errors.As(err, &gone) || errors.As(err, &limit) || errors.As(err, &unable) || errors.As(err, &answer) || errors.As(err, &block)
}

func pause(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}
