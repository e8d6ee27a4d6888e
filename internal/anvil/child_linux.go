package anvil

import (
	"os"
	"os/exec"
	"syscall"
)

// dieWithParent makes the kernel end the child when this program dies, whatever
// it dies of. Its own process group keeps the terminal's Ctrl-C from it: it is
// ended by stop, after what it still has to answer.
func dieWithParent(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGTERM, Setpgid: true}
}

// terminate and kill reach what the child has started as well: the program may be
// a script around anvil.
func terminate(child *os.Process) { _ = syscall.Kill(-child.Pid, syscall.SIGTERM) }

func kill(child *os.Process) { _ = syscall.Kill(-child.Pid, syscall.SIGKILL) }
