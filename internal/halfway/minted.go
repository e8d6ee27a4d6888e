package halfway

import (
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/ops/assetmanager"
	"mpool/internal/ops/tokenset"
	"mpool/internal/safe"
	"mpool/internal/units"
)

// Minted are BPT that an addition has minted for a deposit that was not made.
type Minted struct {
	Amount units.Amount
	To     common.Address
	Token  common.Address
	Symbol named.Symbol
	owner  common.Address
}

// MintedBy returns the BPT that an addition has minted without its deposit; nil if there are none. left is
// the number of calls that were not made.
func MintedBy(plan *ops.Plan, left int) *Minted {
	add, is := safe.InnerOperation(plan).(tokenset.AddToken)
	if !is || add.Mint.Raw.IsZero() || left >= len(plan.Calls) || plan.Predicted == nil {
		return nil
	}
	done, rest := plan.Calls[:len(plan.Calls)-left], plan.Calls[len(plan.Calls)-left:]
	if !slices.ContainsFunc(done, tokenset.Adds) || !slices.ContainsFunc(rest, deposits) {
		return nil
	}
	m := &Minted{Amount: add.Mint, To: add.MintTo, Token: add.Token, owner: plan.Predicted.Pool.Owner}
	if m.To == (common.Address{}) {
		m.To = add.AssetManager
	}
	if token, err := plan.Predicted.Token(add.Token); err == nil {
		m.Symbol = token.Symbol
	}
	return m
}

func deposits(call ops.Call) bool { return call.Method == assetmanager.Method }

// Words say whose BPT they are, and what they cost the others.
func (m *Minted) Words() string {
	return fmt.Sprintf("%s has %s BPT that were minted for a deposit of %s that was not made: the other LPs pay for them", m.To, m.Amount, m.Symbol)
}

// Burn says how they are burned: with the token's removal, from the owner's BPT.
func (m *Minted) Burn() string {
	first := ""
	if m.To != m.owner {
		first = fmt.Sprintf("send them to the owner %s, then ", m.owner)
	}
	return first + "remove the token with --burn " + m.Amount.Raw.Dec() + "raw"
}

// Unburned warns that a removal leaves them, in whole or in part; nil if it burns them, or if the plan
// removes no token.
func (m *Minted) Unburned(plan *ops.Plan) *ops.Finding {
	if m == nil {
		return nil
	}
	op, is := safe.InnerOperation(plan).(tokenset.RemoveToken)
	if !is || op.Token != m.Token || !op.Burn.Raw.Lt(&m.Amount.Raw) {
		return nil
	}
	return &ops.Finding{Severity: ops.Warn, Code: "burn.minted", Summary: m.Words(), Hint: "to burn them: " + m.Burn()}
}
