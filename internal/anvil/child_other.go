//go:build !unix

package anvil

import (
	"os"
	"os/exec"
)

func dieWithParent(*exec.Cmd) {}

func terminate(child *os.Process) { kill(child) }

func kill(child *os.Process) { _ = child.Kill() }
