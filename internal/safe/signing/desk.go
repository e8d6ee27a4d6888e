// Package signing takes one transaction of a Safe from a file or a transaction service to its
// execution. It opens, reviews and shows the transaction, has owners sign it, gathers and proposes the
// signatures, and makes an operation that mpool sends like any other.
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

// Desk holds what the commands for a Safe's owners need.
type Desk struct {
	UI       *console.Console
	Err      io.Writer // shows what is signed
	Plans    *planner.Planner
	Nodes    *planner.Nodes
	Settings *config.Settings
	Opener   *keyring.Opener
	Clerk    *queue.Clerk
	Reviews  *review.Reviewer
	Service  func() (*safeservice.Client, error) // makes a client for the configured service
	IsOut    func(what string)                   // notes what others may already have
	Now      func() time.Time                    // this machine's clock, for batch files, and to compare a node's newest block with
}
