package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"mpool/internal/batch"
	"mpool/internal/fork"
	"mpool/internal/ops"
)

// candidate is an operation that is to be tried out: a plan, or an operation of
// a batch.
type candidate struct {
	file   string
	plan   *ops.Plan // of a plan file; nil: of a batch
	item   batch.Item
	intent *intent
}

// readCandidates reads plan and batch files.
func (a *app) readCandidates(ctx context.Context, files []string) ([]*candidate, error) {
	var list []*candidate
	for _, file := range files {
		text, err := a.readInput(file)
		if err != nil {
			return nil, err
		}
		var more []*candidate
		if isPlan(text) {
			more, err = planCandidate(file, text)
		} else {
			more, err = a.batchCandidates(ctx, file, text)
		}
		if err != nil {
			return nil, err
		}
		list = append(list, more...)
	}
	return list, nil
}

// mostInput is the most bytes that are read of a file: a plan of a large pool
// has some hundred kilobytes, and batches say themselves how large they may be.
const mostInput = 64 << 20

// readInput reads a file, or standard input for -.
func (a *app) readInput(file string) ([]byte, error) {
	from := a.in
	if file != "-" {
		f, err := os.Open(file)
		if errors.Is(err, os.ErrNotExist) {
			return nil, usage("there is no file %s", quoted(file)).withHint("name plans that were written with --out, or batch files")
		}
		if err != nil {
			return nil, usage("%s cannot be read: %s", quoted(file), err).because(err).withHint("name plans that were written with --out, or batch files")
		}
		defer func() { _ = f.Close() }() // it is only read
		from = f
	}
	text, err := io.ReadAll(io.LimitReader(from, mostInput+1))
	if err != nil {
		return nil, usage("%s cannot be read: %s", quoted(file), err).because(err).withHint("name plans that were written with --out, or batch files")
	}
	return text, nil
}

// isPlan tells a plan file from a batch: it says what it is.
func isPlan(text []byte) bool {
	if begin := bytes.TrimSpace(text); len(begin) == 0 || begin[0] != '{' {
		return false
	}
	var head struct{ Kind string }
	_ = json.Unmarshal(text, &head) // what is no JSON has no kind
	return head.Kind == ops.PlanKind
}

func planCandidate(file string, text []byte) ([]*candidate, error) {
	plan, err := readPlanText(text)
	if err != nil {
		return nil, usage("%s: %s", file, err).because(err).withHint("write the plan anew with --out")
	}
	return []*candidate{{file: file, plan: plan}}, nil
}

func (a *app) batchCandidates(ctx context.Context, file string, text []byte) ([]*candidate, error) {
	items, err := batch.Parse(text, batchShapes())
	var at *batch.Error
	if errors.As(err, &at) {
		return nil, usage("%s: %s", file, at).because(err).withHint("%s", at.Hint())
	}
	if err != nil {
		return nil, err
	}
	var list []*candidate
	for _, item := range items {
		c := &candidate{file: file, item: item}
		if c.intent, err = a.understand(ctx, item.Args); err != nil {
			return nil, c.blame(err)
		}
		list = append(list, c)
	}
	return list, nil
}

// blame says where in the batch file the mistake is that a command found.
func (c *candidate) blame(err error) error {
	var known *failure
	if c.intent != nil && !errors.As(err, &known) {
		return err // no mistake of the file's
	}
	f := usage("%s", err).because(err)
	if known != nil {
		copied := *known
		f = &copied
	}
	f.message = fmt.Sprintf("%s: %s: %s: %s", c.file, c.item.Blame(f.message), c.item.Operation, f.message)
	if f.hint == "" {
		f.hint = "mpool " + c.item.Operation + " --help"
	}
	return f
}

// name is what the report calls the candidate where it was not tried.
func (c *candidate) name() string {
	if c.plan != nil {
		return c.plan.Operation.Name()
	}
	return c.item.Operation
}

// source is where it comes from.
func (c *candidate) source() string {
	if c.plan != nil {
		return c.file
	}
	return fmt.Sprintf("%s:%d", c.file, c.item.At.Line)
}

func (c *candidate) pool() poolChoice {
	if c.plan != nil {
		return poolChoice{c.plan.Predicted.Pool.Address, chainID(c.plan.Predicted.ChainID)}
	}
	return c.intent.pool
}

// commonChain is the chain that all of them are for; 0: any.
func commonChain(list []*candidate) (chainID, error) {
	var on chainID
	for _, c := range list {
		this := c.pool().Chain
		if on != 0 && this != 0 && this != on {
			return 0, usage("%s is for %s, and another is for %s", c.source(), this, on).withHint("one dry run is on one chain: run it once for each")
		}
		on = max(on, this)
	}
	return on, nil
}

// request is what the fork has to try: an operation of a batch is built for the
// pool as the operations before it left it.
func (a *app) request(ctx context.Context, f *fork.Fork, c *candidate, override *overrideFlags) (fork.Request, error) {
	before, op, err := a.build(ctx, f, c)
	if err != nil {
		return fork.Request{}, err
	}
	if c.intent != nil {
		override = c.intent.override
	}
	policies := a.policies(chainID(before.ChainID), override)
	advise := func(before *ops.Snapshot, plan *ops.Plan) ([]ops.Finding, error) {
		objections, err := policies.Check(before, plan)
		return append(c.stale(plan), objections...), err
	}
	return fork.Request{Pool: c.pool().Address, Operation: op, Source: c.source(), Advise: advise}, nil
}

// build reads the pool on the fork and makes the operation for it.
func (a *app) build(ctx context.Context, f *fork.Fork, c *candidate) (*ops.Snapshot, ops.Operation, error) {
	before, err := a.readForPlan(ctx, f.Client, c.pool().Address)
	if err != nil {
		return nil, nil, err
	}
	if c.plan != nil {
		return before, c.plan.Operation, nil
	}
	op, err := c.intent.build(&target{c.intent.app, ctx, f.Client, before})
	if err != nil {
		return nil, nil, c.blame(err)
	}
	return before, op, nil
}

// stale refuses a plan that mpool send would refuse.
func (c *candidate) stale(fresh *ops.Plan) []ops.Finding {
	if c.plan == nil {
		return nil
	}
	var findings []ops.Finding
	for _, reason := range c.plan.Stale(fresh) {
		findings = append(findings, ops.Finding{Severity: ops.Refuse, Code: "stale",
			Summary: "the plan is stale: " + reason, Hint: "write the plan anew with --out"})
	}
	return findings
}

// queue mines what is queued before the operations that are tried out: of a plan
// its very calls, for they are what is signed.
func (a *app) queue(ctx context.Context, f *fork.Fork, c *candidate) error {
	if c.plan != nil {
		return f.Earlier(ctx, c.plan.Predicted, c.plan.Calls)
	}
	before, op, err := a.build(ctx, f, c)
	if err != nil {
		return err
	}
	if err := watch(ctx, f.Client, before, op); err != nil {
		return err
	}
	plan, err := op.Plan(before, before.Block.Time+nextBlock)
	if err != nil {
		return c.blame(fail(exitError, "plan", "%s", err).because(err))
	}
	for _, finding := range plan.Findings {
		if finding.Severity == ops.Refuse {
			return c.blame(fail(exitRefused, finding.Code, "--after: refused: %s [%s]", clean(finding.Summary, textWidth), finding.Code).withHint("%s", finding.Hint))
		}
	}
	return f.Earlier(ctx, before, plan.Calls)
}
