// Package lens holds the contract of ours that reads a whole Managed Pool in
// one call. It is run and never deployed: see Lens.sol for how, and for the
// form of its answer, which package chain decodes.
package lens

import (
	_ "embed"
	"encoding/hex"
	"strings"

	"github.com/ethereum/go-ethereum/common"
)

//go:generate node ../../../devnet/compile.mjs Lens.sol Lens lens.hex --runs 1

// creation is the compiled creation code, as hex.
//
//go:embed lens.hex
var creation string

// PageSize is how many tokens one page holds: PAGE in Lens.sol.
const PageSize = 25

// Code is the program that reads the pool's tokens from number first on, and
// the rest of its state where first is 0: creation code with its arguments
// behind it. Run it by an eth_call without `to`, or put it at an address that
// has no code and call that.
func Code(pool common.Address, first int, factories []common.Address) []byte {
	text := strings.TrimSpace(creation)
	code := make([]byte, len(text)/2, len(text)/2+32*(4+len(factories)))
	if _, err := hex.Decode(code, []byte(text)); err != nil {
		panic("lens.hex is not hex: " + err.Error()) // a broken build, never input
	}
	code = append(code, common.LeftPadBytes(pool[:], 32)...)
	code = append(code, word(first)...)
	code = append(code, word(3*32)...) // where the list begins
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
