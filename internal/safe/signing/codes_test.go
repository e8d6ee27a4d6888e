package signing

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/ops"
	"mpool/internal/planview"
	"mpool/internal/safe"
	"mpool/internal/safe/queue"
	"mpool/internal/safe/review"
	"mpool/internal/safe/safetest"
	"mpool/internal/safeservice"
)

// coded is a chain on which all code has one hash. It knows nothing else.
type coded struct {
	queue.Node
	hash    common.Hash
	watched error
}

func (c coded) CodeHash(context.Context, chain.BlockRef, common.Address) (common.Hash, error) {
	return c.hash, nil
}

func (c coded) Watch(context.Context, *ops.Snapshot, ops.Watch) error { return c.watched }

// everyFailure lists the failures of this package by the function that makes them.
func everyFailure(t *testing.T) map[string][]error {
	k, _ := aDesk()
	k.Now = time.Now
	j := aRequest()
	tx, hashes := at(t, j, 7)
	_, _, pools := k.operationOf(t.Context(), j)
	_, unknown := recognised(t.Context(), coded{}, j, &ops.Snapshot{ChainID: 1, Block: theBlock()})
	refused, long := aProposal([]common.Address{safetest.Safe()}, safetest.Safe()), aProposal([]common.Address{safetest.Safe()}, safetest.Safe())
	refused.Plan.Findings = []ops.Finding{{Severity: ops.Refuse, Code: "x"}}
	_, batch := k.BatchOf(refused, BatchOrigin{})
	long.Plan.Calls[0].Data = make([]byte, 200<<10) // longer than nodes accept
	_, write := k.BatchOf(long, BatchOrigin{})
	signs := func(word string) error {
		_, err := ownersSignature(t.Context(), aNode(), j, tx, hashes, word)
		return err
	}
	chooses := func(from ...common.Address) error {
		_, err := chooseSafe(aProposal(from[1:], from...), common.Address{}, "")
		return err
	}
	old, other, ended := aRequest(), aRequest(), aRequest()
	old.version.Minor, other.Calls = 1, []safe.Call{{To: safetest.Who(2)}}
	older := fileOf(t, old, tx, safe.Signature{Owner: safetest.Owner(1), Way: safe.BySignature, Bytes: safetest.Signed(1, safe.NewHashes(old.version, 1, safetest.Safe(), tx).SafeTx)})
	q := &queue.Queue{Client: coded{}, Before: &ops.Snapshot{ChainID: 1, Block: theBlock()}, Safe: safetest.NewSafe(), Version: safetest.Version()}
	_, delegate := jobOf(t.Context(), nil, q, safeservice.Queued{Transaction: safe.Transaction{To: safetest.Who(1), Operation: safe.OperationDelegateCall}}, safetest.Pool())
	multi := &queue.Queue{Client: coded{hash: common.HexToHash("0xecd5bd14a08c5d2122379900b2f272bdf107a7e92423c10dd5fe3254386c9939")}, Before: q.Before, Safe: q.Safe, Version: q.Version}
	noCall := common.FromHex("0x8d80ff0a" + strings.Repeat("0", 62) + "20" + strings.Repeat("0", 64))
	_, empty := jobOf(t.Context(), nil, multi, safeservice.Queued{Transaction: safe.Transaction{To: safetest.Who(1), Operation: safe.OperationDelegateCall, Data: noCall}}, safetest.Pool())
	ended.Proposal = aProposal(nil)
	none := k.ofProposal(t.Context(), ended, common.Address{})
	ended.Proposal = refused
	calls := k.ofProposal(t.Context(), ended, common.Address{})
	elsewhere := &Request{Subject: review.Subject{ChainID: 1, Batch: &safe.Batch{ChainID: 5}}}
	_, unable := j.signWith(t.Context(), silent{}, tx, hashes, nil)
	later := aRequest()
	later.plan = planFor(safetest.Safe(), 9)
	_, key := aKey(t)
	_, _, another := withKeys().Executor(t.Context(), Executing{Named: safetest.Who(9), Signs: true, Signer: key})
	moved := aProposal(nil)
	moved.View.Safes = make([]planview.Safe, 1)
	shown := *moved.Plan
	moved.Plan = &ops.Plan{Calls: []ops.Call{{Method: "a()", Data: []byte{2}}}}
	shown.Calls = []ops.Call{{Method: "a()", Data: []byte{1}}}
	return map[string][]error{
		"sameAmounts": {sameAmounts(&shown, moved)},
		"Executor":    {another},
		"operationOf": {pools}, "recognised": {unknown}, "BatchOf": {batch, write}, "notEnough": {notEnough(safe.Consent{Threshold: 1}, j)},
		"ownersSignature": {signs(aFile(t, j, 7, 9))}, "fileSignature": {signs(older)}, "ofOther": {signs(aFile(t, j, 6, 1)), signs(aFile(t, j, 8, 1)), signs(aFile(t, other, 7, 1))},
		"notAccepted": {signs(safetest.Contract().Hex() + "=0x12")}, "chooseSafe": {chooses(safetest.Who(1)), chooses(safetest.Who(1), safetest.Safe())}, "jobOf": {delegate, empty},
		"ofProposal": {calls}, "nothingLeft": {none}, "onItsChain": {elsewhere.onItsChain()}, "readSafe": {j.readSafe(t.Context(), &scripted{}, safetest.Who(9), chain.Latest())},
		"maySign": {maySign(t.Context(), aNode(), aRequest(), safetest.Owner(1), safetest.Owner(2)), maySign(t.Context(), aNode(), aRequest(), safetest.Owner(9), common.Address{})},
		"ownFile": {ownFile(aFile(t, aRequest(), 7, 1), safetest.Owner(2))}, "HasTurn": {later.HasTurn(nil)}, "forTurn": {later.forTurn(8)}, "IsFree": {aRequest().IsFree(6, "omit --nonce")},
		"signWith": {unable}, "refusedBy": {}, "openBatchJob": {}, // these have the code of the finding
	}
}

