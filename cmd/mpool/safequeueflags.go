package main

import (
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/spf13/pflag"

	"mpool/internal/safeservice"
)

// queueOptions say whether something rests on what waits at a transaction service, and
// on what of that although it has not all confirmations.
type queueOptions struct {
	all   bool
	named queueNames
}

// addQueueFlags adds both.
func addQueueFlags(f *queueOptions, flags *pflag.FlagSet) {
	flags.BoolVar(&f.all, "after-queue", false, "on the state, and with the nonce, behind what waits at the Safe's transaction service, all of it confirmed")
	flags.Var(namedQueue{&f.named}, "after", "as --after-queue, and also on this one, which has not all its confirmations: its nonce, or its safeTxHash; repeatable")
}

// set says that one of the two was given.
func (f *queueOptions) set() bool { return f.all || len(f.named) > 0 }

// queueNames are transactions of a queue that the user has named.
type queueNames []queueName

func (n *queueNames) String() string {
	if len(*n) == 0 {
		return ""
	}
	return (*n)[0].String()
}

// Set adds one more.
func (n *queueNames) Set(text string) error {
	var one queueName
	err := one.Set(text)
	if err == nil {
		*n = append(*n, one)
	}
	return err
}

// Append is Set, for flags that repeat themselves in a command line.
func (n *queueNames) Append(text string) error { return n.Set(text) }

// Replace takes others in their place.
func (n *queueNames) Replace(texts []string) error {
	*n = nil
	for _, text := range texts {
		if err := n.Set(text); err != nil {
			return err
		}
	}
	return nil
}

// GetSlice are all of them, as they were written.
func (n *queueNames) GetSlice() []string {
	texts := []string{}
	for _, one := range *n {
		texts = append(texts, one.String())
	}
	return texts
}

// is says that a transaction is the one that the flag names.
func (f queueName) is(w safeservice.Queued, hash common.Hash) bool {
	if f.hash != (common.Hash{}) {
		return w.Broken == "" && hash == f.hash
	}
	return !w.NoNonce && w.Transaction.Nonce == f.nonce
}

// names says that the user has named a transaction.
func (n queueNames) names(w safeservice.Queued, hash common.Hash) bool {
	return slices.ContainsFunc(n, func(f queueName) bool { return f.is(w, hash) })
}
