package planner

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/core/types"

	"mpool/internal/chain"
	"mpool/internal/chain/wire"
	"mpool/internal/failure"
	"mpool/internal/history"
	"mpool/internal/ops"
	"mpool/internal/parse"
	"mpool/internal/text"
	"mpool/internal/units"
)

// Past holds the flags that say from when to read a pool's past.
type Past struct {
	From  string
	Since string
}

// Start is the first block to read.
type Start struct {
	Block uint64
	Born  bool // no event of the pool is older
}

func (f *Past) Start(ctx context.Context, pl *Planner, client Archive, s *ops.Snapshot) (Start, error) {
	if f.From == "" && f.Since == "" {
		return pl.birth(ctx, client, s)
	}
	block, err := f.named(ctx, client, s, pl.Settings.Zone())
	if err != nil || block == 0 {
		return Start{Block: block, Born: true}, err
	}
	before, err := client.HasCode(ctx, s.Pool.Address, block-1)
	var answer *wire.NodeError
	if errors.As(err, &answer) || before {
		return Start{Block: block}, nil // or the node cannot know
	}
	if err != nil {
		return Start{}, err
	}
	born, err := pl.birth(ctx, client, s)
	return Start{Block: block, Born: born.Block >= block}, err
}

// named returns the block that the flags name.
func (f *Past) named(ctx context.Context, client Archive, s *ops.Snapshot, zone *time.Location) (uint64, error) {
	switch {
	case f.From != "" && f.Since != "":
		return 0, failure.Usage("use only one of --since and --from-block").WithHint("omit one of them")
	case f.From != "":
		block, err := parseBlockNumber(f.From)
		if err == nil && block > s.Block.Number {
			err = failure.Usage("--from-block: block %d is in the future; the newest block is %d", block, s.Block.Number)
		}
		return block, err
	}
	at, err := ParseSince(f.Since, s.Block.Time, zone)
	if err != nil {
		return 0, err
	}
	block, err := client.BlockSince(ctx, at, s.Block.Number)
	return min(block, s.Block.Number), err
}

// birth finds the block of the pool's creation. If the node has no old states it starts at block 0.
// Some of these nodes do not say so and answer that there was no contract. So birth checks for the
// Vault's event in the block that it found.
func (pl *Planner) birth(ctx context.Context, client Archive, s *ops.Snapshot) (Start, error) {
	block, err := client.Birth(ctx, s.Pool.Address, s.Block.Number)
	var answer *wire.NodeError
	unknown := errors.As(err, &answer)
	if err == nil && block > 0 {
		registered, err := client.Logs(ctx, chain.LogFilter{Address: s.Pool.Vault, Topics: history.RegisteredTopics(s.Pool.ID)}, block, block, func(uint64) {})
		if err != nil {
			return Start{}, err
		}
		unknown = len(registered) == 0
	}
	if unknown {
		pl.UI.Note("the node has no old states, so mpool cannot find the pool's creation and reads from block 0; --from-block starts later")
		return Start{Block: 0, Born: true}, nil
	}
	return Start{Block: block, Born: true}, err
}

func parseBlockNumber(words string) (uint64, error) {
	at, err := chain.ParseBlockRef(words)
	number, isNumber := at.Number()
	if err != nil || !isNumber {
		return 0, failure.Usage("--from-block: invalid block number %s", text.Quote(words))
	}
	return number, nil
}

// firstEthereum is the time of Ethereum's block 1. No EVM chain is older.
const firstEthereum = units.Time(1_438_269_973)

// ParseSince reads a duration before now, such as "30d", or a time in the past.
func ParseSince(words string, now units.Time, zone *time.Location) (units.Time, error) {
	if ago, err := units.ParseDuration(words); err == nil {
		return now - min(ago, now), nil
	}
	at, err := parse.Time(words, now, zone)
	if err != nil || strings.HasPrefix(words, "+") {
		return 0, failure.Usage("--since: invalid time %s: use a duration such as 30d or 12h, or a time: %s", text.Quote(words), parse.Forms)
	}
	if at < firstEthereum && words != "now" {
		return 0, failure.Usage("--since: %s is %s, before the chain existed: did you mean 30d?", text.Quote(words), at)
	}
	if at > now {
		return 0, failure.Usage("--since: %s is in the future: the newest block's time is %s", at, now)
	}
	return at, nil
}

// Logs reads the logs from a block to the snapshot's block and shows a progress bar.
func (pl *Planner) Logs(ctx context.Context, node Logs, s *ops.Snapshot, from uint64, filters ...chain.LogFilter) ([]types.Log, error) {
	blocks := s.Block.Number - from + 1
	bar := pl.UI.NewBar("reading events", blocks*uint64(len(filters)))
	defer bar.End()
	var all []types.Log
	for i, filter := range filters {
		logs, err := node.Logs(ctx, filter, from, s.Block.Number, func(done uint64) { bar.Show(uint64(i)*blocks + done) })
		if err != nil {
			return nil, err
		}
		all = append(all, logs...)
	}
	return all, nil
}

// HeadersOf reads the headers of the blocks of the logs. It returns an error if a block has another
// hash by now.
func HeadersOf(ctx context.Context, client HeaderReader, logs []types.Log) (map[uint64]*chain.Header, error) {
	var numbers []uint64
	seen := map[uint64]bool{}
	for _, l := range logs {
		if !seen[l.BlockNumber] {
			seen[l.BlockNumber] = true
			numbers = append(numbers, l.BlockNumber)
		}
	}
	headers, err := client.Headers(ctx, numbers)
	if err != nil {
		return nil, err
	}
	for _, l := range logs {
		if headers[l.BlockNumber].Hash != l.BlockHash {
			return nil, failure.New(failure.Plain, "node.reorganised", "block %d was replaced while mpool read it", l.BlockNumber).WithHint("run it again")
		}
	}
	return headers, nil
}

// ChainAt is the block of a snapshot.
func ChainAt(s *ops.Snapshot) chain.BlockRef { return chain.AtHash(s.Block.Hash) }
