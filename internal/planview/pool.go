package planview

import (
	"mpool/internal/ops"
)

// PoolOf is the pool of a state.
func PoolOf(s *ops.Snapshot) Pool {
	return Pool{s.Pool.Address, s.Pool.Name, s.Pool.Symbol, s.ChainID}
}

// PoolOfPlan is the pool of a plan. It has a name, also if the plan creates it.
func PoolOfPlan(plan *ops.Plan) Pool {
	pool := plan.Predicted.Pool
	return Pool{Address: pool.Address, Name: pool.Name, Symbol: pool.Symbol, ChainID: plan.Predicted.ChainID}
}
