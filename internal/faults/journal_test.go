package faults_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// atCrash is a world whose program was killed at a point, and its record.
func atCrash(t *testing.T, op operation, point string) (w *world, path string, text []byte) {
	t.Helper()
	w = newWorld(t)
	w.planned(op)
	w.killed(crashing(point, 1), op.send())
	path = w.journals()[0]
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return w, path, text
}

// lastLine returns the offset of the last record.
func lastLine(text []byte) int { return bytes.LastIndexByte(text[:len(text)-1], '\n') + 1 }

// F4: the last record is cut off at every byte. It counts as not written: the program reads the
// earlier records, and the operation is not lost.
func TestTorn(t *testing.T) {
	t.Parallel()
	op := weightsUpdate()
	w, path, text := atCrash(t, op, "sealed")
	cut := lastLine(text)
	for at := cut; at < len(text); at += some(97, 1) {
		w.write(path, text[:at])
		e := w.run(nil, "tx", "list", "--all", "--json")
		w.wants(e, 0)
		if !strings.Contains(e.out, `"state": "intended"`) || !strings.Contains(e.out, `"unfinished": false`) {
			t.Fatalf("cut at %d of %d: %s", at-cut, len(text)-cut, e.out)
		}
	}
	t.Logf("%d places", len(text)-cut)
	w.write(path, text[:len(text)-2])
	w.goOn(op)
	w.accounted(op)
}

func (w *world) write(path string, text []byte) {
	w.Helper()
	if err := os.WriteFile(path, text, 0o600); err != nil {
		w.Fatal(err)
	}
}

// F4: the same while the transaction is pending. mpool finds the missing information on the chain.
func TestTornWhileOut(t *testing.T) {
	op := weightsUpdate()
	for _, point := range few([]string{"broadcast", "recorded", "verified"}, "broadcast") {
		for cut := 1; cut <= some(1, 4); cut++ {
			t.Run(fmt.Sprint(point, cut), func(t *testing.T) {
				t.Parallel()
				w, path, text := atCrash(t, op, point)
				from := lastLine(text)
				w.write(path, text[:from+(len(text)-from)*(cut-1)/4+1])
				w.goOn(op)
				w.accounted(op)
			})
		}
	}
}

// F4: one byte of the last record is changed. mpool does not use such a record, and sends nothing.
func TestDamaged(t *testing.T) {
	t.Parallel()
	op := weightsUpdate()
	w, path, text := atCrash(t, op, "sealed")
	for at := lastLine(text); at < len(text); at += some(97, 1) {
		damaged := bytes.Clone(text)
		damaged[at] ^= 1
		w.write(path, damaged)
		e := w.run(nil, op.resume()...)
		w.wants(e, 1)
		if !strings.Contains(e.err, "is damaged in line") || !strings.Contains(e.err, "hint: ") {
			t.Fatalf("byte %d: %s", at, e.err)
		}
	}
	w.wants(w.run(nil, op.send()...), 1)
	if n := len(w.proxy.Sends()); n != 0 {
		t.Errorf("%d transactions were sent", n)
	}
	w.write(path, text)
	w.goOn(op)
	w.accounted(op)
}

// F4: records of another program, chain or plan.
func TestForeignRecord(t *testing.T) {
	op := weightsUpdate()
	replace := func(old, with string) func([]byte) []byte {
		return func(text []byte) []byte { return bytes.Replace(text, []byte(old), []byte(with), 1) }
	}
	for name, change := range map[string]func([]byte) []byte{
		"schema": replace(`{"schema":2`, `{"schema":3`),
		"chain":  replace(`"chain_id":31337`, `"chain_id":1`),
		"plan":   replace(`"plan":"0x`, `"plan":"0xf`),
		"line":   func(text []byte) []byte { return text[bytes.IndexByte(text, '\n')+1:] },
		"text":   func([]byte) []byte { return []byte("notes\n") },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w, path, text := atCrash(t, op, "sealed")
			w.write(path, change(text))
			for _, args := range [][]string{op.resume(), op.send()} {
				e := w.run(nil, args...)
				w.wants(e, 1)
				if !strings.Contains(e.err, path) {
					t.Errorf("does not name the file: %s", e.err)
				}
			}
			if n := len(w.proxy.Sends()); n != 0 {
				t.Errorf("%d transactions were sent", n)
			}
		})
	}
}

// F4: the disk is full, after every possible number of pages.
func TestDiskFull(t *testing.T) {
	op := weightsUpdate()
	for pages := 1; pages <= some(2, 12); pages++ {
		t.Run(fmt.Sprint(pages), func(t *testing.T) {
			w := newWorld(t)
			w.planned(op)
			disk := filepath.Join(w.home, "disk")
			if err := os.Mkdir(disk, 0o700); err != nil {
				t.Fatal(err)
			}
			if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, fmt.Sprintf("size=%d", pages*4096)); err != nil {
				t.Skipf("no small disk can be mounted here: %s", err)
			}
			t.Cleanup(func() { _ = syscall.Unmount(disk, 0) })
			e := w.run(nil, op.send("--state-dir", disk)...)
			w.truthful(e)
			t.Logf("%d: %s", e.code, e.err)
			if e.code == 0 {
				w.sentOnce()
			}
		})
	}
}

// F5: the folder of records cannot be written.
func TestNoStateFolder(t *testing.T) {
	op := weightsUpdate()
	w := newWorld(t)
	w.planned(op)
	e := w.run(nil, op.send("--state-dir", "/proc/none")...)
	w.wants(e, 1)
	w.minedUpTo(0)
}
