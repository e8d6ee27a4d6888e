package signing

import (
	"strconv"

	"mpool/internal/parse"
)

// Nonce is an optional nonce of a Safe. It is a flag value.
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

// Set reads the nonce in decimal digits.
func (n *Nonce) Set(text string) (err error) {
	n.value, err = parse.Count(text)
	n.Given = err == nil
	return err
}

// Or is the nonce, or next if none is given.
func (n *Nonce) Or(next uint64) uint64 {
	if n.Given {
		return n.value
	}
	return next
}
