package main

import "mpool/internal/ops"

// buildWeightsUpdate builds a weight update of a pool to targets.
func buildWeightsUpdate(before *ops.Snapshot, targets []ops.Target, schedule ops.Schedule) (ops.Operation, error) {
	weights, err := before.ResolveTargets(targets, ops.OthersNone)
	if err != nil {
		return nil, err
	}
	ramp, err := schedule.Resolve(before.Block.Time)
	return ops.UpdateWeights{Start: ramp.Start, End: ramp.End, Weights: weights}, err
}
