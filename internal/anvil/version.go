package anvil

import (
	"context"
	"os/exec"
	"time"
)

// Version returns what the program prints for --version.
func Version(ctx context.Context, program string) (string, error) {
	timed, cancel := context.WithTimeout(ctx, stopTimeout)
	defer cancel()
	cmd := exec.CommandContext(timed, program, "--version")
	cmd.Env, cmd.WaitDelay = environment(), time.Second
	said, err := cmd.Output()
	return string(said), err
}
