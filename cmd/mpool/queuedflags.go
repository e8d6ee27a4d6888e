package main

import (
	"mpool/internal/safe/queue"
	"mpool/internal/safe/signing"
)

// queuedFlag is a queued transaction's nonce or hash as a flag.
type queuedFlag struct{ *queue.Name }

// Type is the value's name in --help.
func (queuedFlag) Type() string { return "nonce|hash" }

// String returns the value; pflag also calls it on a zero queuedFlag.
func (f queuedFlag) String() string {
	if f.Name == nil {
		return ""
	}
	return f.Name.String()
}

// namedQueue is a list of nonces or hashes as a flag.
type namedQueue struct{ *queue.Names }

// Type is the value's name in --help.
func (namedQueue) Type() string { return "nonce|hash" }

// String returns the value; pflag also calls it on a zero namedQueue.
func (n namedQueue) String() string {
	if n.Names == nil {
		return ""
	}
	return n.Names.String()
}

// nonceFlag is a Safe's nonce as a flag.
type nonceFlag struct{ *signing.Nonce }

// Type is the value's name in --help.
func (nonceFlag) Type() string { return "number" }

// String returns the value; pflag also calls it on a zero nonceFlag.
func (n nonceFlag) String() string {
	if n.Nonce == nil {
		return ""
	}
	return n.Nonce.String()
}
