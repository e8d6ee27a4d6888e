package parse

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"
)

// Addresses parses several addresses; a duplicate is an error.
func Addresses(words []string) ([]common.Address, error) {
	var list []common.Address
	seen := map[common.Address]bool{}
	for _, word := range words {
		address, err := Address(word)
		if err != nil {
			return nil, err
		}
		if seen[address] {
			return nil, fmt.Errorf("%s appears twice", address)
		}
		seen[address] = true
		list = append(list, address)
	}
	return list, nil
}
