package queue

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/safe"
	"mpool/internal/safe/safetest"
	"mpool/internal/safeservice"
)

func refused(code string) []ops.Finding {
	return []ops.Finding{{Severity: ops.Warn, Code: "other"}, {Severity: ops.Refuse, Code: code, Summary: "it takes all"}}
}

func fee() []ops.Change { return []ops.Change{{Path: "fees.swap_fee"}} }

// TestPlannable checks that it refuses transactions that cannot be executed, or that change the pool
// and must not be signed.
func TestPlannable(t *testing.T) {
	for _, test := range []struct {
		name string
		tx   Tx
		want string // the expected code
		says string // in the failure or the warning
	}{
		{"simulated", Tx{Nonce: 7, Simulated: true, Changes: fee()}, "", ""},
		{"not simulated", Tx{Nonce: 7, Skipped: "nothing is queued with nonce 6"}, "Refused safe.queue", "cannot plan after transaction 7 of the queue: nothing is queued with nonce 6"},
		{"reverts", Tx{Nonce: 7, Revert: "BAL#401", Skipped: "x"}, "Refused safe.queue", "it reverts: BAL#401"},
		{"refused, and changes the pool", Tx{Nonce: 7, Simulated: true, Changes: fee(), Findings: refused("call.value")}, "Refused safe.queue", "cannot plan after transaction 7 of the queue: it takes all [call.value]"},
		{"refused, and changes nothing", Tx{Nonce: 7, Simulated: true, Findings: refused("call.value")}, "", "does not change the pool; planning after it: it takes all [call.value]"},
		{"refused, and only time passes", Tx{Nonce: 7, Simulated: true, Changes: []ops.Change{{Path: "block.time"}}, Findings: refused("call.value")}, "", "of the queue is refused by mpool safe queue but does not change the pool; planning after it:"},
		{"refused, and not simulated", Tx{Nonce: 7, Skipped: "why", Findings: refused("call.value")}, "Refused safe.queue", "of the queue:"},
		{"another than its hash says", Tx{Nonce: 7, Foreign: true, Skipped: "the service's data does not match its hash", Findings: refused("call.value")}, "Refused safe.queue", "does not match its hash"},
		{"warned of", Tx{Nonce: 7, Simulated: true, Changes: fee(), Findings: refused("call.value")[:1]}, "", ""},
	} {
		c, words := aClerk()
		err := c.plannable(test.tx)
		if err != nil {
			words.WriteString(err.Error())
		}
		if safetest.CodeOf(err) != test.want || !strings.Contains(words.String(), test.says) || (words.Len() == 0) != (test.says == "") {
			t.Errorf("%s: %v; %s", test.name, err, words)
		}
		var f *failure.Failure
		if errors.As(err, &f) && strings.Contains(f.Message, "call.value") && !strings.Contains(f.Hint, "execute or reject transaction 7") {
			t.Errorf("%s: no way on in %q", test.name, f.Hint)
		}
	}
}

// TestBuildsOn checks that fully signed and named transactions are taken, and told apart.
func TestBuildsOn(t *testing.T) {
	done := func(w safeservice.Queued, signed ...common.Address) Tx {
		return Tx{Nonce: w.Transaction.Nonce, Hash: hashOf(w), Simulated: true, Signed: signed}
	}
	one, two := waits(7, 1, carries(1)), waits(8, 2)
	all := []common.Address{safetest.Owner(1), safetest.Owner(2)}
	for _, test := range []struct {
		name   string
		txs    []Tx
		named  Names
		next   uint64
		calls  int
		sure   int
		open   int
		refuse string
	}{
		{name: "nothing", next: 7},
		{name: "all have confirmed both", txs: []Tx{done(one, all...), done(two, all...)}, next: 9, calls: 2, sure: 2},
		{name: "more than are needed", txs: []Tx{done(one, append(all, safetest.Contract())...)}, next: 8, calls: 1, sure: 1},
		{name: "the second is named", txs: []Tx{done(one, all...), done(two, safetest.Owner(1))}, named: Names{{nonce: 8}}, next: 9, calls: 2, sure: 1, open: 1},
		{name: "both are named by hash", txs: []Tx{done(one), done(two)}, named: Names{{hash: hashOf(two)}, {hash: hashOf(one)}}, next: 9, calls: 2, open: 2},
		{name: "named, and confirmed", txs: []Tx{done(one, all...)}, named: Names{{nonce: 7}}, next: 8, calls: 1, sure: 1},
		{name: "one is missing", txs: []Tx{done(one, safetest.Owner(1))}, refuse: "Refused safe.queue.unsigned"},
		{name: "another is named", txs: []Tx{done(one, safetest.Owner(1))}, named: Names{{nonce: 8}}, refuse: "Refused safe.queue.unsigned"},
		{name: "not simulated", txs: []Tx{{Nonce: 7, Hash: hashOf(one), Signed: all}}, refuse: "Refused safe.queue"},
	} {
		c, _ := aClerk()
		first, sure, err := c.buildsOn(t.Context(), aQueue(one, two), &View{Transactions: test.txs}, test.named)
		if safetest.CodeOf(err) != test.refuse {
			t.Errorf("%s: %v", test.name, err)
		}
		if err == nil && (first.Next != test.next || len(first.Calls) != test.calls || len(first.ahead) != test.calls || len(sure) != test.sure || len(first.open) != test.open) {
			t.Errorf("%s: %+v, sure of %d", test.name, first, len(sure))
		}
	}
	c, _ := aClerk()
	first, _, err := c.buildsOn(t.Context(), aQueue(one), &View{Transactions: []Tx{done(one, all...)}}, nil)
	must(t, err)
	if got := first.Calls[0]; got.From != safetest.Safe() || got.To != safetest.Who(1) || string(got.Data) != "\x01" || first.ahead[0] != (ops.SafeAhead{Nonce: 7, Hash: hashOf(one)}) {
		t.Errorf("%+v", first)
	}
	if turn := first.Turn(); turn.Safe != safetest.Safe() || turn.Nonce != 8 || len(turn.Ahead) != 1 {
		t.Errorf("a plan remembers %+v", turn)
	}
	if (Ahead{of: safetest.Safe(), Next: 7}).Turn() != nil {
		t.Error("a plan remembers a queue in which nothing waits")
	}
}

