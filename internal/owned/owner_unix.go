//go:build unix

package owned

import (
	"io/fs"
	"os"
	"syscall"
)

// isOurs says whether a file belongs to this user or to root.
func isOurs(info fs.FileInfo) bool {
	stat, known := info.Sys().(*syscall.Stat_t)
	return !known || stat.Uid == 0 || int(stat.Uid) == os.Geteuid()
}

// ofOwnGroup says whether a file has this user's primary group, which on many systems nobody else is in.
func ofOwnGroup(info fs.FileInfo) bool {
	stat, known := info.Sys().(*syscall.Stat_t)
	return known && int(stat.Gid) == os.Getegid()
}
