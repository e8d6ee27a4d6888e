package execution

import "time"

// Clock is the time of this machine. The pool's state depends on its block's time instead.
type Clock interface {
	Now() time.Time
	// After sends once after this duration.
	After(d time.Duration) <-chan time.Time
}

// Wall is the real clock. The function returns the current time.
type Wall func() time.Time

// Now returns the current time.
func (w Wall) Now() time.Time { return w() }

// After waits in real time.
func (Wall) After(d time.Duration) <-chan time.Time { return time.After(d) }
