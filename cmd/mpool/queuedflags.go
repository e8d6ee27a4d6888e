package main

// queuedFlag is how --help names one that waits.
type queuedFlag struct{ *queueName }

// Type is how --help names a value.
func (queuedFlag) Type() string { return "nonce|hash" }

// String is for --help, which asks it of nothing as well.
func (f queuedFlag) String() string {
	if f.queueName == nil {
		return ""
	}
	return f.queueName.String()
}

// namedQueue is how --help names several of them.
type namedQueue struct{ *queueNames }

// Type is how --help names a value.
func (namedQueue) Type() string { return "nonce|hash" }

// String is for --help, which asks it of nothing as well.
func (n namedQueue) String() string {
	if n.queueNames == nil {
		return ""
	}
	return n.queueNames.String()
}
