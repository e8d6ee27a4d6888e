package anvil

import (
	"context"
	"os/exec"
	"time"
)

// Version is what the program says of itself with --version.
func Version(ctx context.Context, program string) (string, error) {
	timed, cancel := context.WithTimeout(ctx, stopTimeout)
	defer cancel()
	cmd := exec.CommandContext(timed, program, "--version")
	cmd.Env, cmd.WaitDelay = environment(), time.Second
	said, err := cmd.Output()
	return string(said), err
}
