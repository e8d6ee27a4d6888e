package decode

import (
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/accounts/abi"
)

// customError is a custom error that a pool's owner can meet. Balancer's contracts revert with codes in
// Error(string), except for the answers to queries. The errors of ERC-6093 and OpenZeppelin come from
// tokens, through the Vault.
type customError struct {
	signature string
	names     string // names of the arguments
	meaning   string
	remedy    string
}

func customErrors() []customError {
	const token = "check the token: the token, not the pool, rejects this"
	return []customError{
		{"Error(string)", "text", "the contract gives the reason as text", "read the text"},
		{"Panic(uint256)", "number", "a check that the compiler added failed", "trace the call on a fork"},
		{"QueryError(uint256,uint256[])", "bptAmount amounts", "not an error: a pool's answer to a query of a join or an exit", "nothing to do"},
		{"QueryError(int256[])", "assetDeltas", "not an error: the Vault's answer to a query of swaps", "nothing to do"},
		{"ERC20InsufficientBalance(address,uint256,uint256)", "sender balance needed", "an account's token balance is too low", "provide more of the token"},
		{"ERC20InsufficientAllowance(address,uint256,uint256)", "spender allowance needed", "the allowance is too small", "approve the amount for the spender first; in joins and deposits this is the Vault"},
		{"ERC20InvalidSender(address)", "sender", "invalid sender of a token transfer", token},
		{"ERC20InvalidReceiver(address)", "receiver", "invalid recipient of a token transfer", token},
		{"ERC20InvalidApprover(address)", "approver", "this account cannot give an allowance", token},
		{"ERC20InvalidSpender(address)", "spender", "this account cannot receive an allowance", token},
		{"SafeERC20FailedOperation(address)", "token", "a token's transfer or approval failed", "check the token: it may reject the sender, or need its allowance reset to 0 first"},
		{"OwnableUnauthorizedAccount(address)", "account", "the account is not the contract's owner", "send it from the owner"},
		{"EnforcedPause()", "", "the contract is paused", "wait until it is unpaused"},
	}
}

func customErrorOf(signature string) customError {
	all := customErrors()
	return all[slices.IndexFunc(all, func(e customError) bool { return e.signature == signature })]
}

func parseError(signature, names string) (abi.Error, error) {
	name, types, _ := strings.Cut(strings.TrimSuffix(signature, ")"), "(")
	named := strings.Fields(names)
	var inputs abi.Arguments
	for i := range named {
		t, err := abi.NewType(strings.Split(types, ",")[i], "", nil)
		if err != nil {
			return abi.Error{}, err
		}
		inputs = append(inputs, abi.Argument{Name: named[i], Type: t})
	}
	return abi.NewError(name, inputs), nil
}
