package main

import (
	"time"

	"mpool/internal/config"
	"mpool/internal/console"
	"mpool/internal/keyring"
	"mpool/internal/planner"
)

// engine sends the calls of a plan one by one and accounts for each.
type engine struct {
	settings *config.Settings
	ui       *console.Console
	plans    *planner.Planner
	nodes    *planner.Nodes
	opener   *keyring.Opener
	now      func() time.Time
	command  string // that runs, without its arguments
	sealed   bool   // something was signed, or given to the node to sign: it may be out
	gone     outing // what that is
	// preview shows a plan before it is confirmed.
	preview func(v *planner.View, confirmed bool)
}
