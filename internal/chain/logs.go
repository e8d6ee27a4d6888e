package chain

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"

	"mpool/internal/chain/wire"
)

// LogFilter selects the logs of one contract whose topics are among these, position by position. An
// empty position matches any topic.
type LogFilter struct {
	Address common.Address
	Topics  [][]common.Hash
}

// LogsError says that the logs of some blocks cannot be read.
type LogsError struct {
	From, To uint64 // the last request
	Why      string
	cause    error
}

func (e *LogsError) Error() string {
	return fmt.Sprintf("cannot read the logs of blocks %d to %d: %s: %s", e.From, e.To, e.Why, e.cause)
}

// Code returns the stable code for scripts.
func (e *LogsError) Code() string { return "node.logs" }

func (e *LogsError) Unwrap() error { return e.cause }

// Hint returns what the user should do next.
func (e *LogsError) Hint() string {
	return "use another node (--rpc-url), or read fewer blocks with --from-block or --since"
}

// Logs reads the logs of the blocks from to to, both included, in the order in which they were
// written. It adapts the number of blocks per request to the node, and calls progress with the
// number of finished blocks.
func (b blocks) Logs(ctx context.Context, filter LogFilter, from, to uint64, progress func(done uint64)) ([]types.Log, error) {
	s := scan{wire: b.wire, filter: filter, from: from, next: from, to: to, pace: wire.NewPace()}
	for !s.done {
		if err := wire.Pause(ctx, max(wire.WithJitter(s.pace.Wait()), s.told)); err != nil {
			return nil, err
		}
		if err := s.step(ctx); err != nil {
			return nil, err
		}
		progress(s.next - s.from)
	}
	return s.logs, nil
}

// scan is one pass over blocks for their logs.
type scan struct {
	wire           *wire.Conn
	filter         LogFilter
	from, next, to uint64
	pace           wire.Pace
	logs           []types.Log
	told           time.Duration // wait that the node asks for, at most the timeout of one request
	done           bool
}

// step makes one request. It returns an error if another try does not help.
func (s *scan) step(ctx context.Context) error {
	last := s.next + min(s.to-s.next, s.pace.Size-1)
	asked := last - s.next + 1
	logs, err := logsOf(ctx, s.wire, s.filter, s.next, last)
	if errors.Is(err, context.Canceled) {
		return err
	}
	got := retryable(wire.VerdictOn(err), err, s.next > s.from)
	if s.told = wire.WithJitter(wire.WaitOf(err)); s.told > s.wire.Timeout {
		got = wire.Broken
	}
	s.pace = s.pace.After(got, asked)
	if why := s.pace.Lost(got, asked, s.to-s.next); why != "" {
		return &LogsError{From: s.next, To: last, Why: why, cause: err}
	}
	if got == wire.Brought {
		s.logs = append(s.logs, logs...)
		s.next, s.done = last+1, last == s.to
	}
	return nil
}

// retryable turns broken into busy for a lost connection if the node has answered before.
func retryable(got wire.Verdict, err error, answeredBefore bool) wire.Verdict {
	var unreachable *wire.UnreachableError
	if got == wire.Broken && answeredBefore && errors.As(err, &unreachable) && unreachable.Status == 0 {
		return wire.Busy
	}
	return got
}

// logsOf makes one request without retries, because scan has its own.
func logsOf(ctx context.Context, w *wire.Conn, filter LogFilter, from, to uint64) ([]types.Log, error) {
	var logs []types.Log
	params := map[string]any{"address": filter.Address, "topics": filter.params(),
		"fromBlock": hexutil.Uint64(from), "toBlock": hexutil.Uint64(to)}
	if err := w.Once(ctx, wire.Request{Method: "eth_getLogs", Params: []any{params}, Into: &logs}); err != nil {
		return nil, err
	}
	logs, err := filter.sift(logs, from, to)
	if err != nil {
		return nil, &wire.UnableError{Node: w.Node(), What: "answer eth_getLogs", Answer: err.Error()}
	}
	return logs, nil
}

// params are the topics in the form of eth_getLogs: null matches any.
func (f LogFilter) params() []any {
	places := []any{}
	for _, topics := range f.Topics {
		if len(topics) == 0 {
			places = append(places, nil)
			continue
		}
		places = append(places, topics)
	}
	return places
}

// sift sorts the logs and removes duplicates and logs of reverted blocks. A log that was not
// requested is an error, because such a node may also omit logs.
func (f LogFilter) sift(logs []types.Log, from, to uint64) ([]types.Log, error) {
	logs = slices.DeleteFunc(slices.Clone(logs), func(l types.Log) bool { return l.Removed })
	for _, l := range logs {
		switch {
		case l.BlockNumber < from || l.BlockNumber > to:
			return nil, fmt.Errorf("a log from block %d instead of %d to %d", l.BlockNumber, from, to)
		case !f.matches(l):
			return nil, fmt.Errorf("a log from block %d that was not requested", l.BlockNumber)
		case l.BlockHash == common.Hash{} || l.TxHash == common.Hash{}:
			return nil, fmt.Errorf("a log from block %d without its block or transaction hash", l.BlockNumber)
		}
	}
	slices.SortStableFunc(logs, orderLogs)
	for i := 1; i < len(logs); i++ {
		if orderLogs(logs[i-1], logs[i]) == 0 && !sameLog(logs[i-1], logs[i]) {
			return nil, fmt.Errorf("two logs with number %d in block %d", logs[i].Index, logs[i].BlockNumber)
		}
	}
	return slices.CompactFunc(logs, sameLog), nil
}

func (f LogFilter) matches(l types.Log) bool {
	if l.Address != f.Address || len(l.Topics) < len(f.Topics) {
		return false
	}
	for i, topics := range f.Topics {
		if len(topics) > 0 && !slices.Contains(topics, l.Topics[i]) {
			return false
		}
	}
	return true
}

func orderLogs(a, b types.Log) int {
	return cmp.Or(cmp.Compare(a.BlockNumber, b.BlockNumber), cmp.Compare(a.Index, b.Index))
}

func sameLog(a, b types.Log) bool {
	return orderLogs(a, b) == 0 && a.BlockHash == b.BlockHash && a.TxHash == b.TxHash && a.Address == b.Address &&
		slices.Equal(a.Topics, b.Topics) && slices.Equal(a.Data, b.Data)
}
