package signing

import (
	"bytes"
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
	mostNamed  = 2
)

// nonces reads Safes at a block. *chain.Client does.
type nonces interface {
	Safes(ctx context.Context, at chain.BlockRef, addresses []common.Address) (map[common.Address]*chain.Safe, error)
}

// beside warns of other plans and batches in the file's folder that the Safe would execute with the same
// nonce: they were made apart, and mpool cannot know which one comes first.
func (j *Request) beside(ctx context.Context, node nonces, tx safe.Transaction) (found []ops.Finding) {
	if j.Path == "" || tx.Nonce < j.Safe.Nonce {
		return nil
	}
	var plans, batches []rival
	for _, r := range j.rivalFiles(ctx, node) {
		switch same := sameCalls(r.calls, j.Calls); {
		case r.plan && r.nonce == tx.Nonce && !same:
			plans = append(plans, r)
		case !r.plan && tx.Nonce == j.NextNonce() && !same:
			batches = append(batches, r)
		}
	}
	verbs := "take the same nonce of the Safe"
	if len(plans) == 0 {
		verbs = "make other calls of the Safe and, if not executed yet, take the same nonce"
	}
	if plans = append(plans, batches...); len(plans) == 0 {
		return nil
	}
	if len(plans) == 1 {
		verbs = strings.NewReplacer("take", "takes", "make", "makes").Replace(verbs)
	}
	return []ops.Finding{{Severity: ops.Warn, Code: "safe.nonce.beside", Summary: namesOf(plans) + " " + verbs + ": what is executed first makes the signatures of the others void",
		Hint: "execute one, then sign the next one; or delete the files that are not needed"}}
}

// namesOf are the names of the first files, and how many more there are.
func namesOf(list []rival) string {
	var names []string
	for _, r := range list[:min(len(list), mostNamed)] {
		names = append(names, text.Quote(r.path))
	}
	if more := len(list) - mostNamed; more > 0 {
		return strings.Join(names, ", ") + " and " + text.Plural(more, "other file")
	}
	return strings.Join(names, " and ")
}

// sameCalls says that two files make the same transaction, with whatever nonce.
func sameCalls(a, b []safe.Call) bool {
	return slices.EqualFunc(a, b, func(one, other safe.Call) bool {
		return one.To == other.To && one.Value == other.Value && one.Operation == other.Operation && bytes.Equal(one.Data, other.Data)
	})
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

// rival is another file in the folder with calls of the Safe. A batch has no nonce.
type rival struct {
	path  string
	calls []safe.Call
	plan  bool
	nonce uint64 // for which a plan was made
}

// rivalFiles reads the plans and batches of the Safe beside the file. A batch is left out if a plan with
// its calls was made for a nonce that the Safe has used since.
func (j *Request) rivalFiles(ctx context.Context, node nonces) []rival {
	var list []rival
	for _, path := range besides(j.Path) {
		words, err := ReadSafeFile(ctx, path)
		if err != nil {
			continue
		}
		if planner.PlanKind().Is(words) {
			list = append(list, j.rivalPlan(ctx, node, path, words)...)
		} else {
			list = append(list, j.rivalBatch(path, words)...)
		}
	}
	return slices.DeleteFunc(list, func(r rival) bool {
		return !r.plan && slices.ContainsFunc(list, func(of rival) bool { return of.plan && of.nonce < j.Safe.Nonce && sameCalls(of.calls, r.calls) })
	})
}

func (j *Request) rivalPlan(ctx context.Context, node nonces, path string, words []byte) []rival {
	plan, err := planner.ReadPlanText(words)
	if err != nil || plan.Predicted.ChainID != j.ChainID || !slices.Contains(plan.Safes, j.Safe.Address) {
		return nil
	}
	calls, _ := safe.FromPlan(plan, j.Safe.Address) // none if another account comes first: the Safe signs later
	return []rival{{path: path, calls: calls, plan: true, nonce: j.nonceOf(ctx, node, plan)}}
}

func (j *Request) rivalBatch(path string, words []byte) []rival {
	batch, err := safe.ReadBatch(bytes.NewReader(words))
	if err != nil || batch.Safe != j.Safe.Address || batch.ChainID != j.ChainID || len(batch.Calls) == 0 {
		return nil
	}
	return []rival{{path: path, calls: batch.All()}}
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
