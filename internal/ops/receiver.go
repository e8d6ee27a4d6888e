package ops

import (
	"slices"

	"github.com/ethereum/go-ethereum/common"
)

// Receiving is an operation that pays out: the tokens of a trade, or the rights over a created pool.
type Receiving interface {
	// Receivers are the accounts, other than the sender, that get something, each once.
	Receivers() []common.Address
}

// Receivers are the accounts, other than the sender, that get what an operation pays out.
func Receivers(op Operation) []common.Address {
	if pays, can := op.(Receiving); can {
		return pays.Receivers()
	}
	return nil
}

// OtherThan lists accounts without the sender and without the zero address, each once.
func OtherThan(sender common.Address, accounts ...common.Address) []common.Address {
	var list []common.Address
	for _, a := range accounts {
		if a != sender && a != (common.Address{}) && !slices.Contains(list, a) {
			list = append(list, a)
		}
	}
	return list
}

// Receivers are those of all parts.
func (op Series) Receivers() []common.Address {
	var all []common.Address
	for _, part := range op.Parts {
		all = append(all, Receivers(part.Operation)...)
	}
	return OtherThan(common.Address{}, all...)
}
