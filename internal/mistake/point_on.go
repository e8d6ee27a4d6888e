//go:build crash

package mistake

import "os"

// Point panics at the place that MPOOL_PANIC names, with the text that
// MPOOL_PANIC_TEXT has. Only programs built for tests have it.
func Point(name string) {
	if os.Getenv("MPOOL_PANIC") == name {
		panic(os.Getenv("MPOOL_PANIC_TEXT"))
	}
}
