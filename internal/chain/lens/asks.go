package lens

import (
	_ "embed"
	"encoding/hex"
	"strings"

	"mpool/internal/ops"
)

//go:generate node ../../../devnet/compile.mjs Asks.sol Asks asks.hex

// asks is the compiled creation code in hex.
//
//go:embed asks.hex
var asks string

// AskGas is the gas limit of each call. MostAsks is the largest number of calls, because creation
// code returns at most 24,576 bytes.
const (
	AskGas   = 400_000
	MostAsks = (24_576 - AskHead) / (2 + mostAnswer)
	AskHead  = 48

	mostAnswer = 192
	selector   = 4
)

// Asks returns a program that calls getters without arguments in order: creation code followed by
// its arguments. Run it like that of Code.
func Asks(calls []ops.Call) []byte {
	text := strings.TrimSpace(asks)
	code, err := hex.DecodeString(text)
	if err != nil {
		panic("asks.hex is not hex: " + err.Error()) // a broken build, not an input error
	}
	var list []byte
	for _, call := range calls {
		list = append(append(list, call.To[:]...), call.Data[:selector]...)
	}
	code = append(append(code, word(32)...), word(len(list))...)
	return append(code, append(list, make([]byte, (32-len(list)%32)%32)...)...)
}
