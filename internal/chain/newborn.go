package chain

import (
	"context"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"

	"mpool/internal/chain/wire"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// poolCreated is the topic of the factories' event PoolCreated(address indexed pool).
func poolCreated() common.Hash { return crypto.Keccak256Hash([]byte("PoolCreated(address)")) }

// Newborn simulates a factory's call on a block, at a time, and returns the pool that it would
// create, with its state right after the creation. A call that reverts is a *Revert. If the node
// cannot simulate, the error is an *UnableError.
func (m simulator) Newborn(ctx context.Context, on *Header, at units.Time, call ops.Call) (*ops.Snapshot, error) {
	chainID, err := m.blocks.ChainID(ctx)
	if err != nil {
		return nil, err
	}
	args := callArgs(call)
	args["gas"] = hexutil.Uint64(transactionGas)
	var blocks []simulatedBlock
	err = m.run.wire.Do(ctx, wire.Request{Method: "eth_simulateV1", Into: &blocks, Params: []any{
		map[string]any{"blockStateCalls": []any{map[string]any{"calls": []any{args}, "blockOverrides": map[string]any{
			"number": hexutil.Uint64(on.Number + 1), "time": hexutil.Uint64(at), "gasLimit": hexutil.Uint64(simulatedBlockGas),
		}}}}, AtHash(on.Hash).param(),
	}})
	if why := m.run.withoutSimulations(ctx, err); why != "" {
		return nil, &wire.UnableError{Node: m.run.wire.Node(), What: "simulate the creation", Answer: why}
	}
	if err != nil {
		return nil, m.run.notSimulated(err)
	}
	if len(blocks) != 1 || len(blocks[0].Calls) != 1 {
		return nil, m.run.notSimulated(fmt.Errorf("%w: the simulation lacks the requested call", errForm))
	}
	if made := blocks[0].Calls[0]; made.Status != 1 {
		return nil, made.revert(m.run.wire.Redact)
	}
	pool, found := createdBy(call.To, blocks[0].Calls[0].Logs)
	if !found {
		return nil, m.run.notSimulated(fmt.Errorf("%w: the factory does not report the created pool", errForm))
	}
	base := &ops.Snapshot{ChainID: chainID, Block: ops.Block{Number: on.Number, Hash: on.Hash, Time: on.Time}, Pool: ops.Pool{Address: pool}}
	sim, err := m.Simulate(ctx, base, &ops.Plan{At: at, Calls: []ops.Call{call}})
	if err != nil {
		return nil, err
	}
	if sim.Revert != nil {
		return nil, sim.Revert
	}
	if len(sim.States) == 0 {
		return nil, &wire.UnableError{Node: m.run.wire.Node(), What: "simulate the creation", Answer: sim.Why}
	}
	return sim.States[0], nil
}

// createdBy finds the pool's address in a factory's event.
func createdBy(factory common.Address, logs []Log) (common.Address, bool) {
	i := slices.IndexFunc(logs, func(l Log) bool {
		return l.Address == factory && len(l.Topics) == 2 && l.Topics[0] == poolCreated()
	})
	if i < 0 {
		return common.Address{}, false
	}
	return common.BytesToAddress(logs[i].Topics[1][:]), true
}

// CreatedIn returns the pool that a factory created in a transaction, from the logs of its block;
// false if there is none.
func CreatedIn(logs []types.Log, tx common.Hash, factory common.Address) (common.Address, bool) {
	var own []Log
	for _, l := range logs {
		if l.TxHash == tx {
			own = append(own, Log{Address: l.Address, Topics: l.Topics})
		}
	}
	return createdBy(factory, own)
}
