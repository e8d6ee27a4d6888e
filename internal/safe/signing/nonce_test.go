package signing

import (
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/safe/safetest"
)

// planFor is a plan that was made for a nonce of a Safe.
func planFor(of common.Address, nonce uint64) *ops.Plan {
	return &ops.Plan{Turn: &ops.SafeTurn{Safe: of, Nonce: nonce}}
}

// TestTurns checks that a plan made after a queue is signed for its own nonce, and executed only when
// that nonce is next.
func TestTurns(t *testing.T) {
	const refused = "Refused safe.nonce"
	for _, test := range []struct {
		name    string
		plan    *ops.Plan
		behind  uint64
		next    uint64
		words   []string
		execute string // the result of HasTurn
		sign    map[uint64]string
	}{
		{name: "a batch", next: 7, sign: map[uint64]string{7: "", 8: ""}},
		{name: "a plan of no turn", plan: &ops.Plan{}, next: 7, sign: map[uint64]string{7: "", 8: ""}},
		{name: "a later turn", plan: planFor(safetest.Safe(), 9), next: 9, execute: refused, sign: map[uint64]string{6: "", 7: refused, 8: refused, 9: "", 10: refused}},
		{name: "a later turn, with signatures", plan: planFor(safetest.Safe(), 9), next: 9, words: []string{"x"}},
		{name: "whose turn is now", plan: planFor(safetest.Safe(), 7), next: 7, sign: map[uint64]string{7: "", 8: ""}},
		{name: "whose turn was", plan: planFor(safetest.Safe(), 6), next: 7, sign: map[uint64]string{7: "", 8: ""}},
		{name: "it belongs to another Safe", plan: planFor(safetest.Who(9), 9), next: 7, sign: map[uint64]string{7: "", 9: ""}},
		{name: "behind the queue", behind: 10, next: 10},
		{name: "behind what is executed", behind: 5, next: 7},
		{name: "both", plan: planFor(safetest.Safe(), 9), behind: 11, next: 11, execute: refused},
	} {
		j := aRequest()
		j.plan, j.behind = test.plan, test.behind
		if got := j.NextNonce(); got != test.next {
			t.Errorf("%s: the next nonce is %d, want %d", test.name, got, test.next)
		}
		if got := safetest.CodeOf(j.HasTurn(test.words)); got != test.execute {
			t.Errorf("%s: executed: %q, want %q", test.name, got, test.execute)
		}
		for nonce, want := range test.sign {
			if got := safetest.CodeOf(j.forTurn(nonce)); got != want {
				t.Errorf("%s: signed for %d: %q, want %q", test.name, nonce, got, want)
			}
		}
	}
}

// TestNonce reads the flag, given and not given.
func TestNonce(t *testing.T) {
	var n Nonce
	if n.String() != "" || n.Or(3) != 3 {
		t.Errorf("%q, %d", n.String(), n.Or(3))
	}
	if n.Set("x") == nil || n.Given {
		t.Error("x is a nonce")
	}
	must(t, n.Set("0"))
	if n.String() != "0" || n.Or(3) != 0 {
		t.Errorf("%q, %d", n.String(), n.Or(3))
	}
}

// TestFirstNonce checks that the nonce comes from the first readable file.
func TestFirstNonce(t *testing.T) {
	j := aRequest()
	eight, nine := aFile(t, j, 8, 1), aFile(t, j, 9, 1)
	for _, test := range []struct {
		words []string
		want  uint64
	}{{nil, 7}, {[]string{"0x00", "/none"}, 7}, {[]string{written(t, "{}"), nine, eight}, 9}, {[]string{eight}, 8}} {
		if got := FirstNonce(test.words, 7); got != test.want {
			t.Errorf("%v: %d", test.words, got)
		}
	}
}

// TestSigningFindings tests the findings about the nonce, the version and later calls.
func TestSigningFindings(t *testing.T) {
	for _, test := range []struct {
		name  string
		nonce uint64
		set   func(*Request)
		want  string
	}{
		{"the next one", 7, nil, ""},
		{"a used one", 6, nil, "warn safe.nonce.used"},
		{"a later one", 9, nil, "warn safe.nonce.later"},
		{"behind the queue", 9, func(j *Request) { j.behind = 9 }, "note safe.nonce.queue"},
		{"elsewhere than behind the queue", 10, func(j *Request) { j.behind = 9 }, "warn safe.nonce.later"},
		{"behind an empty queue", 7, func(j *Request) { j.behind = 7 }, ""},
		{"of an old Safe", 7, func(j *Request) { j.version.Minor = 1 }, "warn safe.version.old"},
		{"the first of two senders", 7, func(j *Request) { j.Proposal = aProposal(nil, safetest.Safe(), safetest.Who(2)) }, "warn safe.others"},
		{"a whole plan", 7, func(j *Request) { j.Proposal = aProposal(nil, safetest.Safe()) }, ""},
	} {
		j := aRequest()
		if test.set != nil {
			test.set(j)
		}
		tx, _ := at(t, j, test.nonce)
		if got := codesOf(j.signingFindings(tx, nil, false)); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
	j := aRequest()
	if len(j.earlierFindings()) != 0 {
		t.Error("a batch has a plan's findings")
	}
	j.Proposal = &planner.Proposal{Plan: &ops.Plan{Findings: []ops.Finding{{Code: "x"}}}}
	if got := codesOf(j.earlierFindings()); got != " x" {
		t.Error(got)
	}
}
