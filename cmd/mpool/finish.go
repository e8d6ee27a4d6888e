package main

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/spf13/cobra"

	"mpool/internal/chain"
	"mpool/internal/config"
	"mpool/internal/execution"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/planview"
	"mpool/internal/render"
	"mpool/internal/safe/signing"
)

// finishOperation sends the proposal, or shows and writes it, according to the flags.
func (a *app) finishOperation(cmd *cobra.Command, args []string, client *chain.Client, p *planner.Proposal, flags *operationFlags) error {
	if err := flags.proof.Enough(p); err != nil {
		return err
	}
	if flags.raw || flags.broadcast && !flags.sending.Signer.Unlocked {
		if err := p.RefuseSafe(planLine(cmd, flags.words) + " writes the plan; then " + execution.OwnersSign("plan.json")); err != nil {
			return err
		}
	}
	if flags.broadcast {
		if err := a.settings.RefuseUnnamed(network.ID(p.Before.ChainID), args, !flags.sending.Yes && a.ui.Interactive()); err != nil {
			return err
		}
		return a.broadcast(cmd.Context(), client, p, p.Plan, &flags.sending, again(cmd, flags.words, ""))
	}
	if err := a.stage.Picture(p, &flags.proof); err != nil {
		return err
	}
	if flags.raw {
		return a.showUnsigned(cmd, client, p, flags)
	}
	a.changes(p, &flags.proof)
	return a.leave(cmd, p, flags)
}

// leave ends a command that does not send. It also writes a plan with nothing to do, so that an older
// plan in the same file is not sent by mistake.
func (a *app) leave(cmd *cobra.Command, p *planner.Proposal, flags *operationFlags) error {
	if flags.format == formatSafe {
		return a.leaveBatch(cmd, p, flags.out, signing.BatchOrigin{})
	}
	var omit []string
	if p.WrongSender() {
		omit = []string{config.SettingFlag(cmd.Flags(), config.Of("from")).Name}
	}
	p.View.Next = flags.sendsBy(cmd, omit)
	if flags.out != "" {
		if err := planner.WritePlan(flags.out, p.Plan); err != nil {
			return err
		}
		p.View.Next = sendLine(cmd, flags.out, omit...)
	}
	sayNext(p, cmd, flags.words, flags.out, keysToName(p, flags.sending.NamesSigner(), a.env))
	a.sayProposal(p, cmd, flags)
	return a.show(p.View)
}

// sayNext sets the next command for the plan's sender: what a Safe's owners or another contract can do,
// or the command with keys. out is the plan's file; empty: no file was written.
func sayNext(p *planner.Proposal, cmd *cobra.Command, args []string, out, keys string) {
	switch {
	case planview.RecordsAlarm(p.Plan) && out == "":
		p.View.Next, p.View.NextIs = p.View.Next+keys, "nothing is recorded yet; to record it:"
	case len(p.Plan.Calls) == 0:
		p.View.Next = ""
	case p.OfSafe(0):
		p.View.Next, p.View.NextIs = safeNext(p, cmd, args, out), "nothing was sent; to show what the Safe's owners sign:"
		if out == "" {
			p.View.NextIs = "nothing was sent; to write the plan first, and then run mpool safe hash on it:"
		}
	case keys != "":
		p.View.Next += keys
		fromContract(p, cmd, args, out)
	}
}

// sayProposal sets the next command for a pool file of a Safe's pool: apply signs and proposes, if there is a
// transaction service and the plan does not build on its queue.
func (a *app) sayProposal(p *planner.Proposal, cmd *cobra.Command, flags *operationFlags) {
	if flags.sends == "" || flags.out != "" || flags.queue.Given() || a.settings.SafeService == "" || len(p.Plan.Calls) == 0 || !p.OfSafe(0) {
		return
	}
	p.View.Next, p.View.NextIs = flags.sendsBy(cmd, nil), "nothing was sent; to sign it as an owner of the Safe and propose it:"
	if !flags.sending.NamesSigner() {
		p.View.Next += " --account NAME"
	}
}

// keysToName returns the key flags for the next command, if the user gave none. On the chain of mpool
// devnet they are its published keys.
func keysToName(p *planner.Proposal, named bool, env func(string) (string, bool)) string {
	senders, owner := planner.Senders(p.Plan.Calls), p.Before.Pool.Owner
	if planview.RecordsAlarm(p.Plan) {
		senders = []common.Address{owner}
	}
	if named || len(senders) == 0 {
		return ""
	}
	if len(senders) > 1 && senders[1] == owner { // the rest of an operation may begin with the asset manager
		senders[0], senders[1] = owner, senders[0]
	}
	own := render.KeyFlag(p.Before.ChainID, "", senders[0], env)
	switch {
	case len(p.View.Safes) > 0: // the Safe's call follows later
		return own + " --partial"
	case len(senders) > 1: // the owner and the asset manager
		return own + render.KeyFlag(p.Before.ChainID, "manager-", senders[1], env)
	}
	return own
}

// fromContract sets the next command if the owner is a contract but not a Safe. It has no key, and
// mpool does not know how to make it call.
func fromContract(p *planner.Proposal, cmd *cobra.Command, args []string, out string) {
	pool := p.Before.Pool
	if pool.OwnerKind != ops.OwnerContract || p.Plan.Calls[0].From != pool.Owner {
		return
	}
	p.View.NextIs = fmt.Sprintf("nothing was sent: only the owner can send this, the contract %s, which has no key; to write down the calls that it must make:", pool.Owner)
	p.View.Next = again(cmd, args, "--out plan.json")
	if out != "" {
		p.View.NextIs = fmt.Sprintf("nothing was sent: the calls must come from the owner, the contract %s, which has no key; to check afterwards what was done:", pool.Owner)
		p.View.Next = nodeLine(cmd, "history", pool.Address.Hex())
	}
}
