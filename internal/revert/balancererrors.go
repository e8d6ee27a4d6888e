package revert

import "slices"

// balancerError is an error number of Balancer V2's contracts.
type balancerError struct {
	code     int
	name     string // as in BalancerErrors.sol
	sentence string
	remedy   string
}

// balancerErrors returns all errors of BalancerErrors.sol in the npm package
// @balancer-labs/v2-interfaces 0.4.0, by number.
func balancerErrors() []balancerError {
	return slices.Concat(mathErrors(), poolErrors(), laterPoolErrors(), libraryErrors(), vaultErrors())
}

// mathErrors are the errors of arithmetic and of input.
func mathErrors() []balancerError {
	return []balancerError{
		{0, "ADD_OVERFLOW", "addition overflow", "check the amounts: one is far too large"},
		{1, "SUB_OVERFLOW", "subtraction underflow: more is taken than available", "check the amounts; before a DEPOSIT, report the managed balance with UPDATE"},
		{2, "SUB_UNDERFLOW", "subtraction underflow", "check the amounts: one is far too large"},
		{3, "MUL_OVERFLOW", "multiplication overflow", "check the amounts: one is far too large"},
		{4, "ZERO_DIVISION", "division by zero", "the pool may be empty, or a token may have no balance yet"},
		{5, "DIV_INTERNAL", "division overflow", "check the amounts: one is far too large"},
		{6, "X_OUT_OF_BOUNDS", "the base of a power is out of range", "check the amounts and weights: one is far too large or too small"},
		{7, "Y_OUT_OF_BOUNDS", "the exponent of a power is out of range", "check the amounts and weights: one is far too large or too small"},
		{8, "PRODUCT_OUT_OF_BOUNDS", "a power is out of range", "check the amounts and weights: one is far too large or too small"},
		{9, "INVALID_EXPONENT", "the argument of an exponential is out of range", "check the amounts and weights: one is far too large or too small"},
		{100, "OUT_OF_BOUNDS", "an index or a value is out of range", "check the indexes: joins and exits count tokens from 0, without BPT"},
		{101, "UNSORTED_ARRAY", "the list is not in ascending order", "sort it"},
		{102, "UNSORTED_TOKENS", "the tokens are not sorted by address", "sort the tokens by address"},
		{103, "INPUT_LENGTH_MISMATCH", "two lists have different lengths", "give one value for each token of the pool"},
		{104, "ZERO_TOKEN", "a token is the zero address", "use the token's own address"},
		{105, "INSUFFICIENT_DATA", "the input data is too short", "check the arguments of the call"},
	}
}

