package request

import (
	"context"
	"errors"
	"io"
	"os"
	"slices"
	"strings"

	"mpool/internal/failure"
	"mpool/internal/files"
	"mpool/internal/foreign"
	"mpool/internal/ops"
	"mpool/internal/parse"
	"mpool/internal/text"
)

// longestTargets is the largest size of a file of weights, in bytes.
const longestTargets = 1 << 20

// way returns the flag with the new weights.
func (o *weights) way() string {
	if o.shift.given {
		return "--shift"
	}
	return "--to"
}

// readTargets reads the typed weights and those of files.
func (o *weights) readTargets(ctx context.Context, from Source) error {
	if o.shift.given {
		var err error
		o.targets, err = ops.ParseShifts(strings.Join(o.shift.words, ","))
		o.keepOthers()
		return failure.Each("--shift: ", err)
	}
	typed, named := splitFiles(o.to.words)
	var mistakes []error
	o.targets, o.placed = nil, nil
	for _, file := range named {
		targets, err := readTargetsFile(ctx, file, from)
		o.targets, mistakes = append(o.targets, parse.Plain(targets)...), append(mistakes, err)
		if from.foreign {
			o.placed = append(o.placed, placedTargets{file, targets})
		}
	}
	if len(typed) > 0 || len(named) == 0 {
		targets, err := ops.ParseTargets(strings.Join(typed, ","))
		o.targets, mistakes = append(o.targets, targets...), append(mistakes, failure.Each("--to: ", err))
	}
	if len(named) > 0 && errors.Join(mistakes...) == nil {
		mistakes = append(mistakes, failure.Each("--to: ", ops.CheckTargets(o.targets)))
	}
	return errors.Join(mistakes...)
}

// keepOthers sets the default of a shift: tokens that it does not name keep their weights.
func (o *weights) keepOthers() {
	if !o.others.given {
		o.others.words = string(ops.OthersKeep)
	}
}

// splitFiles separates typed weights from files: @FILE, or - for standard input. A weight of a token
// whose symbol begins with @ contains an equals sign, and a file must not.
func splitFiles(words []string) (typed, named []string) {
	for _, word := range words {
		file, isFile := strings.CutPrefix(word, "@")
		if word == "-" || isFile && !strings.Contains(word, "=") {
			named = append(named, file)
			continue
		}
		typed = append(typed, word)
	}
	return typed, named
}

func readTargetsFile(ctx context.Context, file string, from Source) ([]parse.Target, error) {
	name := text.Quote(file)
	if file == "-" {
		name = "standard input"
	}
	words, err := files.ReadFrom(ctx.Done(), func() (io.ReadCloser, error) { return from.Open(file) }, longestTargets)
	var large *files.LargeError
	switch {
	case errors.Is(err, context.Canceled):
		return nil, err
	case errors.As(err, &large):
		return nil, failure.Usage("--to: %s is not a list of weights: %s", name, large)
	case errors.Is(err, os.ErrNotExist):
		return nil, failure.Usage("--to: file not found: %s", name).Because(err)
	case err != nil:
		return nil, failure.Usage("--to: %s cannot be read: %s", name, failure.Innermost(err)).Because(err)
	}
	targets, err := parse.Targets(words)
	if from.foreign {
		return targets, foreign.Withheld("--to: "+name, parse.TargetsWanted, err)
	}
	return targets, failure.Each("--to: "+name+", ", err)
}

// placedTargets are the weights of a file that a batch names.
type placedTargets struct {
	file    string
	targets []parse.Target
}

// known refuses a token that the pool does not have, without its name.
func (p placedTargets) known(pool *ops.Snapshot) error {
	var wrong []error
	for _, t := range p.targets {
		if _, err := pool.FindToken(t.Token); err != nil {
			wrong = append(wrong, &foreign.At{Line: t.Line, Column: t.Column, Wanted: "a token of the pool", Err: err})
		}
	}
	return foreign.Withheld("--to: "+text.Quote(p.file), "", errors.Join(wrong...))
}

// checkOthers refuses an invalid --others, and "rest" together with --others scale.
func (o *weights) checkOthers() error {
	if !o.others.given {
		return nil
	}
	if words := o.others.words; words != string(ops.OthersKeep) && words != string(ops.OthersScale) {
		return failure.Usage("--others: %s is neither keep nor scale", text.Quote(words))
	}
	rest := slices.ContainsFunc(o.targets, func(t ops.Target) bool { return t.Rest })
	if rest && o.others.words == string(ops.OthersScale) {
		return failure.Usage("--others scale shares what is left, and one token takes the rest: say one of them")
	}
	return nil
}

// checkOthersAlone refuses --others together with flags for a running change.
func (o *weights) checkOthersAlone(way string) error {
	if o.others.given {
		return failure.Usage("--others goes with --to or --shift, and not with %s", way)
	}
	return nil
}
