// Package ops is the pure core of mpool. Snapshot is the state of a pool, Operation a change that
// an owner can make, Plan and Finding its effect, and Diff the difference of two states. The
// package reads no clock, no file and no network.
package ops

import (
	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/named"
	"mpool/internal/units"
)

// Snapshot is the whole state of a Managed Pool at one block. The state before an operation and the
// predicted, simulated and mined states have the same type, so that Diff can compare them field by
// field.
//
// Fields marked "now" depend on the block's time: the contract computes them from the other fields,
// and At computes them for another time.
type Snapshot struct {
	ChainID uint64  `json:"chain_id"`
	Block   Block   `json:"block"`
	Pool    Pool    `json:"pool"`
	Weights Ramp    `json:"weight_change"`
	Tokens  []Token `json:"tokens"` // in the Vault's order, without the BPT
	Supply  Supply  `json:"supply"`
	Fees    Fees    `json:"fees"`
	// Holdings and Members are what an operation watches in addition to the pool, in the order of
	// its Watch. Most operations watch nothing.
	Holdings []Holding `json:"holdings,omitempty"`
	Members  []Member  `json:"members,omitempty"`
	// Coins and Inside are the watched native and internal balances of payers and recipients.
	Coins  []Coins  `json:"coins,omitempty"`
	Inside []Inside `json:"internal_balances,omitempty"`
	// LeftBreakers are circuit breakers of tokens that were removed from the pool. They become
	// active again if such a token is added, so predictions depend on them. Diff does not compare
	// them.
	LeftBreakers []LeftBreaker `json:"left_breakers,omitempty"`
	// Newest is the pool on the newest block, if this is the state after transactions that are not
	// executed yet. Until they are, its doors count.
	Newest *Snapshot `json:"-"`
}

// Block is the block at which a snapshot was read. Hash is zero for a predicted or simulated state.
type Block struct {
	Number uint64      `json:"number"`
	Hash   common.Hash `json:"hash"`
	Time   units.Time  `json:"time"`
}

// Generation is the version of a Managed Pool.
type Generation uint8

// V1 is the factory deployed on 2022-10-21, V2 the one deployed on 2023-04-11.
const (
	V1 Generation = 1
	V2 Generation = 2
)

// OwnerKind is the kind of account at the owner's address.
type OwnerKind string

// The kinds of owner. The Vault's Authorizer governs a pool with the delegate owner 0xBA1BA1…BA1B.
const (
	OwnerAccount  OwnerKind = "account"
	OwnerSafe     OwnerKind = "safe"
	OwnerContract OwnerKind = "contract"
	OwnerDelegate OwnerKind = "delegate"
)

// Pool holds the facts about the pool as a whole.
type Pool struct {
	Address    common.Address `json:"address"`
	ID         common.Hash    `json:"id"`
	Name       named.Pool     `json:"name"`   // untrusted text: strip before printing
	Symbol     named.Symbol   `json:"symbol"` // untrusted text: strip before printing
	Vault      common.Address `json:"vault"`
	Owner      common.Address `json:"owner"`
	OwnerKind  OwnerKind      `json:"owner_kind"`
	Generation Generation     `json:"generation"`
	// FeesCollector is the Vault's fees collector. It receives the protocol's part of the AUM fee.
	FeesCollector common.Address `json:"fees_collector"`
	// Unproven says, in words, why the pool is not proven to be a Balancer pool. It is empty if it
	// is proven. Data from a file proves nothing.
	Unproven string `json:"unproven,omitempty"`

	SwapEnabled      bool `json:"swap_enabled"`
	JoinExitEnabled  bool `json:"join_exit_enabled"` // always true on v1, which has no such switch
	MustAllowlistLPs bool `json:"must_allowlist_lps"`
	Paused           bool `json:"paused"`
	RecoveryMode     bool `json:"recovery_mode"`
	VaultPaused      bool `json:"vault_paused"` // if true, tokens cannot be added, removed or moved
}

