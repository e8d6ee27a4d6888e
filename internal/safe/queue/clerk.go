// Package queue reads the transactions that wait for a Safe at a transaction service: their fields,
// their signers, their effects in order, and what can be planned after them. It does not trust the
// service for anything that it can compute or read from the chain.
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
	Service func() (*safeservice.Client, error) // makes a client for the configured service
}
