package redact

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"os"
	"syscall"
)

// Reason says in plain words why a connection failed. The library's text names system calls and may
// contain the address, so it is shown, cleaned, only for uncommon failures.
func (e Endpoint) Reason(err error) string {
	var name *net.DNSError
	var certificate *tls.CertificateVerificationError
	var unknown x509.UnknownAuthorityError
	var notTLS tls.RecordHeaderError
	switch {
	case errors.Is(err, syscall.ECONNREFUSED):
		return "connection refused: nothing listens there"
	case errors.As(err, &name):
		return "unknown host name"
	case timedOut(err):
		return "no response in time"
	case errors.As(err, &certificate), errors.As(err, &unknown):
		return "its TLS certificate is not trusted"
	case errors.As(err, &notTLS):
		return "it does not use TLS: try http:// instead of https://"
	case errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE), errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, net.ErrClosed):
		return "it closed the connection"
	case errors.Is(err, syscall.ENETUNREACH), errors.Is(err, syscall.EHOSTUNREACH):
		return "the network is not reachable"
	case errors.Is(err, os.ErrNotExist):
		return "the socket does not exist"
	case errors.Is(err, os.ErrPermission):
		return "permission denied"
	}
	return e.Clean(err.Error())
}

func timedOut(err error) bool {
	var n net.Error
	return errors.Is(err, context.DeadlineExceeded) || errors.As(err, &n) && n.Timeout()
}
