// Package lens holds mpool's own contract, which reads a whole Managed Pool in one call. It is run
// but never deployed. Lens.sol explains how, and the format of its answer, which package chain
// decodes.
package lens

import (
	_ "embed"
	"encoding/hex"
	"strings"

	"github.com/ethereum/go-ethereum/common"
)

//go:generate node ../../../devnet/compile.mjs Lens.sol Lens lens.hex --runs 1

// creation is the compiled creation code in hex.
//
//go:embed lens.hex
var creation string

// PageSize is the number of tokens on one page: PAGE in Lens.sol.
const PageSize = 25

// Code returns a program that reads the pool's tokens from number first on, and also the rest of
// the pool's state if first is 0: creation code followed by its arguments. Run it by an eth_call
// without `to`, or put it at an address without code and call that.
func Code(pool common.Address, first int, factories []common.Address) []byte {
	text := strings.TrimSpace(creation)
	code := make([]byte, len(text)/2, len(text)/2+32*(4+len(factories)))
	if _, err := hex.Decode(code, []byte(text)); err != nil {
		panic("lens.hex is not hex: " + err.Error()) // a broken build, not an input error
	}
	code = append(code, common.LeftPadBytes(pool[:], 32)...)
	code = append(code, word(first)...)
	code = append(code, word(3*32)...) // offset of the list
	code = append(code, word(len(factories))...)
	for _, f := range factories {
		code = append(code, common.LeftPadBytes(f[:], 32)...)
	}
	return code
}

func word(n int) []byte {
	w := make([]byte, 32)
	for i := 31; n > 0; i-- {
		w[i] = byte(n)
		n >>= 8
	}
	return w
}
