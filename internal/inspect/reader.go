// Package inspect looks at a pool and changes nothing: its status now and later, its
// allowlist, its past. What it returns are results, as data.
package inspect

import (
	"time"

	"mpool/internal/config"
	"mpool/internal/console"
	"mpool/internal/planner"
)

// Reader looks at pools.
type Reader struct {
	Settings *config.Settings
	UI       *console.Console
	Plans    *planner.Planner
	Nodes    *planner.Nodes
	Now      func() time.Time // the wall clock, against which a node's newest block is held
}
