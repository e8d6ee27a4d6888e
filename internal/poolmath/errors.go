package poolmath

// Error is a failed require of a contract, which reverts with BAL#nnn.
type Error struct {
	Code uint16 // as in BalancerErrors.sol
}

// Error gives the code and its name, such as "BAL#302 MIN_WEIGHT".
func (e Error) Error() string {
	s := []byte("BAL#000")
	for i, c := 6, e.Code; c > 0 && i > 3; i, c = i-1, c/10 {
		s[i] = byte('0' + c%10)
	}
	if name := e.Name(); name != "" {
		return string(s) + " " + name
	}
	return string(s)
}

// Name is the code's name in BalancerErrors.sol, or "" for a code that this package never returns.
func (e Error) Name() string {
	for _, c := range codes {
		if c.code == e.Code {
			return c.name
		}
	}
	return ""
}

// Abort is a failure of the EVM without a BAL code: solc 0.7 compiles a
// division by zero and an index out of range to the invalid opcode.
type Abort struct {
	Reason string
}

// Error says what the contract tried to do.
func (a Abort) Error() string { return "reverts without a code: " + a.Reason }

const (
	addOverflow              = 0
	subOverflow              = 1
	mulOverflow              = 3
	zeroDivision             = 4
	divInternal              = 5
	xOutOfBounds             = 6
	yOutOfBounds             = 7
	productOutOfBounds       = 8
	invalidExponent          = 9
	outOfBounds              = 100
	inputLengthMismatch      = 103
	minTokens                = 200
	maxTokens                = 201
	maxSwapFeePercentage     = 202
	minSwapFeePercentage     = 203
	minimumBpt               = 204
	uninitialized            = 206
	bptInMaxAmount           = 207
	bptOutMinAmount          = 208
	minWeight                = 302
	maxInRatio               = 304
	maxOutRatio              = 305
	minBptInForTokenOut      = 306
	maxOutBptForTokenIn      = 307
	normalizedWeight         = 308
	unhandledJoinKind        = 310
	zeroInvariant            = 311
	gradualUpdateTimeTravel  = 326
	swapsDisabled            = 327
	invalidJoinExitKind      = 330
	changeTokensDuringChange = 348
	changeTokensPending      = 349
	maxManagementAumFee      = 352
	invalidBreakerBounds     = 355
	breakerTripped           = 356
	joinsExitsDisabled       = 358
	paused                   = 402
	addressNotAllowlisted    = 433
	codecOverflow            = 436
	notInRecoveryMode        = 438
	sameToken                = 509
	tokenNotRegistered       = 521
)

var codes = [...]struct {
	code uint16
	name string
}{
	{addOverflow, "ADD_OVERFLOW"},
	{subOverflow, "SUB_OVERFLOW"},
	{mulOverflow, "MUL_OVERFLOW"},
	{zeroDivision, "ZERO_DIVISION"},
	{divInternal, "DIV_INTERNAL"},
	{xOutOfBounds, "X_OUT_OF_BOUNDS"},
	{yOutOfBounds, "Y_OUT_OF_BOUNDS"},
	{productOutOfBounds, "PRODUCT_OUT_OF_BOUNDS"},
	{invalidExponent, "INVALID_EXPONENT"},
	{outOfBounds, "OUT_OF_BOUNDS"},
	{inputLengthMismatch, "INPUT_LENGTH_MISMATCH"},
	{minTokens, "MIN_TOKENS"},
	{maxTokens, "MAX_TOKENS"},
	{maxSwapFeePercentage, "MAX_SWAP_FEE_PERCENTAGE"},
	{minSwapFeePercentage, "MIN_SWAP_FEE_PERCENTAGE"},
	{minimumBpt, "MINIMUM_BPT"},
	{uninitialized, "UNINITIALIZED"},
	{bptInMaxAmount, "BPT_IN_MAX_AMOUNT"},
	{bptOutMinAmount, "BPT_OUT_MIN_AMOUNT"},
	{minWeight, "MIN_WEIGHT"},
	{maxInRatio, "MAX_IN_RATIO"},
	{maxOutRatio, "MAX_OUT_RATIO"},
	{minBptInForTokenOut, "MIN_BPT_IN_FOR_TOKEN_OUT"},
	{maxOutBptForTokenIn, "MAX_OUT_BPT_FOR_TOKEN_IN"},
	{normalizedWeight, "NORMALIZED_WEIGHT_INVARIANT"},
	{unhandledJoinKind, "UNHANDLED_JOIN_KIND"},
	{zeroInvariant, "ZERO_INVARIANT"},
	{gradualUpdateTimeTravel, "GRADUAL_UPDATE_TIME_TRAVEL"},
	{swapsDisabled, "SWAPS_DISABLED"},
	{invalidJoinExitKind, "INVALID_JOIN_EXIT_KIND_WHILE_SWAPS_DISABLED"},
	{changeTokensDuringChange, "CHANGE_TOKENS_DURING_WEIGHT_CHANGE"},
	{changeTokensPending, "CHANGE_TOKENS_PENDING_WEIGHT_CHANGE"},
	{maxManagementAumFee, "MAX_MANAGEMENT_AUM_FEE_PERCENTAGE"},
	{invalidBreakerBounds, "INVALID_CIRCUIT_BREAKER_BOUNDS"},
	{breakerTripped, "CIRCUIT_BREAKER_TRIPPED"},
	{joinsExitsDisabled, "JOINS_EXITS_DISABLED"},
	{paused, "PAUSED"},
	{addressNotAllowlisted, "ADDRESS_NOT_ALLOWLISTED"},
	{codecOverflow, "CODEC_OVERFLOW"},
	{notInRecoveryMode, "NOT_IN_RECOVERY_MODE"},
	{sameToken, "CANNOT_SWAP_SAME_TOKEN"},
	{tokenNotRegistered, "TOKEN_NOT_REGISTERED"},
}

// failure is the value that a failed require panics with. It never leaves the package.
type failure struct{ err error }

// require mirrors BalancerErrors._require.
func require(ok bool, code uint16) {
	if !ok {
		fail(code)
	}
}

func fail(code uint16)    { panic(failure{Error{code}}) }
func abort(reason string) { panic(failure{Abort{reason}}) }

// catch turns a failure into *err. Each exported function that can fail defers it. All other panics
// pass through.
func catch(err *error) {
	switch r := recover().(type) {
	case nil:
	case failure:
		*err = r.err
	default:
		panic(r)
	}
}
