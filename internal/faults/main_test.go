// Package faults_test exposes the real program to the faults that happen when transactions are
// sent, with the published contracts on an anvil. Then it checks the chain: every call is mined
// exactly once, and the pool is as after a run without faults. docs/reliability.md has the table of
// faults.
package faults_test

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"go.uber.org/goleak"
)

// program is the real program, built with the points at which tests kill it.
var program string

func TestMain(m *testing.M) {
	folder, err := os.MkdirTemp("", "mpool-faults")
	if err == nil {
		program = filepath.Join(folder, "mpool")
		err = build(program)
	}
	if err == nil {
		origin, err = deploy(filepath.Join(folder, "chain"))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	flag.Parse()
	_ = flag.Set("test.parallel", "8") // cases mostly wait, so many can run at the same time
	code := m.Run()
	if err := goleak.Find(); err != nil && code == 0 {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	_ = os.RemoveAll(folder)
	os.Exit(code)
}

func build(into string) error {
	cmd := exec.Command("go", "build", "-tags", "crash", "-o", into, "mpool/cmd/mpool")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if text, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("build: %w\n%s", err, text)
	}
	return nil
}

// all says whether to run every case, as `make test-faults` does. Otherwise each test runs a few,
// so that `make test` notices regressions.
func all() bool { return os.Getenv("MPOOL_FAULTS") == "1" }

// some is how many of many cases to run.
func some(few, many int) int {
	if all() {
		return many
	}
	return few
}
