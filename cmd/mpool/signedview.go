package main

import (
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/spf13/cobra"

	"mpool/internal/failure"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/text"
)

// signedView is what mpool sign has signed.
type signedView struct {
	Operation    string       `json:"operation"`
	Pool         planner.Pool `json:"pool"`
	Plan         common.Hash  `json:"plan_digest"`
	Transactions []signedTx   `json:"transactions"`
	Most         ops.Wei      `json:"most"` // all of them may cost, in wei
	Offline      *offlineView `json:"offline"`
	File         string       `json:"file"`
	Next         string       `json:"next"`
}

func (v *signedView) Text(p *text.Page) {
	p.Line("%s of %s (%s)", v.Operation, text.Clean(v.Pool.Name, text.NameWidth), v.Pool.Address)
	for _, tx := range v.Transactions {
		p.Line("call %d: nonce %d of %s", tx.Call+1, tx.Nonce, tx.From)
		p.Line("  transaction %s", tx.Hash)
	}
	on := network.ID(v.Pool.ChainID)
	p.Line("cost: at most %s %s%s", text.Most(v.Most.String()), on.Coin(), on.BesideGas())
	v.Offline.Text(p)
	p.Line("")
	p.Line("signed, and nothing was sent; whoever has %s can send it:", v.File)
	p.Line("  %s", v.Next)
}

// leaveSigned writes the file and says how to send it.
func (a *app) leaveSigned(cmd *cobra.Command, plan *ops.Plan, signed []signedTx, offline *planner.Proposal, flags *signFlags) error {
	path := flags.out
	file, err := newSignedFile(plan, signed)
	if err != nil {
		return failure.New(failure.Plain, "encoding", "%s", err).Because(err)
	}
	if err := file.check(plan); err != nil { // what is written can be sent
		return failure.New(failure.Plain, "encoding", "%s", err).Because(err)
	}
	if err := file.write(path); err != nil {
		return err
	}
	return a.show(&signedView{
		Operation: plan.Operation.Name(), Pool: poolOf(plan), Plan: file.PlanDigest, Transactions: signed, File: path,
		Most: signedMost(signed), Offline: newOfflineView(offline),
		Next: sendLine(cmd, path) + flags.sending.Override.OverrideWords(),
	})
}

// signedMost is what the transactions may cost together.
func signedMost(signed []signedTx) ops.Wei {
	most := new(big.Int)
	for _, one := range signed {
		if tx, err := one.transaction(); err == nil { // they were made just now
			most.Add(most, tx.Cost())
		}
	}
	return toWeiOf(most)
}
