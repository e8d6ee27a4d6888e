package safe

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"strconv"
	"strings"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/internal/ops"
)

// builderVersion is the version of the Transaction Builder whose file format Write produces.
const builderVersion = "1.16.5"

// Draft is a batch to be written.
type Draft struct {
	ChainID     uint64
	Safe        common.Address
	Name        string
	Description string
	CreatedAt   int64 // milliseconds since 1970
	Calls       []Call
	Limits      *ops.Guards // of the pool file that it is made of; nil: there are none
}

// Methods finds a contract's method by its selector.
type Methods func(selector [4]byte) (abi.Method, bool)

// Write returns the file. It writes a call as a method and inputs if all programs read those in the
// same way, because wallets then show names to the signers. It writes all other calls as calldata. It
// reads the result back and fails if any byte of a call differs.
func (d Draft) Write(known Methods) ([]byte, error) {
	var calls []*document
	for i, c := range d.Calls {
		if c.Operation != OperationCall {
			return nil, fmt.Errorf("call %d is a %s: the Transaction Builder supports plain calls only", i+1, c.Operation)
		}
		calls = append(calls, c.document(known))
	}
	meta := objectOf([]string{"name", "description", "txBuilderVersion", "createdFromSafeAddress", "createdFromOwnerAddress"},
		textOf(d.Name), textOf(d.Description), textOf(builderVersion), textOf(d.Safe.Hex()), textOf(""))
	if d.Limits != nil {
		limits, err := json.Marshal(d.Limits)
		if err != nil {
			return nil, err
		}
		meta = meta.with(limitsField, textOf(string(limits)))
	}
	file := objectOf([]string{"version", "chainId", "createdAt", "meta", "transactions"},
		textOf("1.0"), textOf(strconv.FormatUint(d.ChainID, 10)),
		&document{kind: kindNumber, text: strconv.FormatInt(d.CreatedAt, 10)}, meta,
		&document{kind: kindArray, items: calls})
	file.fields["meta"] = meta.with("checksum", textOf(checksum(file).Hex()))
	var b strings.Builder
	file.write(&b, "\n")
	text := []byte(b.String() + "\n")
	return text, d.confirm(text)
}

// confirm reads the written file back and compares it with the draft.
func (d Draft) confirm(text []byte) error {
	b, err := ReadBatch(bytes.NewReader(text))
	if err != nil {
		return err
	}
	if found := b.Refused(); found != nil {
		return errors.New(found.Summary)
	}
	if b.Checksum != ChecksumRight || b.ChainID != d.ChainID || b.Safe != d.Safe || !Same(b.All(), d.Calls) || !sameLimits(b.Limits, d.Limits) {
		return errors.New("the written batch does not read back as the same batch")
	}
	return nil
}

// Same says whether two lists have the same calls in the same order.
func Same(a, b []Call) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].To != b[i].To || a[i].Value != b[i].Value || a[i].Operation != b[i].Operation || !bytes.Equal(a[i].Data, b[i].Data) {
			return false
		}
	}
	return true
}

// document is a call as it stands in the file.
func (c Call) document(known Methods) *document {
	keys := []string{"to", "value", "data", "contractMethod", "contractInputsValues"}
	to, value, null := textOf(c.To.Hex()), textOf(c.Value.Dec()), &document{}
	if method, inputs := portable(c.Data, known); method != nil {
		return objectOf(keys, to, value, null, method, inputs)
	}
	return objectOf(keys, to, value, textOf(hexutil.Encode(c.Data)), null, null)
}

// portable is calldata as a method and its inputs. It is nil if the method is unknown, or if programs
// read it in different ways: structs, lists of lists, strings, unnamed inputs, inputs of the same
// name, or no inputs.
func portable(data []byte, known Methods) (method, values *document) {
	if len(data) < 4 {
		return nil, nil
	}
	m, found := known([4]byte(data[:4]))
	if !found || len(m.Inputs) == 0 {
		return nil, nil
	}
	args, err := m.Inputs.UnpackValues(data[4:])
	if err != nil {
		return nil, nil
	}
	list := &document{kind: kindArray}
	values = objectOf(nil)
	for i, input := range m.Inputs {
		text, plain := inputText(args[i])
		if !plain || input.Name == "" || values.fields[input.Name] != nil {
			return nil, nil
		}
		values = values.with(input.Name, textOf(text))
		list.items = append(list.items, objectOf([]string{"internalType", "name", "type"},
			textOf(input.Type.String()), textOf(input.Name), textOf(input.Type.String())))
	}
	payable := &document{kind: kindBool, text: strconv.FormatBool(m.Payable || m.StateMutability == "payable")}
	method = objectOf([]string{"inputs", "name", "payable"}, list, textOf(m.RawName), payable)
	if again, err := new(Batch).method("", method, values, &BatchCall{}); err != nil || !bytes.Equal(again, data) {
		return nil, nil
	}
	return method, values
}

// inputText writes a value in the form that all programs read alike.
func inputText(v any) (text string, plain bool) {
	switch x := v.(type) {
	case common.Address:
		return x.Hex(), true
	case []common.Address:
		return listText(len(x), func(i int) string { return x[i].Hex() })
	case bool:
		return strconv.FormatBool(x), true
	case []byte:
		return hexutil.Encode(x), len(x) > 0
	case [32]byte:
		return hexutil.Encode(x[:]), true
	case *big.Int:
		return x.String(), x.Sign() >= 0
	case []*big.Int:
		return listText(len(x), func(i int) string { return x[i].String() })
	}
	return "", false
}

// listText joins elements without quotes. It is false for an empty list, which programs read in
// different ways.
func listText(n int, element func(int) string) (string, bool) {
	var items []string
	for i := range n {
		items = append(items, element(i))
	}
	return "[" + strings.Join(items, ",") + "]", n > 0
}
