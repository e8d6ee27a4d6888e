package wire

import (
	"net/url"
	"strings"

	"mpool/internal/network"
)

// AddressError says that the URL of a node is not valid.
type AddressError struct {
	Scheme string
	source string // origin of the URL
}

func (e *AddressError) Error() string {
	if e.Scheme == "" {
		return "invalid --rpc-url: it is neither a URL nor the path of an IPC socket"
	}
	return "invalid --rpc-url: mpool does not support " + e.Scheme + "://"
}

// Code returns the stable code for scripts.
func (e *AddressError) Code() string { return "usage" }

// Hint returns what the user should do next.
func (e *AddressError) Hint() string {
	return "use http://…, https://…, ws://…, wss://… or the path of the node's IPC socket, for example /data/geth.ipc, for " + place(e.source)
}

// checkAddress refuses addresses that the RPC library would misread: it takes an address without a
// scheme as the path of a socket.
func checkAddress(address string) *AddressError {
	scheme, _, found := strings.Cut(address, "://")
	switch {
	case !found && network.IsSocket(address):
		return nil
	case !found:
		return &AddressError{}
	}
	switch strings.ToLower(scheme) {
	case "http", "https", "ws", "wss":
		if u, err := url.Parse(address); err != nil || u.Host == "" {
			return &AddressError{}
		}
		return nil
	}
	return &AddressError{Scheme: safeScheme(scheme)}
}

// safeScheme returns a scheme for display. A string that is not a plain word may be a secret, so it
// is not shown.
func safeScheme(scheme string) string {
	if len(scheme) > 10 || strings.Trim(strings.ToLower(scheme), "abcdefghijklmnopqrstuvwxyz") != "" {
		return "this scheme"
	}
	return scheme
}
