package main

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/files"
	"mpool/internal/fork"
	"mpool/internal/named"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/rehearsal"
	"mpool/internal/report"
	"mpool/internal/request"
	"mpool/internal/text"
	"mpool/internal/units"
)

// A report is not written over a file that is read, or over another report, however the paths are
// spelled.
func TestReportsSpareFiles(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, name := range []string{"in.yaml", "members.txt", "old.html"} {
		words := "mine"
		if name == "old.html" {
			words = "<!doctype html>\n<html lang=\"en\">\n<head>\n<title>mpool: an older one</title>"
		}
		if err := os.WriteFile(name, []byte(words), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir("sub", 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(".", "here"); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("in.yaml", "alias.yaml"); err != nil {
		t.Fatal(err)
	}
	full, err := filepath.Abs("in.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		flags rehearsal.Forms
		out   string
		input string
		want  string
	}{
		{forms("html", "in.yaml"), "", "in.yaml", "is also an input"},
		{forms("html", "./in.yaml"), "", "in.yaml", "is also an input"},
		{forms("junit", full), "", "sub/../in.yaml", "is also an input"},
		{forms("svg", "here/in.yaml"), "", "in.yaml", "is also an input"},
		{forms("png", "in.yaml"), "", "alias.yaml", "is also an input"},
		{forms("html", "r.x", "junit", "./r.x"), "", "in.yaml", "--html and --junit are the same file"},
		{forms("html", "r.x", "junit", "here/r.x"), "", "in.yaml", "are the same file,"},
		{forms("html", "plan.json"), "./plan.json", "in.yaml", "--out and --html are the same file"},
		{forms("html", "old.html", "junit", "new.xml"), "plan.json", "in.yaml", ""},
	} {
		err := test.flags.Check(false, new(files.Inputs), test.out, test.input)
		if (err == nil) != (test.want == "") || err != nil && (!strings.Contains(err.Error(), test.want) || exitOf2(err) != failure.Misuse) {
			t.Errorf("%+v: %v, want %q", test, err, test.want)
		}
	}
	a := newApp(world{})
	if f, err := a.inputs.Noting(request.Below)("members.txt"); err != nil || f.Close() != nil { // by the name in a batch
		t.Fatal(err)
	}
	flags := forms("html", "members.txt", "junit", "r.xml")
	if err := flags.Write(a.inputs, tried(t), text.Reader{}); err == nil || !strings.Contains(err.Error(), "is also an input") {
		t.Error(err)
	}
	if text, _ := os.ReadFile("members.txt"); string(text) != "mine" {
		t.Error("it is overwritten")
	}
	if _, err := os.Stat("r.xml"); err != nil {
		t.Error("the other report is not there: ", err)
	}
}

// forms are report forms with the files that they are written to.
func forms(namesAndFiles ...string) rehearsal.Forms {
	all := rehearsal.AllForms()
	for i := range all {
		if at := slices.Index(namesAndFiles, all[i].Name); at >= 0 {
			all[i].Path = namesAndFiles[at+1]
		}
	}
	return rehearsal.Forms{All: all}
}

func exitOf2(err error) int {
	var f *failure.Failure
	if errors.As(err, &f) {
		return f.Exit
	}
	return -1
}

// If a report cannot be written, an earlier run's report does not stay in its place.
func TestNoOldReport(t *testing.T) {
	path := filepath.Join(t.TempDir(), "r.xml")
	output := files.Output{Flag: "--junit", Path: path}
	if err := os.WriteFile(path, []byte("passed"), 0o600); err != nil {
		t.Fatal(err)
	}
	err := output.Unwritten("the report", syscall.ENOSPC)
	if err == nil || !strings.Contains(err.Error(), "no space left on device; the file of an earlier run was deleted") {
		t.Error(err)
	}
	if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
		t.Error(err)
	}
	if err := output.Unwritten("the report", syscall.ENOSPC); strings.Contains(err.Error(), "earlier run") {
		t.Error(err)
	}
	if err := os.MkdirAll(filepath.Join(path, "x"), 0o700); err != nil { // a folder with content cannot be removed
		t.Fatal(err)
	}
	if err := output.Unwritten("the report", syscall.ENOSPC); !strings.Contains(err.Error(), "; the existing file is from an earlier run and cannot be deleted:") {
		t.Error(err)
	}
}

// mpool can be interrupted while it reads a pipe into which nothing is written.
func TestReadingEnds(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	nobody, writer, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _, _ = nobody.Close(), writer.Close() })
	for _, args := range []string{"dry-run " + pipe, "dry-run -", "send " + pipe, "send " + pipe + " --fork",
		"sign " + pipe + " --private-key env:X --nonce 1 --gas-price 1gwei --gas-limit 100000 --priority-gas-price 1gwei --out s.json", "swaps disable --config " + pipe} {
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(50*time.Millisecond, cancel)
		ended := make(chan int, 1)
		var stderr bytes.Buffer
		w := testWorld(map[string]string{"X": "a key that nobody reads"}, nil, &bytes.Buffer{}, &stderr)
		w.args, w.in = strings.Fields(args), nobody
		go func() { ended <- run(ctx, w) }()
		select {
		case code := <-ended:
			if code != failure.Interrupted {
				t.Errorf("%s: exits with %d: %s", args, code, stderr.String())
			}
		case <-time.After(time.Minute):
			t.Errorf("%s: waits for the pipe", args)
		}
	}
}

