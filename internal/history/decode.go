// Package history builds the timeline of a pool from its events: what its owner and its asset managers
// did, with the values before and after. It is pure: callers read the logs.
package history

import (
	"bytes"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/holiman/uint256"

	"mpool/bindings/managedpool"
	"mpool/bindings/vault"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// poolEvents are a Managed Pool's events for the timeline. v2 pools have all events of v1 pools.
func poolEvents() []string {
	return []string{
		"GradualWeightUpdateScheduled", "GradualSwapFeeUpdateScheduled", "SwapEnabledSet", "JoinExitEnabledSet",
		"MustAllowlistLPsSet", "AllowlistAddressAdded", "AllowlistAddressRemoved", "CircuitBreakerSet", "TokenAdded", "TokenRemoved",
		"ManagementAumFeePercentageChanged", "ManagementAumFeeCollected", "PausedStateChanged", "RecoveryModeStateChanged",
	}
}

// vaultEvents are the Vault's events about one pool.
func vaultEvents() []string {
	return []string{"PoolRegistered", "TokensRegistered", "TokensDeregistered", "PoolBalanceManaged"}
}

// PoolTopics is the filter for the pool's events.
func PoolTopics() [][]common.Hash { return topics(&managedpool.ManagedPoolMetaData, poolEvents()) }

// VaultTopics is the filter for the Vault's events about a pool.
func VaultTopics(poolID common.Hash) [][]common.Hash {
	return append(topics(&vault.VaultMetaData, vaultEvents()), []common.Hash{poolID})
}

// RegisteredTopics is the filter for the Vault's event about a pool's creation.
func RegisteredTopics(poolID common.Hash) [][]common.Hash {
	return append(topics(&vault.VaultMetaData, []string{"PoolRegistered"}), []common.Hash{poolID})
}

// AllowlistTopics is the filter for additions to and removals from the allowlist.
func AllowlistTopics() [][]common.Hash {
	return topics(&managedpool.ManagedPoolMetaData, []string{"AllowlistAddressAdded", "AllowlistAddressRemoved"})
}

// contract is a binding's ABI.
type contract interface{ ParseABI() (*abi.ABI, error) }

func topics(of contract, names []string) [][]common.Hash {
	var list []common.Hash
	for _, event := range events(of, names) {
		list = append(list, event.ID)
	}
	return [][]common.Hash{list}
}

func events(of contract, names []string) []abi.Event {
	parsed, err := of.ParseABI()
	if err != nil {
		panic(err) // not possible: the ABI is generated code
	}
	var list []abi.Event
	for _, name := range names {
		list = append(list, parsed.Events[name])
	}
	return list
}

// decoder decodes logs strictly.
type decoder struct {
	emitter map[common.Hash]map[common.Address]abi.Event // by first topic
}

func newDecoder(pool, balancer common.Address) decoder {
	d := decoder{emitter: map[common.Hash]map[common.Address]abi.Event{}}
	d.add(pool, events(&managedpool.ManagedPoolMetaData, append(poolEvents(), transferEvents()...)))
	d.add(balancer, events(&vault.VaultMetaData, vaultEvents()))
	return d
}

func (d decoder) add(from common.Address, list []abi.Event) {
	for _, event := range list {
		if d.emitter[event.ID] == nil {
			d.emitter[event.ID] = map[common.Address]abi.Event{}
		}
		d.emitter[event.ID][from] = event
	}
}

// event is a decoded log.
type event struct {
	name string
	log  types.Log
	args map[string]any // with the types of the ABI
}

// decode refuses logs that the contract cannot have emitted: with a wrong number of topics or bytes, or
// with bits outside a value.
func (d decoder) decode(l types.Log) (event, error) {
	e := event{log: l, args: map[string]any{}}
	if len(l.Topics) == 0 {
		return e, fmt.Errorf("a log of block %d has no topic", l.BlockNumber)
	}
	kind, known := d.emitter[l.Topics[0]][l.Address]
	if !known {
		return e, fmt.Errorf("a log of block %d is of an event that mpool did not ask for", l.BlockNumber)
	}
	e.name = kind.Name
	if err := readTopics(kind, l, e.args); err != nil {
		return e, malformed(e, err)
	}
	if err := readData(kind, l.Data, e.args); err != nil {
		return e, malformed(e, err)
	}
	return e, nil
}

func malformed(e event, err error) error {
	return fmt.Errorf("invalid event %s in block %d: %w", e.name, e.log.BlockNumber, err)
}

func readTopics(kind abi.Event, l types.Log, into map[string]any) error {
	var indexed abi.Arguments
	for _, input := range kind.Inputs {
		if input.Indexed {
			indexed = append(indexed, input)
		}
	}
	if len(l.Topics) != 1+len(indexed) {
		return fmt.Errorf("it has %d topics", len(l.Topics))
	}
	for i, input := range indexed {
		topic := l.Topics[1+i]
		if input.Type.T == abi.AddressTy && !bytes.Equal(topic[:12], make([]byte, 12)) {
			return fmt.Errorf("invalid address %s", input.Name)
		}
	}
	return abi.ParseTopicsIntoMap(into, indexed, l.Topics[1:])
}

// readData decodes the data and packs it again: an event has only one encoding.
func readData(kind abi.Event, data []byte, into map[string]any) error {
	arguments := kind.Inputs.NonIndexed()
	values, err := arguments.Unpack(data)
	if err != nil {
		return err
	}
	again, err := arguments.Pack(values...)
	if err != nil {
		return err
	}
	if !bytes.Equal(again, data) {
		return fmt.Errorf("it has extra data")
	}
	for i, argument := range arguments {
		into[argument.Name] = values[i]
	}
	return nil
}

// The arguments have the types of the ABI, so the assertions below cannot fail.

func (e event) address(name string) common.Address { return e.args[name].(common.Address) }
func (e event) flag(name string) bool              { return e.args[name].(bool) }
func (e event) int(name string) *big.Int           { return e.args[name].(*big.Int) }
func (e event) addresses(name string) []common.Address {
	return e.args[name].([]common.Address)
}

func (e event) fixed(name string) units.Fixed { return fixedOf(e.int(name)) }

func (e event) fixeds(name string) []units.Fixed {
	var list []units.Fixed
	for _, n := range e.args[name].([]*big.Int) {
		list = append(list, fixedOf(n))
	}
	return list
}

// fixedOf converts an unsigned integer of the ABI, which has at most 256 bits.
func fixedOf(n *big.Int) units.Fixed { return units.Fixed(*uint256.MustFromBig(n)) }

// ramp returns the times of a gradual change. The pool stores 32 bits of each.
func (e event) ramp() (ops.Ramp, error) {
	start, end := e.int("startTime"), e.int("endTime")
	if start.BitLen() > 32 || end.BitLen() > 32 {
		return ops.Ramp{}, malformed(e, fmt.Errorf("its times are after the year 2106"))
	}
	return ops.Ramp{Start: units.Time(start.Uint64()), End: units.Time(end.Uint64())}, nil
}

// MovesTokens reports whether a log adds or removes a token.
func MovesTokens(l types.Log) bool {
	for _, kind := range events(&vault.VaultMetaData, []string{"TokensRegistered", "TokensDeregistered"}) {
		if len(l.Topics) > 0 && l.Topics[0] == kind.ID {
			return true
		}
	}
	return false
}
