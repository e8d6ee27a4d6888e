package decode

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/units"
)

// unit is what an argument's number counts.
type unit int

const (
	plain     unit = iota
	share          // 18 decimals, shown in percent
	bound          // of a circuit breaker, as a share
	price          // of a token in BPT, 18 decimals and unscaled
	moment         // seconds since 1970
	bpt            // BPT of the pool
	ofCalled       // the token that is called, or that the event is of
	ofSibling      // the token beside it
	given          // what a swap of one kind gives, another takes
	userData       // of a join or an exit
	poolID
	balanceOp // the kinds of managePoolBalance
	userOp    // those of manageUserBalance
	swapKind
	poolKind
	swapLimit   // of what a swap gives, or takes
	assetNumber // an asset of a batch swap by its number in the list
)

// unitOf goes by the argument's name, which stands for one thing in all known
// contracts, but for a few that differ between functions.
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

// inWords is a number in the unit, or "".
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

// magnitude is an integer without its sign; nil where the value is none.
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

// unlimited tells the amount that wallets give where they mean all of it.
func unlimited(v Value) bool {
	raw, negative := magnitude(v)
	return raw != nil && !negative && raw.Eq(new(uint256.Int).SetAllOne())
}

// poolIDWords reads a pool's address out of its id.
func poolIDWords(b Book, id []byte) string {
	address := common.BytesToAddress(id[:20])
	if name := b.Name(address); name != "" {
		return name + " " + address.Hex()
	}
	return fmt.Sprintf("pool %s", address)
}
