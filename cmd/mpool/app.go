package main

import (
	"context"
	"errors"
	"io"
	"time"

	"mpool/internal/config"
	"mpool/internal/console"
	"mpool/internal/execution"
	"mpool/internal/explain"
	"mpool/internal/failure"
	"mpool/internal/files"
	"mpool/internal/inspect"
	"mpool/internal/jq"
	"mpool/internal/keyring"
	"mpool/internal/offline"
	"mpool/internal/planner"
	"mpool/internal/postmortem"
	"mpool/internal/rehearsal"
	"mpool/internal/safe/queue"
	"mpool/internal/safe/review"
	"mpool/internal/safe/signing"
)

// world is everything outside the program that commands may touch: they get it
// from here, so that a test can give them another one.
type world struct {
	args []string
	in   io.Reader
	out  io.Writer // the one result, text or JSON
	err  io.Writer // everything else
	env  func(name string) (value string, found bool)
	// now is the wall clock. What a pool looks like depends on its block's time
	// instead.
	now func() time.Time
}

// app is one run of the program: the world, what the flags and the configuration say, what
// mpool is made of, and how far the run is.
type app struct {
	world
	edges
	rooms
	progress
}

// edges are what mpool has of the outside.
type edges struct {
	ui       *console.Console
	settings *config.Settings
	plans    *planner.Planner
	nodes    *planner.Nodes
	opener   *keyring.Opener
}

// rooms are what mpool does.
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

// progress is how far a run is.
type progress struct {
	keeper   *postmortem.Keeper
	reached  bool          // the command line was understood and the command started
	answered bool          // standard output has its result
	exit     int           // of a command that does not fail: 0, or 7 with --detailed-exitcode
	inputs   *files.Inputs // that were read
	filter   jq.Filter     // what of the JSON document is written: all, unless --jq says so
	sends    bool          // the command is one that can send
}

func newApp(w world) *app {
	a := &app{world: w, progress: progress{inputs: new(files.Inputs)},
		edges: edges{ui: console.New(w.in, w.out, w.err, w.env), settings: config.NewSettings(w.env)}}
	a.plans = &planner.Planner{Settings: a.settings, UI: a.ui}
	a.nodes = &planner.Nodes{Settings: a.settings}
	a.opener = &keyring.Opener{Settings: a.settings, UI: a.ui, In: w.in, Env: w.env}
	a.engine = &execution.Engine{
		Settings: a.settings, UI: a.ui, Nodes: execution.Dialer{Plans: a.plans, Nodes: a.nodes}, Keys: a.opener,
		Clock: execution.Wall(w.now), Preview: a.preview,
	}
	a.reviews = &review.Reviewer{Plans: a.plans, Settings: a.settings}
	a.clerk = &queue.Clerk{UI: a.ui, Plans: a.plans, Reviews: a.reviews, Service: a.openService}
	a.desk = &signing.Desk{UI: a.ui, Err: w.err, Plans: a.plans, Nodes: a.nodes, Settings: a.settings, Opener: a.opener,
		Clerk: a.clerk, Reviews: a.reviews, Service: a.openService, IsOut: a.isOut, Now: w.now}
	a.looks = &inspect.Reader{Settings: a.settings, UI: a.ui, Plans: a.plans, Nodes: a.nodes, Now: w.now}
	a.keeper = &postmortem.Keeper{Settings: a.settings, Opener: a.opener, Args: w.args, Env: w.env, Program: a.program}
	a.words = &explain.Reader{Settings: a.settings, UI: a.ui, Nodes: a.nodes, Looks: a.looks}
	a.offline = &offline.Desk{UI: a.ui, Plans: a.plans, Nodes: a.nodes, Opener: a.opener, Preview: a.preview}
	a.stage = &rehearsal.Stage{UI: a.ui, Err: w.err, Plans: a.plans, Nodes: a.nodes, Settings: a.settings, Now: w.now,
		Inputs: a.inputs, Open: a.openInput, Below: a.openBelow, Tell: a.tellNow}
	return a
}

// run is the whole program; it returns the exit code.
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
	cmd, err := root.ExecuteContextC(ctx)
	if err == nil {
		return a.exit
	}
	f := a.classify(ctx, err)
	if f.Exit == failure.Misuse && f.Hint == "" {
		f.Hint = cmd.CommandPath() + " --help"
	}
	if !f.Told {
		a.report(f)
	}
	return f.Exit
}

// classify is the one place that decides the exit code.
func (a *app) classify(ctx context.Context, err error) *failure.Failure {
	f := a.failureOf(ctx, err)
	var hinted interface{ Hint() string }
	if f.Hint == "" && errors.As(err, &hinted) {
		f.Hint = hinted.Hint()
	}
	return f
}

func (a *app) failureOf(ctx context.Context, err error) *failure.Failure {
	var f *failure.Failure
	known := errors.As(err, &f)
	switch {
	case known && (f.Exit >= failure.Unconfirmed || !errors.Is(err, context.Canceled)):
		return f
	case !known && !a.reached:
		return failure.Usage("%s", err).Because(err)
	case ctx.Err() != nil:
		// Whoever may have sent something returns a failure that says so.
		return failure.New(failure.Interrupted, "interrupted", "interrupted before anything was sent").Because(err)
	case known:
		return f
	default:
		return failure.New(failure.ExitOf(err), failure.CodeOf(err), "%s", err).Because(err)
	}
}
