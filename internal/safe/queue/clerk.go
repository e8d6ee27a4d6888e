// Package queue reads what waits for a Safe at a transaction service: the fields of each
// transaction, who has signed it, what they do in order, and what can be planned after
// them. It does not trust the service with anything that it can compute or read from the
// chain.
package queue

import (
	"mpool/internal/console"
	"mpool/internal/planner"
	"mpool/internal/safe/review"
	"mpool/internal/safeservice"
)

// Clerk reads queues.
type Clerk struct {
	UI      *console.Console
	Plans   *planner.Planner
	Reviews *review.Reviewer
	Service func() (*safeservice.Client, error) // the one that is configured
}
