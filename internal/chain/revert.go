package chain

import (
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"regexp"
	"strconv"

	"github.com/holiman/uint256"

	"mpool/internal/named"
)

// Revert is the reason why a contract refused a call.
type Revert struct {
	Code     string // "BAL#302", "Panic(0x11)", "0x" and a custom error's selector, or ""
	Name     string // such as "MIN_WEIGHT"; "" if unknown
	Sentence string
	Data     []byte
	remedy   string
}

func (r *Revert) Error() string {
	switch {
	case r.Code == "":
		return r.Sentence
	case r.Name == "":
		return r.Code + ": " + r.Sentence
	}
	return r.Code + " " + r.Name + ": " + r.Sentence
}

// Remedy says what an owner can do about it.
func (r *Revert) Remedy() string {
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

// DecodeRevert explains the data of a reverted call. message is the node's text, used if there is
// no data.
func DecodeRevert(data []byte, message string) *Revert {
	r := &Revert{Data: data}
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

// asRevert turns a node's error about a failed EVM call into a *Revert, and returns other errors
// unchanged.
func asRevert(err error) error {
	var no *NodeError
	if errors.As(err, &no) && (no.Code == 3 || len(no.Data) > 0 || says(no.Message, "revert", "out of gas", "outofgas", "bal#")) {
		return DecodeRevert(no.Data, no.Message)
	}
	return err
}

// byContract says whether a call failed in the contract, so that another try or node would give the
// same. Any other error means that the answer is unknown.
func byContract(err error) bool {
	var revert *Revert
	var no *NodeError
	return errors.As(asRevert(err), &revert) || errors.As(err, &no) && says(no.Message, "opcode", "invalid jump", "stack underflow", "stack limit",
		"write protection", "return data out of bounds", "gas uint64 overflow", "evm error", "vm execution error", "vm exception", "execution halted")
}

// unknown is the first error that is not the contract's, or nil.
func unknown(errs []error) error {
	for _, err := range errs {
		if err != nil && !byContract(err) {
			return err
		}
	}
	return nil
}

// fromMessage looks for a Balancer number in the node's text, because some nodes return only the
// text.
func (r *Revert) fromMessage(message string) *Revert {
	if code := regexp.MustCompile(`BAL#\d{3}`).FindString(message); code != "" {
		return r.fromText(code)
	}
	if message == "" || says(message, "execution reverted") {
		r.Sentence = "the contract reverted without a reason"
		r.remedy = "usually the address has no such function, or the gas limit is too low: check both, then trace the call on a fork"
		return r
	}
	r.Sentence = "the node reports " + said(message)
	if says(message, "out of gas", "outofgas") { // anvil's spelling
		r.Sentence = "out of gas"
		r.remedy = "the call needs more gas than one transaction can have"
	}
	return r
}

// said quotes a reason, which any contract can choose: it must not read as a part of mpool's sentence.
func said(reason string) string { return strconv.Quote(named.Clean(reason, longestReason)) }

// longestReason is the most columns of a reason that are shown.
const longestReason = 160

func (r *Revert) fromText(text string) *Revert {
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
	if known, found := BalancerCode(number); found {
		known.Data = r.Data
		return known
	}
	r.Code, r.Sentence = text, "unknown Balancer error"
	return r
}

// fromPanic explains the number of one of Solidity's built-in checks.
func (r *Revert) fromPanic(word []byte) *Revert {
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
