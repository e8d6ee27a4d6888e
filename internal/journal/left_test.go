package journal

import (
	"testing"
)

// Left counts the calls that remain, and Unfinished says whether there is something to resume.
func TestLeft(t *testing.T) {
	for _, test := range []struct {
		first, second State
		left          int
		unfinished    bool
	}{
		{"", "", 3, false}, {Intended, "", 3, false}, {SignedOff, "", 2, true}, {Included, "", 2, true}, {Done, "", 2, true},
		{Done, Intended, 2, true}, {Done, Sent, 1, true}, {Done, Done, 1, true},
	} {
		j := create(t)
		if test.first != "" {
			run(t, j, 0, test.first)
		}
		if test.second != "" {
			run(t, j, 1, test.second)
		}
		s := j.Status()
		if s.Left() != test.left || s.Unfinished() != test.unfinished {
			t.Errorf("%q, %q: left %d, unfinished %v", test.first, test.second, s.Left(), s.Unfinished())
		}
	}
}

// A closed operation has nothing left. An operation with a pending transaction cannot be closed.
func TestClosed(t *testing.T) {
	j := create(t)
	run(t, j, 0, Done)
	must(t, j.CloseOperation("done elsewhere"))
	got, err := Read(j.Path())
	must(t, err)
	if got.Left() != 0 || got.Unfinished() || got.Closed.Why != "done elsewhere" {
		t.Errorf("%+v", got)
	}
	if _, intent := transaction(t, 1); j.Intend(intent) == nil {
		t.Error("a closed operation takes another call")
	}
	j = create(t)
	run(t, j, 0, Sent)
	if j.CloseOperation("x") == nil {
		t.Error("closed with a transaction out")
	}
}
