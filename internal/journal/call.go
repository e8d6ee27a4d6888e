package journal

import (
	"errors"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"
)

// fold applies a record to the call.
func (c *Call) fold(r record) error {
	before, known := c.State, len(c.Hashes)
	err := c.follow(r)
	if len(c.Hashes) > known {
		c.Times = append(slices.Clone(c.Times), r.Time)
	}
	if c.State != before {
		c.Since = r.Time
	}
	return err
}

func (c *Call) follow(r record) error {
	switch {
	case r.Signed != nil:
		return c.sign(*r.Signed)
	case r.Broadcast != nil && r.Broadcast.Gone != nil:
		return c.unmine(*r.Broadcast)
	case r.Broadcast != nil:
		return c.broadcast(r.Broadcast.Hash)
	case r.Mined != nil:
		return c.mine(*r.Mined)
	case r.Verified != nil:
		return c.verify(*r.Verified)
	case r.Ended != nil:
		return c.end(*r.Ended)
	}
	c.Errors = append(slices.Clone(c.Errors), r.Error.Message)
	return c.refuse(r.Error.Refused)
}

// refuse notes that the nodes refused the latest attempt and do not have it. A later signature or
// broadcast ends that.
func (c *Call) refuse(hash *common.Hash) error {
	if hash == nil {
		return nil
	}
	if len(c.Hashes) == 0 || *hash != c.Hashes[len(c.Hashes)-1] || c.State != SignedOff && c.State != Sent {
		return c.cannot("be refused")
	}
	c.Refused = true
	return nil
}

// Private says whether an attempt was sent to a private endpoint.
func (c *Call) Private() bool {
	return slices.ContainsFunc(c.Attempts, func(s Signed) bool { return s.Private })
}

// sign takes the first signature, or a replacement while no attempt is mined. A call that was given up can
// only be cancelled.
func (c *Call) sign(s Signed) error {
	if c.State == GivenUp && !s.Cancels || c.State != GivenUp && c.State != Intended && c.State != SignedOff && c.State != Sent || c.State == Intended && s.Cancels {
		return c.cannot("be signed")
	}
	if err := c.Intent.matches(s); err != nil {
		return err
	}
	c.Attempts, c.State = append(slices.Clone(c.Attempts), s), SignedOff
	c.Hashes, c.Refused, c.Ended = append(slices.Clone(c.Hashes), s.Hash), false, nil
	return nil
}

// broadcast also accepts a mined call whose block a reorganisation has removed. If others signed
// the call, this record is where its hash becomes known.
func (c *Call) broadcast(hash common.Hash) error {
	delegated := c.Intent.Delegated && len(c.Attempts) == 0
	switch {
	case c.State != SignedOff && c.State != Sent && c.State != Included && (c.State != Intended || !delegated):
		return c.cannot("be sent")
	case delegated && !slices.Contains(c.Hashes, hash):
		c.Hashes = append(slices.Clone(c.Hashes), hash)
	case !slices.Contains(c.Hashes, hash):
		return fmt.Errorf("%s was sent but was not signed here", hash)
	}
	c.State, c.Mined, c.Refused = Sent, nil, false
	return nil
}

// mine accepts a call whose broadcast was not recorded: the program may have been killed between
// sending and recording. A later receipt replaces an earlier one.
func (c *Call) mine(m Mined) error {
	if c.State != SignedOff && c.State != Sent && c.State != Included && c.State != GivenUp {
		return c.cannot("be mined")
	}
	if !slices.Contains(c.Hashes, m.Hash) {
		return fmt.Errorf("%s was mined but was not sent here", m.Hash)
	}
	c.Mined, c.State, c.Ended = &m, Included, nil
	switch {
	case c.CancelledBy(m.Hash):
		c.State = Cancelled
	case !m.Success:
		c.State = Reverted
	}
	return nil
}

// CancelledBy reports whether a transaction is the empty one that cancels the call.
func (c *Call) CancelledBy(hash common.Hash) bool {
	return slices.ContainsFunc(c.Attempts, func(s Signed) bool { return s.Hash == hash && s.Cancels })
}

func (c *Call) verify(v Verified) error {
	if c.State != Included {
		return c.cannot("be verified")
	}
	if v.OK != (len(v.Differences) == 0) {
		return errors.New("a result must be verified or different, not both and not neither")
	}
	c.Verified, c.State = &v, Done
	if !v.OK {
		c.State = Differs
	}
	return nil
}

func (c *Call) end(e Ended) error {
	switch {
	case e.State == Replaced && (c.State == SignedOff || c.State == Sent || c.State == Included || c.State == GivenUp):
	case e.State == GivenUp && c.Refused && (c.State == SignedOff || c.State == Sent):
	case e.State == NotSent && c.State == Intended && c.Intent.Delegated:
	default:
		return c.cannot("end as " + string(e.State))
	}
	c.Ended, c.State = &e, e.State
	return nil
}

// Latest returns the attempt that was signed last; an error if others sign.
func (c *Call) Latest() (Signed, error) {
	if len(c.Attempts) == 0 {
		return Signed{}, errors.New("the transaction was signed elsewhere")
	}
	return c.Attempts[len(c.Attempts)-1], nil
}

// Cancelling says that the latest attempt cancels the call.
func (c *Call) Cancelling() bool {
	latest, err := c.Latest()
	return err == nil && latest.Cancels
}

// Hash returns the hash of the mined attempt, otherwise of the latest one. known is false if there
// is no attempt.
func (c *Call) Hash() (hash common.Hash, known bool) {
	if c.Mined != nil {
		return c.Mined.Hash, true
	}
	if len(c.Hashes) == 0 {
		return common.Hash{}, false
	}
	return c.Hashes[len(c.Hashes)-1], true
}

func (c *Call) cannot(what string) error {
	return fmt.Errorf("a transaction that is %s cannot %s", c.State, what)
}
