package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/spf13/cobra"

	"mpool/internal/failure"
	"mpool/internal/files"
	"mpool/internal/ops"
	"mpool/internal/parse"
	"mpool/internal/planner"
	"mpool/internal/text"
)

func newAllowlistSync(a *app) *cobra.Command {
	var flags operationFlags
	var past planner.Past
	cmd := &cobra.Command{
		Use:   "sync [POOL] FILE",
		Short: "Make the allowlist what a file says",
		Long: `sync makes the allowlist what FILE says (- for standard input): one address a line,
what follows a # is a comment. It reads the list from the pool's events, checks it
on the chain, and shows the difference first; each difference is a transaction.
Nothing is sent unless --broadcast is given.`,
		Example: `  mpool allowlist sync fund members.txt
  mpool allowlist sync fund members.txt --broadcast --account owner`,
		Args: cobra.RangeArgs(1, 2),
		RunE: func(cmd *cobra.Command, args []string) error {
			args, err := a.settings.PoolFirst(args, 1)
			if err != nil {
				return err
			}
			want, err := a.readAllowlist(args[1])
			if err != nil {
				return err
			}
			return a.operate(cmd, args, &flags, func(on *target) (ops.Operation, error) {
				return on.syncAllowlist(want, &past)
			})
		},
	}
	addFromFlag(&past, cmd)
	flags.add(cmd)
	return cmd
}

// syncAllowlist is the change from what the chain says to what is wanted.
func (t *target) syncAllowlist(want []common.Address, past *planner.Past) (ops.Operation, error) {
	list, err := t.plans.ReadAllowlist(t.ctx, t.client, t.before, past)
	if err != nil {
		return nil, err
	}
	have := list.Allowed()
	op := ops.AllowlistTo(want, have)
	t.ui.Note("the file names %d, the allowlist has %d: %d to add, %d to remove", len(want), len(have), len(op.Add), len(op.Remove))
	return op, nil
}

// longestAllowlist is the most that is read of a file.
const longestAllowlist = 4 << 20

func (a *app) readAllowlist(file string) ([]common.Address, error) {
	words, err := files.ReadFrom(a.ui.Stopped, func() (io.ReadCloser, error) { return a.openInput(file) }, longestAllowlist)
	var large *files.LargeError
	if errors.Is(err, context.Canceled) {
		return nil, err
	}
	if errors.As(err, &large) {
		return nil, failure.Usage("%s is no list of addresses: it is larger than 4 MB", text.Quote(file))
	}
	if err != nil {
		return nil, failure.Usage("the allowlist cannot be read: %s", err).Because(err)
	}
	list, wrong := parseAllowlist(string(words))
	if len(wrong) > 0 {
		return nil, failure.Usage("%s, %s", text.Quote(file), wrong[0]).WithDetail("lines", wrong).
			WithHint("%s in the file; each line takes one address and a # comment", text.Plural(len(wrong), "mistake"))
	}
	return list, nil
}

// parseAllowlist reads one address a line, and names every line that is wrong.
func parseAllowlist(text string) (list []common.Address, wrong []string) {
	lineOf := map[common.Address]int{}
	text = strings.TrimPrefix(text, "\uFEFF") // with which some editors begin a file
	for i, line := range strings.Split(text, "\n") {
		word, _, _ := strings.Cut(line, "#")
		if word = strings.TrimSpace(word); word == "" {
			continue
		}
		address, err := parse.Address(word)
		switch before, twice := lineOf[address]; {
		case err != nil:
			wrong = append(wrong, fmt.Sprintf("line %d: %s", i+1, err))
		case twice:
			wrong = append(wrong, fmt.Sprintf("line %d: %s is on line %d already", i+1, address, before))
		default:
			lineOf[address] = i + 1
			list = append(list, address)
		}
	}
	return list, wrong
}