// JUnit's file stays valid XML, whatever a token is named.
func TestJUnitOfOddCharacters(t *testing.T) {
	v := tried(t)
	odd := "a\uFFFEb\uFFFFc\x00d\xffe\U0001FFFEf\x0b\uFDD0]]>"
	v.Steps[0].Plan.Findings = append(v.Steps[0].Plan.Findings, ops.Finding{Severity: ops.Note, Summary: odd, Hint: odd})
	v.Steps[0].Tryouts[0].What, v.Steps[0].Pool.Name, v.NotTried[0].Operation = odd, named.Pool(odd), odd
	words, err := v.Junit(nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := xml.Unmarshal(words, new(report.JunitSuites)); err != nil {
		t.Error(err)
	}
	for _, r := range "\uFFFE\uFFFF\x00\x0b" {
		if strings.ContainsRune(string(words), r) {
			t.Errorf("%U is in it", r)
		}
	}
	if got := strings.Map(report.InXML, odd[:strings.Index(odd, "\xff")]); got != "a\uFFFDb\uFFFDc\uFFFDd" {
		t.Errorf("%q", got)
	}
	if got := text.Clean(odd, 40); strings.ContainsAny(got, "\uFFFE\uFFFF\uFDD0") {
		t.Errorf("%q", got)
	}
}

// A run that was stopped early never has a good verdict.
func TestStoppedVerdict(t *testing.T) {
	for before, want := range map[fork.Verdict]fork.Verdict{fork.OK: fork.Stopped, fork.Reverted: fork.Reverted} {
		if v := rehearsal.NewReportView(&fork.Result{Verdict: before}, nil, errors.New("the node is gone")); v.Verdict != want || v.Stopped == "" {
			t.Errorf("%s, want %s", v.Verdict, want)
		}
	}
	if v := rehearsal.NewReportView(&fork.Result{Verdict: fork.OK}, nil, nil); v.Verdict != fork.OK {
		t.Error(v.Verdict)
	}
}

// mpool warns if the newest block is old, but not if an old block was asked for.
func TestOldBlock(t *testing.T) {
	now := units.Time(1_700_000_000) // the test's clock, in Unix seconds
	for _, test := range []struct {
		block units.Time
		chain network.ID
		base  chain.BlockRef
		want  string
	}{
		{now - 3601, network.Development, chain.Latest(), "the node's newest block is 1 hour old (2023-11-14 21:13:19 UTC)"},
		{now - 3600, network.Development, chain.Latest(), ""},
		{now - 61, 1, chain.Latest(), "the node's newest block is 1 minute 1 second old"},
		{now - 60, 1, chain.Latest(), ""},
		{now + 30*86400, 1, chain.Latest(), ""},
		{now - 86400, 1, chain.AtNumber(5), ""},
	} {
		var said bytes.Buffer
		a := newApp(testWorld(nil, nil, nil, &said))
		a.stage.WarnOld(test.chain, test.block, &rehearsal.Options{Base: test.base})
		if !strings.Contains(said.String(), test.want) || (test.want == "") != (said.Len() == 0) {
			t.Errorf("%d: %q, want %q", test.block, said.String(), test.want)
		}
	}
}
