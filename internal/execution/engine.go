package execution

import (
	"context"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/config"
	"mpool/internal/keyring"
	"mpool/internal/ops"
	"mpool/internal/planview"
	"mpool/internal/signer"
)

// Engine sends the calls of a plan one by one and records each.
type Engine struct {
	Settings *config.Settings
	UI       UI
	Nodes    Nodes
	Keys     Keys
	Clock    Clock
	Command  string // the running command, without its arguments
	Sealed   bool   // something was signed, or given to the node to sign: it may be pending
	Gone     Out    // describes what may be pending
	// Preview shows a plan before it is confirmed.
	Preview func(v *planview.View, confirmed bool)
	// Passed is called at each point at which a crash would leave a different state. It may be nil.
	Passed func(point string)
}

// pass marks a point between two states of disk and chain.
func (e *Engine) pass(point string) {
	crash(point)
	if e.Passed != nil {
		e.Passed(point)
	}
}

// UI is the engine's interface to the user.
type UI interface {
	Confirm(yes bool, question string) error
	ConfirmCost(yes bool, question string) error
	Note(format string, args ...any)
	Warn(code, format string, args ...any)
	// Waiting shows that mpool waits for a transaction, until end is called. seen takes the number
	// of confirmations so far.
	Waiting(confirmations uint64, now func() time.Time) (seen func(uint64), end func())
}

// Keys opens signers.
type Keys interface {
	Open(ctx context.Context, f keyring.Options, plan, left *ops.Plan) (*keyring.Ring, error)
	OpenOwn(ctx context.Context, f keyring.Options, from common.Address) (*keyring.Ring, error)
	WithEnvironment(o signer.Options) signer.Options
	Missing(o signer.Options) error
}
