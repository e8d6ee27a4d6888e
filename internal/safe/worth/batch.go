// Package worth judges what a batch of a Safe gives and gets in its simulation: whether its calls say
// what the Safe loses, whether the limits of trades are close to what they give, and what it all is worth
// at the prices that the user gives.
package worth

import (
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/chain"
	"mpool/internal/decode"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// Batch is a batch of calls that was simulated from a Safe.
type Batch struct {
	Chain   network.ID
	Safe    common.Address
	Calls   []Call
	Logs    []chain.Log // events of the simulation
	Changes []Change    // of the Safe's balances in the simulation
	Trust   Trust
	Book    decode.Book // names the tokens
	Decoder *decode.Decoder
}

// Call is one call of the batch.
type Call struct {
	To         common.Address
	Value      units.Wei
	Data       bool   // it has calldata
	Does       any    // a type of package deed; nil for other functions
	OfVault    bool   // its function is one of the Vault's, at whatever address
	Recognised bool   // it is part of an operation that mpool planned
	Kind       string // swap, join, exit, first join or create; "" for other calls
	Voids      bool   // it is an empty call of the Safe to itself
	Minted     *big.Int
}

// Trust is what the user trusts, and what is known of it.
type Trust struct {
	Pools      []*ops.Snapshot
	After      map[common.Address]*ops.Snapshot // the state of each pool after the simulation
	Vaults     []common.Address                 // of the pools
	Tokens     []common.Address                 // BPT and tokens of the pools
	Recipients []common.Address                 // accounts that may receive tokens
	Gifts      []common.Address                 // pools that may get a gift
	Managers   []common.Address                 // asset managers whose reports count: the Safe, and those that the user trusts
	Wrapped    common.Address                   // the native token as an ERC-20; zero: unknown
	Slippage   Slippage
}

// Change is what the Safe gains or loses of a token, in its smallest units. The zero address is the
// native token.
type Change struct {
	Token      common.Address
	Loss, Gain uint256.Int
}

func (t Trust) has(pool common.Address) bool {
	return slices.ContainsFunc(t.Pools, func(s *ops.Snapshot) bool { return s.Pool.Address == pool })
}
