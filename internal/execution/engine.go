package execution

import (
	"time"

	"mpool/internal/config"
	"mpool/internal/console"
	"mpool/internal/keyring"
	"mpool/internal/planner"
)

// Engine sends the calls of a plan one by one and accounts for each.
type Engine struct {
	Settings *config.Settings
	UI       *console.Console
	Plans    *planner.Planner
	Nodes    *planner.Nodes
	Opener   *keyring.Opener
	Now      func() time.Time
	Command  string // that runs, without its arguments
	Sealed   bool   // something was signed, or given to the node to sign: it may be out
	Gone     Out    // what that is
	// Preview shows a plan before it is confirmed.
	Preview func(v *planner.View, confirmed bool)
}
