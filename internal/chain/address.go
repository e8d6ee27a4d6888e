package chain

import (
	"net/url"
	"strings"

	"mpool/internal/network"
)

// AddressError: the address names no way to talk to a node.
type AddressError struct {
	Scheme string
	source string // of the address
}

func (e *AddressError) Error() string {
	if e.Scheme == "" {
		return "invalid --rpc-url: it is neither a URL nor the path of an IPC socket"
	}
	return "invalid --rpc-url: mpool does not support " + e.Scheme + "://"
}

// Code is how scripts know it.
func (e *AddressError) Code() string { return "usage" }

// Hint is what to do about it.
func (e *AddressError) Hint() string {
	return "use http://…, https://…, ws://…, wss://… or the path of the node's IPC socket, for example /data/geth.ipc, for " + place(e.source)
}

// checkAddress refuses addresses that the library would misread: an address without a
// scheme is the path of a socket to it.
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

// safeScheme is a scheme as it may be shown: what is no word may be a secret.
func safeScheme(scheme string) string {
	if len(scheme) > 10 || strings.Trim(strings.ToLower(scheme), "abcdefghijklmnopqrstuvwxyz") != "" {
		return "this scheme"
	}
	return scheme
}
