package execution

import (
	"cmp"
	"fmt"

	"mpool/internal/effect"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/planview"
	"mpool/internal/text"
)

// showResult shows the result of a successful run.
func (s *Sender) showResult() error {
	if len(s.Mined) == 0 {
		s.Outcome = s.proposal.View // someone else has made all calls
		return s.staysShut(s.Outcome)
	}
	left, done := s.left(), succeeded(s.Record)
	if left == 0 {
		done = len(s.Plan.Calls)
	}
	v := s.resultOf(done)
	s.tellRest(v)
	v.Remaining = max(v.Remaining, left)
	if left == 0 {
		v.Next = cmp.Or(v.Next, firstJoinLine(s.Plan, s.found, keyWords(s.Flags.Signer)))
	} else {
		next := len(s.asked().Calls) - left
		v.Next = fmt.Sprintf("%s left, next from %s: %s", text.AreLeft(left), planner.WhoSends(s.asked(), next), resumeLine(s, next))
	}
	s.Outcome = v
	if left > 0 {
		return nil
	}
	return s.staysShut(v)
}

// left is the number of calls that this run has no keys for.
func (s *Sender) left() int {
	if s.shown == nil {
		return s.Record.Status().Left()
	}
	return len(s.shown.Plan.Calls) - s.keys.Sends
}

// asked returns the plan that this run was to send; the whole plan if the run only settled a
// pending call.
func (s *Sender) asked() *ops.Plan {
	if s.shown == nil {
		return s.Plan
	}
	return s.shown.Plan
}

// resumeLine is the command that sends the calls from index next on.
func resumeLine(s *Sender, next int) string {
	if s.shown != nil && s.shown.OfSafe(next) {
		return cmp.Or(s.shown.Rest, "mpool safe hash PLAN")
	}
	line := "mpool resume " + s.Record.ID() + " --account NAME"
	if len(planner.Senders(s.asked().Calls[next:])) > 1 {
		line += " --partial"
	}
	return line
}

// result describes the calls so far. Its table contains only mined calls.
func (s *Sender) result() *Outcome { return s.resultOf(succeeded(s.Record)) }

// resultOf counts the first done calls as done, regardless of their senders.
func (s *Sender) resultOf(done int) *Outcome {
	pool := s.Plan.Predicted.Pool
	if s.found != nil {
		pool = s.found.Pool // a new pool's address may differ from the previewed one
	}
	v := &Outcome{
		Operation:    s.Plan.Operation.Name(),
		Pool:         planview.Pool{Address: pool.Address, Name: pool.Name, Symbol: pool.Symbol, ChainID: s.Plan.Predicted.ChainID},
		Transactions: append([]Transaction{}, s.Mined...), Journal: s.Record.Path(), ID: s.Record.ID(),
		Done: done, Calls: len(s.Plan.Calls),
	}
	v.LinkTo(s.engine.Settings.ExplorerFor(network.ID(v.Pool.ChainID)))
	if s.shown != nil {
		v.Proof, v.previewed = s.shown.View.Proof, true
	}
	if s.first == nil || len(s.last.Calls) == 0 {
		return v
	}
	if v.Done < v.Calls {
		v.Preview = effect.NewTimeline(s.first, sofar(&s.evidence), nil)
		v.Preview.Columns[1].Label = "now"
	} else if later, err := effect.StatesAt(s.last.Predicted, s.last.Moments); err == nil {
		v.Preview = effect.NewTimeline(s.first, s.last, later)
	}
	if len(v.Preview.Columns) > 0 {
		v.Preview.Columns[0].Label = "before"
	}
	return v
}

// sofar is the last checked plan with the found state in place of its prediction.
func sofar(e *evidence) *ops.Plan {
	plan := *e.last
	plan.At, plan.Predicted, plan.Moments = e.found.Block.Time, e.found, nil
	return &plan
}
