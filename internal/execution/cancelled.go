package execution

import (
	"context"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/failure"
	"mpool/internal/journal"
	"mpool/internal/text"
)

// Cancelled is the result of a cancellation.
type Cancelled struct {
	ID    string         `json:"id"`
	From  common.Address `json:"from"`
	Nonce uint64         `json:"nonce"`
	// ExecutedBy is another transaction that executed the Safe transaction, if known. Raced
	// describes that in words.
	ExecutedBy *common.Hash `json:"executed_by,omitempty"`
	Raced      string       `json:"raced,omitempty"`
	Done       int          `json:"calls_done"`
	Left       int          `json:"remaining_calls"`
	Revoke     string       `json:"revoke,omitempty"` // command that revokes a remaining allowance
	Safe       *safeTxView  `json:"safe,omitempty"`   // what its owners have signed, and nothing has executed
}

// endCancelled sets the result of a call that was cancelled. If earlier calls are done, the operation is
// half done, and that is an error: the pool is neither as it was nor as was shown.
func endCancelled(ctx context.Context, s *Sender, call *journal.Call) error {
	v := &Cancelled{ID: s.Record.ID(), From: call.Intent.From, Nonce: call.Intent.Nonce, Done: succeeded(s.Record)}
	if s.Old == nil {
		v.Left, v.Revoke = s.Record.Status().Left(), RevokeLine(s.Plan, s.Record.Status())
	}
	s.witness.tellRace(ctx, v)
	if v.Raced == "" {
		v.Safe = newSafeTxView(s.Record.Status().Begin)
	}
	s.Outcome = v
	if v.Done == 0 || v.Left == 0 {
		return nil
	}
	return s.HalfWay(failure.New(failure.Mined, "unfinished", "the next was cancelled").WithResult(v))
}

// Text writes what was cancelled.
func (v *Cancelled) Text(p *text.Page) {
	state := "the pool is unchanged"
	switch {
	case v.Raced != "":
		state = v.Raced
	case v.Done > 0:
		state = "the pool stays as it is after " + text.Plural(v.Done, "call")
	}
	p.Line("cancelled: nonce %d of %s was used by an empty transaction; %s", v.Nonce, v.From, state)
	if v.Safe != nil {
		p.Line("the owners' signatures stay valid: anyone can execute transaction %d of the Safe %s until its nonce is used", v.Safe.Nonce, v.Safe.Safe)
	}
}
