package deed

import (
	"fmt"
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/decode"
)

// fields reads decoded arguments. err is the first missing or malformed one.
type fields struct {
	list []decode.Value
	err  error
}

func (f *fields) fail(format string, args ...any) {
	if f.err == nil {
		f.err = fmt.Errorf(format, args...)
	}
}

func (f *fields) at(i int) decode.Value {
	if i >= len(f.list) {
		f.fail("argument %d is missing", i+1)
		return decode.Value{}
	}
	return f.list[i]
}

func (f *fields) named(name string) decode.Value {
	at := slices.IndexFunc(f.list, func(v decode.Value) bool { return v.Name == name })
	if at < 0 {
		f.fail("argument %s is missing", name)
		return decode.Value{}
	}
	return f.list[at]
}

func (f *fields) has(name string) bool {
	return slices.ContainsFunc(f.list, func(v decode.Value) bool { return v.Name == name })
}

func (f *fields) address(v decode.Value) common.Address {
	if !common.IsHexAddress(v.Value) {
		f.fail("%s is not a valid address", v.Name)
	}
	return common.HexToAddress(v.Value)
}

func (f *fields) amount(v decode.Value) (n uint256.Int) {
	if err := n.SetFromDecimal(v.Value); err != nil {
		f.fail("%s is not a valid amount", v.Name)
	}
	return n
}

// number can be negative.
func (f *fields) number(v decode.Value) *big.Int {
	n, ok := new(big.Int).SetString(v.Value, 10)
	if !ok {
		f.fail("%s is not a valid number", v.Name)
		return new(big.Int)
	}
	return n
}

func (f *fields) word(v decode.Value) common.Hash {
	if len(v.Value) != 2+2*common.HashLength {
		f.fail("%s is not a valid 32-byte word", v.Name)
	}
	return common.HexToHash(v.Value)
}

func (f *fields) addresses(name string) []common.Address {
	var all []common.Address
	for _, item := range f.named(name).Items {
		all = append(all, f.address(item))
	}
	return all
}

// eachOf reads each struct in a list.
func eachOf[T any](f *fields, of decode.Value, read func(*fields) T) []T {
	var all []T
	for _, item := range of.Items {
		part := &fields{list: item.Items}
		if all = append(all, read(part)); part.err != nil {
			f.fail("%w", part.err)
		}
	}
	return all
}

func numbersOf(f *fields, of decode.Value) []*big.Int {
	var all []*big.Int
	for _, item := range of.Items {
		all = append(all, f.number(item))
	}
	return all
}
