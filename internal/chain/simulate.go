package chain

import (
	"context"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/internal/chain/lens"
	"mpool/internal/chain/wire"
	"mpool/internal/ops"
	"mpool/internal/revert"
	"mpool/internal/units"
)

// The levels of proof: Simulated means that all calls ran on the node and the pool was read
// afterwards. Called means that the node could only say whether the first call reverts.
const (
	Simulated = "simulated"
	Called    = "called"
)

// TransactionGas is the highest gas limit of a transaction on Ethereum since Fusaka (EIP-7825), and
// on chains that follow it. A transaction with a higher limit is never mined.
const TransactionGas = 16_777_216

const transactionGas = TransactionGas

// simulatedBlockGas has room for a plan's calls and the lens contract in one block.
const simulatedBlockGas = 200_000_000

// Simulation is the result of simulating a plan.
type Simulation struct {
	Level   string
	Why     string   // reason why the plan was only Called
	GasUsed []uint64 // by each call that ran
	// Revert is the reason why call number Reverted, from 0, failed; nil if none did.
	Revert   *revert.Reason
	Reverted int
	// States are the pool after the calls, at the plan's time and at each of its moments. It is
	// empty if a call reverted or the plan was only Called. Their blocks have no hash, and the
	// ratios of unchanged breakers are the base's.
	States []*ops.Snapshot
}

// Simulate runs the plan's calls on the base block, in a block of the plan's time, and reads the
// pool then and at each of the plan's moments, which must be later. If the node cannot simulate, it
// only calls the first call on the base block, and the result says so. If a simulation fails or
// makes no sense, the error is an *UnableError.
func (m simulator) Simulate(ctx context.Context, base *ops.Snapshot, plan *ops.Plan) (*Simulation, error) {
	times, err := simulatedTimes(base, plan)
	if err != nil {
		return nil, err
	}
	before := m.run.blockAhead(base)
	var blocks []simulatedBlock
	err = m.run.wire.Do(ctx, wire.Request{Method: "eth_simulateV1", Into: &blocks, Params: []any{
		map[string]any{"blockStateCalls": append(before, m.lens.simulatedBlocks(base, plan, times)...)}, AtHash(base.Block.Hash).param(),
	}})
	if why := m.run.withoutSimulations(ctx, err); why != "" && len(before) == 0 {
		return m.run.callFirst(ctx, base, plan, why)
	}
	if err != nil {
		return nil, m.run.notSimulated(err)
	}
	if blocks, err = m.run.withoutAhead(blocks, before); err != nil {
		return nil, m.run.notSimulated(err)
	}
	sim, err := m.lens.readSimulation(base, plan, times, blocks)
	return sim, m.run.notSimulated(err)
}

// simulatedTimes returns the times of the blocks: the plan's time and its moments, in order.
func simulatedTimes(base *ops.Snapshot, plan *ops.Plan) ([]units.Time, error) {
	times := slices.Clone(plan.Moments)
	slices.Sort(times)
	times = append([]units.Time{plan.At}, slices.Compact(times)...)
	for i, before := 0, base.Block.Time; i < len(times); i++ {
		if times[i] <= before {
			return nil, fmt.Errorf("a plan for %s cannot be simulated after %s", times[i], before)
		}
		before = times[i]
	}
	return times, nil
}

// simulatedBlocks sets number and time of every block, because nodes would choose different ones.
// The code of the lens contract stays where the first block puts it.
func (l *lensReader) simulatedBlocks(base *ops.Snapshot, plan *ops.Plan, times []units.Time) []map[string]any {
	var look []map[string]any
	code := map[common.Address]any{}
	for i := range pages {
		program := lens.Code(base.Pool.Address, i*lens.PageSize, l.known.factories.addresses())
		code[lensAddress(i)] = map[string]any{"code": hexutil.Bytes(program)}
		look = append(look, map[string]any{"to": lensAddress(i), "gas": hexutil.Uint64(transactionGas)})
	}
	if len(base.Coins) > 0 {
		code[purseAddress()] = map[string]any{"code": purseCode()}
	}
	for _, call := range lookCalls(base) {
		args := callArgs(call)
		args["gas"] = hexutil.Uint64(transactionGas)
		look = append(look, args)
	}
	blocks := make([]map[string]any, len(times))
	for i, t := range times {
		blocks[i] = map[string]any{"calls": look, "blockOverrides": map[string]any{
			"number": hexutil.Uint64(base.Block.Number + 1 + uint64(i)), "time": hexutil.Uint64(t),
			"gasLimit": hexutil.Uint64(simulatedBlockGas),
		}}
	}
	var calls []map[string]any
	for _, call := range plan.Calls {
		args := callArgs(call)
		args["gas"] = hexutil.Uint64(transactionGas)
		calls = append(calls, args)
	}
	blocks[0]["calls"] = append(calls, look...)
	blocks[0]["stateOverrides"] = code
	return blocks
}

