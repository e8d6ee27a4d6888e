package files

import (
	"context"

	"mpool/internal/mistake"
)

// UnlessEnded reads what may not end by itself, such as a pipe into which nobody
// writes, and does not hold up whoever wants to end the program.
func UnlessEnded(ended <-chan struct{}, read func() ([]byte, error)) ([]byte, error) {
	select {
	case o := <-mistake.Aside(read):
		return o.Take()
	case <-ended:
		return nil, context.Canceled
	}
}
