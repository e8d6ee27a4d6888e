package journal

import (
	"errors"
	"time"
)

// unsureBlocks is the number of blocks after which mpool no longer expects a reorganisation.
const unsureBlocks = 64

// Unsure is the time after which a block is not looked up again. blockTime is the chain's, in seconds.
func Unsure(blockTime uint64) time.Duration {
	return time.Duration(unsureBlocks*max(blockTime, 1)) * time.Second
}

// Mentioned are the mined calls of an operation whose state has changed since a time, the oldest first. The
// clock is that of this machine.
func Mentioned(s Status, since time.Time) []Call {
	var list []Call
	for _, call := range s.Calls {
		if call.Mined != nil && call.State != Included && call.Since.After(since) {
			list = append(list, call)
		}
	}
	return list
}

// Reorganised records that the block of the last call is no longer part of the chain: the call is pending
// again.
func (j *Journal) Reorganised() error {
	n := len(j.status.Calls)
	if n == 0 || j.status.Calls[n-1].Mined == nil {
		return errors.New("journal: the last call is not mined")
	}
	mined := j.status.Calls[n-1].Mined
	return j.follow(record{Broadcast: &Broadcast{Hash: mined.Hash, Gone: &mined.BlockHash}})
}

// unmine makes a call pending again whose block is gone.
func (c *Call) unmine(b Broadcast) error {
	if c.Mined == nil || c.Mined.BlockHash != *b.Gone || c.Mined.Hash != b.Hash {
		return c.cannot("lose its block")
	}
	c.State, c.Mined, c.Verified, c.Refused = Sent, nil, nil, false
	return nil
}
