package journal

import (
	"bytes"
	"os"
	"reflect"
	"strings"
	"testing"
)

// A last line counts as not written, wherever it is cut off.
func TestTornLastLine(t *testing.T) {
	j := create(t)
	run(t, j, 0, SignedOff)
	want := j.Status()
	whole, err := os.ReadFile(j.Path())
	must(t, err)
	must(t, j.Broadcast(want.Calls[0].Attempts[0].Hash))
	longer, err := os.ReadFile(j.Path())
	must(t, err)
	for cut := len(whole); cut < len(longer); cut++ {
		must(t, os.WriteFile(j.Path(), longer[:cut], 0o600))
		got, err := Read(j.Path())
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Fatalf("cut at %d: %v %+v", cut, err, got)
		}
	}
}

// Any other damage makes the whole file unreadable.
func TestDamage(t *testing.T) {
	j := create(t)
	run(t, j, 0, Sent)
	text, err := os.ReadFile(j.Path())
	must(t, err)
	lines := bytes.SplitAfter(text, []byte{'\n'})
	join := func(parts ...[]byte) string { return string(bytes.Join(parts, nil)) }
	tests := []struct{ name, text, want string }{
		{"first line lost", join(lines[1:]...), "line 1: wrong checksum"},
		{"line twice", join(lines[0], lines[1], lines[1]), "line 3: wrong checksum"},
		{"lines swapped", join(lines[0], lines[2], lines[1]), "line 2: wrong checksum"},
		{"torn line in the middle", join(lines[0], lines[1][:40], lines[2]), "line 2: "},
		{"empty line", join(lines[0], []byte("\n")), "line 2: "},
		{"newer", strings.Replace(string(text), `"schema":2`, `"schema":3`, 1), "line 1: schema 3"},
		{"two values in a line", join(lines[0][:len(lines[0])-1], lines[1]), "line 1: "},
		{"space", strings.Replace(string(text), `"schema":2`, `"schema": 2`, 1), "line 1: this line was not written by mpool"},
	}
	for _, test := range tests {
		if test.text == string(text) {
			t.Fatalf("%s: nothing was damaged in %s", test.name, text)
		}
		must(t, os.WriteFile(j.Path(), []byte(test.text), 0o600))
		if _, err := Read(j.Path()); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v, want %q", test.name, err, test.want)
		}
	}
}

// A change of any single byte makes the file unreadable.
func TestEveryByteCounts(t *testing.T) {
	j := create(t)
	run(t, j, 0, Done)
	text, err := os.ReadFile(j.Path())
	must(t, err)
	for at := range text {
		for _, flip := range []byte{1, 0x20, 0x80, text[at] ^ '\n'} {
			if flip == 0 {
				continue // the byte is a newline already
			}
			other := bytes.Clone(text)
			other[at] ^= flip
			must(t, os.WriteFile(j.Path(), other, 0o600))
			if got, err := Read(j.Path()); err == nil {
				t.Fatalf("byte %d, %q for %q: read as %+v", at, other[at], text[at], got)
			}
		}
	}
	t.Logf("%d bytes", len(text))
}

// Open continues a record with a torn last line as if that line had never been begun.
func TestOpenAfterTear(t *testing.T) {
	j := create(t)
	run(t, j, 0, Done)
	run(t, j, 1, SignedOff)
	before := j.Status()
	whole, err := os.ReadFile(j.Path())
	must(t, err)
	must(t, os.WriteFile(j.Path(), append(whole, `{"schema":2,"su`...), 0o600))
	again, err := Open(j.Path(), clock)
	must(t, err)
	defer func() { _ = again.Close() }()
	if !reflect.DeepEqual(again.Status(), before) {
		t.Errorf("%+v, want %+v", again.Status(), before)
	}
	must(t, again.Broadcast(before.Calls[1].Attempts[0].Hash))
	got, err := Read(j.Path())
	must(t, err)
	if !reflect.DeepEqual(got, again.Status()) || got.Calls[1].State != Sent {
		t.Errorf("%+v", got)
	}
}

// After a failed write nothing may be appended, because the line before may be torn.
func TestBrokenStaysBroken(t *testing.T) {
	j := create(t)
	tx, intent := transaction(t, 0)
	must(t, j.Intend(intent))
	readOnly, err := os.Open(j.Path())
	must(t, err)
	writable := j.file
	j.file = readOnly
	if _, err := j.Seal(tx); err == nil {
		t.Fatal("written to a read-only file")
	}
	j.file = writable
	if err := j.Broadcast(tx.Hash()); err == nil || !strings.Contains(err.Error(), "broken") {
		t.Error(err)
	}
}
