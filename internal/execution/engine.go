package execution

import (
	"context"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/config"
	"mpool/internal/keyring"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/signer"
)

// Engine sends the calls of a plan one by one and accounts for each.
type Engine struct {
	Settings *config.Settings
	UI       UI
	Nodes    Nodes
	Keys     Keys
	Clock    Clock
	Command  string // that runs, without its arguments
	Sealed   bool   // something was signed, or given to the node to sign: it may be out
	Gone     Out    // what that is
	// Preview shows a plan before it is confirmed.
	Preview func(v *planner.View, confirmed bool)
	// Passed is called at each point at which a kill would leave another state; nil: it is
	// not called.
	Passed func(point string)
}

// pass is reached at a point between two states of disk and chain.
func (e *Engine) pass(point string) {
	crash(point)
	if e.Passed != nil {
		e.Passed(point)
	}
}

// UI is how the engine speaks with its user.
type UI interface {
	Confirm(yes bool, question string) error
	ConfirmCost(yes bool, question string) error
	Note(format string, args ...any)
	Warn(code, format string, args ...any)
	// Waiting shows that mpool waits for a transaction, until end is called. seen takes the
	// number of confirmations.
	Waiting(confirmations uint64, now func() time.Time) (seen func(uint64), end func())
}

// Keys opens what signs.
type Keys interface {
	Open(ctx context.Context, f keyring.Options, plan, left *ops.Plan) (*keyring.Ring, error)
	OpenOwn(ctx context.Context, f keyring.Options, from common.Address) (*keyring.Ring, error)
	WithEnvironment(o signer.Options) signer.Options
}
