package files

import (
	"context"

	"mpool/internal/mistake"
)

// UnlessEnded reads something that may not end by itself, such as a pipe without a writer,
// but returns when the user ends the program.
func UnlessEnded(ended <-chan struct{}, read func() ([]byte, error)) ([]byte, error) {
	select {
	case o := <-mistake.Aside(read):
		return o.Take()
	case <-ended:
		return nil, context.Canceled
	}
}
