package request

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/failure"
	"mpool/internal/files"
	"mpool/internal/foreign"
	"mpool/internal/ops"
	"mpool/internal/parse"
	"mpool/internal/planner"
	"mpool/internal/text"
)

// allowlistSync is a request to make the allowlist equal to a file.
type allowlistSync struct {
	oneWord
	fromBlock typed
	want      []common.Address // set by check
}

func aboutAllowlistSync() entry {
	return entry{
		name: "allowlist sync", short: "Set the allowlist to the contents of a file",
		asks: func() asked { return &allowlistSync{} },
		long: `sync sets the allowlist to the contents of FILE (- for standard input): one address per
line, and comments after #. It reads the list from the pool's events, checks it on the
chain, and shows the difference first; each difference is one transaction. Nothing is
sent unless --broadcast is given.`,
		example: `  mpool allowlist sync fund members.txt
  mpool allowlist sync fund members.txt --out plan.json
  mpool allowlist sync fund members.txt --broadcast --account owner`,
	}
}

func (o *allowlistSync) fields() []Field {
	return []Field{o.field("file", "a file in or below the working folder"), fromBlockFlag(&o.fromBlock)}
}

// check reads the file.
func (o *allowlistSync) check(ctx context.Context, from Source) (err error) {
	if !o.word.given {
		return blockForm(o.fromBlock.words)
	}
	o.want, err = readAllowlist(ctx, o.word.words, from)
	return failure.Together(err, blockForm(o.fromBlock.words))
}

// build returns the change from the chain's members to the wanted ones.
func (o *allowlistSync) build(ctx context.Context, on *Target) (ops.Operation, error) {
	list, err := on.Node.Allowlist(ctx, &planner.Past{From: o.fromBlock.words})
	if err != nil {
		return nil, err
	}
	have := list.Allowed()
	op := ops.AllowlistTo(o.want, have)
	on.UI.Note("the file has %d addresses, the allowlist %d: %d to add, %d to remove", len(o.want), len(have), len(op.Add), len(op.Remove))
	return op, nil
}

// longestAllowlist is the largest size of a file, in bytes.
const longestAllowlist = 4 << 20

func readAllowlist(ctx context.Context, file string, from Source) ([]common.Address, error) {
	words, err := files.ReadFrom(ctx.Done(), func() (io.ReadCloser, error) { return from.Open(file) }, longestAllowlist)
	var large *files.LargeError
	if errors.Is(err, context.Canceled) {
		return nil, err
	}
	if errors.As(err, &large) {
		return nil, failure.Usage("invalid list of addresses %s: it is larger than 4 MB", text.Quote(file))
	}
	if errors.Is(err, os.ErrNotExist) {
		return nil, failure.Usage("file not found: %s", text.Quote(file)).Because(err)
	}
	if err != nil {
		return nil, failure.Usage("cannot read the allowlist file: %s", err).Because(err)
	}
	list, wrong := parseAllowlist(string(words))
	if len(wrong) > 0 && from.foreign {
		return nil, foreign.Withheld(text.Quote(file), addressWanted, errors.Join(wrong...))
	}
	if len(wrong) > 0 {
		return nil, failure.Usage("%s, %s", text.Quote(file), wrong[0]).WithDetail("lines", linesOf(wrong)).
			WithHint("%s in the file; use one address a line, with optional # comment", text.Plural(len(wrong), "mistake"))
	}
	return list, nil
}

const addressWanted = "one address: 0x and 40 hexadecimal digits"

func linesOf(wrong []error) (lines []string) {
	for _, one := range wrong {
		lines = append(lines, one.Error())
	}
	return lines
}

// parseAllowlist reads one address from each line, and names every line that is wrong.
func parseAllowlist(text string) (list []common.Address, wrong []error) {
	lineOf := map[common.Address]int{}
	text = strings.TrimPrefix(text, "\uFEFF") // some editors begin a file with a byte order mark
	for i, line := range strings.Split(text, "\n") {
		word, _, _ := strings.Cut(line, "#")
		if word = strings.TrimSpace(word); word == "" {
			continue
		}
		address, err := parse.Address(word)
		switch before, twice := lineOf[address]; {
		case err != nil:
			wrong = append(wrong, &foreign.At{Line: i + 1, Column: 1 + strings.Index(line, word), Wanted: addressWanted, Err: err})
		case twice:
			wrong = append(wrong, &foreign.At{Line: i + 1, Column: 1 + strings.Index(line, word), Wanted: "an address that no other line has", Err: fmt.Errorf("duplicate address %s, already on line %d", address, before)})
		default:
			lineOf[address] = i + 1
			list = append(list, address)
		}
	}
	return list, wrong
}
