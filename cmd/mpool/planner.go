package main

import (
	"mpool/internal/config"
	"mpool/internal/console"
	"mpool/internal/ops"
)

// planner reads a pool, plans, holds the plan against the policies, has the node
// simulate it, and works out what it costs.
type planner struct {
	settings *config.Settings
	ui       *console.Console
	gas      *gasNow // what the node says of gas; nil: nobody has asked
	// left are doors of which it is said already that they stay as somebody else has left them.
	left []ops.Door
	// alarmed says that it is said already that an alarm keeps the doors shut.
	alarmed bool
	// poolUnproven plans for what only says of itself that it is a Managed Pool.
	poolUnproven bool
}
