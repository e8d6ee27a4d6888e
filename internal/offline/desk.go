// Package offline signs plans without a node, and reads the files of signed transactions.
package offline

import (
	"mpool/internal/console"
	"mpool/internal/keyring"
	"mpool/internal/planner"
	"mpool/internal/planview"
)

// Desk signs plans.
type Desk struct {
	UI      *console.Console
	Plans   *planner.Planner
	Nodes   *planner.Nodes
	Opener  *keyring.Opener
	Preview func(v *planview.View, confirmed bool) // shows a plan before it is signed
}
