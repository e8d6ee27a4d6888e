package explain

import (
	"mpool/internal/config"
	"mpool/internal/console"
	"mpool/internal/inspect"
	"mpool/internal/planner"
)

// Reader tells what it is that somebody has, and puts it into words: a code, a name, revert
// data, calldata, or a transaction's hash, for which alone it asks a node.
type Reader struct {
	Settings *config.Settings
	UI       *console.Console
	Nodes    *planner.Nodes
	Looks    *inspect.Reader // for the names of a pool's tokens
}
