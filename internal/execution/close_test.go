package execution

import (
	"testing"

	"mpool/internal/failure"
	"mpool/internal/journal"
	"mpool/internal/ops"
	"mpool/internal/ops/tokenset"
	"mpool/internal/units"
)

// TestMayGiveUp decides from the record alone: only what the nodes refused, and what no relay has, may be given up.
func TestMayGiveUp(t *testing.T) {
	t.Parallel()
	private := []journal.Signed{{}, {Private: true}}
	for _, test := range []struct {
		name string
		call journal.Call
		says []string // nothing: it may
	}{
		{"refused", journal.Call{State: journal.SignedOff, Refused: true, Attempts: private[:1]}, nil},
		{"pending", journal.Call{State: journal.Sent}, []string{"is pending", "mpool tx cancel ID"}},
		{"signed", journal.Call{State: journal.SignedOff}, []string{"is pending"}},
		{"mined", journal.Call{State: journal.Included, Refused: true}, []string{"is mined but not verified yet", "mpool resume ID"}},
		{"refused, but a relay has it", journal.Call{State: journal.SignedOff, Refused: true, Attempts: private}, []string{"was sent to a private relay", "mpool tx cancel ID"}},
	} {
		err := mayGiveUp("ID", &test.call)
		if len(test.says) == 0 {
			must(t, err)
			continue
		}
		t.Run(test.name, func(t *testing.T) { wantFailure(t, err, failure.Refused, "in_flight", test.says...) })
	}
}

// TestCloseRefused: a transaction that the nodes refused and do not have is given up, and the operation is
// closed; while a node has it, it is not.
func TestCloseRefused(t *testing.T) {
	t.Parallel()
	refused := func(op ops.Operation) *world {
		w := newWorld(t, somePool(), op)
		w.node.say("SendRaw", answer{err: refusal("no")}, answer{err: refusal("no")})
		_, err := w.send()
		wantFailure(t, err, failure.Plain, "node")
		return w
	}
	for name, op := range map[string]ops.Operation{"one call": swapsOff(), "the first of three": threeMembers()} {
		w := refused(op)
		v, err := w.run().CloseOperation(t.Context(), nil, "en\x1b[2Jough")
		must(t, err)
		if left, is := v.(*NothingLeft); !is || left.ID != w.only().ID || w.states() != "refused" || w.only().Status.Unfinished() {
			t.Errorf("%s: %T, %s", name, v, w.states())
		}
		if closed := w.only().Status.Closed; closed != nil && closed.Why != "enough" {
			t.Errorf("%s: closed because %q", name, closed.Why)
		}
	}
	w := refused(swapsOff())
	w.waitNonce()
	_, err := w.run().CloseOperation(t.Context(), nil, "enough")
	wantFailure(t, err, failure.Refused, "in_flight", "may be mined")
	w = refused(swapsOff())
	w.node.id = 1
	if _, err := w.run().CloseOperation(t.Context(), nil, "enough"); err == nil || w.states() != "signed" {
		t.Errorf("on another chain: %v, %s", err, w.states())
	}
	w = stuck(t, swapsOff())
	_, err = w.run().CloseOperation(t.Context(), nil, "enough")
	wantFailure(t, err, failure.Refused, "in_flight", "is pending")
}

// TestCloseHalf: the record of a half finished operation says how much of it was done.
func TestCloseHalf(t *testing.T) {
	t.Parallel()
	w := newWorld(t, somePool(), threeMembers())
	w.kill("verified", 2)
	w.until(w.send)
	v, err := w.run().CloseOperation(t.Context(), []string{w.only().ID}, "enough")
	must(t, err)
	left, is := v.(*NothingLeft)
	if !is || left.Early || left.Closed != "2 of 3 calls of allowlist add were done" || left.Open != "" {
		t.Errorf("%+v", v)
	}
	v, err = w.run().CloseOperation(t.Context(), []string{w.only().ID}, "again")
	must(t, err)
	if left, is := v.(*NothingLeft); !is || !left.Early || w.only().Status.Closed.Why != "enough" {
		t.Errorf("closed twice: %+v", v)
	}
}

// TestLeavesShut: a pool stays shut if the rest of the plan would have opened it.
func TestLeavesShut(t *testing.T) {
	t.Parallel()
	w := adding(t, somePool())
	w.kill("broadcast", 1)
	w.until(w.send)
	begin := w.only().Status.Begin
	for done := range begin.Calls + 1 {
		status := journal.Status{Begin: begin}
		for step := range done {
			status.Calls = append(status.Calls, journal.Call{State: journal.Done, Intent: journal.Intent{Step: step}})
		}
		if got, rest := leavesShut(status), done > 0 && done < begin.Calls; got != rest || begin.Calls != 7 {
			t.Errorf("%d of %d calls are done: %v", done, begin.Calls, got)
		}
	}
	closed := journal.Status{Begin: begin, Closed: &journal.Closed{}}
	if leavesShut(closed) {
		t.Error("a closed operation has no rest")
	}
	begin.Document = []byte("{}")
	if leavesShut(journal.Status{Begin: begin, Calls: []journal.Call{{State: journal.Done}}}) {
		t.Error("nobody can read the plan")
	}
}

// TestFinishLine: a pool with a half added token cannot be opened, so the line that finishes it comes first.
func TestFinishLine(t *testing.T) {
	t.Parallel()
	w := adding(t, somePool())
	w.kill("broadcast", 1)
	w.until(w.send)
	begin, lines := w.only().Status.Begin, ""
	for done := range begin.Calls + 1 {
		status := journal.Status{Begin: begin}
		for step := range done {
			status.Calls = append(status.Calls, journal.Call{State: journal.Done, Intent: journal.Intent{Step: step}})
		}
		if line := finishLine(status); line == "" {
			lines += "-"
		} else {
			lines += "f"
			contains(t, line, "mpool add-token "+somePool().Pool.Address.Hex()+" "+addition(somePool()).Token.Hex()+" --weight 10% --amount 5000000raw --mint none --asset-manager "+manager().address.Hex()+" --broadcast --account NAME --manager-account NAME")
		}
	}
	if lines != "---ff---" { // two calls shut the pool, three add the token, two open the pool
		t.Errorf("%s", lines)
	}
	removal := &ops.Plan{Predicted: somePool()}
	line := addTokenLine(removal, tokenset.AddToken{Price: tokenset.TokenPrice{Value: units.FixedOne()}, FairMint: true, MintTo: removal.Predicted.Pool.Owner, Doors: ops.Doors{Trust: true}})
	contains(t, line, "--price '1 0x0000000000000000000000000000000000000000' --mint fair --mint-to "+removal.Predicted.Pool.Owner.Hex(), "--trust-members")
}
