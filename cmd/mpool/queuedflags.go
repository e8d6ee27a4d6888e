package main

import (
	"mpool/internal/safe/queue"
	"mpool/internal/safe/signing"
)

// queuedFlag is how --help names one that waits.
type queuedFlag struct{ *queue.Name }

// Type is how --help names a value.
func (queuedFlag) Type() string { return "nonce|hash" }

// String is for --help, which asks it of nothing as well.
func (f queuedFlag) String() string {
	if f.Name == nil {
		return ""
	}
	return f.Name.String()
}

// namedQueue is how --help names several of them.
type namedQueue struct{ *queue.Names }

// Type is how --help names a value.
func (namedQueue) Type() string { return "nonce|hash" }

// String is for --help, which asks it of nothing as well.
func (n namedQueue) String() string {
	if n.Names == nil {
		return ""
	}
	return n.Names.String()
}

// nonceFlag is how --help names a Safe's nonce.
type nonceFlag struct{ *signing.Nonce }

// Type is how --help names a value.
func (nonceFlag) Type() string { return "number" }

// String is for --help, which asks it of nothing as well.
func (n nonceFlag) String() string {
	if n.Nonce == nil {
		return ""
	}
	return n.Nonce.String()
}