// never is a failure that no input causes: a signature file consists of texts and numbers, which JSON
// can always hold.
const never = "Plain encoding"

// TestEveryCode checks that each failure of this package occurs here with its exit and code.
func TestEveryCode(t *testing.T) {
	met, n := everyFailure(t), 0
	for function, want := range safetest.SourceFailures(t) {
		want = slices.DeleteFunc(want, func(code string) bool { return code == never })
		var got []string
		for _, err := range met[function] {
			got = append(got, safetest.CodeOf(err))
		}
		slices.Sort(got)
		slices.Sort(want)
		if _, is := met[function]; !is || !slices.Equal(got, want) {
			t.Errorf("%s makes %v, and met are %v", function, want, got)
		}
		n += len(want)
	}
	if n < 24 {
		t.Errorf("only %d failures are found", n)
	}
}

// TestRefusedBy checks that the first refusing finding becomes the failure.
func TestRefusedBy(t *testing.T) {
	warn, refuse := ops.Finding{Severity: ops.Warn, Code: "a"}, ops.Finding{Severity: ops.Refuse, Code: "b", Summary: "no", Hint: "ask"}
	if f := refusedBy([]ops.Finding{warn}); f != nil {
		t.Error(f)
	}
	if f := refusedBy([]ops.Finding{warn, refuse}); f == nil || safetest.CodeOf(f) != "Refused b" || f.Message != "refused: no [b]" || f.Hint != "ask" {
		t.Error(f)
	}
}

// TestRecognised checks that a failing node is an error, and not a statement about the batch.
func TestRecognised(t *testing.T) {
	broken := errors.New("the line is cut")
	if _, err := recognised(t.Context(), coded{watched: broken}, aRequest(), &ops.Snapshot{ChainID: 1, Block: theBlock()}); !errors.Is(err, broken) {
		t.Error(err)
	}
}
