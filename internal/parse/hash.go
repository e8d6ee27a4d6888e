package parse

import (
	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/failure"
)

// Hash parses 32 bytes as 0x and 64 digits.
func Hash(text string) (common.Hash, error) {
	var hash common.Hash
	if err := hash.UnmarshalText([]byte(text)); err != nil {
		return hash, failure.Usage("the part after 0x is not hexadecimal").Because(err).WithHint("copy the complete hex string and nothing else")
	}
	return hash, nil
}
