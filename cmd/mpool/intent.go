package main

import (
	"context"
	"io"

	"mpool/internal/batch"
	"mpool/internal/chain"
	"mpool/internal/config"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/request"
)

// intent is an operation as a batch asks for it, for a pool that was not read yet.
type intent struct {
	pool     config.Pool
	override *planner.Override
	build    func(ctx context.Context, client *chain.Client, before *ops.Snapshot) (ops.Operation, error)
}

// understand reads an operation of a batch. Its planner is its own: what was said of one
// operation is said of the next one too.
func (a *app) understand(ctx context.Context, item batch.Item) (*intent, error) {
	r, err := request.Parse(ctx, item, request.Source{Settings: a.settings, Open: a.openBelow})
	if err != nil {
		return nil, err
	}
	plans := &planner.Planner{Settings: a.settings, UI: a.ui, PoolUnproven: a.plans.PoolUnproven}
	return &intent{pool: r.Pool, override: &r.Override, build: func(ctx context.Context, client *chain.Client, before *ops.Snapshot) (ops.Operation, error) {
		return r.Build(ctx, request.On(client, plans, before))
	}}, nil
}

// openBelow opens a file that a batch names.
func (a *app) openBelow(file string) (io.ReadCloser, error) {
	a.reads(file)
	return request.Below(file)
}

// batchShapes says what each operation takes.
func batchShapes() []batch.Shape { return request.Shapes() }