// poolErrors are the errors of pools up to 329.
func poolErrors() []balancerError {
	return []balancerError{
		{200, "MIN_TOKENS", "the pool would have too few tokens", "a Managed Pool needs at least two tokens; to remove one it must have three"},
		{201, "MAX_TOKENS", "the pool would have too many tokens", "v1 pools hold at most 38 tokens, v2 pools 50; remove one first"},
		{202, "MAX_SWAP_FEE_PERCENTAGE", "the swap fee is above 95%", "use a swap fee of at most 95%"},
		{203, "MIN_SWAP_FEE_PERCENTAGE", "the swap fee is below 0.0001%", "use a swap fee of at least 0.0001%"},
		{204, "MINIMUM_BPT", "the first join would mint fewer than 0.000000000001 BPT", "start with larger balances"},
		{205, "CALLER_NOT_VAULT", "only the Vault may call this", "call it through the Vault"},
		{206, "UNINITIALIZED", "the pool has not been initialised", "make the first join (mpool first-join), then try again"},
		{207, "BPT_IN_MAX_AMOUNT", "the exit would burn more BPT than the limit", "raise the limit, or withdraw less"},
		{208, "BPT_OUT_MIN_AMOUNT", "the join would mint fewer BPT than the limit", "ask for less BPT, or join again at the current price"},
		{209, "EXPIRED_PERMIT", "the permit's deadline has passed", "sign a new permit with a later deadline"},
		{210, "NOT_TWO_TOKENS", "the pool must have exactly two tokens", "this is another kind of pool: check the address"},
		{211, "DISABLED", "the factory has been disabled by Balancer's governance", "use another factory; existing pools still work"},
		{300, "MIN_AMP", "the amplification is too low", "for Stable Pools only: check the pool address"},
		{301, "MAX_AMP", "the amplification is too high", "for Stable Pools only: check the pool address"},
		{302, "MIN_WEIGHT", "a weight is below 1%", "give every token at least 1%"},
		{303, "MAX_STABLE_TOKENS", "too many tokens for a Stable Pool", "for Stable Pools only: check the pool address"},
		{304, "MAX_IN_RATIO", "the swap amount in exceeds 30% of the pool's balance", "split the swap"},
		{305, "MAX_OUT_RATIO", "the swap amount out exceeds 30% of the pool's balance", "split the swap"},
		{306, "MIN_BPT_IN_FOR_TOKEN_OUT", "an exit for one token, or for exact amounts, may shrink the pool by at most 30%", "withdraw less at once, or exit for all tokens"},
		{307, "MAX_OUT_BPT_FOR_TOKEN_IN", "a join with one token, or with exact amounts, may grow the pool to at most three times its size", "add less at once, or join with all tokens"},
		{308, "NORMALIZED_WEIGHT_INVARIANT", "the weights do not add up to exactly 100%", "give one token \"rest\""},
		{309, "INVALID_TOKEN", "the token is not in the pool", "list the pool's tokens with mpool status"},
		{310, "UNHANDLED_JOIN_KIND", "unknown kind of join", "use one of the four join kinds of a Managed Pool"},
		{311, "ZERO_INVARIANT", "the pool has no value: a token's balance is zero", "add the missing token first"},
		{312, "ORACLE_INVALID_SECONDS_QUERY", "the price oracle cannot answer the query", "this is another kind of pool: Managed Pools have no oracle"},
		{313, "ORACLE_NOT_INITIALIZED", "the price oracle cannot answer the query", "this is another kind of pool: Managed Pools have no oracle"},
		{314, "ORACLE_QUERY_TOO_OLD", "the price oracle cannot answer the query", "this is another kind of pool: Managed Pools have no oracle"},
		{315, "ORACLE_INVALID_INDEX", "the price oracle cannot answer the query", "this is another kind of pool: Managed Pools have no oracle"},
		{316, "ORACLE_BAD_SECS", "the price oracle cannot answer the query", "this is another kind of pool: Managed Pools have no oracle"},
		{317, "AMP_END_TIME_TOO_CLOSE", "this change of the amplification is not allowed", "for Stable Pools only: check the pool address"},
		{318, "AMP_ONGOING_UPDATE", "this change of the amplification is not allowed", "for Stable Pools only: check the pool address"},
		{319, "AMP_RATE_TOO_HIGH", "this change of the amplification is not allowed", "for Stable Pools only: check the pool address"},
		{320, "AMP_NO_ONGOING_UPDATE", "this change of the amplification is not allowed", "for Stable Pools only: check the pool address"},
		{321, "STABLE_INVARIANT_DIDNT_CONVERGE", "the Stable Pool's arithmetic does not converge", "for Stable Pools only: check the pool address"},
		{322, "STABLE_GET_BALANCE_DIDNT_CONVERGE", "the Stable Pool's arithmetic does not converge", "for Stable Pools only: check the pool address"},
		{323, "RELAYER_NOT_CONTRACT", "the relayer is not a contract", "use a relayer that is a contract"},
		{324, "BASE_POOL_RELAYER_NOT_CALLED", "the call did not come through the pool's relayer", "call it through the relayer"},
		{325, "REBALANCING_RELAYER_REENTERED", "the relayer was called again during a call (reentrancy)", "do not call it from within its own call"},
		{326, "GRADUAL_UPDATE_TIME_TRAVEL", "the change would end before it starts, or in the past", "use an end time after now and after the start time"},
		{327, "SWAPS_DISABLED", "swaps are disabled", "enable swaps first"},
		{328, "CALLER_IS_NOT_LBP_OWNER", "the sender is not the owner of the Liquidity Bootstrapping Pool", "send it from the owner; Managed Pools use BAL#401 instead"},
		{329, "PRICE_RATE_OVERFLOW", "a token's rate is too high", "check the token's rate provider; Managed Pools have none"},
	}
}

