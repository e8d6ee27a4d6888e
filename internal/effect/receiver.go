package effect

import (
	"slices"
	"strconv"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
	"mpool/internal/ops/newpool"
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
func CreatedFor(op newpool.CreatePool) string {
	words := ""
	if op.Owner != op.Sender {
		words = ", owner " + op.Owner.Hex()
	}
	var managers []common.Address
	for _, token := range op.Tokens {
		if m := token.AssetManager; m != (common.Address{}) && m != op.Sender && !slices.Contains(managers, m) {
			managers = append(managers, m)
		}
	}
	if len(managers) > 0 {
		words += ", asset manager " + text.Addresses(managers)
	}
	return words
}

// oneOf names the address if there is only one, and otherwise counts them.
func oneOf(list []common.Address) string {
	if len(list) == 1 {
		return list[0].Hex()
	}
	return strconv.Itoa(len(list))
}
