package trade

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
)

// ReceiverCode is the code of the finding that a trade pays somebody else than its sender.
const ReceiverCode = "trade.recipient"

// advise warns of a recipient that is not the sender: the trade can then be a payment.
func (t Trader) advise() []ops.Finding { return adviseRecipient(t.Sender, t.Recipient) }

func adviseRecipient(sender, recipient common.Address) []ops.Finding {
	if recipient == sender {
		return nil
	}
	return []ops.Finding{{Severity: ops.Warn, Code: ReceiverCode, Summary: fmt.Sprintf("%s gets everything that this pays out; the sender %s gets nothing", recipient, sender)}}
}

// Receivers is the recipient, if it is not the sender.
func (t Trader) Receivers() []common.Address { return ops.OtherThan(t.Sender, t.Recipient) }

// PaysIn says that a swap pays in.
func (Swap) PaysIn() bool { return true }

// PaysIn says that a join pays in.
func (Join) PaysIn() bool { return true }

// PaysIn says that a first join pays in.
func (InitPool) PaysIn() bool { return true }

// Receivers is the recipient, if it is not the sender.
func (op InitPool) Receivers() []common.Address { return op.trader().Receivers() }
