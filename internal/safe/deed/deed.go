// Package deed tells what a call does to tokens, pools and the Vault, read from its decoded arguments,
// and what the events of the Vault and of tokens tell. Amounts are in the smallest units.
package deed

import (
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"
)

// The effects of calls that the rules judge. Each call is read once, into one of these types. Amounts
// are in the smallest units.
type (
	// Transfer moves tokens of the called contract.
	Transfer struct {
		From, To common.Address // From is the caller if the call does not say
		Amount   uint256.Int
	}
	// Approve lets Spender take tokens of the called contract.
	Approve struct {
		Spender common.Address
		Amount  uint256.Int
	}
	// Lower reduces such an allowance.
	Lower struct{}
	// AddToken adds a token to the called pool.
	AddToken struct {
		Token, Manager common.Address
		Mint           uint256.Int // in BPT
		Recipient      common.Address
	}
	// RemoveToken removes a token from the called pool.
	RemoveToken struct {
		Burn uint256.Int    // in BPT
		Of   common.Address // whose BPT it burns
	}
	// ManageBalance moves tokens between pools and their asset manager.
	ManageBalance struct{ Moves []PoolMove }
	// PoolMove is one move of a ManageBalance.
	PoolMove struct {
		Deposit bool // into the pool
		Update  bool // it reports the managed balance; if neither is set, it is a withdrawal
		Pool    common.Hash
		Token   common.Address
		Amount  uint256.Int
	}
	// SetRelayer says whether Relayer may act for Sender in the Vault.
	SetRelayer struct {
		Sender, Relayer common.Address
		Approved        bool
	}
	// UserBalance moves tokens between accounts and their internal balances in the Vault.
	UserBalance struct{ Moves []UserMove }
	// UserMove is one move of a UserBalance.
	UserMove struct {
		Asset, Recipient common.Address
		Amount           uint256.Int
	}
	// Join pays tokens for BPT.
	Join struct {
		Between
		Way    Way
		Assets []common.Address
		Most   []*big.Int // per asset
		Least  *big.Int   // of BPT, for ExactTokens
	}
	// Exit pays BPT for tokens.
	Exit struct {
		Between
		Way    Way
		Assets []common.Address
		Least  []*big.Int // per asset
		Most   *big.Int   // of BPT, for ExactTokens
	}
	// Swap trades with one pool.
	Swap struct {
		Between
		In, Out  common.Address
		GivenOut bool // the output is given, and Limit is the most input; else Limit is the least output
		Limit    *big.Int
	}
	// BatchSwap trades in steps.
	BatchSwap struct {
		Between
		Assets []common.Address
		Limits []*big.Int // above 0: the most input; below 0: the least output
	}
	// Create creates a pool.
	Create struct {
		Title    string
		Tokens   []common.Address
		Managers []common.Address
		Owner    common.Address
		SwapFee  uint256.Int
		Weights  []uint256.Int // of the tokens
		AumFee   uint256.Int
	}
	// Between has the pools of a trade, one per step, the account that pays and the account that
	// receives.
	Between struct {
		Pools             []common.Hash
		Sender, Recipient common.Address
	}
)

// Way says which side of a join or an exit is exact.
type Way uint8

// The kinds of joins and exits that mpool reads.
const (
	UnknownWay Way = iota
	ExactTokens
	ExactBPT
	FirstJoin
)

// Trade is a Swap, a BatchSwap, a Join or an Exit.
type Trade interface {
	Whose() Between
}

// Whose are the pools and accounts of the trade.
func (b Between) Whose() Between { return b }

// Gets are the assets that the steps can pay out: those with no limit on what goes in.
func (b BatchSwap) Gets() []common.Address {
	var list []common.Address
	for i, asset := range b.Assets {
		if i < len(b.Limits) && b.Limits[i].Sign() <= 0 && !slices.Contains(list, asset) {
			list = append(list, asset)
		}
	}
	return list
}

// Into are the pools that a call trades with or deposits into.
func Into(does any) []common.Address {
	var list []common.Address
	switch d := does.(type) {
	case Trade:
		for _, id := range d.Whose().Pools {
			list = append(list, PoolOf(id))
		}
	case ManageBalance:
		for _, move := range d.Moves {
			if move.Deposit {
				list = append(list, PoolOf(move.Pool))
			}
		}
	}
	slices.SortFunc(list, common.Address.Cmp)
	return slices.Compact(list)
}

// PoolOf is the pool of a pool ID.
func PoolOf(id common.Hash) common.Address { return common.BytesToAddress(id[:20]) }

// OfToken says that a call only moves tokens or lets others move them.
func OfToken(does any) bool {
	switch does.(type) {
	case Transfer, Approve, Lower:
		return true
	}
	return false
}
