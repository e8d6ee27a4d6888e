package text

import (
	"strings"

	"github.com/ethereum/go-ethereum/common"
)

func ShortZero(a common.Address) string {
	if a == (common.Address{}) {
		return "0x0"
	}
	return a.Hex()
}

func Addresses(addresses []common.Address) string {
	var texts []string
	for _, a := range addresses {
		texts = append(texts, a.Hex())
	}
	return strings.Join(texts, ", ")
}