// callArgs is a call in the form of eth_call.
func callArgs(call ops.Call) map[string]any {
	args := map[string]any{"from": call.From, "to": call.To, "data": hexutil.Bytes(call.Data)}
	if !call.Value.IsZero() {
		args["value"] = (*hexutil.Big)(call.Value.ToBig())
	}
	return args
}

type simulatedBlock struct {
	Number hexutil.Uint64  `json:"number"`
	Time   hexutil.Uint64  `json:"timestamp"`
	Calls  []simulatedCall `json:"calls"`
}

type simulatedCall struct {
	Status     hexutil.Uint64 `json:"status"`
	GasUsed    hexutil.Uint64 `json:"gasUsed"`
	ReturnData hexutil.Bytes  `json:"returnData"`
	Logs       []Log          `json:"logs"`
	Error      *struct {
		Message string `json:"message"`
		Data    any    `json:"data"`
	} `json:"error"`
}

// revert returns why a call failed. geth has the data in the error, anvil in the result.
func (s simulatedCall) revert(clean func(string) string) *revert.Reason {
	data, message := []byte(s.ReturnData), ""
	if s.Error != nil {
		message = clean(s.Error.Message)
		if d := wire.HexData(s.Error.Data); len(d) > 0 {
			data = d
		}
	}
	return revert.Decode(data, message)
}

func (l *lensReader) readSimulation(base *ops.Snapshot, plan *ops.Plan, times []units.Time, blocks []simulatedBlock) (*Simulation, error) {
	sim := &Simulation{Level: Simulated}
	if len(blocks) != len(times) || len(blocks[0].Calls) != len(plan.Calls)+pages+len(lookCalls(base)) {
		return nil, fmt.Errorf("%w: the simulation lacks the requested blocks and calls", errForm)
	}
	for i, call := range blocks[0].Calls[:len(plan.Calls)] {
		sim.GasUsed = append(sim.GasUsed, uint64(call.GasUsed))
		if call.Status != 1 {
			sim.Revert, sim.Reverted = call.revert(l.wire.Redact), i
			return sim, nil
		}
	}
	blocks[0].Calls = blocks[0].Calls[len(plan.Calls):]
	states := make(map[units.Time]*ops.Snapshot, len(times))
	for i, t := range times {
		state, err := l.simulatedState(base, base.Block.Number+1+uint64(i), t, blocks[i])
		if err != nil {
			return nil, err
		}
		states[t] = state
	}
	for _, t := range append([]units.Time{plan.At}, plan.Moments...) {
		sim.States = append(sim.States, states[t])
	}
	return sim, nil
}

// simulatedState is the pool as the lens contract read it in a simulated block.
func (l *lensReader) simulatedState(base *ops.Snapshot, number uint64, t units.Time, block simulatedBlock) (*ops.Snapshot, error) {
	r := &reading{pool: base.Pool.Address, asked: l.known.factories.addresses(), chainID: base.ChainID,
		header: &Header{Number: number, Time: t}}
	var answers []hexutil.Bytes
	for _, call := range block.Calls {
		if call.Status != 1 {
			return nil, fmt.Errorf("%w: %w", errForm, call.revert(l.wire.Redact))
		}
		answers = append(answers, call.ReturnData)
	}
	watched := watchCalls(base)
	if len(answers) != pages+len(lookCalls(base)) {
		return nil, fmt.Errorf("%w: it has %d results of the lens contract", errForm, len(answers))
	}
	if err := r.decode(answers[:pages]); err != nil {
		return nil, err
	}
	if got := r.pages[0].head.time; got != t {
		return nil, fmt.Errorf("%w: it simulated a block at %[3]s instead of %[2]s", errForm, t, got)
	}
	s, err := r.snapshot(l.known)
	if err != nil {
		return nil, err
	}
	keepRatios(base, s)
	s.Holdings, s.Members = slices.Clone(base.Holdings), slices.Clone(base.Members)
	s.Coins, s.Inside = slices.Clone(base.Coins), slices.Clone(base.Inside)
	if err := readPurseAnswers(s, answers[pages+len(watched):]); err != nil {
		return nil, err
	}
	return s, readWatched(s, watched, answers[pages:])
}

// lookCalls returns the calls that read everything watched in addition to the pool.
func lookCalls(s *ops.Snapshot) []ops.Call { return append(watchCalls(s), purseCalls(s)...) }

// keepRatios copies the ratios of unchanged breakers from the base state, because no call can read
// them from a simulated state.
func keepRatios(base, s *ops.Snapshot) {
	for _, t := range s.Tokens {
		old, err := base.Token(t.Address)
		if err != nil || old.Breaker == nil || t.Breaker == nil {
			continue
		}
		was, is := *old.Breaker, t.Breaker
		if was.BptPrice == is.BptPrice && was.ReferenceWeight == is.ReferenceWeight &&
			was.LowerBound == is.LowerBound && was.UpperBound == is.UpperBound {
			is.LowerRatio, is.UpperRatio = was.LowerRatio, was.UpperRatio
		}
	}
}
