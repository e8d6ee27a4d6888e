package anvil

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"time"

	"mpool/internal/mistake"
)

// Node is anvil, running as a child process on loopback.
type Node struct {
	URL  string
	cmd  *exec.Cmd
	done chan struct{} // closed when the child has ended
}

// Done is closed when the child has ended for any reason.
func (n *Node) Done() <-chan struct{} { return n.done }

// PID is the child's process id.
func (n *Node) PID() int { return n.cmd.Process.Pid }

const (
	host         = "127.0.0.1"
	startTimeout = 20 * time.Second
	stopTimeout  = 5 * time.Second
)

// Start starts the program and waits until it listens. Port 0 picks a free port. The context covers
// only the start: the node lives until Stop.
func Start(ctx context.Context, program string, port int, args ...string) (*Node, error) {
	if err := checkPort(port); err != nil {
		return nil, err
	}
	cmd := exec.Command(program, append([]string{"--host", host, "--port", strconv.Itoa(port)}, args...)...)
	cmd.Env = environment()
	dieWithParent(cmd)
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	complaints := &head{}
	cmd.Stderr = complaints
	cmd.WaitDelay = stopTimeout // processes that the program started may hold the pipes open
	n := &Node{cmd: cmd, done: make(chan struct{})}
	if err := n.spawn(); err != nil {
		return nil, &Error{ErrEnded, fmt.Sprintf("cannot start %s: %v", program, lastCause(err)), "choose another program with --anvil"}
	}
	listening := make(chan string, 1)
	go readOutput(out, listening)
	return n.ready(ctx, listening, complaints)
}

// checkPort tests the port first, because anvil would only say "os error 98".
func checkPort(port int) error {
	if port == 0 {
		return nil
	}
	listener, err := net.Listen("tcp4", net.JoinHostPort(host, strconv.Itoa(port)))
	if err != nil && errors.Is(err, syscall.EADDRINUSE) {
		return &Error{ErrPortBusy, fmt.Sprintf("port %d on %s is in use", port, host), "stop the program that uses it, or use a free port with --port 0"}
	}
	if err != nil {
		return &Error{ErrPort, fmt.Sprintf("cannot listen on port %d on %s: %v", port, host, lastCause(err)), "use a free port with --port 0"}
	}
	return listener.Close()
}

// lastCause returns the innermost error, without what the net package adds.
func lastCause(err error) error {
	for next := errors.Unwrap(err); next != nil; next = errors.Unwrap(err) {
		err = next
	}
	return err
}

// spawn starts the child and waits for its end on one locked thread. On Linux the death signal
// comes when the thread that started the child ends, not when the process ends.
func (n *Node) spawn() error {
	started := make(chan error, 2) // room for two: after Start, a second error has no reader
	go func() {
		defer mistake.Contain(func(m *mistake.Mistake) { started <- m })
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		err := n.cmd.Start()
		started <- err
		if err == nil {
			_ = n.cmd.Wait() // ProcessState holds the result
			close(n.done)
		}
	}()
	return <-started
}

// readOutput passes on the address on which anvil listens and drains the rest of the output,
// because a full pipe would block anvil.
func readOutput(out io.Reader, listening chan<- string) {
	defer mistake.Contain(nil) // the waiting side has its own timeout
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if address, found := strings.CutPrefix(lines.Text(), "Listening on "); found {
			listening <- address
			break
		}
	}
	_, _ = io.Copy(io.Discard, out)
}

func (n *Node) ready(ctx context.Context, listening <-chan string, complaints *head) (*Node, error) {
	select {
	case address := <-listening:
		n.URL = "http://" + strings.TrimSpace(address)
		return n, nil
	case <-n.done:
		return nil, &Error{ErrEnded, fmt.Sprintf("anvil exited at once: %s", cmp.Or(complaints.words(), n.cmd.ProcessState.String())), "check that " + n.cmd.Path + " is an anvil for this machine, or choose another with --anvil"}
	case <-ctx.Done():
		n.Kill()
		return nil, ctx.Err()
	case <-time.After(startTimeout):
		n.Kill()
		return nil, &Error{ErrEnded, fmt.Sprintf("%s did not start listening within %.0f seconds", n.cmd.Path, startTimeout.Seconds()), "check that it is anvil, or choose another with --anvil"}
	}
}

// Stop asks the child to end, so that it writes its state, and kills it after stopTimeout. The port
// is free when Stop returns. The error says that the child did not end successfully.
func (n *Node) Stop() error {
	n.signal(terminate)
	select {
	case <-n.done:
	case <-time.After(stopTimeout):
		n.signal(kill)
		<-n.done
	}
	if state := n.cmd.ProcessState; state != nil && !state.Success() {
		return fmt.Errorf("anvil exited with %s", state)
	}
	return nil
}

// Kill ends the child at once, so it writes no state. The port is free when Kill returns.
func (n *Node) Kill() {
	n.signal(kill)
	<-n.done
}

// signal does nothing after the child has ended, because its process ID may belong to another
// process.
func (n *Node) signal(send func(*os.Process)) {
	select {
	case <-n.done:
	default:
		send(n.cmd.Process)
	}
}
