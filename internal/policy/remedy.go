package policy

import "strings"

// Voice is where a plan's author writes, so that a remedy names what can be written there.
type Voice int

const (
	ByFlag     Voice = iota // flags of a command
	InBatch                 // fields of an operation in a batch file
	InPoolFile              // keys of a pool file
)

// means is what helps.
type means int

const (
	useLonger means = iota
	useLength
	useSpeed
	useLongerFee
	useShorterWithin
	useLowerWeight
	useWeightFirst
	useFairBurn
	useFairMint
	usePrice
	useShares
	useSteps
	useSwaps
	useMarket
	useLessOutside
	useLess
)

// remedy is what helps, with the values that pass if there are any.
type remedy struct {
	means  means
	length string // a duration that passes: 2d12h
	speed  string // a speed of weights that passes: 2%/day
}

// everywhere is a remedy that names nothing to write.
func everywhere(words string) [3]string { return [3]string{words, words, words} }

// words puts a remedy into words. LENGTH and SPEED stand for its values.
func (r remedy) words(by Voice) string {
	forms := map[means][3]string{
		useLonger:        {"use a longer --duration", "use a longer duration", "use a longer duration or a smaller max_change in weight_ramp"},
		useLength:        {"use --duration LENGTH or longer", "use duration: LENGTH or longer", "write weight_ramp: {duration: LENGTH} in the file"},
		useSpeed:         {"use --duration LENGTH or longer", "use duration: LENGTH or longer", "write weight_ramp: {max_change: SPEED} in the file"},
		useLongerFee:     {"lower the fee gradually: use a longer --duration", "lower the fee gradually: use a longer duration", "lower the fee gradually: use a longer duration in swap_fee_ramp"},
		useShorterWithin: {"use a shorter --within", "use a shorter within", "use a shorter --within"},
		useLowerWeight: {"use a lower --weight and raise it afterwards, gradually with mpool weights-update",
			"use a lower weight and raise it afterwards, gradually with an operation weights-update", "write a lower weight in the file and raise it afterwards"},
		useWeightFirst: {"lower the token's weight first, gradually with mpool weights-update, then remove the token",
			"lower the token's weight first, gradually with an operation weights-update, then remove the token", "lower the token's weight in the file first, then remove the token"},
		useFairBurn: {"use --burn fair, which burns what the token is worth of the owner's BPT",
			"use burn: fair, which burns what the token is worth of the owner's BPT", "write removal: {burn: fair}, which burns what the token is worth of the owner's BPT"},
		useFairMint: {"use --mint fair, which mints what the deposit is worth",
			"use mint: fair, which mints what the deposit is worth", "write mint: fair in the token's add, which mints what the deposit is worth"},
		usePrice: {"omit --amount: mpool computes the deposit from --price", "omit amount: mpool computes the deposit from price",
			"omit amount in the token's add: mpool computes the deposit from its price"},
		useShares: everywhere("leave each token with the share of the pool's value that matches its weight, or change the weights too"),
		useSteps:  everywhere("gas fees set this cost, so a longer duration does not reduce it: change the weights in smaller steps, or when gas is cheaper"),
		useSwaps: {"enable swaps while the weights move: run mpool swaps enable first",
			"enable swaps while the weights move: put an operation swaps enable before this one", "enable swaps while the weights move: write swaps: true in the file first"},
		useMarket:      everywhere("wait until trades have brought the pool to the market, or correct the feed in the configuration"),
		useLessOutside: everywhere("check the prices; if they are right, use a smaller amount, or wait until arbitrage has moved the pool to them"),
		useLess:        everywhere("use a smaller amount, pay or take all tokens in proportion, or wait for a lower swap fee"),
	}
	return strings.NewReplacer("LENGTH", r.length, "SPEED", r.speed).Replace(forms[r.means][by])
}

// overrideWords says how to override a policy. A pool file cannot: its commands have flags for it.
func overrideWords(policy string, by Voice) string {
	if by == InBatch {
		return "write override: " + policy + " and reason: TEXT in the operation"
	}
	return "use --override " + policy + " --reason TEXT"
}

func (is measures) remedy(policy string) means {
	switch {
	case policy == policyDeviation:
		return useMarket
	case policy == policyImpact && is.outside:
		return useLessOutside
	case policy == policyImpact:
		return useLess
	case policy == policyWeightChange && is.removes:
		return useWeightFirst
	case policy == policyWeightChange && is.shifts:
		return useLowerWeight
	case policy == policyFeeDrop:
		return useLongerFee
	case is.stops:
		return useShorterWithin
	case policy == policyMaxArbitrageCost:
		return is.cheaper()
	}
	return useLonger
}

// cheaper is what lowers the cost of the plan.
func (is measures) cheaper() means {
	switch {
	case is.dilutes && is.removes:
		return useFairBurn
	case is.dilutes:
		return useFairMint
	case is.deposits:
		return usePrice
	case is.exposes:
		return useShares
	case is.gasRules:
		return useSteps
	case is.noSwaps:
		return useSwaps
	}
	return useLonger
}
