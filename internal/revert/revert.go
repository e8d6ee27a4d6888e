// Package revert explains in words why a contract refuses a call: Balancer's numbers, Safe's codes,
// Solidity's panics, and texts that anybody chose.
package revert

import (
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/holiman/uint256"

	"mpool/internal/named"
)

// Reason is the reason why a contract refused a call.
type Reason struct {
	Code     string // "BAL#302", "Panic(0x11)", "0x" and a custom error's selector, or ""
	Name     string // such as "MIN_WEIGHT"; "" if unknown
	Sentence string
	Data     []byte
	remedy   string
}

func (r *Reason) Error() string {
	switch {
	case r.Code == "":
		return r.Sentence
	case r.Name == "":
		return r.Code + ": " + r.Sentence
	}
	return r.Code + " " + r.Name + ": " + r.Sentence
}

// Remedy says what an owner can do about it.
func (r *Reason) Remedy() string {
	if r.remedy == "" {
		return "trace the call on a fork to see which contract reverted, and why"
	}
	return r.remedy
}

// The selectors of Error(string) and Panic(uint256), Solidity's standard errors.
const (
	errorSelector = 0x08c379a0
	panicSelector = 0x4e487b71
)

// Decode explains the data of a reverted call. message is the node's text, used if there is
// no data.
func Decode(data []byte, message string) *Reason {
	r := &Reason{Data: data}
	if len(data) < 4 {
		return r.fromMessage(message)
	}
	switch binary.BigEndian.Uint32(data) {
	case errorSelector:
		if text, ok := abiString(data[4:]); ok {
			return r.fromText(text)
		}
	case panicSelector:
		if len(data) == 36 {
			return r.fromPanic(data[4:])
		}
	}
	r.Code = "0x" + hex.EncodeToString(data[:4])
	r.Sentence = fmt.Sprintf("the contract reverted with a custom error of %d bytes", len(data))
	return r
}

// fromMessage looks for a Balancer number in the node's text, because some nodes return only the
// text.
func (r *Reason) fromMessage(message string) *Reason {
	if code := regexp.MustCompile(`BAL#\d{3}`).FindString(message); code != "" {
		return r.fromText(code)
	}
	if message == "" || mentions(message, "execution reverted") {
		r.Sentence = "the contract reverted without a reason"
		r.remedy = "usually the address has no such function, or the gas limit is too low: check both, then trace the call on a fork"
		return r
	}
	r.Sentence = "the node reports " + said(message)
	if mentions(message, "out of gas") || mentions(message, "outofgas") { // anvil's spelling
		r.Sentence = "out of gas"
		r.remedy = "the call needs more gas than one transaction can have"
	}
	return r
}

// mentions searches a node's text, which is all that some nodes return.
func mentions(message, phrase string) bool {
	return strings.Contains(strings.ToLower(message), phrase)
}

// said quotes a reason, which any contract can choose: it must not read as a part of mpool's sentence.
func said(reason string) string { return strconv.Quote(named.Clean(reason, longestReason)) }

// longestReason is the most columns of a reason that are shown.
const longestReason = 160

func (r *Reason) fromText(text string) *Reason {
	if known := r.fromSafe(text); known != nil {
		return known
	}
	digits := regexp.MustCompile(`^BAL#(\d{3})$`).FindStringSubmatch(text)
	if digits == nil {
		r.Sentence = "the contract reverted: " + said(text)
		return r
	}
	number, err := strconv.Atoi(digits[1])
	if err != nil {
		return r
	}
	if known, found := Code(number); found {
		known.Data = r.Data
		return known
	}
	r.Code, r.Sentence = text, "unknown Balancer error"
	return r
}

// fromPanic explains the number of one of Solidity's built-in checks.
func (r *Reason) fromPanic(word []byte) *Reason {
	var number uint256.Int
	number.SetBytes(word)
	r.Code = "Panic(" + number.Hex() + ")"
	sentences := map[uint64]string{
		0x01: "assertion failed", 0x11: "arithmetic overflow", 0x12: "division by zero", 0x21: "invalid enum value",
		0x31: "pop from an empty list", 0x32: "index out of range", 0x41: "out of memory", 0x51: "call of an unset function",
	}
	r.Sentence = sentences[number.Uint64()]
	if r.Sentence == "" || !number.IsUint64() {
		r.Sentence = "a compiler check failed"
	}
	return r
}

// abiString decodes one ABI-encoded string.
func abiString(data []byte) (string, bool) {
	if len(data) < 64 {
		return "", false
	}
	var offset, size uint256.Int
	offset.SetBytes(data[:32])
	size.SetBytes(data[32:64])
	if !offset.Eq(uint256.NewInt(32)) || size.GtUint64(uint64(len(data)-64)) {
		return "", false
	}
	return string(data[64 : 64+size.Uint64()]), true
}
