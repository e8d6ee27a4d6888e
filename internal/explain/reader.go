package explain

import (
	"mpool/internal/config"
	"mpool/internal/console"
	"mpool/internal/inspect"
	"mpool/internal/planner"
)

// Reader explains a text: a word, a code, a name, revert data, calldata, or a transaction's hash. Only
// a hash needs a node.
type Reader struct {
	Settings *config.Settings
	UI       *console.Console
	Nodes    *planner.Nodes
	Looks    *inspect.Reader // for the names of a pool's tokens
}
