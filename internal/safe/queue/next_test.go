package queue

import (
	"slices"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/planview"
	"mpool/internal/safe/safetest"
	"mpool/internal/text"
)

// The first line of a queue says what its first transaction waits for, and the last one is the command for
// that.
func TestThen(t *testing.T) {
	one, two := []common.Address{safetest.Owner(1)}, []common.Address{safetest.Owner(1), safetest.Owner(2)}
	sound := Tx{Nonce: 7, Simulated: true, Signed: one}
	ready, old := Tx{Nonce: 7, Simulated: true, Signed: two}, Tx{Nonce: 7, Signed: one, Skipped: "it is an old node"}
	sign := "mpool safe sign --from-queue 7 fund --account NAME --out signature.json"
	for _, test := range []struct {
		name     string
		v        View
		first    string
		next     string
		explains string
	}{
		{"nothing waits", View{}, "the queue is empty", "", ""},
		{"a signature is missing", View{Transactions: []Tx{sound}}, "queue of 1 transaction: transaction 7 needs 1 more of 2 signatures", sign, "to sign transaction 7 as one of " + safetest.Owner(2).Hex() + ":"},
		{"all signatures are there", View{Transactions: []Tx{ready, sound}}, "queue of 2 transactions: transaction 7 can be executed", "mpool safe exec --from-queue 7 fund", "to preview transaction 7 (add --broadcast to execute it):"},
		{"not simulated", View{Transactions: []Tx{old}}, "queue of 1 transaction: transaction 7 was not simulated", "", ""},
		{"it reverts", View{Transactions: []Tx{{Nonce: 7, Signed: one, Revert: "BAL#401"}}}, "queue of 1 transaction: one REVERTS", "", ""},
		{"it is refused", View{Transactions: []Tx{{Nonce: 7, Simulated: true, Signed: one, Findings: refused("call.value")}}}, "queue of 1 transaction: refused [call.value]", "", ""},
		{"what comes first is unknown", View{Transactions: []Tx{sound}, Unknown: "an entry has no nonce"}, "queue of 1 transaction: refused [safe.queue.unknown]", "", ""},
	} {
		test.v.Safe = planview.Safe{Threshold: 2, Nonce: 7, Owners: two}
		test.v.Then(func(command string, words ...string) string {
			return strings.Join(slices.Concat([]string{"mpool", command}, words), " ")
		}, []string{"fund"})
		p := &text.Page{}
		test.v.Text(p)
		if words := p.String(); !strings.HasPrefix(words, test.first+"\n") || test.v.Next != test.next || !strings.Contains(words, test.explains) {
			t.Errorf("%s: next is %q:\n%s", test.name, test.v.Next, words)
		}
	}
}
