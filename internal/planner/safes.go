package planner

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/ops"
	"mpool/internal/planview"
	"mpool/internal/text"
)

// RolesOf returns the accounts of a pool that may be Safes, with their roles.
func RolesOf(s *ops.Snapshot) map[common.Address]string {
	roles := map[common.Address]string{}
	for _, token := range s.Tokens {
		if token.AssetManager != (common.Address{}) {
			roles[token.AssetManager] = "asset manager"
		}
	}
	switch s.Pool.OwnerKind {
	case ops.OwnerSafe:
		if roles[s.Pool.Owner] != "" {
			roles[s.Pool.Owner] = "owner and asset manager"
		} else {
			roles[s.Pool.Owner] = "owner"
		}
	default: // known not to be a Safe
		delete(roles, s.Pool.Owner)
	}
	return roles
}

// rolesIn returns the roles before a plan, those that the plan creates, such as a new token's
// manager, and the sender of a plan that anyone may send.
func rolesIn(p *Proposal) map[common.Address]string {
	roles := RolesOf(p.Before)
	for address, role := range RolesOf(p.Plan.Predicted) {
		if roles[address] == "" {
			roles[address] = role
		}
	}
	if ops.ByAnyone(p.Plan.Operation) {
		for _, sender := range Senders(p.Plan.Calls) {
			if roles[sender] == "" && sender != p.Before.Pool.Owner {
				roles[sender] = "sender"
			}
		}
	}
	return roles
}

// SafesOf returns the accounts with a role that are Safes at the snapshot's block. It asks nothing
// if no account has a role.
func (pl *Planner) SafesOf(ctx context.Context, client SafeReader, s *ops.Snapshot, roles map[common.Address]string, among []common.Address) ([]planview.Safe, error) {
	var asked []common.Address
	for _, address := range among {
		if roles[address] != "" && !slices.Contains(asked, address) {
			asked = append(asked, address)
		}
	}
	found, err := client.Safes(ctx, chain.AtHash(s.Block.Hash), asked)
	if err != nil {
		return nil, err
	}
	var views []planview.Safe
	for _, address := range asked {
		if safe := found[address]; safe != nil {
			views = append(views, planview.NewSafe(safe, roles[address]))
		}
	}
	return views, nil
}

// knowSafes finds the Safes among a plan's senders and adds their findings.
func (pl *Planner) knowSafes(ctx context.Context, client Node, p *Proposal, from common.Address) (err error) {
	p.View.Safes, err = pl.SafesOf(ctx, client, p.Before, rolesIn(p), Senders(p.Plan.Calls))
	if err != nil {
		return err
	}
	if len(p.Plan.Calls) > 0 && !slices.Contains(Senders(p.Plan.Calls), p.Before.Pool.Owner) {
		p.drop("owner.safe") // the owner has no part in this plan
	}
	for _, safe := range p.View.Safes {
		p.Plan.Safes = append(p.Plan.Safes, safe.Address)
		if slices.Contains(safe.Owners, from) { // an owner of the Safe may sign, though not send
			p.drop("sender")
		}
		if f, has := DeadlineFinding(p.Plan.Operation, p.Plan.At); has {
			p.drop(f.Code)
			p.Warn(f)
		}
		p.drop(ops.LateCode)
		if p.late != nil {
			p.Warn(p.late.OfSafe())
		}
		finding := safeFinding(safe, p.Plan)
		at := slices.IndexFunc(p.Plan.Findings, func(f ops.Finding) bool { return f.Code == finding.Code })
		if at < 0 {
			p.Warn(finding)
			continue
		}
		p.Plan.Findings[at] = finding
		p.View.Findings[at] = finding
	}
	return nil
}

// safeRole returns the code of the finding that a sender is a Safe, and its role.
func safeRole(safe planview.Safe) (code, is string) {
	if strings.HasPrefix(safe.Is, "owner") {
		return "owner.safe", "the owner"
	}
	if safe.Is == "sender" {
		return "sender.safe", "the sender"
	}
	return "manager.safe", "the asset manager"
}

// safeFinding returns a note. It is no warning, because a plan does not become stale when a Safe's
// nonce changes.
func safeFinding(safe planview.Safe, plan *ops.Plan) ops.Finding {
	n := 0
	for _, call := range plan.Calls {
		if call.From == safe.Address {
			n++
		}
	}
	code, is := safeRole(safe)
	f := ops.Finding{Severity: ops.Note, Code: code, Summary: fmt.Sprintf("%s %s is %s", is, safe.Address, safe.Summary()),
		Hint: "write the plan for its owners to sign with --out plan.json; then: mpool safe hash plan.json"}
	var more []string
	switch {
	case n < len(plan.Calls):
		more = append(more, fmt.Sprintf("it sends %d of the %d calls: the others cannot be in one transaction with them", n, len(plan.Calls)))
	case n > 1:
		more = append(more, fmt.Sprintf("its %d calls are one transaction: all succeed or all fail", n))
	}
	if safe.Guard != nil {
		more = append(more, fmt.Sprintf("its guard %s can reject it", safe.Guard))
	}
	if len(safe.Modules) > 0 {
		more = append(more, fmt.Sprintf("%s can act without its owners", text.Plural(len(safe.Modules), "module")))
	}
	f.Detail = strings.Join(more, "; ")
	return f
}

// drop removes a finding.
func (p *Proposal) drop(code string) {
	is := func(f ops.Finding) bool { return f.Code == code }
	p.Plan.Findings = slices.DeleteFunc(p.Plan.Findings, is)
	p.View.Findings = slices.DeleteFunc(p.View.Findings, is)
}

// OfSafe says whether a Safe sends a call.
func (p *Proposal) OfSafe(call int) bool {
	return slices.ContainsFunc(p.View.Safes, func(s planview.Safe) bool { return s.Address == p.Plan.Calls[call].From })
}