// TestExecutable checks that the queue is read up to the first transaction that cannot be executed, and
// which nonce is next.
func TestExecutable(t *testing.T) {
	one, two := waits(7, 1), waits(8, 2)
	fine := func(w safeservice.Queued) Tx {
		return Tx{Nonce: w.Transaction.Nonce, Hash: hashOf(w), Simulated: true}
	}
	for _, test := range []struct {
		name string
		txs  []Tx
		next uint64 // 0: nothing is queued
	}{
		{"nothing", nil, 0},
		{"one", []Tx{fine(one)}, 8},
		{"both", []Tx{fine(one), fine(two)}, 9},
		{"the second is not simulated", []Tx{fine(one), {Nonce: 8, Hash: hashOf(two)}}, 8},
		{"the first is not simulated", []Tx{{Nonce: 7, Hash: hashOf(one)}, fine(two)}, 0},
	} {
		c, _ := aClerk()
		ahead, err := c.executable(t.Context(), aQueue(one, two), &View{Transactions: test.txs})
		must(t, err)
		turn := ahead.Turn()
		if (turn == nil) != (test.next == 0) || turn != nil && (turn.Nonce != test.next || turn.Safe != safetest.Safe() || ahead.State == nil) {
			t.Errorf("%s: %+v", test.name, turn)
		}
	}
}

// TestBuildsOnUnread checks that a failing node is not read as an empty queue.
func TestBuildsOnUnread(t *testing.T) {
	c, _ := aClerk()
	packed := waits(7, 1, func(w *safeservice.Queued) { w.Transaction.Operation = safe.OperationDelegateCall })
	q, broken := aQueue(packed), errors.New("the line is cut")
	q.node().err["CodeHash"] = broken
	if _, _, err := c.buildsOn(t.Context(), q, &View{Transactions: []Tx{{Simulated: true}}}, nil); !errors.Is(err, broken) {
		t.Error(err)
	}
}

// TestAhead checks the client and the state after a queue, and without one.
func TestAhead(t *testing.T) {
	given, behind := &chain.Client{}, &chain.Client{}
	if (Ahead{}).After(given) != given || (Ahead{Client: behind}).After(given) != behind {
		t.Error("another client")
	}
	node, broken := aNode(), errors.New("the line is cut")
	first, err := Ahead{of: safetest.Safe(), Next: 8, Calls: []ops.Call{{}}}.executed(t.Context(), node, aPool())
	if err != nil || first.State == nil || first.Next != 8 || first.of != safetest.Safe() {
		t.Errorf("%+v, %v", first, err)
	}
	node.err["After"] = broken
	if _, err := (Ahead{}).executed(t.Context(), node, aPool()); safetest.CodeOf(err) != "Simulation safe.queue" || !errors.Is(err, broken) {
		t.Error(err)
	}
	if _, _, err := sureAlone(t.Context(), node, aPool(), nil, 0); safetest.CodeOf(err) != "Refused safe.queue" || !errors.Is(err, broken) {
		t.Error(err)
	}
	for _, test := range []struct {
		first Ahead
		want  string
	}{{Ahead{}, ""}, {Ahead{of: safetest.Safe()}, ""}, {Ahead{of: safetest.Who(1)}, "Refused safe.queue.other"}} {
		if got := safetest.CodeOf(SameQueue(test.first, safetest.Safe())); got != test.want {
			t.Errorf("%s: %q", test.first.of, got)
		}
	}
}

