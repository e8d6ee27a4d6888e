package main

import (
	"cmp"
	"fmt"

	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/text"
)

// showResult ends a sending in which nothing went wrong.
func (s *sender) showResult() error {
	left := s.left()
	if left == 0 {
		s.closeDone()
	}
	if len(s.mined) == 0 {
		return s.show(s.proposal.View) // somebody else has done it
	}
	v := s.result()
	s.tellRest(v)
	v.Remaining = max(v.Remaining, left)
	if left > 0 {
		next := len(s.shown.Plan.Calls) - left
		v.Next = fmt.Sprintf("%s left, the next from %s: %s", text.AreLeft(left), planner.WhoSends(s.shown.Plan, next), s.resumeLine(next))
	}
	return s.show(v)
}

// show leaves a result for whoever has begun it.
func (s *sender) show(v text.View) error {
	s.outcome = v
	return nil
}

// left is how many calls this run had no keys for.
func (s *sender) left() int {
	if s.shown == nil {
		return s.record.Status().Left()
	}
	return len(s.shown.Plan.Calls) - s.keys.Sends
}

// resumeLine is how the calls from number next on are sent.
func (s *sender) resumeLine(next int) string {
	if s.shown.OfSafe(next) {
		return cmp.Or(s.shown.Rest, "mpool safe hash PLAN")
	}
	line := "mpool resume " + s.record.ID() + " --account NAME"
	if len(planner.Senders(s.shown.Plan.Calls[next:])) > 1 {
		line += " --partial"
	}
	return line
}

// result is what became of the calls so far. What is not mined yet is not in its
// table.
func (s *sender) result() *sentView {
	pool := s.plan.Predicted.Pool
	v := &sentView{
		Operation:    s.plan.Operation.Name(),
		Pool:         planner.Pool{Address: pool.Address, Name: pool.Name, Symbol: pool.Symbol, ChainID: s.plan.Predicted.ChainID},
		Transactions: append([]txView{}, s.mined...), Journal: s.record.Path(), ID: s.record.ID(),
		Done: s.succeeded(), Calls: len(s.plan.Calls),
	}
	if s.shown != nil {
		v.Proof = s.shown.View.Proof
	}
	if s.first == nil || len(s.last.Calls) == 0 {
		return v
	}
	if v.Done < v.Calls {
		v.Preview = planner.NewTimeline(s.first, s.sofar(), nil)
		v.Preview.Columns[1].Label = "now"
	} else if later, err := planner.StatesAt(s.last.Predicted, s.last.Moments); err == nil {
		v.Preview = planner.NewTimeline(s.first, s.last, later)
	}
	if len(v.Preview.Columns) > 0 {
		v.Preview.Columns[0].Label = "before"
	}
	return v
}

// sofar is a plan whose prediction is what was found after the call that was
// checked last.
func (s *sender) sofar() *ops.Plan {
	plan := *s.last
	plan.At, plan.Predicted, plan.Moments = s.found.Block.Time, s.found, nil
	return &plan
}
