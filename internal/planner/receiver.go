package planner

import (
	"slices"
	"strconv"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/text"
)

// ToWords ends the words for a trade if somebody else than its sender gets what it pays out.
func ToWords(sender, recipient common.Address) string {
	if recipient == sender {
		return ""
	}
	return " to " + recipient.Hex()
}

// toReceiver is ToWords of a trade's plan.
func toReceiver(op ops.Operation) string {
	if list := ops.Receivers(op); len(list) > 0 {
		return " to " + list[0].Hex()
	}
	return ""
}

// CreatedFor says who gets the rights over a created pool, if its sender is not the only one.
func CreatedFor(op ops.CreatePool) string {
	words := ""
	if op.Owner != op.Sender {
		words = ", owner " + op.Owner.Hex()
	}
	var managers []common.Address
	for _, token := range op.Tokens {
		if m := token.AssetManager; m != (common.Address{}) && m != op.Sender && m != op.Owner && !slices.Contains(managers, m) {
			managers = append(managers, m)
		}
	}
	if len(managers) > 0 {
		words += ", asset manager " + text.Addresses(managers)
	}
	return words
}

// RefuseReceivers refuses a plan from a file that pays, or gives rights to, accounts that the user
// has not named: a file can come from anybody, and --yes does not read it.
func RefuseReceivers(op ops.Operation, named []common.Address) error {
	for _, account := range ops.Receivers(op) {
		if slices.Contains(named, account) {
			continue
		}
		return failure.New(failure.Refused, ops.ReceiverCode, "the plan gives %s to %s, not to its sender, and --yes does not accept that", given(op), account).
			WithHint("if you mean it, use --recipient %s, or answer at a terminal", account)
	}
	return nil
}

func given(op ops.Operation) string {
	if _, creates := op.(ops.CreatePool); creates {
		return "rights over the new pool"
	}
	return "what it pays out"
}

// oneOf names the address if there is only one, and otherwise counts them.
func oneOf(list []common.Address) string {
	if len(list) == 1 {
		return list[0].Hex()
	}
	return strconv.Itoa(len(list))
}
