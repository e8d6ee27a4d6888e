package safe

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"
)

// packedHead is the length in bytes of the fields before each call's data in a MultiSend: operation,
// address, value and length.
const packedHead = 1 + 20 + 32 + 32

// multiSendSelector is the selector of multiSend(bytes).
func multiSendSelector() []byte { return []byte{0x8d, 0x80, 0xff, 0x0a} }

// PackMultiSend returns the calldata of multiSend(bytes). It refuses a delegate call, as
// MultiSendCallOnly does.
func PackMultiSend(calls []Call) ([]byte, error) {
	var packed []byte
	for i, c := range calls {
		if c.Operation != OperationCall {
			return nil, fmt.Errorf("call %d is a %s: MultiSendCallOnly makes plain calls only", i+1, c.Operation)
		}
		packed = append(packed, byte(c.Operation))
		packed = append(packed, c.To[:]...)
		packed = append(packed, number(&c.Value)...)
		packed = append(packed, number(uint256.NewInt(uint64(len(c.Data))))...)
		packed = append(packed, c.Data...)
	}
	data := multiSendSelector()
	data = append(data, number(uint256.NewInt(32))...)
	data = append(data, number(uint256.NewInt(uint64(len(packed))))...)
	data = append(data, packed...)
	return append(data, make([]byte, padding(len(packed)))...), nil
}

// padding is the number of bytes that fill n bytes up to whole words.
func padding(n int) int { return (32 - n%32) % 32 }

// IsMultiSend says whether calldata begins with the selector of multiSend(bytes).
func IsMultiSend(data []byte) bool { return bytes.HasPrefix(data, multiSendSelector()) }

// UnpackMultiSend reads the calldata of multiSend(bytes). It accepts exactly the encoding that
// PackMultiSend writes. Unlike PackMultiSend it also accepts delegate calls, and returns them as such.
func UnpackMultiSend(data []byte) ([]Call, error) {
	packed, err := multiSendBytes(data)
	if err != nil {
		return nil, err
	}
	var calls []Call
	for len(packed) > 0 {
		if len(packed) < packedHead {
			return nil, errors.New("the calls in the MultiSend are truncated")
		}
		c := Call{Operation: Operation(packed[0]), To: common.BytesToAddress(packed[1:21])}
		c.Value.SetBytes(packed[21:53])
		var length uint256.Int
		length.SetBytes(packed[53:packedHead])
		packed = packed[packedHead:]
		if length.GtUint64(uint64(len(packed))) {
			return nil, errors.New("the calls in the MultiSend are truncated")
		}
		c.Data, packed = packed[:length.Uint64()], packed[length.Uint64():]
		calls = append(calls, c)
	}
	return calls, nil
}

// multiSendBytes is the argument of multiSend, decoded.
func multiSendBytes(data []byte) ([]byte, error) {
	const head = 4 + 32 + 32
	if !IsMultiSend(data) || len(data) < head {
		return nil, errors.New("this is not a call to multiSend(bytes)")
	}
	var place, length uint256.Int
	place.SetBytes(data[4:36])
	length.SetBytes(data[36:head])
	rest := data[head:]
	if !place.Eq(uint256.NewInt(32)) || length.GtUint64(uint64(len(rest))) {
		return nil, errors.New("the argument of multiSend(bytes) is truncated or malformed")
	}
	n := int(length.Uint64())
	if fill := rest[n:]; len(fill) != padding(n) || !bytes.Equal(fill, make([]byte, len(fill))) {
		return nil, errors.New("the argument of multiSend(bytes) is not ABI-encoded in the usual way")
	}
	return rest[:n], nil
}
