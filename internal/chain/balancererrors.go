package chain

import "slices"

// balancerError is one of the numbers that Balancer V2's contracts revert with.
type balancerError struct {
	code     int
	name     string // as in BalancerErrors.sol
	sentence string
	remedy   string
}

// balancerErrors are all numbers of BalancerErrors.sol in the npm package
// @balancer-labs/v2-interfaces 0.4.0, ascending.
func balancerErrors() []balancerError {
	return slices.Concat(mathErrors(), poolErrors(), laterPoolErrors(), libraryErrors(), vaultErrors())
}

// mathErrors are the numbers of the arithmetic and of its input.
func mathErrors() []balancerError {
	return []balancerError{
		{0, "ADD_OVERFLOW", "an addition overflows", "check the amounts: one is far too large"},
		{1, "SUB_OVERFLOW", "a subtraction goes below zero: more is taken than is there", "check the amounts; a DEPOSIT needs a managed balance, so UPDATE comes first"},
		{2, "SUB_UNDERFLOW", "a subtraction goes below zero", "check the amounts: one is far too large"},
		{3, "MUL_OVERFLOW", "a multiplication overflows", "check the amounts: one is far too large"},
		{4, "ZERO_DIVISION", "a division by zero", "the pool may be empty, or a token may have no balance yet"},
		{5, "DIV_INTERNAL", "a division overflows", "check the amounts: one is far too large"},
		{6, "X_OUT_OF_BOUNDS", "the base of a power is out of range", "check the amounts and weights: one is far too large or too small"},
		{7, "Y_OUT_OF_BOUNDS", "the exponent of a power is out of range", "check the amounts and weights: one is far too large or too small"},
		{8, "PRODUCT_OUT_OF_BOUNDS", "a power is out of range", "check the amounts and weights: one is far too large or too small"},
		{9, "INVALID_EXPONENT", "the exponential of a number that is out of range", "check the amounts and weights: one is far too large or too small"},
		{100, "OUT_OF_BOUNDS", "an index or a value is out of range", "check the indexes: joins and exits count the tokens without BPT, from 0"},
		{101, "UNSORTED_ARRAY", "the list is not in ascending order", "sort it"},
		{102, "UNSORTED_TOKENS", "the tokens are not in ascending order of their addresses", "sort the tokens by address"},
		{103, "INPUT_LENGTH_MISMATCH", "two lists that belong together differ in length", "give one value for each token of the pool"},
		{104, "ZERO_TOKEN", "a token is the zero address", "name every token by its own address"},
		{105, "INSUFFICIENT_DATA", "too few data were given", "give all that the call needs"},
	}
}

