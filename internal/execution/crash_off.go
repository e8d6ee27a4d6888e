//go:build !crash

package execution

// crash does nothing in the program that users run.
func crash(string) {}