// laterPoolErrors are the errors of pools from 330 on, including most of Managed Pools.
func laterPoolErrors() []balancerError {
	return []balancerError{
		{330, "INVALID_JOIN_EXIT_KIND_WHILE_SWAPS_DISABLED", "while swaps are disabled, only proportional joins and exits are allowed", "join or exit proportionally, or enable swaps first"},
		{331, "WEIGHT_CHANGE_TOO_FAST", "the weights would change too fast", "use a longer duration"},
		{332, "LOWER_GREATER_THAN_UPPER_TARGET", "the Linear Pool's targets do not allow this", "for Linear Pools only: check the pool address"},
		{333, "UPPER_TARGET_TOO_HIGH", "the Linear Pool's targets do not allow this", "for Linear Pools only: check the pool address"},
		{334, "UNHANDLED_BY_LINEAR_POOL", "Linear Pools do not support this", "this is another kind of pool: check the address"},
		{335, "OUT_OF_TARGET_RANGE", "the Linear Pool's targets do not allow this", "for Linear Pools only: check the pool address"},
		{336, "UNHANDLED_EXIT_KIND", "unknown kind of exit", "use one of the three exit kinds of a Managed Pool"},
		{337, "UNAUTHORIZED_EXIT", "this account is not allowed to exit the pool", "use an account that is allowed to"},
		{338, "MAX_MANAGEMENT_SWAP_FEE_PERCENTAGE", "the manager's share of swap fees is too high", "lower it; current Managed Pools have an AUM fee instead"},
		{339, "UNHANDLED_BY_MANAGED_POOL", "Managed Pools do not support this", "use another operation"},
		{340, "UNHANDLED_BY_PHANTOM_POOL", "pools with preminted BPT do not support this", "this is another kind of pool: check the address"},
		{341, "TOKEN_DOES_NOT_HAVE_RATE_PROVIDER", "the token has no rate provider", "this is another kind of pool: Managed Pools have no rate providers"},
		{342, "INVALID_INITIALIZATION", "the contract is not initialized correctly", "check the arguments of its creation"},
		{343, "OUT_OF_NEW_TARGET_RANGE", "the Linear Pool's targets do not allow this", "for Linear Pools only: check the pool address"},
		{344, "FEATURE_DISABLED", "this feature is disabled", "use another operation"},
		{345, "UNINITIALIZED_POOL_CONTROLLER", "the pool's controller is not set up", "set up the controller first, or act as the pool's owner directly"},
		{346, "SET_SWAP_FEE_DURING_FEE_CHANGE", "the swap fee cannot be set during a gradual change", "wait until the change has ended"},
		{347, "SET_SWAP_FEE_PENDING_FEE_CHANGE", "the swap fee cannot be set while a gradual change is scheduled", "wait until the change has ended"},
		{348, "CHANGE_TOKENS_DURING_WEIGHT_CHANGE", "tokens cannot be added or removed during a weight change", "wait until the weight change has ended, or stop it with mpool weights-update --freeze (then wait for its window: 10 minutes, a day if a Safe owns the pool, or its --within)"},
		{349, "CHANGE_TOKENS_PENDING_WEIGHT_CHANGE", "tokens cannot be added or removed while a weight change is scheduled", "wait until the weight change has ended, or stop it with mpool weights-update --freeze (then wait for its window: 10 minutes, a day if a Safe owns the pool, or its --within)"},
		{350, "MAX_WEIGHT", "a weight is too high", "lower the weight"},
		{351, "UNAUTHORIZED_JOIN", "only addresses on the allowlist can join", "add the address to the allowlist, or disable the allowlist"},
		{352, "MAX_MANAGEMENT_AUM_FEE_PERCENTAGE", "the AUM fee is above 95%", "use an AUM fee of at most 95%"},
		{353, "FRACTIONAL_TARGET", "the Linear Pool's targets are not whole numbers", "for Linear Pools only: check the pool address"},
		{354, "ADD_OR_REMOVE_BPT", "the pool's own token (BPT) cannot be added or removed", "use another token"},
		{355, "INVALID_CIRCUIT_BREAKER_BOUNDS", "the circuit breaker bounds are out of range", "use a lower bound of 0 or 0.1 to 1, and an upper bound of 0 or up to 10, not below the lower one"},
		{356, "CIRCUIT_BREAKER_TRIPPED", "a circuit breaker would trip: the BPT price would leave its bounds", "trade less, or ask the owner to set new bounds"},
		{357, "MALICIOUS_QUERY_REVERT", "a query was reverted by a possibly malicious contract", "check the called contract"},
		{358, "JOINS_EXITS_DISABLED", "joins and exits are disabled", "enable joins and exits first"},
	}
}