// poolErrors are those of pools, up to 329.
func poolErrors() []balancerError {
	return []balancerError{
		{200, "MIN_TOKENS", "the pool would have too few tokens", "a Managed Pool keeps at least two tokens; three are needed to remove one"},
		{201, "MAX_TOKENS", "the pool would have too many tokens", "the first generation holds 38 tokens, the second 50; remove one first"},
		{202, "MAX_SWAP_FEE_PERCENTAGE", "the swap fee is above 95 %", "choose a swap fee of at most 95%"},
		{203, "MIN_SWAP_FEE_PERCENTAGE", "the swap fee is below 0.0001 %", "choose a swap fee of at least 0.0001%"},
		{204, "MINIMUM_BPT", "the first join would make too few BPT", "begin with larger balances"},
		{205, "CALLER_NOT_VAULT", "only the Vault may call this", "go through the Vault"},
		{206, "UNINITIALIZED", "the pool has not been initialised", "make the first join, then try again"},
		{207, "BPT_IN_MAX_AMOUNT", "the exit would burn more BPT than was allowed", "allow more, or take out less"},
		{208, "BPT_OUT_MIN_AMOUNT", "the join would make fewer BPT than was asked for", "ask for less, or join again at the price of now"},
		{209, "EXPIRED_PERMIT", "the permit's deadline has passed", "sign a new permit with a later deadline"},
		{210, "NOT_TWO_TOKENS", "the pool needs exactly two tokens", "another kind of pool is called: check the address"},
		{211, "DISABLED", "the factory has been disabled by Balancer's governance", "use another factory; pools that exist go on working"},
		{300, "MIN_AMP", "the amplification is too low", "Stable Pools only: check which pool is called"},
		{301, "MAX_AMP", "the amplification is too high", "Stable Pools only: check which pool is called"},
		{302, "MIN_WEIGHT", "a weight is below 1 %", "give every token at least 1%"},
		{303, "MAX_STABLE_TOKENS", "the pool would have too many tokens for a Stable Pool", "Stable Pools only: check which pool is called"},
		{304, "MAX_IN_RATIO", "the swap takes in more than 30 % of the pool's balance", "split it"},
		{305, "MAX_OUT_RATIO", "the swap takes out more than 30 % of the pool's balance", "split it"},
		{306, "MIN_BPT_IN_FOR_TOKEN_OUT", "the exit burns too few BPT for what it takes out", "take out less at once"},
		{307, "MAX_OUT_BPT_FOR_TOKEN_IN", "the join makes too many BPT for what it brings", "bring less at once"},
		{308, "NORMALIZED_WEIGHT_INVARIANT", "the weights do not add up to exactly 100 %", "let one token take the rest"},
		{309, "INVALID_TOKEN", "the token is not in the pool", "see the pool's tokens with mpool status"},
		{310, "UNHANDLED_JOIN_KIND", "this kind of join does not exist", "use one of the four kinds of a Managed Pool"},
		{311, "ZERO_INVARIANT", "the pool has no value: a token's balance is zero", "bring in the missing token first"},
		{312, "ORACLE_INVALID_SECONDS_QUERY", "a question to a price oracle that cannot be answered", "another kind of pool is called: Managed Pools have no oracle"},
		{313, "ORACLE_NOT_INITIALIZED", "a question to a price oracle that cannot be answered", "another kind of pool is called: Managed Pools have no oracle"},
		{314, "ORACLE_QUERY_TOO_OLD", "a question to a price oracle that cannot be answered", "another kind of pool is called: Managed Pools have no oracle"},
		{315, "ORACLE_INVALID_INDEX", "a question to a price oracle that cannot be answered", "another kind of pool is called: Managed Pools have no oracle"},
		{316, "ORACLE_BAD_SECS", "a question to a price oracle that cannot be answered", "another kind of pool is called: Managed Pools have no oracle"},
		{317, "AMP_END_TIME_TOO_CLOSE", "the amplification cannot be changed so", "Stable Pools only: check which pool is called"},
		{318, "AMP_ONGOING_UPDATE", "the amplification cannot be changed so", "Stable Pools only: check which pool is called"},
		{319, "AMP_RATE_TOO_HIGH", "the amplification cannot be changed so", "Stable Pools only: check which pool is called"},
		{320, "AMP_NO_ONGOING_UPDATE", "the amplification cannot be changed so", "Stable Pools only: check which pool is called"},
		{321, "STABLE_INVARIANT_DIDNT_CONVERGE", "a Stable Pool's arithmetic finds no answer", "Stable Pools only: check which pool is called"},
		{322, "STABLE_GET_BALANCE_DIDNT_CONVERGE", "a Stable Pool's arithmetic finds no answer", "Stable Pools only: check which pool is called"},
		{323, "RELAYER_NOT_CONTRACT", "the relayer is not a contract", "name a relayer that has code"},
		{324, "BASE_POOL_RELAYER_NOT_CALLED", "the call did not come through the pool's relayer", "go through the relayer"},
		{325, "REBALANCING_RELAYER_REENTERED", "the relayer was called while it was being called", "do not call it from within its own call"},
		{326, "GRADUAL_UPDATE_TIME_TRAVEL", "the change would end before it starts, or in the past", "choose an end after now and after the start"},
		{327, "SWAPS_DISABLED", "swaps are disabled", "enable swaps first"},
		{328, "CALLER_IS_NOT_LBP_OWNER", "the sender is not the owner of the Liquidity Bootstrapping Pool", "send it from the owner; Managed Pools say BAL#401 instead"},
		{329, "PRICE_RATE_OVERFLOW", "a token's rate is too large", "look at the token's rate provider; Managed Pools have none"},
	}
}

