package main

import (
	"context"
	"io"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/answer"
	"mpool/internal/config"
	"mpool/internal/console"
	"mpool/internal/execution"
	"mpool/internal/explain"
	"mpool/internal/failure"
	"mpool/internal/files"
	"mpool/internal/inspect"
	"mpool/internal/keyring"
	"mpool/internal/offline"
	"mpool/internal/planner"
	"mpool/internal/planview"
	"mpool/internal/postmortem"
	"mpool/internal/rehearsal"
	"mpool/internal/render"
	"mpool/internal/request"
	"mpool/internal/safe/queue"
	"mpool/internal/safe/review"
	"mpool/internal/safe/signing"
	"mpool/internal/safeservice"
)

// world holds everything outside the program that commands may use. A test passes its own.
type world struct {
	args []string
	in   io.Reader
	out  io.Writer // the command's only result, text or JSON
	err  io.Writer // progress, warnings and errors
	env  func(name string) (value string, found bool)
	// now is the wall clock. It is not used for the state of a pool: that depends on the block's time.
	now func() time.Time
}

// app is one run of the program.
type app struct {
	world
	edges
	rooms
	progress
}

// edges are the parts of mpool that reach outside: terminal, settings, nodes, keys.
type edges struct {
	ui       *console.Console
	settings *config.Settings
	plans    *planner.Planner
	nodes    *planner.Nodes
	opener   *keyring.Opener
}

// rooms are the parts of mpool that do the work of the commands.
type rooms struct {
	engine  *execution.Engine
	looks   *inspect.Reader
	offline *offline.Desk
	stage   *rehearsal.Stage
	reviews *review.Reviewer
	clerk   *queue.Clerk
	desk    *signing.Desk
	words   *explain.Reader
}

// progress is what the run has done so far.
type progress struct {
	keeper *postmortem.Keeper
	result *answer.Writer
	exit   int           // exit code of a command that succeeds: 0, or 7 with --detailed-exitcode
	inputs *files.Inputs // the files that were read
}

func newApp(w world) *app {
	a := &app{world: w, progress: progress{inputs: &files.Inputs{Stdin: w.in}},
		edges: edges{ui: console.New(w.in, w.out, w.err, w.env), settings: config.NewSettings(w.env)}}
	a.result = &answer.Writer{UI: a.ui, Out: w.out, Err: w.err}
	a.plans = planner.New(a.settings, a.ui, w.now)
	a.nodes = &planner.Nodes{Settings: a.settings}
	a.opener = &keyring.Opener{Settings: a.settings, UI: a.ui, In: w.in, Env: w.env}
	asked := func(v *planview.View, confirmed bool) { showBefore(a.ui, w.err, v, confirmed) }
	a.engine = &execution.Engine{
		Settings: a.settings, UI: a.ui, Nodes: execution.Dialer{Plans: a.plans, Nodes: a.nodes}, Keys: a.opener,
		Clock: execution.Wall(w.now), Preview: asked,
	}
	a.reviews = &review.Reviewer{Plans: a.plans, Feeds: a.plans.Feeds, Proofs: a.plans.Reads, Settings: a.settings}
	service := func() (*safeservice.Client, error) { return signing.ServiceOf(a.settings, a.opener) }
	a.clerk = &queue.Clerk{UI: a.ui, Plans: a.plans, Reviews: a.reviews, Service: service}
	a.desk = &signing.Desk{UI: a.ui, Err: w.err, Plans: a.plans, Nodes: a.nodes, Settings: a.settings, Opener: a.opener,
		Clerk: a.clerk, Reviews: a.reviews, Service: service, IsOut: func(what string) { a.engine.Gone.What = what }, Now: w.now}
	a.looks = &inspect.Reader{Settings: a.settings, UI: a.ui, Plans: a.plans, Nodes: a.nodes, Now: w.now}
	a.keeper = &postmortem.Keeper{Settings: a.settings, Opener: a.opener, Args: w.args, Env: w.env, Program: func() string { return program(a.engine.Command) }}
	a.words = &explain.Reader{Settings: a.settings, UI: a.ui, Nodes: a.nodes, Looks: a.looks}
	a.offline = &offline.Desk{UI: a.ui, Plans: a.plans, Nodes: a.nodes, Opener: a.opener, Preview: asked}
	a.stage = &rehearsal.Stage{UI: a.ui, Err: w.err, Plans: a.plans, Nodes: a.nodes, Settings: a.settings, Now: w.now,
		Inputs: a.inputs, Open: a.inputs.Open, Below: a.inputs.Noting(request.Below), Tell: a.result.TellNow,
		KeyFlag: func(chain uint64, whose string, account common.Address) string {
			return render.KeyFlag(chain, whose, account, a.env)
		}}
	return a
}

// run runs the program and returns the exit code.
func run(ctx context.Context, w world) (code int) {
	a := newApp(w)
	a.ui.Stopped = ctx.Done()
	defer func() {
		if value := recover(); value != nil {
			code = a.panicked(value)
		}
	}()
	root := newRoot(a)
	root.SetArgs(w.args)
	root.SetIn(w.in)
	root.SetOut(w.out)
	root.SetErr(w.err)
	began := time.Now().Add(-20 * time.Millisecond) // the clocks of file systems are coarse
	cmd, err := root.ExecuteContextC(ctx)
	sayWritten(a.ui, cmd, began)
	if err == nil {
		err = helpOfUnknown(cmd)
	}
	if err == nil || failure.NoReader(err) {
		return a.exit
	}
	f := a.result.Classify(ctx, err)
	if f.Exit == failure.Misuse {
		f.HideTyped(w.args)
		f.HintAtEnd(cmd.CommandPath() + " --help")
	}
	if !f.Told {
		a.result.Report(f)
	}
	return f.Exit
}
