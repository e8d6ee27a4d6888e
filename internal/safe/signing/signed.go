package signing

import (
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/network"
	"mpool/internal/safe"
	"mpool/internal/safe/review"
	"mpool/internal/text"
)

// safeSignedView is the result of signing as one owner.
type safeSignedView struct {
	ChainID   uint64         `json:"chain_id"`
	Safe      common.Address `json:"safe"`
	Nonce     uint64         `json:"nonce"`
	Hashes    safe.Hashes    `json:"hashes"`
	Owner     common.Address `json:"owner"`
	Threshold uint64         `json:"threshold"`
	File      string         `json:"file"`
	Queued    bool           `json:"queued,omitempty"` // the transaction is in a service's queue
	Next      string         `json:"next"`
}

// NewSafeSignedView returns the result of signing. Without out, the signature goes to the service at
// once, and nobody has a file of it.
func NewSafeSignedView(job *Request, f *safe.SignatureFile, out string) *safeSignedView {
	words := []string{text.ShellWord(out)}
	if job.Safe.Threshold > 1 {
		words = append(words, "OTHERS…")
	}
	words = append(words, "--broadcast --account NAME")
	next := job.line("safe exec", words...)
	switch {
	case out == "":
		next = ""
	case job.queued != nil:
		next = job.line("safe propose", "--from-queue", f.Hashes.SafeTx.Hex(), text.ShellWord(out))
	case job.Elsewhere:
		next = ""
	}
	return &safeSignedView{ChainID: job.ChainID, Safe: f.Safe, Nonce: f.Nonce(), Hashes: f.Hashes, Owner: f.Owner, Threshold: job.Safe.Threshold, File: out,
		Queued: job.queued != nil, Next: next}
}

func (v *safeSignedView) Text(p *text.Page) {
	p.Line("signed transaction %d of the Safe %s on %s as owner %s", v.Nonce, v.Safe, network.ID(v.ChainID), v.Owner)
	p.Line("safeTxHash %s", v.Hashes.SafeTx)
	if p.Quiet || v.File == "" {
		return
	}
	p.Line("")
	if v.Next == "" {
		p.Line("nothing was sent; multisig threshold %d; %s", v.Threshold, review.ExecutedElsewhere)
		return
	}
	if v.Queued {
		p.Line("nothing was sent; to add the signature to the queued transaction:")
		p.Command(v.Next)
		return
	}
	p.Line("this file has 1 of %d required signatures; nothing was sent; %s:", v.Threshold, v.others())
	p.Command(v.Next)
}

// others says how many more files it takes to execute the transaction.
func (v *safeSignedView) others() string {
	if v.Threshold < 2 {
		return "anyone can execute it"
	}
	return fmt.Sprintf("with %s of other owners in place of OTHERS…, anyone can execute it", text.Plural(int(v.Threshold)-1, "more file"))
}

// consent has the owners whose signatures are known: in the queue, or given by the user.
func (j *Request) consent() safe.Consent {
	return safe.Gather(j.Safe.Owners, j.Safe.Threshold, slices.Concat(j.signed, j.given))
}
