package journal

import "slices"

// GivenUp is the operation's last call if it was given up because the nodes refused it, and is not mined.
// Its signed bytes stay valid until its nonce is used. nil if there is none.
func (s Status) GivenUp() *Call {
	if n := len(s.Calls); n > 0 && s.Calls[n-1].State == GivenUp {
		last := s.Calls[n-1]
		return &last
	}
	return nil
}

// Alive is the GivenUp call whose nonce is not used as far as the records show; nil if there is none.
func (e Entry) Alive(all []Entry) *Call {
	call := e.Status.GivenUp()
	if call == nil || slices.ContainsFunc(all, func(other Entry) bool { return other.Status.spends(call.Intent) }) {
		return nil
	}
	return call
}

// spends says whether a mined call of the operation shows that the nonce of an intent is used.
func (s Status) spends(intent Intent) bool {
	return slices.ContainsFunc(s.Calls, func(c Call) bool {
		return c.Mined != nil && c.Intent.ChainID == intent.ChainID && c.Intent.From == intent.From && c.Intent.Nonce >= intent.Nonce
	})
}

// revived says whether a closed operation may take a record: only about its last call, if that was given
// up, or was given up and is now being cancelled.
func (s Status) revived(r record) bool {
	about := r.Begin == nil && r.Intent == nil && r.Closed == nil
	return about && r.Call == len(s.Calls)-1 && (s.GivenUp() != nil || s.InFlight() != nil)
}
