package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"mpool/internal/batch"
	"mpool/internal/config"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/request"
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

// batchShapes says what each operation takes.
func batchShapes() []batch.Shape { return request.Shapes() }

func eachCommand(cmd *cobra.Command, do func(*cobra.Command)) {
	do(cmd)
	for _, sub := range cmd.Commands() {
		eachCommand(sub, do)
	}
}
