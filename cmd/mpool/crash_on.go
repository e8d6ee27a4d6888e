//go:build crash

package main

import (
	"os"
	"syscall"
)

// crash kills the process at the point that MPOOL_CRASH names, as a power cut
// would. Only programs built for tests have it.
func crash(point string) {
	if os.Getenv("MPOOL_CRASH") == point {
		_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
		select {}
	}
}
