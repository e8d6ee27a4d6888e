package review

import (
	"math/big"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/decode"
)

// What the calls do that the rules are about, read once, in one of the types below.
// Amounts are in the smallest units.
type (
	// Transfer sends tokens of the contract that is called.
	Transfer struct {
		From, To common.Address // From is who calls, where the call does not say
		Amount   uint256.Int
	}
	// Approve lets somebody take tokens of the contract that is called.
	Approve struct {
		Spender common.Address
		Amount  uint256.Int
	}
	// Lower lets somebody take less of them.
	Lower struct{}
	// AddToken adds a token to the pool that is called.
	AddToken struct {
		Token, Manager common.Address
		Mint           uint256.Int // BPT
		Recipient      common.Address
	}
	// RemoveToken takes one out of it.
	RemoveToken struct{ Burn uint256.Int } // BPT
	// ManageBalance moves tokens between pools and their asset manager.
	ManageBalance struct{ Moves []PoolMove }
	// PoolMove is one of its moves.
	PoolMove struct {
		Deposit bool // into the pool; others take out, or only report
		Pool    common.Hash
		Token   common.Address
		Amount  uint256.Int
	}
	// SetRelayer says whether somebody may act for an account in the Vault.
	SetRelayer struct {
		Sender, Relayer common.Address
		Approved        bool
	}
	// UserBalance moves tokens between accounts and their internal balances in the Vault.
	UserBalance struct{ Moves []UserMove }
	// UserMove is one of its moves.
	UserMove struct {
		Asset, Recipient common.Address
		Amount           uint256.Int
	}
	// Join gives tokens for BPT.
	Join struct {
		Between
		Way    Way
		Assets []common.Address
		Most   []*big.Int // of each asset
		Least  *big.Int   // BPT, where it is for exact tokens
	}
	// Exit gives BPT for tokens.
	Exit struct {
		Between
		Way    Way
		Assets []common.Address
		Least  []*big.Int // of each asset
		Most   *big.Int   // BPT, where it is for exact tokens
	}
	// Swap trades with one pool.
	Swap struct {
		Between
		In, Out  common.Address
		GivenOut bool // what comes out is given, and Limit is what goes in at most
		Limit    *big.Int
	}
	// BatchSwap trades in steps.
	BatchSwap struct {
		Between
		Assets []common.Address
		Limits []*big.Int // more than 0: goes in at most; less: has to come out
	}
	// Create makes a pool.
	Create struct {
		Title    string
		Tokens   []common.Address
		Managers []common.Address
		Owner    common.Address
		SwapFee  uint256.Int
	}
	// Between is with which pools, one a step, whose tokens are taken, and who gets what
	// they are given for.
	Between struct {
		Pools             []common.Hash
		Sender, Recipient common.Address
	}
)

// Way is what a join or an exit holds fast.
type Way uint8

// The ways to join and to exit that Managed Pools have.
const (
	UnknownWay Way = iota
	ExactTokens
	ExactBPT
	FirstJoin
)

// trading is a Swap, a BatchSwap, a Join or an Exit.
type trading interface {
	between() Between
	// problem returns which limit is too far from the simulated result; "" if none is.
	problem(o outcome, near nearness) string
}

func (b Between) between() Between { return b }

// name is the call's function; "" if it is unknown.
func (c Call) name() string {
	if c.Call == nil {
		return ""
	}
	name, _, _ := strings.Cut(c.Call.Function, "(")
	return name
}

// into are the pools that the call puts something into, or trades with.
func (c Call) into() []common.Address {
	var list []common.Address
	switch d := c.does.(type) {
	case trading:
		for _, id := range d.between().Pools {
			list = append(list, poolOf(id))
		}
	case ManageBalance:
		for _, move := range d.Moves {
			if move.Deposit {
				list = append(list, poolOf(move.Pool))
			}
		}
	}
	slices.SortFunc(list, common.Address.Cmp)
	return slices.Compact(list)
}

// poolOf is the pool that an id is of.
func poolOf(id common.Hash) common.Address { return common.BytesToAddress(id[:20]) }

// plainToken says that the call only moves tokens or lets others move them.
func (c Call) plainToken() bool {
	switch c.does.(type) {
	case Transfer, Approve, Lower:
		return true
	}
	return false
}

// ofVault says that a Vault has such a function.
func (c Call) ofVault() bool { return c.Call != nil && slices.Contains(c.Call.Contracts, decode.Vault) }
