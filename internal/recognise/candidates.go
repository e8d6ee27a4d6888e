package recognise

import (
	"math/big"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// candidates are the operations that the list of calls may start with. Operations of more calls
// come first.
func (r *Recogniser) candidates(calls []ops.Call, pool *ops.Snapshot) []ops.Operation {
	switch calls[0].To {
	case pool.Pool.Vault:
		return r.balancesBy(calls, pool)
	case pool.Pool.Address:
		return append(r.behindDoors(calls, pool), r.ownersCandidates(calls, pool)...)
	}
	return r.approvedBy(calls, pool)
}

func (r *Recogniser) ownersCandidates(calls []ops.Call, pool *ops.Snapshot) []ops.Operation {
	name, args := arguments(r.pool, calls[0].Data)
	switch name {
	case "updateWeightsGradually":
		return changesOfWeights(args, pool)
	case "updateSwapFeeGradually":
		return r.feesOf(args, calls[1:])
	case "setSwapEnabled":
		return []ops.Operation{ops.SetSwaps{Enabled: args[0].(bool)}}
	case "setJoinExitEnabled":
		return []ops.Operation{ops.SetJoinsExits{Enabled: args[0].(bool)}}
	case "setMustAllowlistLPs":
		return []ops.Operation{ops.EnableAllowlist{On: args[0].(bool)}}
	case "addAllowedAddress", "removeAllowedAddress":
		return r.membersOf(calls, pool)
	case "setManagementAumFeePercentage":
		return []ops.Operation{ops.SetAumFee{Fee: fixedOf(args[0])}}
	case "collectAumManagementFees":
		return []ops.Operation{ops.CollectAumFees{From: calls[0].From}}
	case "setCircuitBreakers":
		return breakersOf(args)
	case "addToken":
		return r.addedBy(calls, pool)
	case "removeToken":
		return r.removedBy(calls, pool)
	}
	return nil
}

// arguments decodes calldata. The name is "" if the contract has no such function.
func arguments(contract *abi.ABI, data []byte) (string, []any) {
	if len(data) < 4 {
		return "", nil
	}
	method, err := contract.MethodById(data[:4])
	if err != nil {
		return "", nil
	}
	args, err := method.Inputs.UnpackValues(data[4:])
	if err != nil {
		return "", nil
	}
	return method.RawName, args
}

func fixedOf(v any) units.Fixed {
	n, _ := uint256.FromBig(v.(*big.Int)) // a uint256 always fits
	return units.Fixed(*n)
}

// timeOf converts a uint256. It returns false for times beyond 64 bits.
func timeOf(v any) (units.Time, bool) {
	n := v.(*big.Int)
	return units.Time(n.Uint64()), n.IsUint64()
}

func rampOf(args []any) (ops.Ramp, bool) {
	start, okStart := timeOf(args[0])
	end, okEnd := timeOf(args[1])
	return ops.Ramp{Start: start, End: end}, okStart && okEnd
}

func weightsOf(args []any) []ops.Operation {
	ramp, ok := rampOf(args)
	tokens, weights := args[2].([]common.Address), args[3].([]*big.Int)
	if !ok || len(tokens) != len(weights) {
		return nil
	}
	op := ops.UpdateWeights{Start: ramp.Start, End: ramp.End}
	for i, token := range tokens {
		op.Weights = append(op.Weights, ops.TokenWeight{Token: token, Weight: fixedOf(weights[i])})
	}
	return []ops.Operation{op}
}

// feesOf are the operations that a change of the swap fee may belong to.
func (r *Recogniser) feesOf(args []any, next []ops.Call) []ops.Operation {
	times, ok := rampOf(args)
	if !ok {
		return nil
	}
	ramp := ops.RampSwapFee{Start: times.Start, End: times.End, From: fixedOf(args[2]), To: fixedOf(args[3])}
	var found []ops.Operation
	if len(next) > 0 {
		if name, then := arguments(r.pool, next[0].Data); name == "setSwapEnabled" && then[0] == true {
			found = append(found, ops.SetSwaps{Enabled: true, FeeRamp: &ramp})
		}
	}
	if ramp.Start == 0 && ramp.From == ramp.To {
		found = append(found, ops.SetSwapFee{Fee: ramp.From, Until: ramp.End})
	}
	return append(found, ramp)
}

// membersOf returns two operations: all changes of the allowlist up to the first other call, and
// the first change alone.
func (r *Recogniser) membersOf(calls []ops.Call, pool *ops.Snapshot) []ops.Operation {
	var all, first ops.ChangeAllowlist
	for i, call := range calls {
		name, args := arguments(r.pool, call.Data)
		adds := name == "addAllowedAddress"
		if call.To != pool.Pool.Address || !adds && name != "removeAllowedAddress" || adds && len(all.Remove) > 0 {
			break
		}
		if member := args[0].(common.Address); adds {
			all.Add = append(all.Add, member)
		} else {
			all.Remove = append(all.Remove, member)
		}
		if i == 0 {
			first = all
		}
	}
	return []ops.Operation{all, first}
}

func breakersOf(args []any) []ops.Operation {
	tokens := args[0].([]common.Address)
	prices, lower, upper := args[1].([]*big.Int), args[2].([]*big.Int), args[3].([]*big.Int)
	if len(prices) != len(tokens) || len(lower) != len(tokens) || len(upper) != len(tokens) {
		return nil
	}
	var set ops.SetBreakers
	for i, token := range tokens {
		set.Breakers = append(set.Breakers, ops.BreakerBounds{Token: token, BptPrice: fixedOf(prices[i]), Lower: fixedOf(lower[i]), Upper: fixedOf(upper[i])})
	}
	return []ops.Operation{ops.ClearBreakers{Tokens: tokens}, set}
}
