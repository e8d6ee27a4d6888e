package planner

import (
	"context"
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/planview"
	"mpool/internal/safe"
	"mpool/internal/text"
)

// The gas that execTransaction needs for a key's signature: 65 bytes of calldata, the recovery, and
// a read of the owners' list. The simulation needs less, because it uses on-chain approvals and an
// owner as sender.
const (
	gasOfSignature = 2_500
	gasOfFirst     = 4_500
)

// PriceSafe replaces the cost of the separate calls by that of the Safe transaction, which its
// executor pays. If the node does not say, the cost text mentions that it is missing.
func (pl *Planner) PriceSafe(ctx context.Context, client Node, p *Proposal) error {
	if !p.OfSafe(0) {
		return nil
	}
	cost := p.View.Cost
	cost.BySafe = &planview.SafeCost{Safe: p.Plan.Calls[0].From}
	out, n, err := tryPart(ctx, pl, client, p)
	if err != nil || out == nil || out.Why != "" {
		return err
	}
	if out.Revert != nil {
		if out.ByGuard {
			guard := p.safeOf(0).Guard
			// Only in the view: a guard that was set after planning must not make the plan stale.
			forbids := "rejects this"
			if out.ForConsent {
				forbids = "rejects this with on-chain approvals, and may allow it with signatures"
			}
			p.View.Findings = append(p.View.Findings, ops.Finding{Severity: ops.Warn, Code: "safe.guard", Hint: "ask the Safe's owners about its guard",
				Summary: fmt.Sprintf("the Safe's guard %s %s: %s", guard, forbids, text.Clean(out.Revert.Error(), text.LineWidth))})
		}
		return nil
	}
	used := out.Gas + gasOfFirst + gasOfSignature*(p.safeOf(0).Threshold-1)
	limit := min(BeforeRefund(used)*pl.Settings.GasEstimateMultiplier/100, max(BeforeRefund(used), chain.TransactionGas))
	cost.BySafe.Calls, cost.BySafe.Gas = n, used
	cost.GasUsed, cost.GasLimit = used, limit
	for i := n; i < len(p.Plan.Calls); i++ {
		cost.GasLimit += cost.Limit(i)
		if i < len(p.Gas) {
			cost.GasUsed += p.Gas[i]
		}
	}
	cost.Most = cost.FeeCap.Times(cost.GasLimit)
	return nil
}

// tryPart simulates the Safe transaction with the first calls of a plan. It returns nil if the
// calls cannot be in one transaction.
func tryPart(ctx context.Context, pl *Planner, client Node, p *Proposal) (*chain.SafeOutcome, int, error) {
	found := p.safeOf(0)
	version, err := safe.ParseVersion(found.Version)
	if err != nil {
		return nil, 0, nil //nolint:nilerr // mpool safe hash says it
	}
	calls, err := safe.FromPlan(p.Plan, found.Address)
	if err != nil {
		return nil, 0, nil //nolint:nilerr // as above
	}
	var multiSend common.Address
	if len(calls) > 1 {
		if multiSend, err = pl.MultiSend(ctx, client, version, chain.AtHash(p.Before.Block.Hash)); err != nil {
			return nil, 0, nil //nolint:nilerr // as above
		}
	}
	tx, err := safe.NewTransaction(calls, multiSend, found.Nonce)
	if err != nil {
		return nil, 0, nil //nolint:nilerr // as above
	}
	idle := safe.Transaction{To: found.Address, Nonce: tx.Nonce}
	out, err := client.TrySafe(ctx, p.Before.Block, p.Plan.At, chain.SafeTrial{Safe: found, To: tx.To, Value: tx.Value, Data: tx.Data, Operation: uint8(tx.Operation), Nonce: tx.Nonce,
		Hash: safe.NewHashes(version, p.Before.ChainID, found.Address, tx).SafeTx, IdleHash: safe.NewHashes(version, p.Before.ChainID, found.Address, idle).SafeTx})
	return out, len(calls), err
}

// safeOf returns the Safe that sends a call; nil if none does.
func (p *Proposal) safeOf(call int) *chain.Safe {
	for _, s := range p.View.Safes {
		if s.Address == p.Plan.Calls[call].From {
			return s.Found
		}
	}
	return nil
}

// MultiSend returns the contract through which a Safe makes several calls. Its code runs as the
// Safe itself, so mpool accepts only the published code.
func (pl *Planner) MultiSend(ctx context.Context, client SafeReader, v safe.Version, at chain.BlockRef) (common.Address, error) {
	address := pl.Settings.Contracts.MultiSend
	if address == (common.Address{}) {
		address = v.MultiSendCallOnly()
	}
	hash, err := client.CodeHash(ctx, at, address)
	if err != nil {
		return address, err
	}
	if safe.MultiSendCode(hash) == "" {
		what := "there is no contract"
		if hash != (common.Hash{}) {
			what = "there is another contract"
		}
		return address, failure.New(failure.Refused, "safe.multi_send", "several calls need MultiSendCallOnly, but %s at %s", what, address).
			WithHint("set contracts.multi_send_call_only to its address on this chain")
	}
	return address, nil
}
