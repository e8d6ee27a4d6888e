package poolplan

import (
	"context"
	"fmt"
	"strings"

	"mpool/internal/batch"
	"mpool/internal/failure"
	"mpool/internal/files"
	"mpool/internal/request"
	"mpool/internal/text"
)

// shownSteps is the largest number of commands in a hint.
const shownSteps = 5

// OrBatch adds what to type if a file was read as a plan but is a batch. For other files it returns
// err. pool is the pool of operations that name none.
func OrBatch(ctx context.Context, path, pool string, err error) error {
	words, unread := files.Read(ctx.Done(), path, batch.MaxSize)
	if unread != nil {
		return err
	}
	items, wrong := batch.Parse(words, request.Shapes(), pool)
	if wrong != nil {
		return err
	}
	return failure.Usage("%s is a batch of %s, but mpool send takes a plan: send each operation with its own command", text.Quote(path), text.Plural(len(items), "operation")).
		Because(err).WithHint("%s", typedEach(items))
}

// typedEach returns the commands that send the operations of a batch.
func typedEach(items []batch.Item) string {
	var lines []string
	for i, item := range items[:min(len(items), shownSteps)] {
		line := request.CommandLine(item) + " --broadcast --account NAME"
		if item.Wait != "" {
			line = "after a wait (" + text.Clean(item.Wait, text.NameWidth) + ") " + line
		}
		if i > 0 {
			line = "then " + line
		}
		lines = append(lines, line)
	}
	if more := len(items) - shownSteps; more > 0 {
		lines = append(lines, fmt.Sprintf("then the other %s", text.Plural(more, "operation")))
	}
	return strings.Join(lines, "; ")
}
