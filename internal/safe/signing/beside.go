package signing

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/safe"
	"mpool/internal/text"
)

// mostBeside is the largest number of files that are looked at, and mostNamed of those that are named.
const (
	mostBeside = 200
	mostNamed  = 3
)

// nonces reads Safes at a block. *chain.Client does.
type nonces interface {
	Safes(ctx context.Context, at chain.BlockRef, addresses []common.Address) (map[common.Address]*chain.Safe, error)
}

// beside warns of other plans in the file's folder that the Safe would execute with the same nonce: they
// were made apart, and mpool cannot know which one comes first.
func (j *Request) beside(ctx context.Context, node nonces, tx safe.Transaction) []ops.Finding {
	if j.Path == "" || tx.Nonce < j.Safe.Nonce {
		return nil
	}
	var names []string
	for _, path := range besides(j.Path) {
		if plan := j.rivalPlan(ctx, path); plan != nil && j.nonceOf(ctx, node, plan) == tx.Nonce {
			names = append(names, text.Quote(path))
		}
	}
	if len(names) == 0 {
		return nil
	}
	verb, shown := " takes", names
	if len(names) > 1 {
		verb = " take"
	}
	if len(names) > mostNamed {
		shown = append(slices.Clone(names[:mostNamed]), text.Plural(len(names)-mostNamed, "other plan"))
	}
	return []ops.Finding{{Severity: ops.Warn, Code: "safe.nonce.beside",
		Summary: strings.Join(shown, ", ") + verb + " the same nonce of the Safe: what is executed first makes the signatures of the others void",
		Hint:    "execute one, then sign the next one; or delete the plans that are not needed"}}
}

// besides are the other JSON files in a file's folder.
func besides(path string) (others []string) {
	own, err := os.Stat(path)
	if err != nil {
		return nil
	}
	folder := filepath.Dir(path)
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil
	}
	for _, entry := range entries {
		if filepath.Ext(entry.Name()) != ".json" || len(others) == mostBeside {
			continue
		}
		other := filepath.Join(folder, entry.Name())
		if info, err := os.Stat(other); err == nil && info.Mode().IsRegular() && !os.SameFile(info, own) {
			others = append(others, other)
		}
	}
	return others
}

// rivalPlan reads another plan for the same Safe that makes other calls; nil if the file is none.
func (j *Request) rivalPlan(ctx context.Context, path string) *ops.Plan {
	words, err := ReadSafeFile(ctx, path)
	if err != nil || !planner.PlanKind().Is(words) {
		return nil
	}
	plan, err := planner.ReadPlanText(words)
	if err != nil || plan.Predicted.ChainID != j.ChainID || !slices.Contains(plan.Safes, j.Safe.Address) || j.plan != nil && plan.SameCalls(j.plan) {
		return nil
	}
	return plan
}

// nonceOf is the nonce for which a plan was made: that after the queue, or the Safe's next one at the
// plan's block. A nonce that the node no longer has cannot be compared, and is 2^64-1.
func (j *Request) nonceOf(ctx context.Context, node nonces, plan *ops.Plan) uint64 {
	if plan.Turn != nil && plan.Turn.Safe == j.Safe.Address {
		return plan.Turn.Nonce
	}
	found, err := node.Safes(ctx, chain.AtHash(plan.Base.Hash), []common.Address{j.Safe.Address})
	if err != nil || found[j.Safe.Address] == nil {
		return ^uint64(0)
	}
	return found[j.Safe.Address].Nonce
}
