package signing

import (
	"strconv"

	"mpool/internal/parse"
)

// Nonce is a Safe's nonce, where one is given.
type Nonce struct {
	value uint64
	Given bool
}

func (n *Nonce) String() string {
	if !n.Given {
		return ""
	}
	return strconv.FormatUint(n.value, 10)
}

// Set reads the nonce.
func (n *Nonce) Set(text string) (err error) {
	n.value, err = parse.Count(text)
	n.Given = err == nil
	return err
}

// Or is the nonce, or another where it is not given.
func (n *Nonce) Or(next uint64) uint64 {
	if n.Given {
		return n.value
	}
	return next
}
