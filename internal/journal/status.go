package journal

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/common"
)

// State is how far a transaction has come.
type State string

// The states, in the order in which they follow.
const (
	Intended  State = "intended"  // not sent, unless others sign
	SignedOff State = "signed"    // signed; it may have been sent
	Sent      State = "broadcast" // a node accepted it
	Included  State = "mined"
	Reverted  State = "reverted" // mined, and failed
	Done      State = "verified"
	Differs   State = "differs"   // mined, but the state is not as predicted
	Cancelled State = "cancelled" // an empty transaction used its nonce
	Replaced  State = "replaced"  // another transaction used its nonce
	NotSent   State = "not sent"  // never sent, according to an operator
	GivenUp   State = "refused"   // closed after the nodes refused it and do not have it
)

// Status is what the records of an operation add up to.
type Status struct {
	Begin  Begin
	Began  time.Time
	Calls  []Call
	Closed *Closed // nil: the rest may still be sent
}

// Call is one transaction of the operation.
type Call struct {
	State    State
	Since    time.Time
	Intent   Intent
	Attempts []Signed // all with the same nonce, the latest last; empty if others sign
	Hashes   []common.Hash
	Times    []time.Time // for each hash: when it was signed or became known
	Mined    *Mined
	Verified *Verified
	Ended    *Ended
	Errors   []string
	// Refused says that the nodes refused the latest attempt and do not have it.
	Refused bool
}

// InFlight is the call that may still be mined or whose outcome is not checked yet; nil if there is
// none.
func (s Status) InFlight() *Call {
	if len(s.Calls) == 0 {
		return nil
	}
	last := s.Calls[len(s.Calls)-1]
	switch last.State {
	case SignedOff, Sent, Included:
		return &last
	case Intended:
		if last.Intent.Delegated {
			return &last
		}
	}
	return nil
}

// Left is how many of the plan's calls still have to be mined. After a call without effect the
// result is 0 if no call is done, because the user plans such an operation again. If a call is
// done, the operation is half finished, and Left counts the rest.
func (s Status) Left() int {
	if s.Closed != nil {
		return 0
	}
	for i := len(s.Calls) - 1; i >= 0; i-- {
		call := s.Calls[i]
		switch call.State {
		case Reverted, Cancelled, Replaced, GivenUp:
			if !s.begun() {
				return 0
			}
			return s.Begin.Calls - call.Intent.Step
		case Done, Differs, SignedOff, Sent, Included:
			return s.Begin.Calls - call.Intent.Step - 1
		case Intended, NotSent:
			return s.Begin.Calls - call.Intent.Step
		}
	}
	return s.Begin.Calls
}

// LeftOpen is Left as it was before the record was closed.
func (s Status) LeftOpen() int {
	s.Closed = nil
	return s.Left()
}

// made says whether the intent's step is already made: a call of this step is done, or a call of a
// later step exists. A step may be repeated with other contents, such as an approval of another
// amount, but not with the same call.
func (s Status) made(intent Intent) bool {
	for _, call := range s.Calls {
		behind := call.Intent.Step > intent.Step || call.done() && call.Intent.Step == intent.Step
		if behind && (call.Intent.sameCall(intent) || !s.repeats(intent)) {
			return true
		}
	}
	return false
}

// repeats says whether a done call made the same step on the same contract with other contents.
func (s Status) repeats(intent Intent) bool {
	return slices.ContainsFunc(s.Calls, func(c Call) bool {
		return c.done() && c.Intent.Step == intent.Step && c.Intent.To == intent.To && c.Intent.DataHash != intent.DataHash
	})
}

// begun says whether a call of the operation is done.
func (s Status) begun() bool {
	return slices.ContainsFunc(s.Calls, func(c Call) bool { return c.done() })
}

// Unfinished says whether there is something to resume. An operation without a signed call is
// finished in this sense: planning it again does no harm.
func (s Status) Unfinished() bool {
	if s.InFlight() != nil {
		return true
	}
	out := slices.ContainsFunc(s.Calls, func(c Call) bool { return c.State != Intended && c.State != NotSent })
	return out && s.Left() > 0
}

// Abandoned says whether the user closed the record when some calls were done and others were left.
func (s Status) Abandoned() bool {
	return s.Closed != nil && s.begun() && s.LeftOpen() > 0
}

// fold applies one record, and refuses a record that cannot follow the earlier ones.
func (s *Status) fold(r record) error {
	if r.count() != 1 {
		return errors.New("not a record written by mpool")
	}
	if first := s.Begin.Calls == 0; first != (r.Begin != nil) {
		return errors.New("a record starts with exactly one operation line")
	}
	switch {
	case r.Begin != nil:
		if r.Begin.Calls < 1 {
			return errors.New("the operation has no calls")
		}
		s.Begin, s.Began = *r.Begin, r.Time
		return nil
	case s.Closed != nil && !s.revived(r):
		return errors.New("the operation was closed")
	case r.Intent != nil:
		return s.begin(r)
	case r.Closed != nil:
		return s.close(*r.Closed)
	case len(s.Calls) == 0 || r.Call != len(s.Calls)-1:
		return fmt.Errorf("call %d was never intended", r.Call)
	}
	return s.Calls[r.Call].fold(r)
}

// close ends an operation; it refuses while a transaction is pending.
func (s *Status) close(closed Closed) error {
	if s.InFlight() != nil {
		return errors.New("a transaction is pending")
	}
	s.Closed = &closed
	return nil
}

// begin starts the next call. The call before must be finished, or must never have been sent.
func (s *Status) begin(r record) error {
	intent := *r.Intent
	if r.Call != len(s.Calls) {
		return fmt.Errorf("call %d follows %d calls", r.Call, len(s.Calls))
	}
	if intent.Value == nil || intent.Plan != s.Begin.Plan || intent.ChainID != s.Begin.ChainID || intent.Step < 0 || intent.Step >= s.Begin.Calls {
		return errors.New("the intent belongs to another plan")
	}
	if r.Call > 0 {
		last := s.Calls[r.Call-1]
		if !last.allowsNext() || s.made(intent) {
			return fmt.Errorf("step %d starts while step %d is %s", intent.Step, last.Intent.Step, last.State)
		}
	}
	s.Calls = append(s.Calls, Call{State: Intended, Since: r.Time, Intent: intent})
	return nil
}

// allowsNext says whether another call may follow this one: it is finished, or was never sent.
func (c Call) allowsNext() bool {
	switch c.State {
	case Done, Differs, Reverted, Cancelled, Replaced, NotSent, GivenUp:
		return true
	}
	return c.State == Intended && !c.Intent.Delegated
}

func (c Call) done() bool { return c.State == Done || c.State == Differs }
