package ops

import (
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"
)

// Receivers are the accounts, other than the sender, that get what an operation pays out: the tokens
// of a trade, or the rights over a created pool.
func Receivers(op Operation) []common.Address {
	var list []common.Address
	add := func(sender common.Address, accounts ...common.Address) {
		for _, a := range accounts {
			if a != sender && a != (common.Address{}) && !slices.Contains(list, a) {
				list = append(list, a)
			}
		}
	}
	switch op := op.(type) {
	case Swap:
		add(op.Sender, op.Recipient)
	case Join:
		add(op.Sender, op.Recipient)
	case Exit:
		add(op.Sender, op.Recipient)
	case InitPool:
		add(op.Sender, op.Recipient)
	case CreatePool:
		add(op.Sender, op.Owner)
		for _, token := range op.Tokens {
			add(op.Sender, token.AssetManager)
		}
	case ExecSafe:
		return Receivers(op.Of.Operation)
	case Series:
		for _, part := range op.Parts {
			add(common.Address{}, Receivers(part.Operation)...)
		}
	}
	return list
}

// ReceiverCode is the code of the finding that a trade pays somebody else than its sender.
const ReceiverCode = "trade.recipient"

// advise warns of a recipient that is not the sender: the trade can then be a payment.
func (t Trader) advise() []Finding { return adviseRecipient(t.Sender, t.Recipient) }

func adviseRecipient(sender, recipient common.Address) []Finding {
	if recipient == sender {
		return nil
	}
	return []Finding{{Warn, ReceiverCode, fmt.Sprintf("%s gets everything that this pays out; the sender %s gets nothing", recipient, sender), "", ""}}
}
