// Package signing takes one transaction of a Safe from a file, or from a transaction service,
// to its execution: it is opened, reviewed, shown, signed by owners, gathered, proposed,
// and made an operation that is sent as any other.
package signing

import (
	"io"
	"time"

	"mpool/internal/config"
	"mpool/internal/console"
	"mpool/internal/keyring"
	"mpool/internal/planner"
	"mpool/internal/safe/queue"
	"mpool/internal/safe/review"
	"mpool/internal/safeservice"
)

// Desk is where a Safe's owners sign.
type Desk struct {
	UI       *console.Console
	Err      io.Writer // where what is signed is shown
	Plans    *planner.Planner
	Nodes    *planner.Nodes
	Settings *config.Settings
	Opener   *keyring.Opener
	Clerk    *queue.Clerk
	Reviews  *review.Reviewer
	Service  func() (*safeservice.Client, error) // the one that is configured
	IsOut    func(what string)                   // notes what others may have by now
	Now      func() time.Time                    // the wall clock, which batch files name
}