// laterPoolErrors are those of pools from 330 on, where most of Managed Pools are.
func laterPoolErrors() []balancerError {
	return []balancerError{
		{330, "INVALID_JOIN_EXIT_KIND_WHILE_SWAPS_DISABLED", "only proportional joins and exits are possible while swaps are disabled", "join or exit in proportion, or enable swaps first"},
		{331, "WEIGHT_CHANGE_TOO_FAST", "the weights would change too fast", "choose a longer duration"},
		{332, "LOWER_GREATER_THAN_UPPER_TARGET", "a Linear Pool's targets do not allow this", "Linear Pools only: check which pool is called"},
		{333, "UPPER_TARGET_TOO_HIGH", "a Linear Pool's targets do not allow this", "Linear Pools only: check which pool is called"},
		{334, "UNHANDLED_BY_LINEAR_POOL", "a Linear Pool does not do this", "another kind of pool is called: check the address"},
		{335, "OUT_OF_TARGET_RANGE", "a Linear Pool's targets do not allow this", "Linear Pools only: check which pool is called"},
		{336, "UNHANDLED_EXIT_KIND", "this kind of exit does not exist", "use one of the three kinds of a Managed Pool"},
		{337, "UNAUTHORIZED_EXIT", "this account may not exit the pool", "use an account that may"},
		{338, "MAX_MANAGEMENT_SWAP_FEE_PERCENTAGE", "the manager's share of swap fees is too high", "lower it; Managed Pools of today take an AUM fee instead"},
		{339, "UNHANDLED_BY_MANAGED_POOL", "a Managed Pool does not do this", "use another way"},
		{340, "UNHANDLED_BY_PHANTOM_POOL", "a pool whose BPT are minted in advance does not do this", "another kind of pool is called: check the address"},
		{341, "TOKEN_DOES_NOT_HAVE_RATE_PROVIDER", "the token has no rate provider", "another kind of pool is called: Managed Pools have no rate providers"},
		{342, "INVALID_INITIALIZATION", "the contract was not set up the way it has to be", "check what was given at its creation"},
		{343, "OUT_OF_NEW_TARGET_RANGE", "a Linear Pool's targets do not allow this", "Linear Pools only: check which pool is called"},
		{344, "FEATURE_DISABLED", "this feature is switched off", "use another way"},
		{345, "UNINITIALIZED_POOL_CONTROLLER", "the pool's controller has not been set up", "set up the controller first, or call the pool's owner directly"},
		{346, "SET_SWAP_FEE_DURING_FEE_CHANGE", "the swap fee cannot be set while it changes gradually", "wait for the end of the change"},
		{347, "SET_SWAP_FEE_PENDING_FEE_CHANGE", "the swap fee cannot be set while a gradual change is scheduled", "wait for the end of the change"},
		{348, "CHANGE_TOKENS_DURING_WEIGHT_CHANGE", "tokens cannot be added or removed while weights are changing", "wait for the end of the weight change, or stop it with mpool weights-update --freeze, and wait for the end of its window, ten minutes unless --within says otherwise"},
		{349, "CHANGE_TOKENS_PENDING_WEIGHT_CHANGE", "tokens cannot be added or removed while a weight change is scheduled", "wait for the end of the weight change, or stop it with mpool weights-update --freeze, and wait for the end of its window, ten minutes unless --within says otherwise"},
		{350, "MAX_WEIGHT", "a weight is too high", "lower it"},
		{351, "UNAUTHORIZED_JOIN", "only addresses on the allowlist may join", "put the address on the allowlist, or switch the allowlist off"},
		{352, "MAX_MANAGEMENT_AUM_FEE_PERCENTAGE", "the AUM fee is above 95 %", "choose an AUM fee of at most 95%"},
		{353, "FRACTIONAL_TARGET", "a Linear Pool's targets are not whole numbers", "Linear Pools only: check which pool is called"},
		{354, "ADD_OR_REMOVE_BPT", "the pool's own token cannot be added or removed", "name another token"},
		{355, "INVALID_CIRCUIT_BREAKER_BOUNDS", "the circuit breaker's bounds are out of range", "the lower bound is 0 or 0.1 to 1; the upper bound is 0 or up to 10, and not below the lower"},
		{356, "CIRCUIT_BREAKER_TRIPPED", "a circuit breaker trips: the BPT price would leave its bounds", "trade less, or have the owner set new bounds"},
		{357, "MALICIOUS_QUERY_REVERT", "a query was reverted by a contract that may be malicious", "look at the contract that was called"},
		{358, "JOINS_EXITS_DISABLED", "joins and exits are disabled", "enable joins and exits first"},
	}
}