// libraryErrors are the errors of shared code: tokens, permissions, proxies.
func libraryErrors() []balancerError {
	return []balancerError{
		{400, "REENTRANCY", "reentrant call", "do not call it from within a Vault operation"},
		{401, "SENDER_NOT_ALLOWED", "the sender is not allowed to do this", "send it from the pool's owner; for pools owned by governance, the Authorizer must grant a role"},
		{402, "PAUSED", "the pool or the Vault is paused", "wait until it is unpaused; joins and swaps are impossible until then, but recovery-mode exits may work"},
		{403, "PAUSE_WINDOW_EXPIRED", "the pause window has ended", "it can no longer be paused"},
		{404, "MAX_PAUSE_WINDOW_DURATION", "the pause window is too long", "use a shorter one"},
		{405, "MAX_BUFFER_PERIOD_DURATION", "the buffer period is too long", "use a shorter one"},
		{406, "INSUFFICIENT_BALANCE", "the balance is too small", "add more of the token"},
		{407, "INSUFFICIENT_ALLOWANCE", "the allowance is too small", "approve the amount for the Vault first"},
		{408, "ERC20_TRANSFER_FROM_ZERO_ADDRESS", "tokens would be sent from the zero address", "give the account that sends the tokens"},
		{409, "ERC20_TRANSFER_TO_ZERO_ADDRESS", "tokens would be sent to the zero address", "give the account that receives the tokens"},
		{410, "ERC20_MINT_TO_ZERO_ADDRESS", "tokens would be minted to the zero address", "give the account that receives the BPT: add-token mints to its recipient"},
		{411, "ERC20_BURN_FROM_ZERO_ADDRESS", "tokens would be burned from the zero address", "give the account whose BPT are burned"},
		{412, "ERC20_APPROVE_FROM_ZERO_ADDRESS", "an allowance cannot be given by the zero address", "send it from the account that gives the allowance"},
		{413, "ERC20_APPROVE_TO_ZERO_ADDRESS", "an allowance cannot be given to the zero address", "give the account that receives the allowance"},
		{414, "ERC20_TRANSFER_EXCEEDS_ALLOWANCE", "the transfer exceeds the allowance", "approve the amount for the Vault first"},
		{415, "ERC20_DECREASED_ALLOWANCE_BELOW_ZERO", "the allowance would become negative", "reduce it by less, or set it to 0 with approve"},
		{416, "ERC20_TRANSFER_EXCEEDS_BALANCE", "the transfer exceeds the balance", "add more of the token"},
		{417, "ERC20_BURN_EXCEEDS_ALLOWANCE", "the amount to burn exceeds the allowance", "approve the amount first"},
		{418, "SAFE_ERC20_CALL_FAILED", "a token's transfer or approval failed", "check the token: it may block the sender, or need its allowance reset to 0 first"},
		{419, "ADDRESS_INSUFFICIENT_BALANCE", "the balance is too small", "add more of the native token"},
		{420, "ADDRESS_CANNOT_SEND_VALUE", "sending the native token failed", "check the recipient: it may be a contract that does not accept the native token"},
		{421, "SAFE_CAST_VALUE_CANT_FIT_INT256", "an amount does not fit int256", "check the amounts: one is far too large"},
		{422, "GRANT_SENDER_NOT_ADMIN", "the sender is not an admin of the role", "send it from an admin of the role"},
		{423, "REVOKE_SENDER_NOT_ADMIN", "the sender is not an admin of the role", "send it from an admin of the role"},
		{424, "RENOUNCE_SENDER_NOT_ALLOWED", "only the account that has a role can renounce it", "send it from that account"},
		{425, "BUFFER_PERIOD_EXPIRED", "the buffer period has ended", "it can no longer be paused or unpaused"},
		{426, "CALLER_IS_NOT_OWNER", "the sender is not the owner", "send it from the owner"},
		{427, "NEW_OWNER_IS_ZERO", "the new owner is the zero address", "give another account"},
		{428, "CODE_DEPLOYMENT_FAILED", "the contract could not be created", "use a higher gas limit; or a contract with the same salt already exists"},
		{429, "CALL_TO_NON_CONTRACT", "a call went to an address without a contract", "check the addresses"},
		{430, "LOW_LEVEL_CALL_FAILED", "a call to another contract failed", "check the called contract"},
		{431, "NOT_PAUSED", "the contract is not paused", "it must be paused for this"},
		{432, "ADDRESS_ALREADY_ALLOWLISTED", "the address is already on the allowlist", "nothing to do"},
		{433, "ADDRESS_NOT_ALLOWLISTED", "the address is not on the allowlist", "nothing to do"},
		{434, "ERC20_BURN_EXCEEDS_BALANCE", "the amount to burn exceeds the balance", "burn less"},
		{435, "INVALID_OPERATION", "unknown operation", "use an existing operation"},
		{436, "CODEC_OVERFLOW", "a value does not fit its storage slot", "use times before the year 2106, and smaller prices or amounts"},
		{437, "IN_RECOVERY_MODE", "the pool is in recovery mode", "wait until recovery mode is disabled"},
		{438, "NOT_IN_RECOVERY_MODE", "the pool is not in recovery mode", "this works only in recovery mode"},
		{439, "INDUCED_FAILURE", "the contract always reverts (a test contract)", "call another contract"},
		{440, "EXPIRED_SIGNATURE", "the signature has expired", "sign again with a later deadline"},
		{441, "MALFORMED_SIGNATURE", "the signature is malformed", "sign again: a signature has 65 bytes"},
		{442, "SAFE_CAST_VALUE_CANT_FIT_UINT64", "an amount does not fit 64 bits", "check the amounts: one is far too large"},
		{443, "UNHANDLED_FEE_TYPE", "unknown fee type", "use 0 (swap), 1 (flash loan), 2 (yield) or 3 (AUM)"},
		{444, "BURN_FROM_ZERO", "tokens would be burned from the zero address", "give the account whose BPT are burned"},
	}
}

