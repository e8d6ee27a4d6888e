//go:build crash

package mistake

import "os"

// Point panics at the place named by MPOOL_PANIC, with the text of MPOOL_PANIC_TEXT. Only test builds
// have it.
func Point(name string) {
	if os.Getenv("MPOOL_PANIC") == name {
		panic(os.Getenv("MPOOL_PANIC_TEXT"))
	}
}
