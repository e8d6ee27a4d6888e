package lens

import (
	_ "embed"
	"encoding/hex"
	"strings"

	"mpool/internal/ops"
)

//go:generate node ../../../devnet/compile.mjs Asks.sol Asks asks.hex

// asks is the compiled creation code, as hex.
//
//go:embed asks.hex
var asks string

// AskGas is what each call may use, and MostAsks how many fit: what creation code returns has
// 24,576 bytes at the most.
const (
	AskGas   = 400_000
	MostAsks = (24_576 - AskHead) / (2 + mostAnswer)
	AskHead  = 48

	mostAnswer = 192
	selector   = 4
)

// Asks is the program that calls getters without arguments, in order: creation code with its
// arguments behind it, run as that of Code is.
func Asks(calls []ops.Call) []byte {
	text := strings.TrimSpace(asks)
	code, err := hex.DecodeString(text)
	if err != nil {
		panic("asks.hex is not hex: " + err.Error()) // a broken build, never input
	}
	var list []byte
	for _, call := range calls {
		list = append(append(list, call.To[:]...), call.Data[:selector]...)
	}
	code = append(append(code, word(32)...), word(len(list))...)
	return append(code, append(list, make([]byte, (32-len(list)%32)%32)...)...)
}
