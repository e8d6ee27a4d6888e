package request

import (
	"context"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"mpool/internal/chain"
	"mpool/internal/history"
	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/units"
)

// Target is the pool that an operation is built for, and who can tell more of it.
type Target struct {
	Before *ops.Snapshot
	Node   Node
	UI     UI
	From   common.Address // the sender, if the user named one; otherwise zero
	// Signs is the account whose key signs; nil, or zero: no key was named.
	Signs func(ctx context.Context) (common.Address, error)
}

// Node answers questions about a pool that its snapshot does not: about accounts, events
// and local records, at the snapshot's block.
type Node interface {
	// Look reads what the operation watches, apart from the pool, into its snapshot.
	Look(ctx context.Context, w ops.Watch) error
	Allowlist(ctx context.Context, past *planner.Past) (*planner.Allowlist, error)
	// Start is where the pool's events begin, and DoorEvents those about its doors since.
	Start(ctx context.Context) (planner.Start, error)
	DoorEvents(ctx context.Context, since uint64) ([]types.Log, error)
	// LastShut is the plan of the last shut that is recorded here; nil: there is none.
	LastShut() (*ops.Plan, error)
	// StillShut is what that has to have restored, which was not opened since.
	StillShut(ctx context.Context, plan *ops.Plan) (ops.Doors, error)
	// AlarmSince says whether an alarm came since a block and was not ended.
	AlarmSince(ctx context.Context, block uint64) (bool, error)
	// Begun are the plans of what is begun and not finished, the newest first.
	Begun() ([]*ops.Plan, error)
	// SayAlarm tells, once, that what is shut stays shut.
	SayAlarm()
	// Wrapped is the token that the Vault takes for the chain's native one; zero: not known.
	Wrapped(ctx context.Context) common.Address
	// FeedPrices are what all of the pool's tokens cost by the feeds of the configuration.
	FeedPrices(ctx context.Context) ([]ops.TokenWorth, error)
	// ProtocolShare is the protocol's share of AUM fees that the pool would take over now.
	ProtocolShare(ctx context.Context) (units.Fixed, error)
}

// UI takes messages that the operation itself does not report.
type UI interface {
	Warn(code, format string, args ...any)
	Note(format string, args ...any)
}

// On is the pool as a node has it, and as the planner's records tell of it.
func On(client *chain.Client, plans *planner.Planner, before *ops.Snapshot) *Target {
	return &Target{Before: before, Node: &asks{client, plans, before}, UI: plans.UI, From: plans.Settings.From}
}

// OnChain is the ground for a pool that is not there yet: there is a chain and nothing on it.
func OnChain(ctx context.Context, client *chain.Client, plans *planner.Planner) (*Target, error) {
	chainID, err := client.ChainID(ctx)
	return On(client, plans, &ops.Snapshot{ChainID: chainID}), err
}

// asks is a Node that asks a real one.
type asks struct {
	client *chain.Client
	plans  *planner.Planner
	before *ops.Snapshot
}

// Look is a Node's.
func (a *asks) Look(ctx context.Context, w ops.Watch) error {
	return a.client.Watch(ctx, a.before, w)
}

// Allowlist is a Node's.
func (a *asks) Allowlist(ctx context.Context, past *planner.Past) (*planner.Allowlist, error) {
	return a.plans.ReadAllowlist(ctx, a.client, a.before, past)
}

// Start is a Node's.
func (a *asks) Start(ctx context.Context) (planner.Start, error) {
	return new(planner.Past).Start(ctx, a.plans, a.client, a.before)
}

// DoorEvents is a Node's.
func (a *asks) DoorEvents(ctx context.Context, since uint64) ([]types.Log, error) {
	return a.plans.Logs(ctx, a.client, a.before, since, chain.LogFilter{Address: a.before.Pool.Address, Topics: history.DoorTopics()})
}

// LastShut is a Node's.
func (a *asks) LastShut() (*ops.Plan, error) { return a.plans.LastShut(a.before) }

// StillShut is a Node's.
func (a *asks) StillShut(ctx context.Context, plan *ops.Plan) (ops.Doors, error) {
	return a.plans.StillShut(ctx, a.client, plan, a.before)
}

// AlarmSince is a Node's.
func (a *asks) AlarmSince(ctx context.Context, block uint64) (bool, error) {
	return a.plans.AlarmSince(ctx, a.client, block, a.before)
}

// Begun is a Node's.
func (a *asks) Begun() ([]*ops.Plan, error) { return a.plans.Begun(a.before) }

// SayAlarm is a Node's.
func (a *asks) SayAlarm() { a.plans.SayAlarm(a.before.Pool.Address) }

// Wrapped is a Node's.
func (a *asks) Wrapped(ctx context.Context) common.Address {
	_, wrapped := a.client.GasNow(ctx, a.before.Pool.Vault)
	return wrapped
}

// FeedPrices is a Node's.
func (a *asks) FeedPrices(ctx context.Context) ([]ops.TokenWorth, error) {
	return a.plans.FeedPrices(ctx, a.client, a.before)
}

// FeedPrice is what a token costs by the feeds of the configuration.
func (a *asks) FeedPrice(ctx context.Context, token common.Address, symbol named.Symbol) (ops.TokenPrice, error) {
	return a.plans.FeedPrice(ctx, a.client, a.before, token, symbol)
}

// ProtocolShare is a Node's.
func (a *asks) ProtocolShare(ctx context.Context) (units.Fixed, error) {
	return a.client.ProtocolShare(ctx, a.before.Pool.Address, a.before.Pool.Owner, a.before.Block)
}
