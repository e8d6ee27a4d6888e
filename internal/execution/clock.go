package execution

import "time"

// Clock is the wall's. What a pool looks like depends on its block's time instead.
type Clock interface {
	Now() time.Time
	// After is heard of once so much has gone by.
	After(d time.Duration) <-chan time.Time
}

// Wall is the real clock; its hands are given.
type Wall func() time.Time

// Now is what the clock shows.
func (w Wall) Now() time.Time { return w() }

// After waits in real time.
func (Wall) After(d time.Duration) <-chan time.Time { return time.After(d) }
