package safe

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/holiman/uint256"

	"mpool/internal/ops"
)

// call reads one transaction of the file. An unreadable transaction is a finding of severity refuse,
// but it stays in the list so that the numbers are those of the file.
func (b *Batch) call(number int, d *document) {
	where := fmt.Sprintf("transaction %d", number)
	c := BatchCall{}
	if d.kind != kindObject {
		b.find(ops.Refuse, "batch.transaction", "%s is %s", where, d.kind)
		b.Calls = append(b.Calls, c)
		return
	}
	b.unknown(where, d, "to", "value", "data", "operation", "contractMethod", "contractInputsValues")
	address, err := ParseAddress(d.get("to").text)
	if err != nil || d.get("to").kind != kindString {
		b.find(ops.Refuse, "batch.to", "%s: to: %s is not a valid address%s", where, shownJSON(d.get("to")), because(err))
	}
	c.To = address
	b.value(where, d.get("value"), &c)
	b.operation(where, d.get("operation"), &c)
	b.data(where, d, &c)
	b.Calls = append(b.Calls, c)
}

func because(err error) string {
	if err == nil || strings.HasSuffix(err.Error(), "is not a valid address") {
		return ""
	}
	return ": " + err.Error()
}

// value reads the amount of the native token in wei, a string of decimal digits.
func (b *Batch) value(where string, d *document, c *BatchCall) {
	if d.kind != kindString {
		b.find(ops.Refuse, "batch.number", "%s: value is %s: use a string of decimal digits", where, shownJSON(d)).
			Hint = "programs lose digits of JSON numbers, and the Transaction Builder rejects the file"
		return
	}
	value, err := parseNumber(d.text)
	if err != nil {
		b.find(ops.Refuse, "batch.value", "%s: value: %s", where, err)
		return
	}
	if strings.HasPrefix(d.text, "0x") {
		b.find(ops.Warn, "batch.value.hex", "%s: value is hexadecimal, which the Transaction Builder rejects", where)
	}
	c.Value = *value
}

// operation reads a field that the Transaction Builder ignores. There, a batch that needs the field
// would do something else than in the program that wrote it.
func (b *Batch) operation(where string, d *document, c *BatchCall) {
	if d.kind == kindNull {
		return
	}
	n, err := strconv.ParseUint(d.text, 10, 8)
	if err != nil || n > 1 {
		b.find(ops.Refuse, "batch.operation", "%s: unknown operation %s", where, shownJSON(d))
		return
	}
	if c.Operation = Operation(n); c.Operation == OperationDelegateCall {
		b.find(ops.Refuse, "batch.delegatecall", "%s is a delegate call: it runs foreign code as the Safe itself, which can take everything", where)
	}
}

// data reads the calldata or, where there is none, encodes the method and its inputs, as the
// Transaction Builder does. For the Transaction Builder "0x" is calldata of no bytes; other programs
// then encode the method.
func (b *Batch) data(where string, d *document, c *BatchCall) {
	raw, method := d.get("data"), d.get("contractMethod")
	if raw.kind != kindNull && raw.kind != kindString {
		b.find(ops.Refuse, "batch.data", "%s: data is %s", where, shownJSON(raw))
		return
	}
	encoded, err := b.method(where, method, d.get("contractInputsValues"), c)
	if raw.text == "" || raw.kind == kindNull {
		if err != nil {
			b.find(ops.Refuse, "batch.inputs", "%s: %s", where, err)
		}
		c.Data = encoded
		return
	}
	c.FromData = true
	b.raw(where, raw.text, c)
	if method.kind != kindNull {
		b.compare(where, d, encoded, err, c)
	}
}

// raw reads calldata of at most mostData bytes.
func (b *Batch) raw(where, text string, c *BatchCall) {
	if len(text) > 2+2*mostData {
		b.find(ops.Refuse, "batch.data", "%s: data is longer than %d KiB, too long for any transaction", where, mostData>>10)
		return
	}
	data, err := hexutil.Decode(strings.ToLower(text))
	if err != nil || !strings.HasPrefix(text, "0x") {
		b.find(ops.Refuse, "batch.data", "%s: data is not hexadecimal: %s", where, quoteJS(clip(text)))
		return
	}
	c.Data = data
}

// compare compares the method that the file names with the data that would be sent. Programs that
// ignore the data send the method.
func (b *Batch) compare(where string, d *document, encoded []byte, err error, c *BatchCall) {
	values := d.get("contractInputsValues")
	for _, key := range values.keys {
		if value := values.get(key); value.kind == kindNumber {
			b.find(ops.Refuse, "batch.number", "%s: the value of %s is %s: use a string, because the Transaction Builder rejects the file otherwise", where, quoteJS(clip(key)), shownJSON(value))
			break
		}
	}
	switch {
	case len(c.Data) > 0 && leftOver(d.get("contractMethod"), values):
		b.find(ops.Note, "batch.raw", "%s: the data is sent as it is; the method next to it is %s", where, leftOverWords(d.get("contractMethod")))
		c.Method = nil
	case err == nil && !sameBytes(encoded, c.Data), err != nil && len(c.Data) == 0, err != nil && c.Method != nil && !selects(c.Method, c.Data):
		b.find(ops.Refuse, "batch.differs", "%s: the data does not match the method and inputs; the data is what would be sent", where)
	case err != nil:
		b.find(ops.Warn, "batch.method", "%s: cannot check that the data matches the method and inputs, because they cannot be encoded: %s", where, err)
	}
}

// leftOver says whether the method next to calldata does not describe the data. A fallback accepts any
// data, and a method whose inputs have no values is a remainder of an earlier edit.
func leftOver(method, values *document) bool {
	return isFallback(method.get("name").text) || len(method.get("inputs").items) > 0 && len(values.keys) == 0
}

func isFallback(name string) bool { return name == "receive" || name == "fallback" }

func leftOverWords(method *document) string {
	if isFallback(method.get("name").text) {
		return "the contract's " + method.get("name").text
	}
	return "unused, without values"
}

// selects says whether data begins with the selector of a method.
func selects(method *BatchMethod, data []byte) bool {
	return bytes.HasPrefix(data, crypto.Keccak256([]byte(method.Signature))[:4])
}

func sameBytes(a, b []byte) bool { return string(a) == string(b) }

// parseNumber reads decimal digits, or hexadecimal digits after 0x.
func parseNumber(s string) (*uint256.Int, error) {
	var n uint256.Int
	var err error
	switch digits, isHex := strings.CutPrefix(s, "0x"); {
	case isHex && digits != "" && len(digits) <= 64:
		err = n.SetFromHex("0x" + strings.TrimLeft(digits[:len(digits)-1], "0") + digits[len(digits)-1:])
	default:
		err = n.SetFromDecimal(s)
	}
	if err != nil || strings.HasPrefix(s, "+") {
		return nil, fmt.Errorf("%s is not a whole number from 0 to 2^256-1", quoteJS(clip(s)))
	}
	return &n, nil
}
