package review

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/decode"
	"mpool/internal/ops"
)

// vaultCall says what a call of the Vault gives away, or takes a chance with, that is
// no operation of mpool's. A right is refused, and so is what somebody receives whom
// nobody has named.
func (k knownAddresses) vaultCall(c Call) []ops.Finding {
	if !slices.Contains(c.Call.Contracts, decode.Vault) || !c.Call.Changes || c.Recognised != "" {
		return nil
	}
	found := k.vaultGives(c)
	if len(k.vaults) > 0 && !slices.Contains(k.vaults, c.To) {
		f := ops.Finding{Severity: ops.Refuse, Code: "vault.foreign", Summary: fmt.Sprintf("%s is not the Vault of a pool that you have named: what it does with what it is given nobody knows", c.To), Hint: "where that is meant: --recipient " + c.To.Hex()}
		if slices.Contains(k.recipients, c.To) {
			f.Severity, f.Hint = ops.Warn, ""
		}
		found = append(found, f)
	}
	return found
}

func (k knownAddresses) vaultGives(c Call) []ops.Finding {
	args := c.Call.Args
	switch name, _, _ := strings.Cut(c.Call.Function, "("); name {
	case "setRelayerApproval":
		return relayer(args)
	case "manageUserBalance":
		return k.userBalance(args)
	case "joinPool":
		return k.taken(args, "the pool's shares, for tokens that the Safe puts into "+value(args, "poolId"), value(args, "recipient"))
	case "exitPool":
		return k.taken(args, "the tokens that come out of the pool "+value(args, "poolId"), value(args, "recipient"))
	case "swap", "batchSwap":
		return k.taken(args, "what a swap gives", value(part(args, "funds"), "recipient"))
	}
	return []ops.Finding{{Severity: ops.Warn, Code: "vault.call", Summary: "it calls the Vault, and is no operation that mpool knows: see what it moves, and to whom"}}
}

// relayer refuses that somebody may act for an account in the Vault.
func relayer(args []decode.Value) []ops.Finding {
	if value(args, "approved") != "true" {
		return nil
	}
	return []ops.Finding{{Severity: ops.Refuse, Code: "vault.relayer",
		Summary: fmt.Sprintf("%s could act for %s in the Vault at any time: take all tokens that it lets the Vault have, and its internal balances", value(args, "relayer"), value(args, "sender")),
		Hint:    "approve no relayer by a batch that others have made"}}
}

// userBalance refuses what goes to others of the Vault's internal balances.
func (k knownAddresses) userBalance(args []decode.Value) []ops.Finding {
	var found []ops.Finding
	for _, op := range part(args, "ops") {
		raw, err := uint256.FromDecimal(value(op.Items, "amount"))
		to := common.HexToAddress(value(op.Items, "recipient"))
		if err != nil || k.own(to) {
			continue
		}
		found = append(found, k.sends("vault.sends", amountText(k.book, common.HexToAddress(value(op.Items, "asset")), *raw), to))
	}
	if len(found) == 0 {
		found = []ops.Finding{{Severity: ops.Note, Code: "vault.balance", Summary: "it moves tokens between the Safe and its internal balances in the Vault"}}
	}
	return found
}

// taken is what a recipient takes of a join, an exit or a swap. Where it is the Safe
// itself, others may still make it get little.
func (k knownAddresses) taken(args []decode.Value, what, recipient string) []ops.Finding {
	to := common.HexToAddress(recipient)
	if !k.own(to) {
		return []ops.Finding{k.sends("vault.sends", what, to)}
	}
	return []ops.Finding{{Severity: ops.Warn, Code: "vault.trades", Summary: fmt.Sprintf("the Safe gets %s: how much is only known when it is mined, and its limits are all that holds others off", what),
		Detail: "whose tokens it takes: " + payer(args)}}
}

// payer is whose tokens a call of the Vault takes.
func payer(args []decode.Value) string {
	if own := value(args, "sender"); own != "" {
		return own
	}
	return value(part(args, "funds"), "sender")
}

// value is that of an argument by its name, "" where there is none.
func value(args []decode.Value, name string) string {
	for _, v := range args {
		if v.Name == name {
			return v.Value
		}
	}
	return ""
}

// part is what an argument is made of.
func part(args []decode.Value, name string) []decode.Value {
	for _, v := range args {
		if v.Name == name {
			return v.Items
		}
	}
	return nil
}
