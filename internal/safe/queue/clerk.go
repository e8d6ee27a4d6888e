// Package queue looks at what waits for a Safe at a transaction service: what it is by its
// own fields, who has signed it, what it does in order, and what can be planned behind it.
// The service is believed in nothing that can be computed or read off the chain.
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
