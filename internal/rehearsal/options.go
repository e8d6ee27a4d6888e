package rehearsal

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/fork"
	"mpool/internal/ops"
	"mpool/internal/parse"
	"mpool/internal/planner"
	"mpool/internal/text"
	"mpool/internal/units"
)

// Options say how to try a plan, and which outputs to write.
type Options struct {
	Fork     bool
	Block    string
	Base     chain.BlockRef // the block on which the plan is based
	At       []string
	Keep     bool
	Port     int
	Anvil    string
	Require  string // forked or simulated; empty: no requirement
	Detailed bool
	Report   Forms
}

// Check refuses options that cannot be combined, before anything is read.
func (f *Options) Check(broadcast bool) error {
	var err error
	switch {
	case f.Fork && broadcast:
		return failure.Usage("use only one of --fork, which only tries, and --broadcast, which sends").WithHint("omit one of them")
	case f.Detailed && broadcast:
		return failure.Usage("use only one of --detailed-exitcode and --broadcast").WithHint("omit one of them")
	case !f.Fork && f.Require == fork.Forked:
		return failure.Usage("--require forked needs --fork").WithHint("add --fork")
	case !f.Fork && (len(f.At) > 0 || f.Keep || f.Anvil != "" || f.Port != 0 || f.Block != "latest"):
		return failure.Usage("--fork-block, --fork-keep, --fork-port, --at and --anvil are for --fork").WithHint("add --fork")
	case f.Port < 0 || f.Port > 65535:
		return failure.Usage("--fork-port must be 0 to 65535, not %d", f.Port)
	}
	if err := f.Report.CheckForked(broadcast); !f.Fork && err != nil {
		return err
	}
	if f.Base, err = chain.ParseBlockRef(f.Block); err != nil {
		return failure.Usage("--fork-block: %s", err).Because(err)
	}
	_, err = f.looks(0, time.UTC)
	return err
}

// Read reads the pool on which the plan is based. For a fork it writes no files.
func (f *Options) Read(ctx context.Context, plans *planner.Planner, client planner.Node, pool common.Address) (*ops.Snapshot, error) {
	if f.Fork {
		return plans.Reads.Only(ctx, client, pool, f.Base)
	}
	return plans.Reads.At(ctx, client, pool, f.Base)
}

// ForkBlockHint makes the hint about a missing block name the flag of the fork.
func ForkBlockHint(err error) error {
	var block *chain.BlockError
	if !errors.As(err, &block) || block.Pruned {
		return err
	}
	return failure.New(failure.ExitOf(err), failure.CodeOf(err), "%s", err).Because(err).WithHint("omit --fork-block to fork the latest block")
}

// looks returns the times of --at. now is the block's time, and zone that of wall clock times.
func (f *Options) looks(now units.Time, zone *time.Location) ([]units.Time, error) {
	var times []units.Time
	for _, text := range f.At {
		at, err := parse.Time(text, now, zone)
		if err != nil {
			return nil, failure.Usage("--at: %s", err).Because(err)
		}
		times = append(times, at)
	}
	return times, nil
}

// Enough refuses a plan with a weaker proof than Require.
func (f *Options) Enough(p *planner.Proposal) error {
	if f.Require != chain.Simulated || p.View.Proof == nil || p.View.Proof.Level != chain.Called {
		return nil
	}
	return failure.New(failure.Simulation, "level", "the node cannot simulate this, but --require needs it: %s", text.Clean(p.View.Proof.Why, text.LineWidth)).
		WithHint("use another node with --rpc-url, or use --fork").WithResult(p.View.NotSent("the node cannot simulate it"))
}

// keptLines explains how to use a fork that keeps running.
func keptLines(url string, chain uint64, sender string) []string {
	return []string{
		fmt.Sprintf("the fork listens on %s, chain id %d, until Ctrl-C", url, chain),
		fmt.Sprintf("cast:   cast send --rpc-url %s --unlocked --from %s TO SIGNATURE ARGUMENTS", url, sender),
		fmt.Sprintf("mpool:  mpool status --rpc-url %s", url),
		fmt.Sprintf("wallet: add a network with RPC URL %s and chain id %d; cast rpc --rpc-url %s anvil_setBalance ACCOUNT 0xde0b6b3a7640000 gives an account 1 native token", url, chain, url),
	}
}
