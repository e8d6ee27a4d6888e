// Package decode decodes calldata, events and custom errors of the contracts that mpool knows, and
// describes them in words. It is pure: a Book has the names of tokens and accounts. The input may come
// from an attacker: decode accepts only the exact ABI encoding, never guesses, and allocates no more
// than the length of the input allows.
package decode

import (
	"encoding/hex"
	"slices"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/accounts/abi/bind/v2"
	"github.com/ethereum/go-ethereum/common"

	"mpool/bindings/balancerqueries"
	"mpool/bindings/erc20"
	"mpool/bindings/managedpool"
	"mpool/bindings/managedpoolfactory"
	"mpool/bindings/managedpoolfactoryv1"
	"mpool/bindings/managedpoolv1"
	"mpool/bindings/protocolfees"
	"mpool/bindings/vault"
)

// The names of the known contracts in Call and Event.
const (
	ManagedPool     = "Managed Pool v2"
	ManagedPoolV1   = "Managed Pool v1"
	PoolFactory     = "Managed Pool factory v2"
	PoolFactoryV1   = "Managed Pool factory v1"
	Vault           = "Vault"
	BalancerQueries = "BalancerQueries"
	ProtocolFees    = "ProtocolFeePercentagesProvider"
	ERC20           = "ERC-20 token"
	Safe            = "Safe"              // only with NewWithSafe
	MultiSend       = "MultiSend of Safe" // only with NewWithSafe
)

// Selector is the first four bytes of calldata and of a custom error.
type Selector [4]byte

// String returns the selector in hexadecimal: "0x819c70f3".
func (s Selector) String() string { return "0x" + hex.EncodeToString(s[:]) }

// Decoder knows the functions, events and errors of some contracts.
type Decoder struct {
	functions map[Selector]function
	events    map[common.Hash][]event
	errors    map[Selector]abi.Error
}

type function struct {
	abi.Method
	of []string // contracts that have it
}

type event struct {
	abi.Event
	of []string // contracts that have it
}

// New parses the ABIs of all contracts, which takes some milliseconds.
func New() (*Decoder, error) {
	d := &Decoder{functions: map[Selector]function{}, events: map[common.Hash][]event{}, errors: map[Selector]abi.Error{}}
	for _, c := range []struct {
		name string
		meta *bind.MetaData
	}{
		{ManagedPoolV1, &managedpoolv1.ManagedPoolMetaData}, {ManagedPool, &managedpool.ManagedPoolMetaData},
		{PoolFactoryV1, &managedpoolfactoryv1.ManagedPoolFactoryMetaData}, {PoolFactory, &managedpoolfactory.ManagedPoolFactoryMetaData},
		{Vault, &vault.VaultMetaData}, {BalancerQueries, &balancerqueries.BalancerQueriesMetaData},
		{ProtocolFees, &protocolfees.ProtocolFeePercentagesProviderMetaData}, {ERC20, &erc20.ERC20MetaData},
	} {
		parsed, err := c.meta.ParseABI()
		if err != nil {
			return nil, err
		}
		d.add(c.name, parsed)
	}
	for _, known := range customErrors() {
		e, err := parseError(known.signature, known.names)
		if err != nil {
			return nil, err
		}
		d.errors[Selector(e.ID[:4])] = e
	}
	return d, nil
}

func (d *Decoder) add(contract string, parsed *abi.ABI) {
	for _, method := range parsed.Methods {
		f := d.functions[Selector(method.ID)]
		if f.of == nil {
			f.Method = method
		}
		f.of = append(f.of, contract)
		d.functions[Selector(method.ID)] = f
	}
	for _, e := range parsed.Events {
		d.addEvent(contract, e)
	}
}

// addEvent separates events with the same signature and different indexed arguments.
func (d *Decoder) addEvent(contract string, e abi.Event) {
	list := d.events[e.ID]
	at := slices.IndexFunc(list, func(known event) bool { return topics(known.Inputs) == topics(e.Inputs) })
	if at < 0 {
		d.events[e.ID] = append(list, event{e, []string{contract}})
		return
	}
	list[at].of = append(list[at].of, contract)
}

func topics(inputs abi.Arguments) int { return len(inputs) - len(inputs.NonIndexed()) }
