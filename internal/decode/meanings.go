package decode

import "github.com/ethereum/go-ethereum/accounts/abi"

// meaning says what a function does and who may send it.
type meaning struct {
	does   string
	sender string
}

const (
	anyone      = "anyone"
	owner       = "the pool's owner"
	manager     = "the token's asset manager"
	governance  = "whom Balancer's governance allows"
	theVault    = "the Vault"
	thePool     = "a pool, for itself"
	theSafe     = "the Safe itself"
	theModule   = "a module of the Safe"
	accountOnly = "the account itself, or a relayer that it approved"
)

func meaningOf(f abi.Method) meaning {
	if f.IsConstant() {
		return meaning{"asks, and changes nothing", anyone}
	}
	for _, known := range []map[string]meaning{meanings(), safeMeanings()} {
		if m, found := known[f.RawName]; found {
			return m
		}
	}
	return meaning{"does what its name says", "whom the contract allows"}
}

// meanings are those of the functions that change something, by their names,
// which stand for one thing in all known contracts.
func meanings() map[string]meaning {
	return map[string]meaning{
		// Managed Pools
		"updateWeightsGradually":           {"moves the weights gradually to new ones; a start in the past is the time of mining", owner},
		"updateSwapFeeGradually":           {"moves the swap fee from one value to another, gradually; it jumps to the first at the start", owner},
		"addToken":                         {"adds a token, without a balance yet, and scales the other weights down", owner},
		"removeToken":                      {"removes a token without balance from the pool and scales the other weights up", owner},
		"setSwapEnabled":                   {"switches swaps on or off", owner},
		"setJoinExitEnabled":               {"switches joins and exits on or off; only pools of generation 2 have the switch", owner},
		"setMustAllowlistLPs":              {"switches on or off that only addresses on the allowlist may join", owner},
		"addAllowedAddress":                {"puts an address on the allowlist", owner},
		"removeAllowedAddress":             {"takes an address off the allowlist", owner},
		"setManagementAumFeePercentage":    {"sets the yearly fee on the pool's value, and collects what is due of the old one", owner},
		"setCircuitBreakers":               {"sets the bounds of tokens' prices in BPT beyond which trades revert; a bound of 0 is none", owner},
		"collectAumManagementFees":         {"mints the AUM fee that is due, for the owner and the protocol", anyone},
		"updateProtocolFeePercentageCache": {"takes over the protocol's shares of fees as they are now", anyone},
		"pause":                            {"pauses the pool", governance},
		"unpause":                          {"ends the pool's pause", governance},
		"enableRecoveryMode":               {"puts the pool in recovery mode, in which proportional exits always work", governance},
		"disableRecoveryMode":              {"ends recovery mode", governance},
		"onJoinPool":                       {"is how the Vault asks the pool about a join", theVault},
		"onExitPool":                       {"is how the Vault asks the pool about an exit", theVault},
		"onSwap":                           {"is how the Vault asks the pool about a swap", theVault},
		"queryJoin":                        {"works out what a join would take and give; it changes nothing", anyone},
		"queryExit":                        {"works out what an exit would burn and give; it changes nothing", anyone},
		"querySwap":                        {"works out what a swap would take and give; it changes nothing", anyone},
		"queryBatchSwap":                   {"works out what swaps would take and give; it changes nothing", anyone},
		// tokens, BPT among them
		"approve":           {"lets the spender take so much of the sender's tokens, instead of what it might before", "the tokens' holder"},
		"increaseAllowance": {"lets the spender take so much more of the sender's tokens", "the tokens' holder"},
		"decreaseAllowance": {"lets the spender take so much less of the sender's tokens", "the tokens' holder"},
		"permit":            {"gives an allowance by a signature", "anyone with the signature"},
		"transfer":          {"sends tokens of the sender", "the tokens' holder"},
		"transferFrom":      {"sends somebody's tokens, out of an allowance", "whoever has the allowance"},
		// the Vault
		"managePoolBalance":    {"moves tokens between a pool's cash and its asset manager, or says what is managed", manager},
		"joinPool":             {"puts tokens into a pool, for BPT", accountOnly},
		"exitPool":             {"takes tokens out of a pool, for BPT", accountOnly},
		"swap":                 {"swaps one token for another in one pool", accountOnly},
		"batchSwap":            {"swaps tokens, through several pools", accountOnly},
		"flashLoan":            {"lends tokens for the length of the call", anyone},
		"manageUserBalance":    {"moves tokens in, out of and between accounts' internal balances in the Vault", accountOnly},
		"setRelayerApproval":   {"lets a relayer act for an account in the Vault, or no longer", accountOnly},
		"registerPool":         {"makes a new pool known to the Vault", thePool},
		"registerTokens":       {"makes tokens of a pool known to the Vault", thePool},
		"deregisterTokens":     {"takes tokens of a pool out of the Vault's books", thePool},
		"setAuthorizer":        {"gives the Vault another Authorizer", governance},
		"setPaused":            {"pauses the whole Vault, or ends its pause", governance},
		"create":               {"creates a Managed Pool, which is then to be initialised by the first join", anyone},
		"disable":              {"ends the creation of pools by this factory, for ever", governance},
		"registerFeeType":      {"adds a kind of protocol fee", governance},
		"setFeeTypePercentage": {"sets a protocol fee", governance},
	}
}
