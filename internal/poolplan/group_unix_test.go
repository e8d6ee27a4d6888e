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
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		if rest == "sleep 60" {
			go func() {
				for written(file) == "" && ctx.Err() == nil {
					time.Sleep(10 * time.Millisecond)
				}
				cancel()
			}()
		}
		_, err := (&Keeper{AllowExec: true}).run(ctx, []string{"sh", "-c", "sleep 60 >/dev/null 2>&1 & echo $! > " + file + "; " + rest})
		cancel()
		if err == nil {
			t.Errorf("%s: no error", name)
		}
		pid, err := strconv.Atoi(written(file))
		if err != nil {
			t.Fatal(err)
		}
		for range 3000 { // half a minute
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

// written is a file's only line, once it is whole.
func written(file string) string {
	words, _ := os.ReadFile(file) // not there yet
	line, _, whole := strings.Cut(string(words), "\n")
	if !whole {
		return ""
	}
	return line
}
