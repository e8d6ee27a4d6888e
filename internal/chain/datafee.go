package chain

import (
	"context"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/holiman/uint256"

	"mpool/internal/chain/wire"
	"mpool/internal/units"
)

// gasPriceOracle is the contract that computes the fee for data on chains like Optimism.
func gasPriceOracle() common.Address {
	return common.HexToAddress("0x420000000000000000000000000000000000000F")
}

// DataFee is the current fee, in wei, of a chain like Optimism for the data of these transactions,
// in addition to gas: the sum of GasPriceOracle.getL1Fee over their unsigned bytes. It moves with
// Ethereum's fees until they are mined.
func (f fees) DataFee(ctx context.Context, txs []*types.Transaction) (units.Wei, error) {
	words := make([]hexutil.Bytes, len(txs))
	requests := make([]wire.Request, len(txs))
	for i, tx := range txs {
		raw, err := tx.MarshalBinary()
		if err != nil {
			return units.Wei{}, err
		}
		requests[i] = wire.Request{Method: "eth_call", Into: &words[i], Params: []any{
			map[string]any{"to": gasPriceOracle(), "data": hexutil.Bytes(getL1Fee(raw))}, "latest"}}
	}
	errs, err := f.wire.Batch(ctx, requests)
	if err == nil {
		err = wire.First(errs)
	}
	var sum uint256.Int
	for _, word := range words {
		fee, told := oneWord(word)
		if _, over := sum.AddOverflow(&sum, &fee); err == nil && (!told || over) {
			err = &wire.UnableError{Node: f.wire.Node(), What: "report the chain's L1 data fee", Answer: "its GasPriceOracle does not return a number"}
		}
	}
	return units.Wei(sum), err
}

// getL1Fee returns the calldata of getL1Fee(bytes).
func getL1Fee(raw []byte) []byte {
	data := append([]byte{}, crypto.Keccak256([]byte("getL1Fee(bytes)"))[:4]...)
	data = append(data, common.LeftPadBytes([]byte{0x20}, 32)...)
	length := uint256.NewInt(uint64(len(raw))).Bytes32()
	data = append(data, length[:]...)
	return append(data, common.RightPadBytes(raw, (len(raw)+31)/32*32)...)
}