// Ramp is the time of a gradual change. Start equals End after a pool's creation, and after a token
// was added or removed.
type Ramp struct {
	Start units.Time `json:"start"`
	End   units.Time `json:"end"`
}

// Token is one token of the pool.
type Token struct {
	Address      common.Address `json:"address"`
	Symbol       named.Symbol   `json:"symbol"` // untrusted text, at most 32 bytes: strip before printing
	Decimals     uint8          `json:"decimals"`
	Cash         units.Amount   `json:"cash"`    // in the Vault
	Managed      units.Amount   `json:"managed"` // with the asset manager
	AssetManager common.Address `json:"asset_manager"`
	StartWeight  units.Fixed    `json:"start_weight"`
	EndWeight    units.Fixed    `json:"end_weight"`
	Weight       units.Fixed    `json:"weight"`            // now: the normalized weight
	Breaker      *Breaker       `json:"breaker,omitempty"` // nil if none was ever set
}

// Balance is the pool's balance of the token: cash plus managed.
func (t Token) Balance() units.Amount { return t.Cash.Plus(t.Managed) }

// Breaker is a token's circuit breaker. A bound of zero means that there is none. BPT prices are
// unscaled, as setCircuitBreakers takes them and getCircuitBreakerState returns them: actual supply
// * weight / balance, with the balance in the token's own decimals.
type Breaker struct {
	BptPrice        units.Fixed `json:"bpt_price"`        // when the breaker was set
	ReferenceWeight units.Fixed `json:"reference_weight"` // when the breaker was set
	LowerBound      units.Fixed `json:"lower_bound"`      // as stored: rounded down to 16 bits
	UpperBound      units.Fixed `json:"upper_bound"`
	// LowerRatio and UpperRatio are the adjusted bounds that the contract cached when the breaker
	// was set: 32-bit numbers in its storage. The contract uses them only while the weight equals
	// the reference weight.
	LowerRatio    uint32      `json:"lower_ratio"`
	UpperRatio    uint32      `json:"upper_ratio"`
	LowerBptPrice units.Fixed `json:"lower_bpt_price"` // now: the bound in force
	UpperBptPrice units.Fixed `json:"upper_bpt_price"` // now: the bound in force
}

// Supply is the supply of BPT.
type Supply struct {
	Virtual units.Amount `json:"virtual"` // in circulation: total supply minus the Vault's balance
	Actual  units.Amount `json:"actual"`  // now: in circulation plus the due AUM fee
}

// Fees holds the fee state of the pool.
type Fees struct {
	SwapFee        units.Fixed  `json:"swap_fee"` // now
	SwapFeeRamp    Ramp         `json:"swap_fee_change"`
	StartSwapFee   units.Fixed  `json:"start_swap_fee"`
	EndSwapFee     units.Fixed  `json:"end_swap_fee"`
	AumFee         units.Fixed  `json:"aum_fee"` // per year; zero in recovery mode
	LastCollection units.Time   `json:"last_aum_fee_collection"`
	ProtocolShare  units.Fixed  `json:"protocol_aum_fee_share"` // of the AUM fee, as cached by the pool
	AumFeeDue      units.Amount `json:"aum_fee_due"`            // now, in BPT
}

// IndexOf is the token's index, or -1 if the pool does not have the token.
func (s *Snapshot) IndexOf(address common.Address) int {
	for i, token := range s.Tokens {
		if token.Address == address {
			return i
		}
	}
	return -1
}

// UsualAssetManager is the asset manager that all tokens share. If they share none, it is the
// owner.
func (s *Snapshot) UsualAssetManager() common.Address {
	usual := common.Address{}
	for i, token := range s.Tokens {
		if i > 0 && token.AssetManager != usual {
			return s.Pool.Owner
		}
		usual = token.AssetManager
	}
	if usual == (common.Address{}) {
		return s.Pool.Owner
	}
	return usual
}
