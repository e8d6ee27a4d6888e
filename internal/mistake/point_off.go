//go:build !crash

package mistake

// Point does nothing in normal builds.
func Point(string) {}
