package journal

import (
	"errors"
	"fmt"
	"time"

	"github.com/ethereum/go-ethereum/common"
)

// State is how far a transaction came.
type State string

// The states, in the order in which they are reached.
const (
	Intended  State = "intended"  // nothing can have been sent, unless the node signs
	SignedOff State = "signed"    // it may have been sent: the bytes are known
	Sent      State = "broadcast" // a node has it
	Included  State = "mined"
	Reverted  State = "reverted" // mined and failed
	Done      State = "verified"
	Differs   State = "differs" // mined, and the state is not as predicted
)

// Status is what the records of an operation add up to.
type Status struct {
	Calls []Call
}

// Call is one transaction of the operation.
type Call struct {
	State     State
	Since     time.Time
	Intent    Intent
	Signed    *Signed // nil where the node signs
	Broadcast *Broadcast
	Mined     *Mined
	Verified  *Verified
	Errors    []string
}

// fold adds one record, and refuses one that cannot follow what is there.
func (s *Status) fold(r record) error {
	if r.Intent != nil {
		return s.begin(r)
	}
	if len(s.Calls) == 0 || r.Call != len(s.Calls)-1 {
		return fmt.Errorf("call %d was never intended", r.Call)
	}
	return s.Calls[r.Call].fold(r)
}

// begin starts a call: the next one, and only after the one before succeeded.
func (s *Status) begin(r record) error {
	if r.Call != len(s.Calls) {
		return fmt.Errorf("call %d follows %d calls", r.Call, len(s.Calls))
	}
	if r.Call > 0 && s.Calls[r.Call-1].State != Done {
		return fmt.Errorf("call %d begins while call %d is %s", r.Call, r.Call-1, s.Calls[r.Call-1].State)
	}
	if r.count() != 1 || r.Intent.Value == nil {
		return errors.New("no record that mpool writes")
	}
	s.Calls = append(s.Calls, Call{State: Intended, Since: r.Time, Intent: *r.Intent})
	return nil
}

func (r record) count() int {
	n := 0
	for _, there := range []bool{r.Intent != nil, r.Signed != nil, r.Broadcast != nil, r.Mined != nil, r.Verified != nil, r.Error != nil} {
		if there {
			n++
		}
	}
	return n
}

func (c *Call) fold(r record) error {
	if r.count() != 1 {
		return errors.New("no record that mpool writes")
	}
	switch {
	case r.Signed != nil:
		return c.sign(r)
	case r.Broadcast != nil:
		return c.broadcast(r)
	case r.Mined != nil:
		return c.mine(r)
	case r.Verified != nil:
		return c.verify(r)
	default:
		c.Errors = append(c.Errors, r.Error.Message)
		return nil
	}
}

func (c *Call) sign(r record) error {
	if c.State != Intended {
		return c.cannot("be signed")
	}
	if err := c.Intent.matches(*r.Signed); err != nil {
		return err
	}
	c.Signed, c.State, c.Since = r.Signed, SignedOff, r.Time
	return nil
}

func (c *Call) broadcast(r record) error {
	if c.State != Intended && c.State != SignedOff && c.State != Sent {
		return c.cannot("be sent")
	}
	if c.Signed != nil && c.Signed.Hash != r.Broadcast.Hash {
		return fmt.Errorf("%s was sent, where %s was signed", r.Broadcast.Hash, c.Signed.Hash)
	}
	c.Broadcast, c.State, c.Since = r.Broadcast, Sent, r.Time
	return nil
}

// mine accepts a call whose broadcast was not recorded: the program may have
// been killed between the two.
func (c *Call) mine(r record) error {
	if c.State != SignedOff && c.State != Sent {
		return c.cannot("be mined")
	}
	if hash, known := c.Hash(); known && hash != r.Mined.Hash {
		return fmt.Errorf("%s was mined, where %s was sent", r.Mined.Hash, hash)
	}
	c.Mined, c.State, c.Since = r.Mined, Included, r.Time
	if !r.Mined.Success {
		c.State = Reverted
	}
	return nil
}

func (c *Call) verify(r record) error {
	if c.State != Included {
		return c.cannot("be verified")
	}
	c.Verified, c.State, c.Since = r.Verified, Done, r.Time
	if !r.Verified.OK {
		c.State = Differs
	}
	return nil
}

// Hash is the transaction's, as soon as there is one.
func (c *Call) Hash() (hash common.Hash, known bool) {
	switch {
	case c.Signed != nil:
		return c.Signed.Hash, true
	case c.Broadcast != nil:
		return c.Broadcast.Hash, true
	}
	return common.Hash{}, false
}

func (c *Call) cannot(what string) error {
	return fmt.Errorf("a transaction that is %s cannot %s", c.State, what)
}
