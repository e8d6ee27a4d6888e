package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// The arm64 program writes the same bytes. It is run by qemu, which must be on PATH or named by
// MPOOL_QEMU.
func TestSoakBacktestOnArm(t *testing.T) {
	qemu, err := exec.LookPath("qemu-aarch64-static")
	if err != nil {
		qemu, err = exec.LookPath("qemu-aarch64")
	}
	if named := os.Getenv("MPOOL_QEMU"); named != "" {
		qemu, err = named, nil
	}
	if err != nil || os.Getenv("MPOOL_SOAK") == "" {
		t.Skip("it takes MPOOL_SOAK and qemu-aarch64 (Debian: qemu-user)")
	}
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	for _, arch := range []string{"amd64", "arm64"} {
		build := exec.CommandContext(t.Context(), "go", "build", "-trimpath", "-ldflags", "-X main.version=same", "-o", filepath.Join(folder, arch), "./cmd/mpool")
		build.Dir, build.Env = root, append(os.Environ(), "GOARCH="+arch, "GOOS=linux", "CGO_ENABLED=0")
		if out, err := build.CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", arch, err, out)
		}
	}
	writeAll(t, map[string]string{"pool.yaml": backtestPool, "plan.yaml": backtestPlan, "prices.csv": swinging(3000)})
	args := []string{"backtest", "--pool-file", "pool.yaml", "--prices", "prices.csv", "--tvl", "1e6", "--strategy", "plan.yaml", "--policies", "off",
		"--noise", "daily:1", "--sandwich", "on", "--arb", "poisson:90m", "--gas-price", "20gwei", "--gas-token", "WETH", "--breakdown", "month", "--json"}
	run := func(dir string, command ...string) []byte {
		cmd := exec.CommandContext(t.Context(), command[0], append(command[1:], append(args, "--out", dir)...)...)
		cmd.Stderr = os.Stderr
		out, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	ours, theirs := run("a", filepath.Join(folder, "amd64")), run("b", qemu, filepath.Join(folder, "arm64"))
	if !bytes.Equal(ours, theirs) {
		t.Error("the JSON differs")
	}
	for _, name := range []string{"result.json", "report.html", "report.md", "series.csv", "trades.csv"} {
		a, err := os.ReadFile(filepath.Join("a", name))
		if err != nil {
			t.Fatal(err)
		}
		b, err := os.ReadFile(filepath.Join("b", name))
		if err != nil || !bytes.Equal(a, b) {
			t.Errorf("%s differs (%v)", name, err)
		}
		t.Logf("%s: %d bytes", name, len(a))
	}
}
