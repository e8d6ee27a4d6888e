// Package faults_test does to the real program what happens to tools that send
// transactions, against the published contracts on an anvil, and looks at the
// chain afterwards: every call mined exactly once, and the pool as it is where
// nothing went wrong. docs/reliability.md is the table of it.
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

// program is the real one, with the points at which tests kill it.
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
	_ = flag.Set("test.parallel", "8") // cases wait more than they compute
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

// all says whether every case is to be run, as `make test-faults` does. Else
// each test runs a few, so that `make test` notices what breaks.
func all() bool { return os.Getenv("MPOOL_FAULTS") == "1" }

// some is how many cases to run of so many.
func some(few, many int) int {
	if all() {
		return many
	}
	return few
}
