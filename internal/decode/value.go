package decode

import (
	"fmt"
	"math/big"
	"reflect"
	"strconv"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
)

// Value is one argument with its parts. Its text is hostile: clean it before printing.
type Value struct {
	Name  string `json:"name"` // for an item of a list: its token, or its number
	Type  string `json:"type"`
	Value string `json:"value,omitempty"` // exact: digits, 0x…, true, a text
	Words string `json:"words,omitempty"` // for people: "40%", "1.5 WETH", a date
	// Token is the token of an item in a list of amounts or weights.
	Token *common.Address `json:"token,omitempty"`
	Items []Value         `json:"items,omitempty"` // items of a list, a struct, or the userData of a join or exit

	number  *big.Int       // set for an integer
	address common.Address // set for an address
	bytes   []byte         // set for bytes
}

func newValues(inputs abi.Arguments, unpacked []any) []Value {
	values := []Value{}
	for i, input := range inputs {
		values = append(values, newValue(input.Name, input.Type, reflect.ValueOf(unpacked[i])))
	}
	return values
}

// newValue converts a value that the abi package unpacked.
func newValue(name string, t abi.Type, v reflect.Value) Value {
	value := Value{Name: name, Type: t.String()}
	switch t.T {
	case abi.TupleTy:
		value.Type = "struct"
		for i, field := range t.TupleElems {
			value.Items = append(value.Items, newValue(t.TupleRawNames[i], *field, v.Field(i)))
		}
	case abi.SliceTy, abi.ArrayTy:
		if t.Elem.T == abi.TupleTy {
			value.Type = "struct[]"
		}
		for i := range v.Len() {
			value.Items = append(value.Items, newValue(strconv.Itoa(i), *t.Elem, v.Index(i)))
		}
	default:
		value.setSimple(v)
	}
	return value
}

func (v *Value) setSimple(unpacked reflect.Value) {
	switch x := unpacked.Interface().(type) {
	case common.Address:
		v.address, v.Value = x, x.Hex()
	case *big.Int:
		v.number, v.Value = x, x.String()
	case uint8:
		v.number, v.Value = new(big.Int).SetUint64(uint64(x)), strconv.Itoa(int(x))
	case bool:
		v.Value = strconv.FormatBool(x)
	case string:
		v.Value = x
	case []byte:
		v.bytes, v.Value = x, hexutil.Encode(x)
	case [32]byte:
		v.bytes, v.Value = x[:], hexutil.Encode(x[:])
	case [4]byte:
		v.Value = hexutil.Encode(x[:])
	default:
		v.Value = fmt.Sprint(x)
	}
}
