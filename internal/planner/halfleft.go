package planner

import (
	"context"
	"slices"

	"mpool/internal/exposure"
	"mpool/internal/halfway"
	"mpool/internal/journal"
	"mpool/internal/ops"
)

// Half is an operation of this machine that has left a token of a pool without a balance.
type Half struct {
	ID        string
	Operation string
	Goes      bool   // mpool resume goes on with it; otherwise it was closed
	Finish    string // the command that finishes it
	// Minted are BPT that it minted for a deposit that was not made; nil if there are none.
	Minted *halfway.Minted
}

// HalfLeft returns the newest recorded operation that has left a token of the pool half added or half
// removed; nil if the pool has no such token, or no record says how.
func HalfLeft(ctx context.Context, pl *Planner, node Chain, pool *ops.Snapshot) (*Half, error) {
	token, is := exposure.Emptied(pool)
	if !is {
		return nil, nil
	}
	entries, err := journal.List(pl.Settings.JournalDir())
	if err != nil {
		return nil, Unreadable(err)
	}
	for _, entry := range slices.Backward(entries) {
		s := entry.Status
		if !OfPool(s.Begin, pool) || !s.Unfinished() && !s.Abandoned() {
			continue
		}
		plan, err := ReadRecorded(s.Begin)
		if err != nil || !onThisChain(ctx, node, entry, plan, pool) {
			continue
		}
		if of, is := halfway.TokenOf(plan); is && of == token.Address {
			left := s.LeftOpen()
			return &Half{entry.ID, CommandOf(s.Begin), s.Unfinished(), halfway.Finish(plan, left), halfway.MintedBy(plan, left)}, nil
		}
	}
	return nil, nil
}

// adviseHalf adds to a plan what the record of this machine says of a token that is half added or half
// removed: how to finish that, and BPT that nobody paid for.
func adviseHalf(half *Half, p *Proposal) {
	if half == nil {
		return
	}
	for _, found := range [][]ops.Finding{p.Plan.Findings, p.View.Findings} {
		for i := range found {
			if found[i].Code == ops.DoorsEmpty || found[i].Code == exposure.OpensCode {
				found[i].Hint = half.hint(found[i].Hint)
			}
		}
	}
	if f := half.Minted.Unburned(p.Plan); f != nil {
		p.Warn(*f)
	}
}

// hint is the command that finishes it; without one, the other hint.
func (h *Half) hint(other string) string {
	switch {
	case h.Goes:
		return "first finish it: mpool resume " + h.ID
	case h.Finish != "":
		return "first finish it: " + h.Finish
	}
	return other
}

// WarnHalf names an operation that was closed on this machine and has left a token of the pool half added
// or half removed.
func WarnHalf(ctx context.Context, pl *Planner, node Chain, pool *ops.Snapshot) {
	if half, err := HalfLeft(ctx, pl, node, pool); err == nil && half != nil {
		half.tell(pl.UI)
	}
}

// tell warns of an operation that was closed, with how to finish it, and of BPT that nobody paid for.
func (h *Half) tell(ui interface {
	Warn(code, format string, args ...any)
}) {
	if h.Goes || h.Finish == "" {
		return
	}
	ui.Warn("unfinished.closed", "%s was closed half way; to finish it: %s", h.Operation, h.Finish)
	if m := h.Minted; m != nil {
		ui.Warn("burn.minted", "%s; finish it, or take them back: %s", m.Words(), m.Burn())
	}
}
