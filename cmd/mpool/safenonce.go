package main

import (
	"strconv"

	"mpool/internal/parse"
)

// ownNonce is a Safe's nonce, where one is given.
type ownNonce struct {
	value uint64
	given bool
}

func (n *ownNonce) String() string {
	if !n.given {
		return ""
	}
	return strconv.FormatUint(n.value, 10)
}

// Set reads the nonce.
func (n *ownNonce) Set(text string) (err error) {
	n.value, err = parse.Count(text)
	n.given = err == nil
	return err
}

// or is the nonce, or another where it is not given.
func (n *ownNonce) or(next uint64) uint64 {
	if n.given {
		return n.value
	}
	return next
}
