package anvil

import (
	"os"
	"os/exec"
	"syscall"
)

// dieWithParent makes the kernel end the child when this program ends for any reason. The child
// gets its own process group, so that Ctrl-C does not reach it; Stop ends it after its last
// answers.
func dieWithParent(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGTERM, Setpgid: true}
}

// terminate and kill signal the whole process group, because the program may be a script that
// starts anvil.
func terminate(child *os.Process) { _ = syscall.Kill(-child.Pid, syscall.SIGTERM) }

func kill(child *os.Process) { _ = syscall.Kill(-child.Pid, syscall.SIGKILL) }
