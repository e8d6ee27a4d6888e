package review

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/explain"
	"mpool/internal/ops"
	"mpool/internal/recognise"
	"mpool/internal/safe/deed"
	"mpool/internal/text"
)

// withArguments writes a call with its arguments: addOwnerWithThreshold(owner = 0x…, _threshold = 1).
// If the arguments cannot be decoded, it is the signature alone.
func withArguments(method *abi.Method, arguments []byte) string {
	values, err := method.Inputs.Unpack(arguments)
	if err != nil || len(values) != len(method.Inputs) {
		return method.Sig
	}
	var list []string
	for i, value := range values {
		words := fmt.Sprint(value)
		if b, is := value.([]byte); is {
			words = common.Bytes2Hex(b)
			words = "0x" + words[:min(len(words), 64)]
		}
		if word, is := value.([32]byte); is {
			words = common.Hash(word).Hex()
		}
		list = append(list, method.Inputs[i].Name+" = "+text.Clean(words, explain.ItemWidth))
	}
	return method.RawName + "(" + strings.Join(list, ", ") + ")"
}

// forMaker addresses a hint to the author of the batch if it names a flag that no command for checking
// or signing a batch has.
func forMaker(f ops.Finding, operation string) ops.Finding {
	for _, word := range strings.Fields(f.Hint) {
		if flag, is := strings.CutPrefix(strings.Trim(word, ".,;:()"), "--"); is && !slices.Contains([]string{"override", "reason", "recipient", "spender", "trust-manager", "accept-report", "contract", "pool", "price", "max-slippage", "safe", "nonce"}, flag) {
			f.Hint = "for the author of the batch, with mpool " + operation + ": " + f.Hint
			break
		}
	}
	return f
}

// mainCall is the index of the call that shows an operation's findings. Other calls can come before
// it, such as one that disables swaps.
func mainCall(part recognise.Recognised, calls []Call) int {
	for i := part.First; i < part.First+part.Count; i++ {
		switch calls[i].does.(type) {
		case deed.AddToken, deed.RemoveToken:
			return i
		}
	}
	return part.First
}

// hinted adjusts the hint of a batch's finding to its reader, who did not make the batch.
func hinted(f ops.Finding, part recognise.Recognised) ops.Finding {
	if f.Code == "swaps.disabled" && f.Hint != "" { // the author may want swaps to stay disabled
		f.Hint = "if they should be enabled again afterwards: mpool swaps enable, executed after this batch"
		return f
	}
	return forMaker(f, part.Operation.Name())
}
