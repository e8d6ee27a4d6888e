//go:build unix && !linux

package anvil

import (
	"os"
	"os/exec"
	"syscall"
)

// dieWithParent can only give the child its own process group here. The child keeps running if its
// parent is killed.
func dieWithParent(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

func terminate(child *os.Process) { _ = syscall.Kill(-child.Pid, syscall.SIGTERM) }

func kill(child *os.Process) { _ = syscall.Kill(-child.Pid, syscall.SIGKILL) }
