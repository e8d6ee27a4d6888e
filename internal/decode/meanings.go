package decode

import "github.com/ethereum/go-ethereum/accounts/abi"

// meaning says what a function does and who may call it.
type meaning struct {
	does   string
	sender string
}

const (
	anyone      = "anyone"
	owner       = "the pool's owner"
	manager     = "the token's asset manager"
	governance  = "accounts permitted by Balancer's governance"
	theVault    = "the Vault"
	thePool     = "a pool, for itself"
	theSafe     = "the Safe itself"
	theModule   = "a module of the Safe"
	accountOnly = "the account itself, or a relayer that it approved"
)

func meaningOf(f abi.Method) meaning {
	if f.IsConstant() {
		return meaning{"a query: it changes nothing", anyone}
	}
	for _, known := range []map[string]meaning{meanings(), safeMeanings()} {
		if m, found := known[f.RawName]; found {
			return m
		}
	}
	return meaning{"does what its name says", "accounts permitted by the contract"}
}

// meanings describes the functions that change something, by name. A name means the same in all known
// contracts.
func meanings() map[string]meaning {
	return map[string]meaning{
		// Managed Pools
		"updateWeightsGradually":           {"moves the weights gradually to new ones; a start in the past becomes the time of mining", owner},
		"updateSwapFeeGradually":           {"changes the swap fee gradually; it jumps to the first value at the start", owner},
		"addToken":                         {"adds a token, without a balance yet, and scales the other weights down", owner},
		"removeToken":                      {"removes a token without balance from the pool and scales the other weights up", owner},
		"setSwapEnabled":                   {"enables or disables swaps", owner},
		"setJoinExitEnabled":               {"enables or disables joins and exits; only v2 pools have this switch", owner},
		"setMustAllowlistLPs":              {"enables or disables the allowlist, which restricts who can join", owner},
		"addAllowedAddress":                {"adds an address to the allowlist", owner},
		"removeAllowedAddress":             {"removes an address from the allowlist", owner},
		"setManagementAumFeePercentage":    {"sets the yearly AUM fee, and collects what is due at the old rate", owner},
		"setCircuitBreakers":               {"sets circuit breakers: bounds of tokens' BPT prices beyond which trades revert; a bound of 0 is none", owner},
		"collectAumManagementFees":         {"mints the AUM fee that is due to the owner and the protocol", anyone},
		"updateProtocolFeePercentageCache": {"updates the protocol's shares of fees to their current values", anyone},
		"pause":                            {"pauses the pool", governance},
		"unpause":                          {"unpauses the pool", governance},
		"enableRecoveryMode":               {"enables recovery mode, in which proportional exits always work", governance},
		"disableRecoveryMode":              {"disables recovery mode", governance},
		"onJoinPool":                       {"called by the Vault to process a join", theVault},
		"onExitPool":                       {"called by the Vault to process an exit", theVault},
		"onSwap":                           {"called by the Vault to process a swap", theVault},
		"queryJoin":                        {"computes the amounts of a join; it changes nothing", anyone},
		"queryExit":                        {"computes the amounts of an exit; it changes nothing", anyone},
		"querySwap":                        {"computes the amounts of a swap; it changes nothing", anyone},
		"queryBatchSwap":                   {"computes the amounts of swaps; it changes nothing", anyone},
		// tokens, including BPT
		"approve":           {"sets the spender's allowance of the sender's tokens, replacing the old one", "the token holder"},
		"increaseAllowance": {"increases the spender's allowance of the sender's tokens", "the token holder"},
		"decreaseAllowance": {"decreases the spender's allowance of the sender's tokens", "the token holder"},
		"permit":            {"gives an allowance by signature", "anyone with the signature"},
		"transfer":          {"transfers tokens of the sender", "the token holder"},
		"transferFrom":      {"transfers another account's tokens, using an allowance", "an account with an allowance"},
		// the Vault
		"managePoolBalance":    {"moves tokens between a pool's cash and its asset manager, or reports the managed balance", manager},
		"joinPool":             {"joins a pool: tokens for BPT", accountOnly},
		"exitPool":             {"exits a pool: BPT for tokens", accountOnly},
		"swap":                 {"swaps one token for another in one pool", accountOnly},
		"batchSwap":            {"swaps tokens through several pools", accountOnly},
		"flashLoan":            {"flash loan: lends tokens for the duration of the call", anyone},
		"manageUserBalance":    {"moves tokens into, out of and between internal balances in the Vault", accountOnly},
		"setRelayerApproval":   {"allows or forbids a relayer to act for an account in the Vault", accountOnly},
		"registerPool":         {"registers a new pool with the Vault", thePool},
		"registerTokens":       {"registers tokens of a pool with the Vault", thePool},
		"deregisterTokens":     {"deregisters tokens of a pool from the Vault", thePool},
		"setAuthorizer":        {"changes the Vault's Authorizer", governance},
		"setPaused":            {"pauses or unpauses the whole Vault", governance},
		"create":               {"creates a Managed Pool, which must then be initialised by a first join", anyone},
		"disable":              {"permanently disables the creation of pools by this factory", governance},
		"registerFeeType":      {"adds a protocol fee type", governance},
		"setFeeTypePercentage": {"sets a protocol fee", governance},
	}
}