// TestRead reads a Safe and its queue, and fails without a Safe or a list.
func TestRead(t *testing.T) {
	listed := []safeservice.Queued{waits(8, 2, by(1)), waits(7, 1, by(1)), waits(7, 1, by(2))}
	var entries []map[string]any
	for _, w := range listed {
		entries = append(entries, entry(w))
	}
	c, _ := aClerk()
	q, err := c.Read(t.Context(), serving(t, entries...), aNode(), aPool(), safetest.Safe())
	must(t, err)
	if shown(q.waiting) != "7:01 8:02" || len(q.waiting[0].Confirmed) != 2 || q.Version != safetest.Version() || q.foreign(q.waiting[0]) || q.At() != chain.AtHash(theBlock().Hash) {
		t.Errorf("%s, %+v", shown(q.waiting), q)
	}
	none, old, untrue := aNode(), aNode(), aNode()
	none.safes, old.safes[safetest.Safe()].Version, untrue.safes[safetest.Safe()].Threshold = nil, "0.1.0", 4
	for _, test := range []struct {
		name    string
		node    *scripted
		service *safeservice.Client
		want    string
	}{
		{"no Safe", none, serving(t), "Refused safe.none"},
		{"an old one", old, serving(t), "Refused safe.version"},
		{"one that cannot be", untrue, serving(t), "Refused safe.untrusted"},
		{"no list", aNode(), answering(t, http.StatusOK, map[string]any{}), "Refused safe.queue.unknown"},
		{"a list that is not whole", aNode(), answering(t, http.StatusOK, map[string]any{"count": 2, "results": []any{}}), "Refused safe.queue.unknown"},
		{"a service that fails", aNode(), answering(t, http.StatusInternalServerError, nil), "Plain service"},
	} {
		_, err := c.Read(t.Context(), test.service, test.node, aPool(), safetest.Safe())
		if safetest.CodeOf(err) != test.want {
			t.Errorf("%s: %v", test.name, err)
		}
	}
	broken, node := errors.New("the line is cut"), aNode()
	node.err["Safes"] = broken
	if _, err := c.Read(t.Context(), serving(t), node, aPool(), safetest.Safe()); !errors.Is(err, broken) {
		t.Error(err)
	}
}

// TestNoService checks that a plan made after a queue fails if the queue cannot be read.
func TestNoService(t *testing.T) {
	c, _ := aClerk()
	none := errors.New("no service is configured")
	c.Service = func() (*safeservice.Client, error) { return nil, none }
	if _, err := c.queueOf(t.Context(), nil, aPool(), safetest.Safe(), Order{}); safetest.CodeOf(err) != none.Error() {
		t.Error(err)
	}
	_, err := c.queueOf(t.Context(), nil, aPool(), safetest.Safe(), Order{Turn: &ops.SafeTurn{}})
	if safetest.CodeOf(err) != "Refused safe.queue.unknown" || !errors.Is(err, none) {
		t.Error(err)
	}
	if _, err := c.First(t.Context(), nil, aPool(), safetest.Safe(), Order{}); !errors.Is(err, none) {
		t.Error(err)
	}
}

// TestCalls checks the calls of a transaction, and transactions whose calls are unknown.
func TestCalls(t *testing.T) {
	multi := common.HexToHash("0xa9865ac2d9c7a1591619b188c4d88167b50df6cc0c5327fcbd1c8c75f7c066ad") // MultiSendCallOnly 1.3.0
	packed := func(calls ...safe.Call) []byte {
		data, err := safe.PackMultiSend(calls)
		must(t, err)
		return data
	}
	two := packed(safe.Call{To: safetest.Who(1)}, safe.Call{To: safetest.Who(2), Data: []byte{1}})
	for _, test := range []struct {
		name  string
		tx    safe.Transaction
		code  common.Hash
		calls int
		known bool
	}{
		{"a call", safe.Transaction{To: safetest.Who(1), Data: []byte{1}}, common.Hash{}, 1, true},
		{"two in one", safe.Transaction{To: safetest.Who(9), Data: two, Operation: safe.OperationDelegateCall}, multi, 2, true},
		{"of other code", safe.Transaction{To: safetest.Who(9), Data: two, Operation: safe.OperationDelegateCall}, common.Hash{1}, 0, false},
		{"an unreadable signature file", safe.Transaction{To: safetest.Who(9), Data: []byte{1}, Operation: safe.OperationDelegateCall}, multi, 0, false},
	} {
		q := aQueue()
		q.node().code = test.code
		calls, known, err := q.Calls(t.Context(), test.tx)
		if err != nil || len(calls) != test.calls || known != test.known {
			t.Errorf("%s: %d, %t, %v", test.name, len(calls), known, err)
		}
	}
}

// A development chain has no transactions at a service of another machine.
func TestWarnElsewhere(t *testing.T) {
	for _, c := range []struct {
		on    network.ID
		base  string
		warns bool
	}{
		{31337, "https://safe-service.example/eth", true}, {1337, "https://safe-service.example/eth", true},
		{31337, "http://127.0.0.1:8000", false}, {31337, "https://localhost/x", false}, {1, "https://safe-service.example/eth", false},
	} {
		clerk, said := aClerk()
		service, err := safeservice.New(c.base, "")
		must(t, err)
		WarnElsewhere(clerk.UI, c.on, service)
		if got := strings.Contains(said.String(), "it belongs to another chain"); got != c.warns {
			t.Errorf("%s at %s: %q", c.on, c.base, said)
		}
	}
}
