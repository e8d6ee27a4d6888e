//go:build unix

package main

import "syscall"

// ownFiles lets scripts write files that only this user can change, as mpool wants its configuration.
func ownFiles() { syscall.Umask(0o022) }
