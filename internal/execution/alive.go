package execution

import (
	"context"
	"errors"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/journal"
	"mpool/internal/text"
)

// aliveView is a transaction that the nodes refused and that was given up. Its signed bytes stay valid
// until its nonce is used.
type aliveView struct {
	ID    string         `json:"-"`
	Hash  common.Hash    `json:"hash"`
	From  common.Address `json:"from"`
	Nonce uint64         `json:"nonce"`
}

func newAliveView(id string, call *journal.Call) *aliveView {
	if call == nil {
		return nil
	}
	hash, _ := call.Hash()
	return &aliveView{ID: id, Hash: hash, From: call.Intent.From, Nonce: call.Intent.Nonce}
}

// Text says who can still send it, and how to prevent that.
func (v *aliveView) Text(p *text.Page) {
	if v == nil {
		return
	}
	p.Line("signed, not mined: anyone who has the bytes of %s can send it until nonce %d of %s is used; to use that nonce for an empty transaction:", v.Hash, v.Nonce, v.From)
	p.Command("mpool tx cancel " + v.ID)
}

// resumeGivenUp looks whether a transaction that was given up was mined after all. It publishes nothing.
func (e *Engine) resumeGivenUp(ctx context.Context, entry journal.Entry, call *journal.Call, flags *ResumeOptions) (*Sender, error) {
	s, err := e.Reopen(ctx, entry, &flags.Sending)
	if err != nil {
		return nil, err
	}
	defer s.Client.Close()
	defer s.Close()
	if err := s.SameChain(ctx); err != nil {
		return s, err
	}
	account, err := s.Client.AccountAt(ctx, call.Intent.From, chain.Latest())
	if err != nil {
		return s, err
	}
	if account.Nonce <= call.Intent.Nonce {
		v := NewNothingLeft(entry)
		v.Alive = newAliveView(entry.ID, call)
		s.Outcome = v
		return s, nil
	}
	return s, settleGivenUp(ctx, s, entry, call)
}

// settleGivenUp records what used the nonce of a transaction that was given up, and checks its effect.
func settleGivenUp(ctx context.Context, s *Sender, entry journal.Entry, call *journal.Call) error {
	err := s.watch(ctx, call, SentOf(call, s.Plan.Base.Number))
	var replaced *chain.ReplacedError
	switch {
	case errors.As(err, &replaced):
		s.Outcome = NewNothingLeft(entry)
		return nil
	case errors.Is(err, errCancelled):
		return endCancelled(ctx, s, call)
	case err != nil:
		return err
	}
	s.engine.UI.Warn("given_up.mined", "%s was rejected and given up, but is mined", HashOf(call))
	return s.showResult()
}
