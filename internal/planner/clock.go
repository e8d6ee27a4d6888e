package planner

import (
	"errors"
	"fmt"
	"time"

	"mpool/internal/failure"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/text"
	"mpool/internal/units"
)

// RefuseAstray refuses to sign for a chain whose newest block, by the node, is far from this machine's
// clock. A node that is behind, or shows an old block on purpose, makes a change of days end within
// minutes.
func RefuseAstray(on network.ID, newest ops.Block, now time.Time) error {
	if now.Unix() < 0 {
		return nil
	}
	switch behind, ahead := on.Astray(newest.Time, units.Time(now.Unix())); {
	case behind != 0:
		return failure.New(failure.Refused, "node.behind", "the node's newest block, %d, is %s old: mpool signs only on a block of the last %s", newest.Number, text.Duration(behind), text.Duration(on.MostLag())).
			WithHint("wait until the node has synced, or use another one with --rpc-url; if the node is right, set this machine's clock")
	case ahead != 0:
		return failure.New(failure.Refused, "node.behind", "the node's newest block, %d, is %s in the future by this machine's clock", newest.Number, text.Duration(ahead)).
			WithHint("set this machine's clock, or use another node with --rpc-url")
	}
	return nil
}

// compareClock adds the same as a warning to a preview. It does not belong to the plan, so that the
// plan is not stale once the node has caught up. A state after calls that are not mined yet has the
// time of a simulated block, so it is compared with nothing.
func compareClock(now func() time.Time, client Prover, p *Proposal) {
	if now == nil || client.IsAfter() {
		return
	}
	var no *failure.Failure
	if errors.As(RefuseAstray(network.ID(p.Before.ChainID), p.Before.Block, now()), &no) {
		p.View.Findings = append(p.View.Findings, ops.Finding{Severity: ops.Warn, Code: no.Code, Summary: no.Message, Hint: no.Hint,
			Detail: fmt.Sprintf("times and durations of this plan count from %s", p.Before.Block.Time)})
	}
}
