package main

import (
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/spf13/pflag"

	"mpool/internal/safeservice"
)

// queueFlags say whether something rests on what waits at a transaction service, and
// on what of that although it has not all confirmations.
type queueFlags struct {
	all   bool
	named namedQueue
}

func (f *queueFlags) add(flags *pflag.FlagSet) {
	flags.BoolVar(&f.all, "after-queue", false, "on the state, and with the nonce, behind what waits at the Safe's transaction service, all of it confirmed")
	flags.Var(&f.named, "after", "as --after-queue, and also on this one, which has not all its confirmations: its nonce, or its safeTxHash; repeatable")
}

// set says that one of the two was given.
func (f *queueFlags) set() bool { return f.all || len(f.named) > 0 }

// namedQueue are transactions of a queue that the user has named.
type namedQueue []queuedFlag

func (n *namedQueue) String() string {
	if len(*n) == 0 {
		return ""
	}
	return (*n)[0].String()
}

// Type is how --help names a value.
func (n *namedQueue) Type() string { return "nonce|hash" }

// Set adds one more.
func (n *namedQueue) Set(text string) error {
	var one queuedFlag
	err := one.Set(text)
	if err == nil {
		*n = append(*n, one)
	}
	return err
}

// Append is Set, for flags that repeat themselves in a command line.
func (n *namedQueue) Append(text string) error { return n.Set(text) }

// Replace takes others in their place.
func (n *namedQueue) Replace(texts []string) error {
	*n = nil
	for _, text := range texts {
		if err := n.Set(text); err != nil {
			return err
		}
	}
	return nil
}

// GetSlice are all of them, as they were written.
func (n *namedQueue) GetSlice() []string {
	texts := []string{}
	for _, one := range *n {
		texts = append(texts, one.String())
	}
	return texts
}

// is says that a transaction is the one that the flag names.
func (f queuedFlag) is(w safeservice.Queued, hash common.Hash) bool {
	if f.hash != (common.Hash{}) {
		return w.Broken == "" && hash == f.hash
	}
	return !w.NoNonce && w.Transaction.Nonce == f.nonce
}

// names says that the user has named a transaction.
func (n namedQueue) names(w safeservice.Queued, hash common.Hash) bool {
	return slices.ContainsFunc(n, func(f queuedFlag) bool { return f.is(w, hash) })
}
