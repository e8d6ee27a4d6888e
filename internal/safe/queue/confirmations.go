package queue

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/safe"
	"mpool/internal/safeservice"
	"mpool/internal/text"
)

// confirmations counts the confirmations that a service lists for a transaction, by what mpool found.
type confirmations struct {
	Listed    int `json:"listed"`
	Strangers int `json:"not_of_owners"`
	Broken    int `json:"do_not_hold"`
	Unread    int `json:"not_looked_at"`

	Good []safe.Signature `json:"-"`
}

// mostTries is the most confirmations of one owner that are checked until one is valid. It bounds the
// work for a list of any length.
const mostTries = 3

// Confirmed returns the valid signatures of owners, and the counts of the others. It recovers EOA
// signatures from the hash computed here and asks contracts.
func (q *Queue) Confirmed(ctx context.Context, w safeservice.Queued) (*confirmations, error) {
	c := &confirmations{Listed: len(w.Confirmed)}
	hashes, agreed, tries := q.hashes(w), map[common.Address]bool{}, map[common.Address]int{}
	for _, one := range w.Confirmed {
		switch {
		case !slices.Contains(q.Safe.Owners, one.Owner):
			c.Strangers++
			continue
		case agreed[one.Owner]: // a repeated confirmation
			continue
		case tries[one.Owner] == mostTries:
			c.Unread++
			continue
		}
		tries[one.Owner]++
		s, holds, err := q.holds(ctx, hashes, one)
		switch {
		case err != nil:
			return nil, err
		case !holds:
			c.Broken++
			continue
		}
		c.Good, agreed[one.Owner] = append(c.Good, s), true
	}
	return c, nil
}

// holds says whether a confirmation is its owner's valid signature of the transaction.
func (q *Queue) holds(ctx context.Context, hashes safe.Hashes, one safeservice.Confirmation) (s safe.Signature, holds bool, err error) {
	if s, err := safe.RecoverOwner(hashes.SafeTx, one.Signature, q.Safe.Owners); err == nil {
		return s, s.Owner == one.Owner, nil
	}
	s, err = safe.ReadContract(one.Signature)
	if err != nil || s.Owner != one.Owner {
		return s, false, nil //nolint:nilerr // it does not count
	}
	holds, err = q.Client.Accepts(ctx, q.At(), AskedOf(s, q.Version, hashes))
	return s, holds, err
}

// Text says how many confirmations do not count, and why; "" if all count.
func (c *confirmations) Text() string {
	var parts []string
	add := func(n int, one, several string) {
		if n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, map[bool]string{true: one, false: several}[n == 1]))
		}
	}
	if c == nil {
		return ""
	}
	add(c.Broken, "is not the owner's signature of this hash", "are not the owners' signatures of this hash")
	add(c.Strangers, "is not from an owner of the Safe", "are not from owners of the Safe")
	add(c.Unread, "was not checked, because 3 from the same owner are invalid", "were not checked, because 3 from the same owner are invalid")
	if len(parts) == 0 {
		return ""
	}
	return fmt.Sprintf("of %s listed, these do not count: %s", text.Plural(c.Listed, "confirmation"), strings.Join(parts, "; "))
}