// libraryErrors are those of what all contracts share: tokens, permissions, proxies.
func libraryErrors() []balancerError {
	return []balancerError{
		{400, "REENTRANCY", "a contract called back while it was being called", "do not call it from within a Vault operation"},
		{401, "SENDER_NOT_ALLOWED", "this sender may not do this", "send it from the pool's owner; a pool that governance owns needs a role from the Authorizer"},
		{402, "PAUSED", "the pool or the Vault is paused", "wait until it is unpaused; joins and swaps are impossible until then, recovery exits may be possible"},
		{403, "PAUSE_WINDOW_EXPIRED", "the pause window is over", "it cannot be paused any more"},
		{404, "MAX_PAUSE_WINDOW_DURATION", "the pause window is too long", "choose a shorter one"},
		{405, "MAX_BUFFER_PERIOD_DURATION", "the buffer period is too long", "choose a shorter one"},
		{406, "INSUFFICIENT_BALANCE", "the balance is too small", "provide more of the token"},
		{407, "INSUFFICIENT_ALLOWANCE", "the allowance is too small", "approve the amount for the Vault first"},
		{408, "ERC20_TRANSFER_FROM_ZERO_ADDRESS", "tokens would be sent from the zero address", "name the account that they are taken from"},
		{409, "ERC20_TRANSFER_TO_ZERO_ADDRESS", "tokens would be sent to the zero address", "name the account that shall have them"},
		{410, "ERC20_MINT_TO_ZERO_ADDRESS", "tokens would be minted to the zero address", "name the account that shall have them: add-token mints to its recipient"},
		{411, "ERC20_BURN_FROM_ZERO_ADDRESS", "tokens would be burned from the zero address", "name the account whose BPT are burned"},
		{412, "ERC20_APPROVE_FROM_ZERO_ADDRESS", "an allowance would be given by the zero address", "send it from the account that gives the allowance"},
		{413, "ERC20_APPROVE_TO_ZERO_ADDRESS", "an allowance would be given to the zero address", "name the account that shall have the allowance"},
		{414, "ERC20_TRANSFER_EXCEEDS_ALLOWANCE", "the transfer is larger than the allowance", "approve the amount for the Vault first"},
		{415, "ERC20_DECREASED_ALLOWANCE_BELOW_ZERO", "the allowance would go below zero", "lower it by less, or set it to 0 with approve"},
		{416, "ERC20_TRANSFER_EXCEEDS_BALANCE", "the transfer is larger than the balance", "provide more of the token"},
		{417, "ERC20_BURN_EXCEEDS_ALLOWANCE", "more would be burned than the allowance", "approve the amount first"},
		{418, "SAFE_ERC20_CALL_FAILED", "a token's transfer or approval failed", "look at the token: it may refuse the sender, or want its allowance reset to 0 first"},
		{419, "ADDRESS_INSUFFICIENT_BALANCE", "the balance is too small", "provide more of the coin"},
		{420, "ADDRESS_CANNOT_SEND_VALUE", "sending the chain's coin failed", "look at the recipient: it may be a contract that does not take coin"},
		{421, "SAFE_CAST_VALUE_CANT_FIT_INT256", "an amount does not fit a signed number of 256 bits", "check the amounts: one is far too large"},
		{422, "GRANT_SENDER_NOT_ADMIN", "the sender is not an admin of the role that it grants", "send it from an admin of the role"},
		{423, "REVOKE_SENDER_NOT_ADMIN", "the sender is not an admin of the role that it revokes", "send it from an admin of the role"},
		{424, "RENOUNCE_SENDER_NOT_ALLOWED", "a role can only be renounced by the account that has it", "send it from that account"},
		{425, "BUFFER_PERIOD_EXPIRED", "the buffer period is over", "it cannot be paused or unpaused any more"},
		{426, "CALLER_IS_NOT_OWNER", "the sender is not the owner", "send it from the owner"},
		{427, "NEW_OWNER_IS_ZERO", "the new owner is the zero address", "name an account"},
		{428, "CODE_DEPLOYMENT_FAILED", "the contract could not be created", "give it more gas; a contract of the same salt may exist already"},
		{429, "CALL_TO_NON_CONTRACT", "a call went to an address without code", "check the addresses"},
		{430, "LOW_LEVEL_CALL_FAILED", "a call to another contract failed", "look at the contract that was called"},
		{431, "NOT_PAUSED", "it is not paused", "it has to be paused for this"},
		{432, "ADDRESS_ALREADY_ALLOWLISTED", "the address is on the allowlist already", "nothing needs to be done"},
		{433, "ADDRESS_NOT_ALLOWLISTED", "the address is not on the allowlist", "nothing needs to be done"},
		{434, "ERC20_BURN_EXCEEDS_BALANCE", "more is burned than the balance", "lower the amount that is burned"},
		{435, "INVALID_OPERATION", "this operation does not exist", "use one of those that do"},
		{436, "CODEC_OVERFLOW", "a value does not fit its place in storage", "times must be before the year 2106, and prices and amounts within reason"},
		{437, "IN_RECOVERY_MODE", "the pool is in recovery mode", "it has to leave recovery mode first"},
		{438, "NOT_IN_RECOVERY_MODE", "the pool is not in recovery mode", "it has to be in recovery mode for this"},
		{439, "INDUCED_FAILURE", "the contract fails on purpose, as tests do", "call another contract"},
		{440, "EXPIRED_SIGNATURE", "the signature has expired", "sign again with a later deadline"},
		{441, "MALFORMED_SIGNATURE", "the signature is malformed", "sign again: it has 65 bytes"},
		{442, "SAFE_CAST_VALUE_CANT_FIT_UINT64", "an amount does not fit 64 bits", "check the amounts: one is far too large"},
		{443, "UNHANDLED_FEE_TYPE", "this kind of fee does not exist", "use one of those that do: 0 swap, 1 flash loan, 2 yield, 3 AUM"},
		{444, "BURN_FROM_ZERO", "tokens would be burned from the zero address", "name the account whose BPT are burned"},
	}
}

