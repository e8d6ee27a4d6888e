package decode

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/units"
)

// unit is the unit of an argument's number.
type unit int

const (
	plain     unit = iota
	share          // 18 decimals, shown in percent
	bound          // bound of a circuit breaker, as a share
	price          // BPT price of a token, unscaled with 18 decimals
	moment         // seconds since 1970
	bpt            // BPT of the pool
	ofCalled       // amount of the token that is called or emits the event
	ofSibling      // amount of the token in another argument
	given          // amount of a swap, whose token depends on the kind of swap
	userData       // userData of a join or an exit
	poolID
	balanceOp // kind of managePoolBalance
	userOp    // kind of manageUserBalance
	swapKind
	poolKind
	swapLimit   // of what a swap gives, or takes
	assetNumber // an asset of a batch swap by its number in the list
)

// unitOf returns an argument's unit by its name, which means the same in all known contracts, with a
// few exceptions by function.
func unitOf(function, name string) unit {
	switch function + "." + name {
	case "approve.amount", "transfer.amount", "transferFrom.amount", "increaseAllowance.addedValue",
		"decreaseAllowance.amount", "permit.value", "Transfer.value", "Approval.value":
		return ofCalled
	case "managePoolBalance.kind":
		return balanceOp
	case "manageUserBalance.kind":
		return userOp
	case "swap.kind", "batchSwap.kind", "onSwap.kind", "querySwap.kind", "queryBatchSwap.kind":
		return swapKind
	case "swap.amount", "querySwap.amount", "batchSwap.amount", "queryBatchSwap.amount":
		return given
	case "swap.limit":
		return swapLimit
	case "batchSwap.assetInIndex", "batchSwap.assetOutIndex", "queryBatchSwap.assetInIndex", "queryBatchSwap.assetOutIndex":
		return assetNumber
	case "setFeeTypePercentage.newValue", "registerFeeType.maximumValue", "registerFeeType.initialValue":
		return share
	}
	return unitNamed(name)
}

func unitNamed(name string) unit {
	switch name {
	case "swapFeePercentage", "startSwapFeePercentage", "endSwapFeePercentage", "managementAumFeePercentage",
		"normalizedWeight", "normalizedWeights", "tokenToAddNormalizedWeight", "startWeights", "endWeights",
		"percentage", "maximumPercentage":
		return share
	case "lowerBoundPercentage", "upperBoundPercentage", "lowerBoundPercentages", "upperBoundPercentages":
		return bound
	case "bptPrice", "bptPrices":
		return price
	case "startTime", "endTime", "deadline":
		return moment
	case "mintAmount", "burnAmount", "bptAmount", "bptAmountIn", "bptAmountOut", "minimumBpt", "maximumBpt":
		return bpt
	case "amount", "amounts", "maxAmountsIn", "minAmountsOut", "deltas", "protocolFeeAmounts", "cashDelta", "managedDelta",
		"delta", "amountIn", "amountOut", "feeAmount", "feeAmounts", "limits":
		return ofSibling
	case "userData":
		return userData
	case "poolId":
		return poolID
	case "specialization":
		return poolKind
	}
	return plain
}

// inWords formats a number in its unit, or returns "".
func inWords(u unit, v Value) string {
	raw, negative := magnitude(v)
	if raw == nil || negative {
		return ""
	}
	switch u {
	case share:
		return units.Fixed(*raw).Percent()
	case bound:
		if raw.IsZero() {
			return "no bound"
		}
		return units.Fixed(*raw).Percent() + " of the price"
	case moment:
		if v.Name == "startTime" && raw.IsZero() {
			return "when mined"
		}
		const year9999 = 253_402_300_799
		if !raw.GtUint64(year9999) {
			return units.Time(raw.Uint64()).String()
		}
	case balanceOp, userOp, swapKind, poolKind:
		return oneOf(kindNames(u), raw)
	}
	return ""
}

func kindNames(u unit) []string {
	switch u {
	case balanceOp:
		return []string{"WITHDRAW: from the pool's cash to the asset manager", "DEPOSIT: from the asset manager to the pool's cash", "UPDATE: the managed balance is set to the amount"}
	case userOp:
		return []string{"DEPOSIT_INTERNAL", "WITHDRAW_INTERNAL", "TRANSFER_INTERNAL", "TRANSFER_EXTERNAL"}
	case swapKind:
		return []string{"GIVEN_IN: the amount is the input", "GIVEN_OUT: the amount is the output"}
	case poolKind:
		return []string{"GENERAL", "MINIMAL_SWAP_INFO", "TWO_TOKEN"}
	}
	return nil
}

func oneOf(names []string, n *uint256.Int) string {
	if n.GtUint64(uint64(len(names)) - 1) {
		return "invalid kind: the call reverts"
	}
	return names[n.Uint64()]
}

// magnitude returns the absolute value of an integer; false if the value is not one.
func magnitude(v Value) (*uint256.Int, bool) {
	if v.number == nil {
		return nil, false
	}
	var raw uint256.Int
	raw.SetFromBig(v.number)
	if v.number.Sign() < 0 {
		raw.Neg(&raw)
		return &raw, true
	}
	return &raw, false
}

// unlimited reports whether an amount is the one that wallets use for no limit.
func unlimited(v Value) bool {
	raw, negative := magnitude(v)
	return raw != nil && !negative && raw.Eq(new(uint256.Int).SetAllOne())
}

// poolIDWords returns the pool's address of a pool id.
func poolIDWords(b Book, id []byte) string {
	address := common.BytesToAddress(id[:20])
	if name := b.Name(address); name != "" {
		return name + " " + address.Hex()
	}
	return fmt.Sprintf("pool %s", address)
}
