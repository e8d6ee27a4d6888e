//go:build unix

package poolplan

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// Background processes of a file's command end with the command, and with the run.
func TestCommandLeavesNothingRunning(t *testing.T) {
	for name, rest := range map[string]string{"ends": "exit 1", "is ended": "sleep 60"} {
		file := filepath.Join(t.TempDir(), "pid")
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		_, err := (&Keeper{AllowExec: true}).run(ctx, []string{"sh", "-c", "sleep 60 >/dev/null 2>&1 & echo $! > " + file + "; " + rest})
		cancel()
		if err == nil {
			t.Errorf("%s: no error", name)
		}
		words, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		pid, err := strconv.Atoi(strings.TrimSpace(string(words)))
		if err != nil {
			t.Fatal(err)
		}
		for range 100 {
			if state, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat"); err != nil || strings.Contains(string(state), ") Z ") {
				pid = 0
				break
			}
			time.Sleep(10 * time.Millisecond)
		}
		if pid != 0 {
			_ = syscall.Kill(pid, syscall.SIGKILL)
			t.Errorf("%s: its child still runs", name)
		}
	}
}
