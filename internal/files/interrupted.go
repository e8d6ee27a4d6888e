package files

import (
	"context"

	"mpool/internal/mistake"
)

// UnlessEnded runs read, which may never end, such as reading a pipe without a writer. It returns early
// when ended is closed.
func UnlessEnded(ended <-chan struct{}, read func() ([]byte, error)) ([]byte, error) {
	select {
	case o := <-mistake.Aside(read):
		return o.Take()
	case <-ended:
		return nil, context.Canceled
	}
}
