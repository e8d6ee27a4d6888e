package safeservice

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/safe"
)

// Queued is a transaction that the service keeps, as it says.
type Queued struct {
	Transaction safe.Transaction
	// Claimed is the hash that the service says it has: to be compared with the
	// one that is computed from the fields, and used for nothing else.
	Claimed   common.Hash
	Confirmed []Confirmation
	// Broken says why the fields are no transaction that can be hashed; "" where
	// they are one.
	Broken string
	// NoNonce says that not even the nonce of a broken one can be read.
	NoNonce bool
}

// Confirmation is an owner's signature, as the service says. One that cannot be read
// has no owner.
type Confirmation struct {
	Owner     common.Address
	Signature []byte
}

// has says whether the service has a proposal's confirmation, and that is one: the
// owner's signature of the hash, or of a contract the very bytes that were given.
func (q Queued) has(p Proposal) bool {
	for _, c := range q.Confirmed {
		if c.Owner != p.Owner {
			continue
		}
		if s, err := safe.RecoverOwner(p.Hash, c.Signature, []common.Address{p.Owner}); err == nil && s.Owner == p.Owner {
			return true
		}
		if s, err := safe.ReadContract(c.Signature); err == nil && s.Owner == p.Owner && bytes.Equal(c.Signature, p.Signature) {
			return true
		}
	}
	return false
}

const (
	pageSize  = 50
	mostWait  = 500      // transactions that wait: more are a mistake, or an attack
	mostPages = 600      // some services give one transaction a page
	mostBytes = 64 << 20 // of all pages
	mostTime  = 2 * time.Minute
)

// page is a part of a list. Results is nil where the answer is none.
type page struct {
	Count   *uint64            `json:"count"` // of the whole list
	Results *[]json.RawMessage `json:"results"`
	Next    *string            `json:"next"` // only whether there is one: where it points is not followed
}

// Queue lists what waits to be executed from a nonce on, in the order of nonces. A
// list that does not end, has too much in it or is not whole is an error, whatever
// is in it; one entry that cannot be read is not: it is listed as broken.
func (c *Client) Queue(ctx context.Context, of common.Address, from uint64) ([]Queued, error) {
	ctx, cancel := context.WithTimeout(ctx, mostTime)
	defer cancel()
	all, listed, size := []Queued(nil), 0, 0
	for range mostPages {
		p, err := c.page(ctx, of, from, listed)
		if err != nil {
			return nil, err
		}
		for _, text := range *p.Results {
			size += len(text)
			if q, waits := readQueued(text, of); waits && (q.NoNonce || q.Transaction.Nonce >= from) {
				all = append(all, q)
			}
		}
		if listed += len(*p.Results); listed > mostWait || size > mostBytes {
			return nil, c.fails(0, fmt.Sprintf("its queue has more than %d transactions or more than %d MB", mostWait, mostBytes>>20), "clean up the Safe's queue")
		}
		if p.Next == nil || len(*p.Results) == 0 {
			return all, c.whole(p, listed)
		}
	}
	return nil, c.fails(0, fmt.Sprintf("its list does not end after %d pages", mostPages), "check safe_transaction_service in the configuration")
}

// whole compares what was received with the count that the service gives on the last page.
func (c *Client) whole(last *page, listed int) error {
	why := ""
	switch {
	case last.Next != nil:
		why = "a page of its list is empty, but it reports more pages"
	case last.Count == nil:
		why = "it does not report the number of queued transactions"
	case *last.Count != uint64(listed):
		why = fmt.Sprintf("it reports %d queued transactions but lists %d", *last.Count, listed)
	default:
		return nil
	}
	e := c.fails(0, why+": the queue is unknown", "try again, or use another service")
	e.Unknown = true
	return e
}

// page reads what stands from an offset on. No list is not taken for an empty one:
// something may wait all the same.
func (c *Client) page(ctx context.Context, of common.Address, from uint64, offset int) (*page, error) {
	var p page
	path := fmt.Sprintf("/api/v2/safes/%s/multisig-transactions/?executed=false&nonce__gte=%d&ordering=nonce&limit=%d&offset=%d", of.Hex(), from, pageSize, offset)
	if err := c.get(ctx, path, &p); err != nil {
		return nil, err
	}
	if p.Results == nil {
		e := c.fails(0, "its response has no list of transactions", "the queue is unknown; check safe_transaction_service in the configuration")
		e.Unknown = true
		return nil, e
	}
	return &p, nil
}
