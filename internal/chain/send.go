package chain

import (
	"context"
	"errors"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/holiman/uint256"

	"mpool/internal/chain/wire"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// Fees is the gas offer of a transaction, in wei per unit of gas (EIP-1559).
type Fees struct {
	Tip    units.Wei // priority fee
	FeeCap units.Wei // max fee, including the priority fee

	BaseFee  units.Wei // of the latest block, below which no block accepts the offer; zero if unknown
	BlockGas uint64    // gas limit of the latest block; 0 if unknown
}

// FeesFor proposes a gas offer. The priority fee is the median over the last twenty blocks of the
// block's median fee. The fee cap is sufficient until the base fee has doubled, which takes at
// least six full blocks. If the node has no fee history, or the blocks are empty, the priority fee
// is the node's own proposal. In the same round trip it answers Penniless for the accounts; no
// accounts if those cannot be read. If wantsTip is false, because the user gives the priority fee,
// the node need not know one.
func (f fees) FeesFor(ctx context.Context, accounts []common.Address, wantsTip bool) (Fees, []common.Address, error) {
	purses := newPurses(accounts)
	var history feeHistory
	var proposed hexutil.Big
	var header *Header
	errs, err := f.wire.Batch(ctx, append([]wire.Request{
		{Method: "eth_feeHistory", Params: []any{hexutil.Uint64(20), "latest", []float64{50}}, Into: &history},
		{Method: "eth_maxPriorityFeePerGas", Into: &proposed}, Latest().headerRequest(&header),
	}, purses.requests...))
	if err != nil {
		return Fees{}, nil, err
	}
	poor, _ := purses.empty(errs[3:]) // only shown, so errors do not matter
	tip := wei(&proposed)
	usual, known := history.median()
	switch {
	case errs[2] != nil:
		return Fees{}, nil, errs[2]
	case header == nil:
		return Fees{}, nil, &BlockError{Block: Latest()}
	case header.BaseFee == nil:
		return Fees{}, nil, &wire.UnableError{Node: f.wire.Node(), What: "send a transaction with a max fee", Answer: "its chain has no base fee; use --legacy"}
	case errs[0] == nil && known:
		tip = usual
	case errs[1] != nil && wantsTip:
		return Fees{}, nil, errs[1]
	}
	fees, err := feesOn(f.wire, header.BaseFee, tip)
	fees.BlockGas = header.GasLimit
	return fees, poor, err
}

func feesOn(w *wire.Conn, baseFee *uint256.Int, tip units.Wei) (Fees, error) {
	const most = 128 // bits; sums of such numbers cannot overflow
	if baseFee.BitLen() > most || tip.Int().BitLen() > most {
		return Fees{}, &wire.UnableError{Node: w.Node(), What: "report the gas price", Answer: "its base fee or priority fee is not a possible amount"}
	}
	var feeCap uint256.Int
	feeCap.Lsh(baseFee, 1)
	feeCap.Add(&feeCap, tip.Int())
	return Fees{Tip: tip, FeeCap: units.Wei(feeCap), BaseFee: units.Wei(*baseFee)}, nil
}

// LegacyFees proposes the node's gas price for transactions of type 0, and the latest block's base
// fee and gas limit. The sender pays the whole gas price, so it is both Tip and FeeCap. If
// wantsPrice is false, because the user gives the price, the node need not know one.
func (f fees) LegacyFees(ctx context.Context, wantsPrice bool) (Fees, error) {
	var price hexutil.Big
	var header *Header
	errs, err := f.wire.Batch(ctx, []wire.Request{{Method: "eth_gasPrice", Into: &price}, Latest().headerRequest(&header)})
	switch {
	case err != nil:
		return Fees{}, err
	case errs[0] != nil && wantsPrice:
		return Fees{}, errs[0]
	case errs[1] != nil:
		return Fees{}, errs[1]
	case header == nil:
		return Fees{}, &BlockError{Block: Latest()}
	}
	const most = 128 // bits, as above
	if wei(&price).Int().BitLen() > most {
		return Fees{}, &wire.UnableError{Node: f.wire.Node(), What: "report the gas price", Answer: "its gas price is not a possible amount"}
	}
	fees := Fees{Tip: wei(&price), FeeCap: wei(&price), BlockGas: header.GasLimit}
	if header.BaseFee != nil {
		fees.BaseFee = units.Wei(*header.BaseFee)
	}
	return fees, nil
}

// feeHistory is the answer of eth_feeHistory for one percentile.
type feeHistory struct {
	Rewards [][]*hexutil.Big `json:"reward"`
	Used    []float64        `json:"gasUsedRatio"` // only zero or not matters
}

// median is the median over the blocks that have transactions.
func (h feeHistory) median() (units.Wei, bool) {
	var paid []units.Wei
	for i, reward := range h.Rewards {
		if i < len(h.Used) && h.Used[i] > 0 && len(reward) == 1 && reward[0] != nil {
			paid = append(paid, wei(reward[0]))
		}
	}
	if len(paid) == 0 {
		return units.Wei{}, false
	}
	slices.SortFunc(paid, func(a, b units.Wei) int { return a.Int().Cmp(b.Int()) })
	return paid[len(paid)/2], true
}

// EstimateGas estimates the call's gas on the state of a block, or of the latest block if the node
// accepts no block here. A call that reverts is a *revert.Reason.
func (c calls) EstimateGas(ctx context.Context, call ops.Call, at BlockRef) (uint64, error) {
	var gas hexutil.Uint64
	err := c.wire.Do(ctx, wire.Request{Method: "eth_estimateGas", Params: []any{callArgs(call), at.param()}, Into: &gas})
	var answer *wire.NodeError
	if errors.As(err, &answer) && answer.Code == invalidParams {
		err = c.wire.Do(ctx, wire.Request{Method: "eth_estimateGas", Params: []any{callArgs(call)}, Into: &gas})
	}
	return uint64(gas), wire.AsRevert(err)
}

// ChainID asks the node for its chain ID.
func (b blocks) ChainID(ctx context.Context) (uint64, error) {
	var id hexutil.Uint64
	err := b.wire.Do(ctx, wire.Request{Method: "eth_chainId", Into: &id})
	if err == nil && id == 0 {
		err = b.wire.NoChain()
	}
	return uint64(id), err
}

// wei converts a number that hexutil has read, which is below 2^256.
func wei(n *hexutil.Big) units.Wei { return units.Wei(*uint256.MustFromBig(n.ToInt())) }
