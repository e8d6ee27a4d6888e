//go:build crash

package execution

import (
	"os"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"

	"mpool/internal/mistake"
)

// passed counts how often the crash point was reached.
var passed atomic.Int64 //nolint:gochecknoglobals // crash has no receiver, and no other state

// crash kills the process at the point that MPOOL_CRASH names, as a power cut would: POINT, or
// POINT:N for the Nth time. Only test builds contain it.
func crash(point string) {
	mistake.Point(point)
	name, count, _ := strings.Cut(os.Getenv("MPOOL_CRASH"), ":")
	if name != point {
		return
	}
	nth, err := strconv.ParseInt(count, 10, 64)
	if err != nil {
		nth = 1
	}
	if passed.Add(1) == nth {
		_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
		select {}
	}
}
