package redact

import (
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"os"
	"syscall"
	"testing"
)

func TestReason(t *testing.T) {
	dial := func(err error) error {
		return &url.Error{Op: "Post", URL: "http://127.0.0.1:1/v3/s3cr3t-k3y", Err: &net.OpError{Op: "dial", Net: "tcp", Err: os.NewSyscallError("connect", err)}}
	}
	e := New("http://127.0.0.1:1/v3/s3cr3t-k3y", nil)
	for _, test := range []struct {
		err  error
		want string
	}{
		{dial(syscall.ECONNREFUSED), "connection refused: nothing listens there"},
		{dial(syscall.ECONNRESET), "it closed the connection"},
		{dial(syscall.ENETUNREACH), "the network is not reachable"},
		{fmt.Errorf("dial: %w", &net.DNSError{Err: "no such host", Name: "nowhere.invalid", IsNotFound: true}), "unknown host name"},
		{fmt.Errorf("read: %w", io.EOF), "it closed the connection"},
		{&os.PathError{Op: "open", Path: "/geth.ipc", Err: syscall.ENOENT}, "the socket does not exist"},
		{errors.New("odd: /v3/s3cr3t-k3y"), "odd: ***"},
	} {
		if got := e.Reason(test.err); got != test.want {
			t.Errorf("%v: %q, want %q", test.err, got, test.want)
		}
	}
}