// vaultErrors are the errors of the Vault and of the protocol's fees.
func vaultErrors() []balancerError {
	return []balancerError{
		{500, "INVALID_POOL_ID", "unknown pool ID", "check the pool and the chain"},
		{501, "CALLER_NOT_POOL", "only the pool itself may call this", "call it through the pool"},
		{502, "SENDER_NOT_ASSET_MANAGER", "the sender is not the token's asset manager", "send it from the asset manager (see mpool status)"},
		{503, "USER_DOESNT_ALLOW_RELAYER", "the user has not approved this relayer", "approve the relayer in the Vault first"},
		{504, "INVALID_SIGNATURE", "the signature is not valid", "sign again"},
		{505, "EXIT_BELOW_MIN", "the exit would pay less than the limit (slippage)", "ask for less, or exit again at the current price"},
		{506, "JOIN_ABOVE_MAX", "the join would cost more than the limit (slippage)", "raise the limit, or join again at the current price"},
		{507, "SWAP_LIMIT", "the swap exceeds its price limit (slippage)", "swap again at the current price, or allow more slippage"},
		{508, "SWAP_DEADLINE", "the deadline has passed", "send it again with a later deadline"},
		{509, "CANNOT_SWAP_SAME_TOKEN", "the swap has the same token on both sides", "use two different tokens"},
		{510, "UNKNOWN_AMOUNT_IN_FIRST_SWAP", "the first swap has no amount", "give the amount"},
		{511, "MALCONSTRUCTED_MULTIHOP_SWAP", "the swaps are not connected", "start each swap with the output token of the previous swap"},
		{512, "INTERNAL_BALANCE_OVERFLOW", "internal balance overflow", "check the amounts: one is far too large"},
		{513, "INSUFFICIENT_INTERNAL_BALANCE", "the internal balance in the Vault is too small", "deposit more, or pay from the account instead of the internal balance"},
		{514, "INVALID_ETH_INTERNAL_BALANCE", "the native token cannot be held as internal balance", "use the wrapped token, for example WETH"},
		{515, "INVALID_POST_LOAN_BALANCE", "the flash loan was not repaid", "repay the loan and its fee"},
		{516, "INSUFFICIENT_ETH", "not enough of the native token was sent", "send as much as the call needs; the rest is returned"},
		{517, "UNALLOCATED_ETH", "more of the native token was sent than used", "do not send the native token with a call that does not use it"},
		{518, "ETH_TRANSFER", "the Vault accepts the native token only from its wrapper contract", "do not send the native token to the Vault; use the wrapped token"},
		{519, "CANNOT_USE_ETH_SENTINEL", "the zero address (native token) cannot be used here", "use the wrapped token, for example WETH"},
		{520, "TOKENS_MISMATCH", "the tokens differ from the pool's tokens in the Vault's order", "list every token of the pool, in the Vault's order"},
		{521, "TOKEN_NOT_REGISTERED", "the token is not registered with the pool", "list the pool's tokens with mpool status"},
		{522, "TOKEN_ALREADY_REGISTERED", "the token is already in the pool", "use another token"},
		{523, "TOKENS_ALREADY_SET", "the pool's two tokens are already registered", "use another pool"},
		{524, "TOKENS_LENGTH_MUST_BE_2", "this kind of pool has exactly two tokens", "give two tokens"},
		{525, "NONZERO_TOKEN_BALANCE", "the token still has a balance in the pool", "first withdraw its cash and set its managed balance to 0"},
		{526, "BALANCE_TOTAL_OVERFLOW", "a token's balance does not fit 112 bits", "use smaller amounts"},
		{527, "POOL_NO_TOKENS", "the pool has no tokens", "check the pool"},
		{528, "INSUFFICIENT_FLASH_LOAN_BALANCE", "the flash loan exceeds the Vault's balance", "borrow less"},
		{600, "SWAP_FEE_PERCENTAGE_TOO_HIGH", "the protocol's share of swap fees is too high", "use a lower one"},
		{601, "FLASH_LOAN_FEE_PERCENTAGE_TOO_HIGH", "the flash loan fee is too high", "use a lower one"},
		{602, "INSUFFICIENT_FLASH_LOAN_FEE_AMOUNT", "the flash loan fee was not paid", "repay the loan and its fee"},
		{603, "AUM_FEE_PERCENTAGE_TOO_HIGH", "the protocol's AUM fee is too high", "use a lower one"},
		{700, "SPLITTER_FEE_PERCENTAGE_TOO_HIGH", "the splitter's share is too high", "use a lower one"},
		{998, "UNIMPLEMENTED", "not implemented in the contract", "use another operation"},
		{999, "SHOULD_NOT_HAPPEN", "the contract reached a state that should be impossible", "report it to Balancer with the transaction"},
	}
}
