package queue

import (
	"errors"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/failure"
	"mpool/internal/network"
	"mpool/internal/safe"
	"mpool/internal/safe/review"
	"mpool/internal/safeservice"
	"mpool/internal/text"
)

func NotProposed(err error, v *Proposed) error {
	var foreign *safeservice.HashError
	var no *safeservice.Error
	var f *failure.Failure
	switch {
	case errors.As(err, &foreign):
		f = failure.New(failure.Refused, "service.hash", "%s", foreign).WithHint("%s", foreign.Hint())
	case errors.As(err, &no) && no.Unknown:
		f = failure.New(failure.Refused, "safe.queue.unknown", "%s", no).WithHint("%s", no.Hint())
	case errors.As(err, &no):
		f = failure.New(failure.Plain, "service", "%s", no).WithHint("%s", no.Hint())
	default:
		return err
	}
	if len(v.Signatures) > 0 {
		f = f.WithResult(v)
	}
	return f.Because(err)
}

// Proposed is what the transaction service has after proposing.
type Proposed struct {
	Service    string              `json:"service"`
	ChainID    uint64              `json:"chain_id"`
	Safe       common.Address      `json:"safe"`
	Nonce      uint64              `json:"nonce"`
	Hashes     safe.Hashes         `json:"hashes"`
	Signatures []ProposedSignature `json:"signatures"`
	Elsewhere  bool                `json:"executed_elsewhere,omitempty"` // mpool cannot execute it
	Next       string              `json:"next,omitempty"`

	// Complete says that it has enough signatures, and that its turn has come: Next executes it.
	Complete bool `json:"-"`
}

type ProposedSignature struct {
	Owner   common.Address      `json:"owner"`
	Outcome safeservice.Outcome `json:"outcome"`
}

func (v *Proposed) Text(p *text.Page) {
	p.Line("transaction %d of the Safe %s on %s, at %s", v.Nonce, v.Safe, network.ID(v.ChainID), v.Service)
	p.Line("safeTxHash %s (computed locally)", v.Hashes.SafeTx)
	for _, s := range v.Signatures {
		what := map[safeservice.Outcome]string{
			safeservice.Proposed: "proposed with this signature", safeservice.Added: "signature added", safeservice.There: "signature already there",
		}[s.Outcome]
		p.Line("  %s  %s", s.Owner, what)
	}
	if v.Elsewhere {
		p.Line("")
		p.Line("%s", review.ExecutedElsewhere)
	}
	if v.Next != "" && !p.Quiet {
		p.Line("")
		if v.Complete {
			p.Line("it has enough signatures; to preview it (add --broadcast to execute it):")
		} else {
			p.Line("to show the queue, and execute the transaction once it has enough signatures:")
		}
		p.Command(v.Next)
	}
}
