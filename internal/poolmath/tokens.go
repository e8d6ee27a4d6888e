package poolmath

// Limits of ManagedPoolSettings.
const (
	maxFee     = 950_000_000_000_000_000 // swap fee and AUM fee
	minSwapFee = 1_000_000_000_000
	mostTokens = 50 // _MAX_TOKENS
)

// AddTokenWeights are the weights after a token of the given weight is added. The others are
// multiplied by one less that weight, rounded down; the new token comes last and has the remainder. It
// mirrors ManagedPoolAddRemoveTokenLib.addToken and the check of
// ManagedPoolSettings._startGradualWeightChange; BAL#201 above 50 tokens, which the contract checks
// first, BAL#001, BAL#302, BAL#436.
func AddTokenWeights(weights []Int, weight Int) (z []Int, err error) {
	defer catch(&err)
	require(len(weights) < mostTokens, maxTokens)
	require(weight.BitLen() <= 64, codecOverflow)
	newWeights := make([]Int, len(weights)+1)
	var newWeightSum Int
	for i := range weights {
		newWeights[i] = mulDown(weights[i], sub(num(one), weight))
		newWeightSum = add(newWeightSum, newWeights[i])
	}
	newWeights[len(weights)] = sub(num(one), newWeightSum)
	checkWeights(newWeights)
	return newWeights, nil
}

// RemoveTokenWeights are the weights after the token at index is removed. The others are divided by
// one less its weight, rounded down. The last token takes the vacated place; the token that is then
// last also has the remainder. It mirrors ManagedPoolAddRemoveTokenLib.removeToken and the checks of
// ManagedPoolSettings.removeToken; BAL#200 for fewer than 3 tokens, BAL#001, BAL#302.
func RemoveTokenWeights(weights []Int, index int) (z []Int, err error) {
	defer catch(&err)
	require(len(weights) > 2, minTokens)
	last := len(weights) - 1
	if index < 0 || index > last {
		abort("no such token")
	}
	newWeights := make([]Int, last)
	var newWeightSum Int
	for i := range newWeights {
		from := i
		if i == index {
			from = last
		}
		newWeights[i] = divDown(weights[from], sub(num(one), weights[index]))
		newWeightSum = add(newWeightSum, newWeights[i])
	}
	if newWeightSum != num(one) {
		newWeights[last-1] = add(newWeights[last-1], sub(num(one), newWeightSum))
	}
	checkWeights(newWeights)
	return newWeights, nil
}

// CheckWeights says whether a pool accepts these end weights: each at least 1e16, together exactly
// 1e18. It mirrors ManagedPoolSettings._startGradualWeightChange; BAL#302, BAL#308, BAL#436.
func CheckWeights(weights []Int) (err error) {
	defer catch(&err)
	checkWeights(weights)
	return nil
}

func checkWeights(weights []Int) {
	var sum Int
	least := num(minimumWeight)
	for _, w := range weights {
		require(!w.Lt(&least), minWeight)
		sum = add(sum, w)
		require(w.BitLen() <= 64, codecOverflow)
	}
	require(sum == num(one), normalizedWeight)
}

// CheckNoWeightChange says whether tokens can be added and removed at the block time now, given the
// start and end of a weight change in seconds. It mirrors
// ManagedPoolAddRemoveTokenLib._ensureNoWeightChange; BAL#349 before the change, BAL#348 during it.
func CheckNoWeightChange(now, start, end uint64) error {
	switch {
	case now >= end:
		return nil
	case now < start:
		return Error{changeTokensPending}
	default:
		return Error{changeTokensDuringChange}
	}
}

// CheckSwapFee says whether a pool accepts the swap fee: from 1e12 to 95e16. It mirrors
// ManagedPoolSettings._validateSwapFeePercentage; BAL#203, BAL#202.
func CheckSwapFee(fee Int) (err error) {
	defer catch(&err)
	least, most := num(minSwapFee), num(maxFee)
	require(!fee.Lt(&least), minSwapFeePercentage)
	require(!fee.Gt(&most), maxSwapFeePercentage)
	return nil
}

// CheckAumFee says whether a pool accepts the AUM fee: up to 95e16. It mirrors
// ManagedPoolSettings._setManagementAumFeePercentage; BAL#352.
func CheckAumFee(fee Int) (err error) {
	defer catch(&err)
	most := num(maxFee)
	require(!fee.Gt(&most), maxManagementAumFee)
	return nil
}
