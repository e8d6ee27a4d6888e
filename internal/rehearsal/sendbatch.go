package rehearsal

import (
	"context"
	"fmt"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/batch"
	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/files"
	"mpool/internal/ops"
	"mpool/internal/request"
	"mpool/internal/text"
)

// shownSteps is the largest number of operations in a hint.
const shownSteps = 5

// OrBatch adds what to type if a file was read as a plan but is a batch. For other files it returns
// err.
func (s *Stage) OrBatch(ctx context.Context, path string, err error) error {
	words, unread := files.Read(ctx.Done(), path, batch.MaxSize)
	if unread != nil {
		return err
	}
	items, wrong := batch.Parse(words, request.Shapes(), s.Settings.Pool)
	if wrong != nil {
		return err
	}
	hint, wrong := s.typedEach(ctx, path, items)
	if wrong != nil {
		return wrong
	}
	return failure.Usage("%s is a batch of %s, but mpool send takes a plan: send each operation with its own command", text.Quote(path), text.Plural(len(items), "operation")).
		Because(err).WithHint("%s", hint)
}

// typedEach returns the commands that send the operations of a batch.
func (s *Stage) typedEach(ctx context.Context, path string, items []batch.Item) (string, error) {
	owners := map[string]common.Address{}
	var all []toSend
	for i, item := range items[:min(len(items), shownSteps)] {
		wait, err := parseWaiting(item.Wait, s.Settings.NamedZone())
		if err != nil {
			return "", (&candidate{file: path, item: item}).blame(err)
		}
		safe, known := owners[item.Pool]
		if !known {
			safe = s.safeOf(ctx, item.Pool)
			owners[item.Pool] = safe
		}
		all = append(all, toSend{item: item, number: i + 1, wait: wait, safe: safe, keys: " --account NAME"})
	}
	var lines []string
	for i, next := range commands(all) {
		switch {
		case next.After != "":
			next.Command = next.After + ": " + next.Command
		case i > 0:
			next.Command = "then " + next.Command
		}
		lines = append(lines, next.Command)
	}
	if more := len(items) - shownSteps; more > 0 {
		lines = append(lines, fmt.Sprintf("then the other %s", text.Plural(more, "operation")))
	}
	return strings.Join(lines, "; "), nil
}

// safeOf returns the Safe that owns a pool; zero if none does, or if the pool cannot be read.
func (s *Stage) safeOf(ctx context.Context, pool string) common.Address {
	client, of, err := s.Nodes.DialPool(ctx, []string{pool})
	if err != nil {
		return (common.Address{})
	}
	defer client.Close()
	read, err := client.Snapshot(ctx, of.Address, chain.Latest())
	if err != nil || read.Pool.OwnerKind != ops.OwnerSafe {
		return (common.Address{})
	}
	return read.Pool.Owner
}
