package main

import (
	"context"
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/network"
	"mpool/internal/ops"
)

// gasCode is the code of the finding that a sender cannot pay for gas.
const gasCode = "sender.gas"

// withoutGas are notes of senders that have to pay for the gas and hold nothing: a
// simulation and a fork do not mind. Where that cannot be read, there are none.
func (pl *planner) withoutGas(ctx context.Context, client *chain.Client, before *ops.Snapshot, plan *ops.Plan) []ops.Finding {
	poor, err := client.Penniless(ctx, payers(before, plan))
	if err != nil {
		pl.ui.Detail("whether the sender can pay for gas is not known: %s", err)
	}
	return poorNotes(before, poor)
}

// tellPoor adds such notes to a plan for which they are known.
func (p *proposal) tellPoor(poor []common.Address) {
	for _, note := range poorNotes(p.before, poor) {
		p.warn(note)
	}
}

func poorNotes(before *ops.Snapshot, poor []common.Address) []ops.Finding {
	var notes []ops.Finding
	for _, account := range poor {
		notes = append(notes, ops.Finding{Severity: ops.Note, Code: gasCode, Hint: "fund it before it is sent",
			Summary: fmt.Sprintf("%s has to send this, and holds no %s for the gas", account, network.ID(before.ChainID).Coin())})
	}
	return notes
}

// payers are the senders of a plan that may be accounts, which pay for gas themselves.
func payers(before *ops.Snapshot, plan *ops.Plan) []common.Address {
	var accounts []common.Address
	for _, sender := range senders(plan.Calls) {
		stands := sender == nobody() // for whoever executes a Safe's transaction
		if !stands && (sender != before.Pool.Owner || before.Pool.OwnerKind == ops.OwnerAccount) {
			accounts = append(accounts, sender)
		}
	}
	return accounts
}
