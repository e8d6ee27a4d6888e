package fork

import (
	"context"
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/decode"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// Request is an operation to try.
type Request struct {
	Pool      common.Address
	Operation ops.Operation
	Source    string // origin of the operation, for the report
	// At is when the first call is mined. If it is not after the latest block, the next block mines
	// the call.
	At units.Time
	// Looks are more times at which to read the pool afterwards.
	Looks []units.Time
	// Advise may add findings to the plan before it runs, such as a policy's. It may be nil.
	Advise func(before *ops.Snapshot, plan *ops.Plan) ([]ops.Finding, error)
}

// step is one operation while it runs.
type step struct {
	fork *Fork
	Step
	request  Request
	book     decode.Book
	watched  *ops.Snapshot // state before the last call, which chooses what to watch
	expected *ops.Snapshot // prediction for the block of the last call
	trial    *trial
	between  [][]Outcome // results after each call but the last
}

// Run tries an operation after all earlier ones. It plans on the fork's latest state, mines each
// call, compares the pool with the prediction for the call's block, and moves to the later times
// and back. It adds the step to the result. An error means that Run could not finish.
func (f *Fork) Run(ctx context.Context, r Request) (*Step, error) {
	s := &step{fork: f, request: r, Step: Step{Operation: r.Operation.Name(), Source: r.Source, Verdict: OK,
		Changes: []ops.Change{}, Calls: []CallResult{}, Moments: []Moment{}, Tryouts: []Tryout{}}}
	f.node.forgive()
	if err := s.run(ctx); err != nil {
		return nil, f.failure(ctx, err)
	}
	if err := f.stillThere(ctx); err != nil {
		return nil, err
	}
	f.result.Steps = append(f.result.Steps, s.Step)
	return &s.Step, nil
}

func (s *step) run(ctx context.Context) error {
	if op, is := ops.CreationIn(s.request.Operation); is {
		return s.bear(ctx, op)
	}
	if err := s.plan(ctx); err != nil || s.Verdict != OK || len(s.Plan.Calls) == 0 {
		return err
	}
	var err error
	if s.trial, err = s.newTrial(ctx); err != nil {
		return err
	}
	before, err := s.trial.outcomes(ctx, s.Before)
	if err != nil {
		return err
	}
	if err := s.mineAll(ctx); err != nil {
		return err
	}
	s.Changes = append(s.Changes, ops.Diff(s.Before, s.After)...)
	after, err := s.trial.outcomes(ctx, s.After)
	if err != nil {
		return err
	}
	s.Tryouts = s.trial.compare(before, s.between, after)
	if s.Verdict == Reverted {
		return nil // changes that were planned for later do not happen
	}
	if s.Series, err = NewSeries(s.expected); err != nil {
		return err
	}
	return s.travel(ctx)
}

// newTrial chooses the user actions to try, and fetches the state that they and the plan's calls
// touch.
func (s *step) newTrial(ctx context.Context) (*trial, error) {
	tries := newTrial(s.fork, s.Before, s.Plan.Predicted)
	var err error
	if tries.queries, err = s.fork.findQueries(ctx, s.Before.ChainID); err != nil {
		return tries, err
	}
	held, err := tries.held(ctx, s.Before, chain.AtHash(s.Before.Block.Hash))
	if err != nil {
		return nil, err
	}
	calls := s.Plan.Calls
	for _, a := range tries.attempts {
		calls = append(calls[:len(calls):len(calls)], tries.call(a, s.Before, held))
	}
	s.fork.node.ahead(ctx, s.fork.Base.Number, callQuestions(calls))
	return tries, nil
}

// plan reads the pool, checks that mpool's arithmetic computes the pool's own values, and makes the
// plan.
func (s *step) plan(ctx context.Context) error {
	s.fork.Ahead(ctx, s.request.Pool)
	before, err := s.read(ctx, chain.Latest(), nil)
	if err != nil {
		return err
	}
	s.Before = before
	p := before.Pool
	s.Pool = Pool{p.Address, p.Name, p.Symbol, before.ChainID, p.Generation, p.Owner, p.OwnerKind}
	recomputed, err := before.Recomputed()
	if err != nil {
		return err
	}
	if changes := ops.Diff(before, recomputed); len(changes) > 0 {
		return &Error{ErrArithmetic, fmt.Sprintf("internal check failed: the pool's %s is %s, but mpool computes %s; nothing is planned",
			changes[0].Path, changes[0].Before, changes[0].After), "please report this"}
	}
	if s.Plan, err = s.request.Operation.Plan(before, max(s.request.At, before.Block.Time+nextBlock)); err != nil {
		return err
	}
	s.book = bookOf(before, s.Plan.Predicted)
	return s.advise()
}

// advise adds the findings of Request.Advise to the plan.
func (s *step) advise() error {
	if s.request.Advise != nil {
		more, err := s.request.Advise(s.Before, s.Plan)
		if err != nil {
			return err
		}
		s.Plan.Findings = append(s.Plan.Findings, more...)
	}
	if s.Plan.Refused() {
		s.Verdict = Refused
	}
	return nil
}

// bookOf returns a book with the tokens of both states.
func bookOf(before, after *ops.Snapshot) decode.Book {
	book := decode.NewBook(before)
	for address, token := range decode.NewBook(after).Tokens {
		book.Tokens[address] = token
	}
	return book
}

// read reads the pool, and the accounts and tokens that the operation watches. before chooses what
// to watch; if it is nil, the read state does.
func (s *step) read(ctx context.Context, at chain.BlockRef, before *ops.Snapshot) (*ops.Snapshot, error) {
	state, err := s.fork.Client.SnapshotWithRatios(ctx, s.request.Pool, at)
	if err != nil {
		return nil, err
	}
	return state, s.watch(ctx, state, before)
}

func (s *step) watch(ctx context.Context, state, before *ops.Snapshot) error {
	op, more := s.request.Operation.(ops.Watching)
	if !more {
		return nil
	}
	if before == nil {
		before = state
	}
	return s.fork.Client.Watch(ctx, state, op.Watch(before))
}

// mineAll mines the plan's calls. Each call is planned again on the state after the call before, as
// mpool send does.
func (s *step) mineAll(ctx context.Context) error {
	state, at := s.Before, s.Plan.At
	for i := range s.Plan.Calls {
		fresh, err := s.request.Operation.Plan(state, at)
		if err != nil {
			return err
		}
		if reasons := s.Plan.Stale(fresh); i > 0 && (len(reasons) > 0 || len(fresh.Calls) != len(s.Plan.Calls)-i) {
			s.derailed(fresh, len(s.Plan.Calls)-i)
			return nil
		}
		if state, err = s.mineNext(ctx, state, fresh); err != nil {
			return err
		}
		if s.After = state; s.Verdict == Reverted {
			return nil
		}
		if err := s.tryBetween(ctx, i); err != nil {
			return err
		}
		at = state.Block.Time + nextBlock
	}
	return nil
}

// tryBetween tries user actions after a call: each call has its own block, and minutes or days may
// pass between two calls.
func (s *step) tryBetween(ctx context.Context, call int) error {
	if call == len(s.Plan.Calls)-1 {
		return s.attackEnd(ctx, call)
	}
	if Together(s.Before, s.Plan.Calls) {
		return nil
	}
	outcomes, err := s.trial.outcomes(ctx, s.After)
	s.between = append(s.between, outcomes)
	if err != nil || !s.unlike() {
		return err
	}
	return s.attackBetween(ctx, call)
}

// derailed records that the remaining calls differ from the plan.
func (s *step) derailed(fresh *ops.Plan, left int) {
	last := &s.Calls[len(s.Calls)-1]
	last.Differences = append(last.Differences, ops.Change{Path: "plan.calls", Label: "calls that are left",
		Before: fmt.Sprint(left), After: fmt.Sprint(len(fresh.Calls))})
	s.Verdict = Disagrees
}

// mineNext mines the first call of a plan, compares the result, and returns the state after it.
func (s *step) mineNext(ctx context.Context, before *ops.Snapshot, plan *ops.Plan) (*ops.Snapshot, error) {
	result, err := s.fork.do(ctx, plan.Calls[0], plan.At, s.book)
	if err != nil {
		return nil, err
	}
	after, err := s.read(ctx, chain.AtHash(result.Block.Hash), before)
	if err != nil {
		return nil, err
	}
	s.watched = before
	if s.expected, err = expectation(before, after, plan, result.Revert == nil); err != nil {
		return nil, err
	}
	result.Differences = append(result.Differences, ops.Diff(s.expected, after)...)
	result.Fields = len(after.Fields())
	s.Calls = append(s.Calls, result)
	switch {
	case result.Revert != nil:
		s.Verdict = Reverted
	case len(result.Differences) > 0:
		s.Verdict = Disagrees
	}
	return after, s.watch(ctx, after, nil)
}

// expectation is the predicted state after the first call of a plan. If the call reverted, only
// time has passed.
func expectation(before, after *ops.Snapshot, plan *ops.Plan, success bool) (*ops.Snapshot, error) {
	switch {
	case !success:
		return before.At(after.Block.Time)
	case len(plan.After) > 0:
		return plan.After[0], nil
	}
	return plan.Predicted, nil
}
