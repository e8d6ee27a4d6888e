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

// Queued is a transaction that the service stores, as the service describes it.
type Queued struct {
	Transaction safe.Transaction
	// Claimed is the hash that the service reports. Use it only to compare it with the hash of the
	// fields.
	Claimed   common.Hash
	Confirmed []Confirmation
	// Broken says why the fields cannot be hashed; "" if they can.
	Broken string
	// NoNonce says that the nonce cannot be read either.
	NoNonce bool
}

// Confirmation is an owner's signature, as the service describes it. An unreadable confirmation has no
// signature.
type Confirmation struct {
	Owner     common.Address
	Signature []byte
}

// has says whether the service has a valid confirmation by the proposal's owner: a signature of the
// hash by the owner's key, or, for a contract, exactly the proposed bytes.
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
	mostWait  = 500      // waiting transactions: more are a fault or an attack
	mostPages = 600      // some services return one transaction per page
	mostBytes = 64 << 20 // in all pages together
	mostTime  = 2 * time.Minute
)

// page is a part of a list. Results is nil if the response has no list.
type page struct {
	Count   *uint64            `json:"count"` // of the whole list
	Results *[]json.RawMessage `json:"results"`
	Next    *string            `json:"next"` // only its presence counts: mpool does not follow it
}

// Queue lists the waiting transactions from a nonce on, in the order of nonces. It fails if the list
// does not end, is too large, or is incomplete. An entry that cannot be read is no error: it is listed
// as broken.
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

// whole compares the number of received entries with the count on the last page.
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

// page reads the entries from an offset on. A response without a list is an error, not an empty list:
// transactions could still wait.
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
