// Package inspect reads a pool and changes nothing: its status now and later, its allowlist and its
// history. Its results are data with a text form.
package inspect

import (
	"time"

	"mpool/internal/config"
	"mpool/internal/console"
	"mpool/internal/planner"
)

// Reader reads pools.
type Reader struct {
	Settings *config.Settings
	UI       *console.Console
	Plans    *planner.Planner
	Nodes    *planner.Nodes
	Now      func() time.Time // the wall clock, to find out whether the newest block is old
}
