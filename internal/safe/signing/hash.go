package signing

import (
	"context"
	"slices"
	"strconv"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
	"mpool/internal/planview"
	"mpool/internal/safe"
	"mpool/internal/safe/queue"
	"mpool/internal/safe/review"
	"mpool/internal/text"
)

// HashView is what owners compare with their wallets before they sign.
type HashView struct {
	ChainID     uint64                `json:"chain_id"`
	Safe        planview.Safe         `json:"safe"`
	Transaction review.Transaction    `json:"transaction"`
	Hashes      safe.Hashes           `json:"hashes"`
	Calls       []review.Call         `json:"calls"` // the single call, or the calls inside the MultiSend
	Pools       []review.Pool         `json:"pools"` // the effect on the pools
	Findings    []ops.Finding         `json:"findings"`
	Nested      []nestedOwner         `json:"nested,omitempty"`      // owners that are Safes, and what their own owners sign
	Next        string                `json:"next,omitempty"`        // with which the first missing owner signs
	NextOthers  []string              `json:"next_others,omitempty"` // the same for other missing owners
	Overrides   []planview.Overridden `json:"overrides,omitempty"`
	Simulation  *planview.Proof       `json:"simulation"` // of a batch's calls, sent from the Safe; null for a plan
	Execution   *review.Execution     `json:"execution"`  // null if the execution was not simulated
	Limits      *ops.Guards           `json:"limits_of_file,omitempty"`

	cost   *planview.Cost // of a plan, for the executor; shown only when signing
	change string         // what it changes; empty if that is refused
	// refused is the code of why not to sign it; empty if nothing forbids it.
	refused string
	signed  int  // number of signatures known so far
	counts  bool // all signatures so far are known
	early   int  // number of Findings that a plan's preview has already shown
	unsaid  int  // number of missing owners whose command is not shown
}

func (k *Desk) Hash(ctx context.Context, next NextLine, args []string, nonce Nonce, queued queue.Name, flags *Options) (text.View, error) {
	job, err := k.OpenToSign(ctx, next, args, flags, queued, nonce)
	if err != nil {
		return nil, err
	}
	defer job.Client.Close()
	tx, hashes, err := job.Transaction(nonce.Or(job.NextNonce()))
	if err != nil {
		return nil, err
	}
	if err := job.forTurn(tx.Nonce); err != nil {
		return nil, err
	}
	found, err := k.Reviews.Inspect(ctx, job.Client, &job.Subject, tx, &flags.Options)
	if err != nil {
		return nil, err
	}
	v, err := k.signingView(ctx, job, tx, hashes, found, true)
	if err != nil {
		return nil, err
	}
	v.begin(job.earlierFindings())
	f := found.Objection()
	if f == nil {
		f = refusedBy(v.Findings[v.early:])
	}
	if f != nil {
		return nil, f.WithResult(v)
	}
	if v.Nested, err = k.nestedOwners(ctx, job.Client, job, hashes); err == nil && tx.Nonce >= job.Safe.Nonce {
		v.toSign(job, nonce)
	}
	return v, err
}

// toSign sets the commands of the owners that have not signed yet. Owners that are Safes have no keys.
func (v *HashView) toSign(job *Request, nonce Nonce) {
	missing := slices.DeleteFunc(job.consent().Missing, func(owner common.Address) bool {
		return slices.ContainsFunc(v.Nested, func(n nestedOwner) bool { return n.Safe.Address == owner })
	})
	if lines := job.signLines(missing, nonce); len(lines) > 0 {
		v.Next, v.NextOthers, v.unsaid = lines[0], lines[1:], len(missing)-len(lines)
	}
}

// begin puts the findings of a plan before the others, except those that the rules repeat about a call.
func (v *HashView) begin(earlier []ops.Finding) {
	earlier = slices.DeleteFunc(earlier, func(f ops.Finding) bool { return review.Repeated(v.Calls, f) })
	v.Findings, v.early = append(earlier, v.Findings...), len(earlier)
}

// signingView is what an owner sees before signing. Another queued transaction with the same nonce is
// a refusal, or a warning if the user names the nonce.
func (k *Desk) signingView(ctx context.Context, job *Request, tx safe.Transaction, hashes safe.Hashes, found *review.Checker, named bool) (*HashView, error) {
	v := newSafeHashView(job, tx, hashes, found)
	rivals, err := k.rivals(ctx, job, tx, hashes, named)
	v.Findings = slices.Concat(v.Findings, job.wide(k.Settings.Tolerance), rivals, job.beside(ctx, job.Client, tx))
	return v, err
}

func newSafeHashView(job *Request, tx safe.Transaction, hashes safe.Hashes, found *review.Checker) *HashView {
	v := &HashView{ChainID: job.ChainID, Safe: planview.NewSafe(job.Safe, "signer"), Transaction: review.NewTransaction(tx, job.multiSend), Hashes: hashes,
		Calls: found.View.Calls, Pools: found.View.Pools, Overrides: found.View.Overrides, Simulation: found.View.Proof, Execution: found.View.Execution,
		Findings: append(append([]ops.Finding{}, found.View.Findings...), job.signingFindings(tx, found.View.Calls, found.AcceptsLater())...), signed: len(job.consent().Signed), counts: job.queued != nil || len(job.given) > 0}
	v.Limits = found.View.Limits
	if job.plan != nil {
		v.Limits = job.plan.Guards
	}
	switch no := found.Objection(); {
	case no != nil && job.Proposal != nil: // mpool made the calls, so it knows what they do
		v.refused, v.change = no.Code, job.Proposal.View.Summary+found.Entrusts()+found.Unpriced()
	case no != nil:
		v.refused = no.Code
	case job.Proposal != nil:
		v.change = job.Proposal.View.Summary + found.Entrusts()
	default:
		v.change = review.Changes(v.Calls, v.Pools) + found.Entrusts()
	}
	return v
}

// earlierFindings are the findings of a plan, which its preview has already shown.
func (j *Request) earlierFindings() []ops.Finding {
	if j.Proposal == nil {
		return []ops.Finding{}
	}
	return append([]ops.Finding{}, j.Proposal.Plan.Findings...)
}

// signingFindings are the findings about the nonce, the Safe's version, and calls that come after the
// transaction.
func (j *Request) signingFindings(tx safe.Transaction, calls []review.Call, later bool) []ops.Finding {
	found := append([]ops.Finding{}, review.OldVersion(j.version)...)
	if j.Proposal != nil {
		if f, some := OthersAfter(j.Proposal, len(j.Calls), j.Path); some {
			found = append(found, f)
		}
	}
	switch next := j.Safe.Nonce; {
	case tx.Nonce < next:
		found = append(found, ops.Finding{Severity: ops.Warn, Code: "safe.nonce.used", Summary: "the nonce is already used: the Safe's next nonce is " + strconv.FormatUint(next, 10)})
	case j.behind > next && tx.Nonce == j.behind:
		found = append(found, review.BehindOthers(j.version)...)
		found = append(found, ops.Finding{Severity: ops.Note, Code: "safe.nonce.queue", Summary: "planned and simulated after " + text.Plural(int(tx.Nonce-next), "queued transaction") + ", " + queue.Nonces(next, tx.Nonce-1)})
	case tx.Nonce > next:
		found = append(found, ops.Finding{Severity: ops.Warn, Code: "safe.nonce.later", Summary: "earlier transactions are not executed yet: the Safe's next nonce is " + strconv.FormatUint(next, 10),
			Detail: "their changes are not part of the plan and simulation"})
		found = append(found, early(calls, next, later)...)
	}
	return found
}
