package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"mpool/internal/batch"
	"mpool/internal/config"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/text"
)

// intent is an operation as a command line asks for it, for a pool that was not
// read yet.
type intent struct {
	app      *app // the settings that it goes by
	pool     config.Pool
	override *planner.Override
	build    func(*target) (ops.Operation, error)
}

func (i *intent) fill(a *app, args []string, flags *operationFlags, build func(*target) (ops.Operation, error)) error {
	if err := flags.sending.Override.Check(); err != nil {
		return err
	}
	pool, err := a.settings.ChoosePool(args)
	*i = intent{a, pool, &flags.sending.Override, build}
	return err
}

// understand has the operation's own command read a command line, and do no
// more: its checks are those of the command, whoever wrote the line.
func (a *app) understand(ctx context.Context, args []string) (*intent, error) {
	in := &intent{}
	reader := newApp(a.world)
	reader.settings, reader.plans.PoolUnproven, reader.intent, reader.above = a.settings, a.plans.PoolUnproven, in, a
	reader.ui.Stopped = a.ui.Stopped
	reader.ui.Options = a.ui.Options
	root := newRoot(reader)
	reader.ui.Options, reader.plans.PoolUnproven = a.ui.Options, a.plans.PoolUnproven
	root.SetArgs(args)
	root.SetIn(strings.NewReader(""))
	root.SetOut(io.Discard)
	root.SetErr(io.Discard)
	if err := root.ExecuteContext(ctx); err != nil {
		return nil, err
	}
	if in.build == nil {
		return nil, errors.New("this is no operation")
	}
	return in, nil
}

// openInput opens a file that a command line names, or standard input for -. What
// a batch names is below the working folder, and no link leads out of it: its
// author may be another than who runs mpool, and errors quote what they find.
func (a *app) openInput(file string) (io.ReadCloser, error) {
	a.reads(file)
	switch {
	case a.intent == nil && file == "-":
		return io.NopCloser(a.in), nil
	case a.intent == nil:
		return os.Open(file)
	case file == "-" || !filepath.IsLocal(file):
		return nil, fmt.Errorf("a batch names files below the folder in which mpool runs, and %s is none", text.Quote(file))
	}
	root, err := os.OpenRoot(".")
	if err != nil {
		return nil, err
	}
	defer func() { _ = root.Close() }() // the file stays open
	return root.Open(file)
}

// batchShapes says what each operation takes, as its command does: whatever is
// not about planning, proving and sending.
func batchShapes() []batch.Shape {
	var shapes []batch.Shape
	root := newRoot(newApp(world{}))
	common := commonFlags()
	eachCommand(root, func(cmd *cobra.Command) {
		if cmd.Flags().Lookup("broadcast") == nil || cmd.Flags().Lookup("out") == nil || cmd.HasParent() && cmd.Parent().Name() == "safe" || cmd.Annotations[ofNoPool] != "" {
			return // no operation, or one that is planned already, or of no pool yet
		}
		shape := batch.Shape{Name: strings.TrimPrefix(cmd.CommandPath(), root.Name()+" "), Short: cmd.Short}
		shape.NeedsPool, shape.Fields = wordFields(cmd.Use)
		cmd.LocalFlags().VisitAll(func(f *pflag.Flag) {
			if (!f.Hidden || f.Annotations[oldFlag] != nil) && f.Name != "help" && !common[f.Usage] && !ofPrice(f) {
				shape.Fields = append(shape.Fields, batch.Field{Name: f.Name, Kind: flagKind(f), Place: batch.Flag, Usage: f.Usage})
			}
		})
		shapes = append(shapes, shape)
	})
	slices.SortFunc(shapes, func(a, b batch.Shape) int { return strings.Compare(a.Name, b.Name) })
	return shapes
}

// ofPrice says whether a flag is about what arbitrage pays, which is for a whole run.
func ofPrice(f *pflag.Flag) bool {
	return slices.ContainsFunc(f.Annotations[config.OfSetting], config.Prices)
}

func eachCommand(cmd *cobra.Command, do func(*cobra.Command)) {
	do(cmd)
	for _, sub := range cmd.Commands() {
		eachCommand(sub, do)
	}
}

// commonFlags are those of every operation, and of every command, by what they
// mean: a name may be taken by an operation for something else.
func commonFlags() map[string]bool {
	var operation operationFlags
	cmd := &cobra.Command{}
	operation.add(cmd)
	addManagerFlags(&operation.sending.Manager, cmd)
	addGlobalFlags(cmd.Flags(), newApp(world{}))
	common := map[string]bool{}
	cmd.Flags().VisitAll(func(f *pflag.Flag) { common[f.Usage] = true })
	return common
}

func flagKind(f *pflag.Flag) batch.Kind {
	switch f.Value.Type() {
	case "bool":
		return batch.Switch
	case "stringArray", "stringSlice", new(planner.PolicyList).Type():
		return batch.List
	}
	return batch.Text
}

// wordFields are what stands behind the command's name, as its usage has it:
// "add-token [POOL] TOKEN".
func wordFields(use string) (needsPool bool, fields []batch.Field) {
	for _, word := range strings.Fields(use)[1:] {
		switch word {
		case "[POOL]":
		case "POOL":
			needsPool = true
		case "TOKEN=AMOUNT…", "[TOKEN=AMOUNT…]":
			fields = append(fields, batch.Field{Name: "amounts", Kind: batch.Pairs, Place: batch.Words, Usage: `tokens, with an amount each: USDC: "1000"`})
		case "TOKEN[,TOKEN…]":
			fields = append(fields, batch.Field{Name: "tokens", Kind: batch.List, Place: batch.Joined, Usage: "tokens, by symbol or address"})
		case "ADDRESS...", "ADDRESS…":
			needsPool = true // the first of several addresses would be taken for it
			fields = append(fields, batch.Field{Name: "addresses", Kind: batch.List, Place: batch.Words, Usage: "addresses"})
		default:
			fields = append(fields, batch.Field{Name: strings.ToLower(word), Kind: batch.Text, Place: batch.Words, Usage: wordUsage(word)})
		}
	}
	return needsPool, fields
}

func wordUsage(word string) string {
	switch word {
	case "TOKEN":
		return "the token, by symbol or address"
	case "FEE":
		return "the fee: 0.3%"
	case "IN", "OUT":
		return "a token, by symbol or address, or BPT; one of the two with the exact amount: WETH=1.5"
	case "FILE":
		return "a file below the folder in which mpool runs"
	}
	return "what the command takes as " + word
}
