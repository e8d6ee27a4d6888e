package network

import (
	"path/filepath"
	"strings"
)

// IsSocket reports whether an address is the path of a socket: an absolute path, or one that ends in
// .ipc.
func IsSocket(address string) bool {
	return !strings.Contains(address, "://") && (filepath.IsAbs(address) || filepath.Ext(address) == ".ipc")
}
