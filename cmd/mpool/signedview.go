package main

import (
	"github.com/ethereum/go-ethereum/common"
	"github.com/spf13/cobra"

	"mpool/internal/ops"
)

// signedView is what mpool sign has signed.
type signedView struct {
	Operation    string      `json:"operation"`
	Pool         planPool    `json:"pool"`
	Plan         common.Hash `json:"plan_digest"`
	Transactions []signedTx  `json:"transactions"`
	File         string      `json:"file"`
	Next         string      `json:"next"`
}

func (v *signedView) text(p *page) {
	p.line("%s of %s (%s)", v.Operation, clean(v.Pool.Name, nameWidth), v.Pool.Address)
	for _, tx := range v.Transactions {
		p.line("call %d: nonce %d of %s", tx.Call+1, tx.Nonce, tx.From)
		p.line("  transaction %s", tx.Hash)
	}
	p.line("")
	p.line("signed, and nothing was sent; whoever has %s can send it:", v.File)
	p.line("  %s", v.Next)
}

// leaveSigned writes the file and says how to send it.
func (a *app) leaveSigned(cmd *cobra.Command, plan *ops.Plan, signed []signedTx, path string) error {
	file, err := newSignedFile(plan, signed)
	if err != nil {
		return fail(exitError, "encoding", "%s", err).because(err)
	}
	if err := file.check(plan); err != nil { // what is written can be sent
		return fail(exitError, "encoding", "%s", err).because(err)
	}
	if err := file.write(path); err != nil {
		return err
	}
	return a.show(&signedView{
		Operation: plan.Operation.Name(), Pool: poolOf(plan), Plan: file.PlanDigest, Transactions: signed, File: path,
		Next: sendLine(cmd, path),
	})
}
