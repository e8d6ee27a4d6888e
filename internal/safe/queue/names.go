package queue

import (
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/safeservice"
)

// Options say whether to start after the queue, and which transactions to rely on although they are
// not fully signed.
type Options struct {
	All   bool
	Named Names
}

// Given says that at least one of the two flags was given.
func (f *Options) Given() bool { return f.All || len(f.Named) > 0 }

// Names are the queued transactions that the user named. It is the value of a repeatable flag.
type Names []Name

func (n *Names) String() string {
	if len(*n) == 0 {
		return ""
	}
	return (*n)[0].String()
}

// Set adds a name.
func (n *Names) Set(text string) error {
	var one Name
	err := one.Set(text)
	if err == nil {
		*n = append(*n, one)
	}
	return err
}

// Append adds a name, as pflag's SliceValue requires.
func (n *Names) Append(text string) error { return n.Set(text) }

// Replace replaces all names.
func (n *Names) Replace(texts []string) error {
	*n = nil
	for _, text := range texts {
		if err := n.Set(text); err != nil {
			return err
		}
	}
	return nil
}

// GetSlice returns all names as texts.
func (n *Names) GetSlice() []string {
	texts := []string{}
	for _, one := range *n {
		texts = append(texts, one.String())
	}
	return texts
}

// is says that a transaction has this name.
func (f Name) is(w safeservice.Queued, hash common.Hash) bool {
	if f.hash != (common.Hash{}) {
		return w.Broken == "" && hash == f.hash
	}
	return !w.NoNonce && w.Transaction.Nonce == f.nonce
}

// names says that one of the names is that of the transaction.
func (n Names) names(w safeservice.Queued, hash common.Hash) bool {
	return slices.ContainsFunc(n, func(f Name) bool { return f.is(w, hash) })
}

// Nonces names the nonces from the first to the last.
func Nonces(first, last uint64) string {
	if first == last {
		return fmt.Sprintf("nonce %d", first)
	}
	return fmt.Sprintf("nonces %d to %d", first, last)
}