// vaultErrors are those of the Vault and of the protocol's fees.
func vaultErrors() []balancerError {
	return []balancerError{
		{500, "INVALID_POOL_ID", "the Vault does not know this pool id", "check the pool and the chain"},
		{501, "CALLER_NOT_POOL", "only the pool itself may call this", "go through the pool"},
		{502, "SENDER_NOT_ASSET_MANAGER", "the sender is not the token's asset manager", "send it from the asset manager that mpool status shows"},
		{503, "USER_DOESNT_ALLOW_RELAYER", "the user has not approved this relayer", "approve the relayer in the Vault first"},
		{504, "INVALID_SIGNATURE", "the signature is not valid", "sign again"},
		{505, "EXIT_BELOW_MIN", "the exit would give less than was asked for", "ask for less, or exit again at the price of now"},
		{506, "JOIN_ABOVE_MAX", "the join would take more than was allowed", "allow more, or join again at the price of now"},
		{507, "SWAP_LIMIT", "the swap's price left its limit", "swap again at the price of now, or allow more"},
		{508, "SWAP_DEADLINE", "the deadline has passed", "send it again with a later deadline"},
		{509, "CANNOT_SWAP_SAME_TOKEN", "the swap gives and takes the same token", "name two different tokens"},
		{510, "UNKNOWN_AMOUNT_IN_FIRST_SWAP", "the swap, or the first of several, has no amount", "give it an amount"},
		{511, "MALCONSTRUCTED_MULTIHOP_SWAP", "the swaps do not follow on one another", "let each swap begin with the token that the one before ended with"},
		{512, "INTERNAL_BALANCE_OVERFLOW", "an internal balance would overflow", "check the amounts: one is far too large"},
		{513, "INSUFFICIENT_INTERNAL_BALANCE", "the internal balance in the Vault is too small", "bring in more, or take from the account instead of the internal balance"},
		{514, "INVALID_ETH_INTERNAL_BALANCE", "the chain's coin cannot be held as internal balance", "use the wrapped coin, such as WETH"},
		{515, "INVALID_POST_LOAN_BALANCE", "the flash loan was not paid back", "pay back the loan and its fee"},
		{516, "INSUFFICIENT_ETH", "too little of the chain's coin was sent along", "send as much as the call needs; the rest comes back"},
		{517, "UNALLOCATED_ETH", "more of the chain's coin was sent along than is used", "send none, where the call uses none"},
		{518, "ETH_TRANSFER", "the Vault takes the chain's coin from its wrapper only", "do not send coin to the Vault; use the wrapped coin"},
		{519, "CANNOT_USE_ETH_SENTINEL", "the zero address stands for the chain's coin, which cannot be used here", "use the wrapped coin, such as WETH"},
		{520, "TOKENS_MISMATCH", "the tokens are not those of the pool, in the Vault's order", "name every token of the pool, in the Vault's order"},
		{521, "TOKEN_NOT_REGISTERED", "the token is not registered with the pool", "see the pool's tokens with mpool status"},
		{522, "TOKEN_ALREADY_REGISTERED", "the token is in the pool already", "name another token"},
		{523, "TOKENS_ALREADY_SET", "the pool's two tokens are registered already", "name another pool"},
		{524, "TOKENS_LENGTH_MUST_BE_2", "this kind of pool has exactly two tokens", "give two tokens"},
		{525, "NONZERO_TOKEN_BALANCE", "the token still has a balance in the pool", "withdraw its cash and set its managed balance to 0 first"},
		{526, "BALANCE_TOTAL_OVERFLOW", "a token's balance would not fit the Vault's 112 bits", "use smaller amounts"},
		{527, "POOL_NO_TOKENS", "the pool has no tokens", "check the pool"},
		{528, "INSUFFICIENT_FLASH_LOAN_BALANCE", "the Vault holds less than the flash loan asks for", "ask for less"},
		{600, "SWAP_FEE_PERCENTAGE_TOO_HIGH", "the protocol's share of swap fees is too high", "choose a lower one"},
		{601, "FLASH_LOAN_FEE_PERCENTAGE_TOO_HIGH", "the fee for flash loans is too high", "choose a lower one"},
		{602, "INSUFFICIENT_FLASH_LOAN_FEE_AMOUNT", "the fee for the flash loan was not paid", "pay back the loan and its fee"},
		{603, "AUM_FEE_PERCENTAGE_TOO_HIGH", "the protocol's AUM fee is too high", "choose a lower one"},
		{700, "SPLITTER_FEE_PERCENTAGE_TOO_HIGH", "the splitter's share is too high", "choose a lower one"},
		{998, "UNIMPLEMENTED", "the contract has no such function yet", "use another way"},
		{999, "SHOULD_NOT_HAPPEN", "the contract came to where it never should", "report it to Balancer, with the transaction"},
	}
}
