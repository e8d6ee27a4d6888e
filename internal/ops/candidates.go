package ops

import (
	"math/big"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/units"
)

// candidates are the operations that the list of calls may start with. Operations of more calls
// come first.
func (r *Recogniser) candidates(calls []Call, pool *Snapshot) []Operation {
	switch calls[0].To {
	case pool.Pool.Vault:
		return r.balancesBy(calls, pool)
	case pool.Pool.Address:
		return append(r.behindDoors(calls, pool), r.ownersCandidates(calls, pool)...)
	}
	return r.approvedBy(calls, pool)
}

func (r *Recogniser) ownersCandidates(calls []Call, pool *Snapshot) []Operation {
	name, args := arguments(r.pool, calls[0].Data)
	switch name {
	case "updateWeightsGradually":
		return changesOfWeights(args, pool)
	case "updateSwapFeeGradually":
		return r.feesOf(args, calls[1:])
	case "setSwapEnabled":
		return []Operation{SetSwaps{Enabled: args[0].(bool)}}
	case "setJoinExitEnabled":
		return []Operation{SetJoinsExits{Enabled: args[0].(bool)}}
	case "setMustAllowlistLPs":
		return []Operation{EnableAllowlist{On: args[0].(bool)}}
	case "addAllowedAddress", "removeAllowedAddress":
		return r.membersOf(calls, pool)
	case "setManagementAumFeePercentage":
		return []Operation{SetAumFee{Fee: fixedOf(args[0])}}
	case "collectAumManagementFees":
		return []Operation{CollectAumFees{From: calls[0].From}}
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

func rampOf(args []any) (Ramp, bool) {
	start, okStart := timeOf(args[0])
	end, okEnd := timeOf(args[1])
	return Ramp{start, end}, okStart && okEnd
}

func weightsOf(args []any) []Operation {
	ramp, ok := rampOf(args)
	tokens, weights := args[2].([]common.Address), args[3].([]*big.Int)
	if !ok || len(tokens) != len(weights) {
		return nil
	}
	op := UpdateWeights{Start: ramp.Start, End: ramp.End}
	for i, token := range tokens {
		op.Weights = append(op.Weights, TokenWeight{token, fixedOf(weights[i])})
	}
	return []Operation{op}
}

// feesOf are the operations that a change of the swap fee may belong to.
func (r *Recogniser) feesOf(args []any, next []Call) []Operation {
	times, ok := rampOf(args)
	if !ok {
		return nil
	}
	ramp := RampSwapFee{Start: times.Start, End: times.End, From: fixedOf(args[2]), To: fixedOf(args[3])}
	var found []Operation
	if len(next) > 0 {
		if name, then := arguments(r.pool, next[0].Data); name == "setSwapEnabled" && then[0] == true {
			found = append(found, SetSwaps{Enabled: true, FeeRamp: &ramp})
		}
	}
	if ramp.Start == 0 && ramp.From == ramp.To {
		found = append(found, SetSwapFee{Fee: ramp.From, Until: ramp.End})
	}
	return append(found, ramp)
}

// membersOf returns two operations: all changes of the allowlist up to the first other call, and
// the first change alone.
func (r *Recogniser) membersOf(calls []Call, pool *Snapshot) []Operation {
	var all, first ChangeAllowlist
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
	return []Operation{all, first}
}

func breakersOf(args []any) []Operation {
	tokens := args[0].([]common.Address)
	prices, lower, upper := args[1].([]*big.Int), args[2].([]*big.Int), args[3].([]*big.Int)
	if len(prices) != len(tokens) || len(lower) != len(tokens) || len(upper) != len(tokens) {
		return nil
	}
	var set SetBreakers
	for i, token := range tokens {
		set.Breakers = append(set.Breakers, BreakerBounds{token, fixedOf(prices[i]), fixedOf(lower[i]), fixedOf(upper[i])})
	}
	return []Operation{ClearBreakers{tokens}, set}
}
