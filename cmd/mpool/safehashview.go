package main

import (
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/safe"
)

func (v *safeHashView) text(p *page) {
	p.line("transaction %d of the Safe %s on %s", v.Transaction.Nonce, v.Safe.Address, chainID(v.ChainID))
	p.line("  %s", v.Safe.summary())
	v.Safe.lines(p)
	findings(p, v.Findings)
	overridden(p, v.Overrides)
	for i, c := range v.Calls {
		p.line("")
		p.line("call %d of %d", i+1, len(v.Calls))
		c.text(p)
	}
	for _, pool := range v.Pools {
		pool.text(p)
	}
	p.line("")
	v.Transaction.text(p)
	v.simulationText(p)
	grouped(p, "domain hash", v.Hashes.Domain)
	grouped(p, "message hash", v.Hashes.Message)
	grouped(p, "safeTxHash: this is what is signed", v.Hashes.SafeTx)
	for _, n := range v.Nested {
		n.text(p)
	}
	if v.Next != "" {
		p.line("")
		p.line("nothing was signed; to sign it as one of the owners:")
		p.line("  %s", v.Next)
	}
}

// simulationText says what becomes of it, where that is known.
func (v *safeHashView) simulationText(p *page) {
	p.line("")
	if v.Simulation != nil && v.Simulation.Revert != "" {
		p.line("simulation of the calls as the Safe: REVERTS: %s", clean(v.Simulation.Revert, textWidth))
	}
	v.Execution.text(p)
	if v.cost != nil {
		v.cost.text(p, chainID(v.ChainID))
	}
}

func (c innerCall) text(p *page) {
	p.line("  to     %s", named{c.To, c.Is}.text())
	if !c.Value.Int().IsZero() {
		p.line("  value  %s of the chain's coin", c.Value)
	}
	if safe.Operation(c.Operation) != safe.OperationCall {
		p.line("  as a   %s", safe.Operation(c.Operation))
	}
	if c.Call == nil {
		p.line("  unknown: %s", clean(c.Unread, textWidth))
		p.line("  data   %s", clean(c.Data.String(), messageWidth))
		return
	}
	p.line("  %s", p.bold(c.Call.Function))
	p.line("  %s", c.Call.Does)
	values(p, c.Call.Args, "    ")
	if c.Trailing > 0 {
		p.line("    and %s that the contract ignores", plural(c.Trailing, "byte"))
	}
}

func (t safeTransaction) text(p *page) {
	p.line("what is signed")
	p.line("  to         %s", named{t.To, t.ToIs}.text())
	p.line("  value      %s wei", t.Value.Int().Dec())
	p.line("  operation  %d, a %s", t.Operation, safe.Operation(t.Operation))
	p.line("  nonce      %d", t.Nonce)
	p.line("  data       %s, with the hash %s", plural(len(t.Data), "byte"), t.DataHash)
	p.line("  safeTxGas %s, baseGas %s, gasPrice %s, gasToken %s, refundReceiver %s",
		t.SafeTxGas, t.BaseGas, t.GasPrice, shortZero(t.GasToken), shortZero(t.RefundReceiver))
}

func shortZero(a common.Address) string {
	if a == (common.Address{}) {
		return "0x0"
	}
	return a.Hex()
}

// grouped shows a hash as one compares it with a small screen: in groups of four
// digits, and whole below for the clipboard.
func grouped(p *page, name string, hash common.Hash) {
	p.line("")
	p.line("%s", p.bold(name))
	digits := hash.Hex()[2:]
	for row := 0; row < len(digits); row += 32 {
		var groups []string
		for at := row; at < row+32; at += 4 {
			groups = append(groups, digits[at:at+4])
		}
		prefix := "    "
		if row == 0 {
			prefix = " 0x "
		}
		p.line(" %s%s", prefix, strings.Join(groups, "  "))
	}
	p.line("  %s", hash)
}
