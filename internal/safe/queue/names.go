package queue

import (
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/safeservice"
)

// Options say whether something rests on what waits at a transaction service, and
// on what of that although it has not all confirmations.
type Options struct {
	All   bool
	Named Names
}

// Given says that one of the two was given.
func (f *Options) Given() bool { return f.All || len(f.Named) > 0 }

// Names are transactions of a queue that the user has named.
type Names []Name

func (n *Names) String() string {
	if len(*n) == 0 {
		return ""
	}
	return (*n)[0].String()
}

// Set adds one more.
func (n *Names) Set(text string) error {
	var one Name
	err := one.Set(text)
	if err == nil {
		*n = append(*n, one)
	}
	return err
}

// Append is Set, for flags that repeat themselves in a command line.
func (n *Names) Append(text string) error { return n.Set(text) }

// Replace takes others in their place.
func (n *Names) Replace(texts []string) error {
	*n = nil
	for _, text := range texts {
		if err := n.Set(text); err != nil {
			return err
		}
	}
	return nil
}

// GetSlice are all of them, as they were written.
func (n *Names) GetSlice() []string {
	texts := []string{}
	for _, one := range *n {
		texts = append(texts, one.String())
	}
	return texts
}

// is says that a transaction is the one that the flag names.
func (f Name) is(w safeservice.Queued, hash common.Hash) bool {
	if f.hash != (common.Hash{}) {
		return w.Broken == "" && hash == f.hash
	}
	return !w.NoNonce && w.Transaction.Nonce == f.nonce
}

// names says that the user has named a transaction.
func (n Names) names(w safeservice.Queued, hash common.Hash) bool {
	return slices.ContainsFunc(n, func(f Name) bool { return f.is(w, hash) })
}
