package request

import (
	"context"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"mpool/internal/chain"
	"mpool/internal/history"
	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/ops/tokenset"
	"mpool/internal/ops/trade"
	"mpool/internal/planner"
	"mpool/internal/units"
)

// Target is the pool for which an operation is built, with a Node for further questions.
type Target struct {
	Before *ops.Snapshot
	Node   Node
	UI     UI
	From   common.Address // the named sender; zero if none was named
	// Signs returns the account of the signing key. It is nil, or returns zero, if no key was named.
	Signs func(ctx context.Context) (common.Address, error)
}

// Node answers questions about a pool that its snapshot does not: about accounts, events and local
// records, at the snapshot's block.
type Node interface {
	// Look reads the balances and allowances in w into the snapshot.
	Look(ctx context.Context, w ops.Watch) error
	Allowlist(ctx context.Context, past *planner.Past) (*planner.Allowlist, error)
	// Start returns the block at which the pool's events begin. DoorEvents returns the events about its
	// doors from a block on.
	Start(ctx context.Context) (planner.Start, error)
	DoorEvents(ctx context.Context, since uint64) ([]types.Log, error)
	// LastShut returns the last recorded plan of mpool shut; nil if there is none.
	LastShut(ctx context.Context) (*ops.Plan, error)
	// StillShut returns the doors to restore after this plan, without those that were opened since.
	StillShut(ctx context.Context, plan *ops.Plan) (ops.Doors, error)
	// AlarmSince reports whether mpool shut was used since a block and a door that it shut is still shut.
	AlarmSince(ctx context.Context, block uint64) (bool, error)
	// Begun returns the plans of unfinished operations, the newest first.
	Begun(ctx context.Context) ([]*ops.Plan, error)
	// Abandoned returns the plans of operations that were closed half way, the newest first.
	Abandoned(ctx context.Context) ([]*ops.Plan, error)
	// SayAlarm warns, once, that shut doors stay shut.
	SayAlarm()
	// Wrapped returns the token that wraps the chain's native one for the Vault; zero if unknown.
	Wrapped(ctx context.Context) common.Address
	// FeedPrices returns the prices of all of the pool's tokens from the configured feeds.
	FeedPrices(ctx context.Context) ([]trade.TokenWorth, error)
	// ProtocolShare returns the protocol's share of AUM fees that the pool would copy now.
	ProtocolShare(ctx context.Context) (units.Fixed, error)
}

// UI takes messages that are not part of the operation.
type UI interface {
	Warn(code, format string, args ...any)
	Note(format string, args ...any)
}

// On returns the target for a pool at a node, with the planner's records.
func On(client *chain.Client, plans *planner.Planner, before *ops.Snapshot) *Target {
	return &Target{Before: before, Node: &asks{client, plans, before}, UI: plans.UI, From: plans.Settings.From}
}

// OnChain returns the target for a pool that does not exist yet: its snapshot has only the chain's ID.
func OnChain(ctx context.Context, client *chain.Client, plans *planner.Planner) (*Target, error) {
	chainID, err := client.ChainID(ctx)
	return On(client, plans, &ops.Snapshot{ChainID: chainID}), err
}

// asks is a Node that asks a client and the planner's records.
type asks struct {
	client *chain.Client
	plans  *planner.Planner
	before *ops.Snapshot
}

// Look implements Node.
func (a *asks) Look(ctx context.Context, w ops.Watch) error {
	return a.client.Watch(ctx, a.before, w)
}

// Allowlist implements Node.
func (a *asks) Allowlist(ctx context.Context, past *planner.Past) (*planner.Allowlist, error) {
	return a.plans.ReadAllowlist(ctx, a.client, a.before, past)
}

// Start implements Node.
func (a *asks) Start(ctx context.Context) (planner.Start, error) {
	return new(planner.Past).Start(ctx, a.plans, a.client, a.before)
}

// DoorEvents implements Node.
func (a *asks) DoorEvents(ctx context.Context, since uint64) ([]types.Log, error) {
	return a.plans.Logs(ctx, a.client, a.before, since, chain.LogFilter{Address: a.before.Pool.Address, Topics: history.DoorTopics()})
}

// LastShut implements Node.
func (a *asks) LastShut(ctx context.Context) (*ops.Plan, error) {
	return a.plans.LastShut(ctx, a.client, a.before)
}

// StillShut implements Node.
func (a *asks) StillShut(ctx context.Context, plan *ops.Plan) (ops.Doors, error) {
	return a.plans.StillShut(ctx, a.client, plan, a.before)
}

// AlarmSince implements Node.
func (a *asks) AlarmSince(ctx context.Context, block uint64) (bool, error) {
	return a.plans.AlarmSince(ctx, a.client, block, a.before)
}

// Begun implements Node.
func (a *asks) Begun(ctx context.Context) ([]*ops.Plan, error) {
	return a.plans.Begun(ctx, a.client, a.before)
}

// Abandoned implements Node.
func (a *asks) Abandoned(ctx context.Context) ([]*ops.Plan, error) {
	return a.plans.Abandoned(ctx, a.client, a.before)
}

// SayAlarm implements Node.
func (a *asks) SayAlarm() { a.plans.SayAlarm(a.before.Pool.Address) }

// Wrapped implements Node.
func (a *asks) Wrapped(ctx context.Context) common.Address {
	_, wrapped := a.client.GasNow(ctx, a.before.Pool.Vault)
	return wrapped
}

// FeedPrices implements Node.
func (a *asks) FeedPrices(ctx context.Context) ([]trade.TokenWorth, error) {
	return a.plans.Feeds.Prices(ctx, a.client, a.before)
}

// FeedPrice returns a token's price from the configured feeds.
func (a *asks) FeedPrice(ctx context.Context, token common.Address, symbol named.Symbol) (tokenset.TokenPrice, error) {
	return a.plans.Feeds.Price(ctx, a.client, a.before, token, symbol)
}

// ProtocolShare implements Node.
func (a *asks) ProtocolShare(ctx context.Context) (units.Fixed, error) {
	return a.client.ProtocolShare(ctx, a.before.Pool.Address, a.before.Pool.Owner, a.before.Block)
}
