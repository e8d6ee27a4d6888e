package planner

import (
	"context"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/planview"
	"mpool/internal/units"
)

// GasCode is the code of the finding that a sender cannot pay the gas fee.
const GasCode = "sender.gas"

// WithoutGas returns notes about senders that must pay for gas but have no native token.
// Simulations and forks do not notice that. If the balances cannot be read, there are no notes.
func (pl *Planner) WithoutGas(ctx context.Context, client FeeTeller, before *ops.Snapshot, plan *ops.Plan) []ops.Finding {
	poor, err := client.Penniless(ctx, payers(before, plan))
	if err != nil {
		pl.UI.Detail("mpool could not check whether the sender can pay the gas fee: %s", err)
	}
	return poorNotes(before, poor)
}

// tellPoor adds these notes to the plan.
func (p *Proposal) tellPoor(poor []common.Address) {
	for _, note := range poorNotes(p.Before, poor) {
		p.Warn(note)
	}
}

// tellShort warns if a sender can pay what a call sends, but not the gas fee in addition.
func (p *Proposal) tellShort() {
	for _, coins := range p.Before.Coins {
		var sent uint256.Int
		for _, call := range p.Plan.Calls {
			if call.From == coins.Account {
				sent.Add(&sent, &call.Value)
			}
		}
		needed := AddWei(units.Wei(sent), p.View.Cost.Most)
		if !sent.IsZero() && coins.Balance.Raw.Lt(needed.Int()) {
			p.Warn(ops.Finding{Severity: ops.Warn, Code: GasCode, Hint: "pay with less, or send it some before you send the plan",
				Summary: fmt.Sprintf("%s has %s %s, but the payment and the gas fee together may cost %s", coins.Account, coins.Balance, network.ID(p.Before.ChainID).Coin(), needed)})
		}
	}
}

func poorNotes(before *ops.Snapshot, poor []common.Address) []ops.Finding {
	var notes []ops.Finding
	for _, account := range poor {
		notes = append(notes, ops.Finding{Severity: ops.Note, Code: GasCode, Hint: "send it some before you send the plan",
			Summary: fmt.Sprintf("%s must send this, but has no %s for the gas fee", account, network.ID(before.ChainID).Coin())})
	}
	return notes
}

// payers returns the senders that may be plain accounts, which pay for gas themselves.
func payers(before *ops.Snapshot, plan *ops.Plan) []common.Address {
	var accounts []common.Address
	for _, sender := range Senders(plan.Calls) {
		stands := sender == planview.Nobody() // the executor of a Safe transaction is unknown
		if !stands && (sender != before.Pool.Owner || before.Pool.OwnerKind == ops.OwnerAccount) {
			accounts = append(accounts, sender)
		}
	}
	return accounts
}
