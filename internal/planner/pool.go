package planner

import (
	"mpool/internal/ops"
)

func PoolOfPlan(plan *ops.Plan) Pool {
	pool := plan.Predicted.Pool
	return Pool{Address: pool.Address, Name: pool.Name, Symbol: pool.Symbol, ChainID: plan.Predicted.ChainID}
}
