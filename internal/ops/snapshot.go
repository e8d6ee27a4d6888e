// Package ops is the pure core of mpool: what a pool is (Snapshot), what an
// owner can do to it (Operation), what that will do (Plan, Finding), and how
// two states differ (Diff). It reads no clock, no file and no network.
package ops

import (
	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/named"
	"mpool/internal/units"
)

// Snapshot is the whole state of a Managed Pool at one block. The same type
// holds the state before an operation, the predicted, the simulated and the
// mined one, so that they can be compared field by field with Diff.
//
// Fields marked "now" depend on the block's time: the contract computes them
// from the raw state beside them, and At computes them for another time.
type Snapshot struct {
	ChainID uint64  `json:"chain_id"`
	Block   Block   `json:"block"`
	Pool    Pool    `json:"pool"`
	Weights Ramp    `json:"weight_change"`
	Tokens  []Token `json:"tokens"` // in the Vault's order, BPT left out
	Supply  Supply  `json:"supply"`
	Fees    Fees    `json:"fees"`
	// Holdings and Members are what an operation watches beside the pool: empty
	// for most. The order is that in which they were asked for.
	Holdings []Holding `json:"holdings,omitempty"`
	Members  []Member  `json:"members,omitempty"`
	// Coins and Inside are watched of those who pay, or are paid, in the chain's native
	// token or by internal balances.
	Coins  []Coins  `json:"coins,omitempty"`
	Inside []Inside `json:"internal_balances,omitempty"`
	// LeftBreakers are circuit breakers that were set for tokens which have left the pool.
	// They count again when such a token is added, so a prediction depends on them; they
	// are not part of the state that is compared.
	LeftBreakers []LeftBreaker `json:"left_breakers,omitempty"`
}

// Block is where a snapshot was read. Hash is zero for a state that is
// predicted or simulated.
type Block struct {
	Number uint64      `json:"number"`
	Hash   common.Hash `json:"hash"`
	Time   units.Time  `json:"time"`
}

// Generation tells the two deployed families of Managed Pools apart.
type Generation uint8

// V1 is the family of 2022-10-21, V2 that of 2023-04-11.
const (
	V1 Generation = 1
	V2 Generation = 2
)

// OwnerKind says what stands at the owner's address.
type OwnerKind string

// The kinds of owner. A delegate-owned pool (0xBA1BA1…BA1B) is governed by the
// Vault's Authorizer.
const (
	OwnerAccount  OwnerKind = "account"
	OwnerSafe     OwnerKind = "safe"
	OwnerContract OwnerKind = "contract"
	OwnerDelegate OwnerKind = "delegate"
)

// Pool holds what is true of the pool as a whole.
type Pool struct {
	Address    common.Address `json:"address"`
	ID         common.Hash    `json:"id"`
	Name       named.Pool     `json:"name"`   // hostile text: strip before printing
	Symbol     named.Symbol   `json:"symbol"` // hostile text: strip before printing
	Vault      common.Address `json:"vault"`
	Owner      common.Address `json:"owner"`
	OwnerKind  OwnerKind      `json:"owner_kind"`
	Generation Generation     `json:"generation"`
	// FeesCollector is the Vault's, which takes the protocol's part of the AUM fee.
	FeesCollector common.Address `json:"fees_collector"`
	// Unproven says what keeps the pool from being proven to be one of Balancer's, in
	// words; empty where it is proven. What is read from a file proves nothing.
	Unproven string `json:"unproven,omitempty"`

	SwapEnabled      bool `json:"swap_enabled"`
	JoinExitEnabled  bool `json:"join_exit_enabled"` // always true in V1, which has no such switch
	MustAllowlistLPs bool `json:"must_allowlist_lps"`
	Paused           bool `json:"paused"`
	RecoveryMode     bool `json:"recovery_mode"`
	VaultPaused      bool `json:"vault_paused"` // then tokens can be neither added, removed nor moved
}

// Ramp is the time over which a gradual change runs. Start == End after a pool's
// creation and after a token was added or removed.
type Ramp struct {
	Start units.Time `json:"start"`
	End   units.Time `json:"end"`
}

// Token is one token of the pool.
type Token struct {
	Address      common.Address `json:"address"`
	Symbol       named.Symbol   `json:"symbol"` // hostile text, at most 32 bytes: strip before printing
	Decimals     uint8          `json:"decimals"`
	Cash         units.Amount   `json:"cash"`    // in the Vault
	Managed      units.Amount   `json:"managed"` // with the asset manager
	AssetManager common.Address `json:"asset_manager"`
	StartWeight  units.Fixed    `json:"start_weight"`
	EndWeight    units.Fixed    `json:"end_weight"`
	Weight       units.Fixed    `json:"weight"`            // now: the normalized weight
	Breaker      *Breaker       `json:"breaker,omitempty"` // nil where none was ever set
}

// Balance is what the pool counts as its own: cash and managed together.
func (t Token) Balance() units.Amount { return t.Cash.Plus(t.Managed) }

// Breaker is a token's circuit breaker. A bound of zero means none in that
// direction. BPT prices are unscaled, as setCircuitBreakers takes them and
// getCircuitBreakerState answers them: actual supply * weight / balance with
// the balance in the token's own decimals.
type Breaker struct {
	BptPrice        units.Fixed `json:"bpt_price"`        // when it was set
	ReferenceWeight units.Fixed `json:"reference_weight"` // when it was set
	LowerBound      units.Fixed `json:"lower_bound"`      // as stored: cut to 16 bits
	UpperBound      units.Fixed `json:"upper_bound"`
	// LowerRatio and UpperRatio are the adjusted bounds that the contract cached
	// when the breaker was set, as the 32-bit numbers in its storage; they count
	// only while the weight equals the reference weight.
	LowerRatio    uint32      `json:"lower_ratio"`
	UpperRatio    uint32      `json:"upper_ratio"`
	LowerBptPrice units.Fixed `json:"lower_bpt_price"` // now: the bound in force
	UpperBptPrice units.Fixed `json:"upper_bpt_price"` // now: the bound in force
}

// Supply counts the pool's own token.
type Supply struct {
	Virtual units.Amount `json:"virtual"` // in circulation: the total less the Vault's balance
	Actual  units.Amount `json:"actual"`  // now: circulation and the AUM fee that is due
}

// Fees holds the fee state of the pool.
type Fees struct {
	SwapFee        units.Fixed  `json:"swap_fee"` // now
	SwapFeeRamp    Ramp         `json:"swap_fee_change"`
	StartSwapFee   units.Fixed  `json:"start_swap_fee"`
	EndSwapFee     units.Fixed  `json:"end_swap_fee"`
	AumFee         units.Fixed  `json:"aum_fee"` // a year; zero in recovery mode
	LastCollection units.Time   `json:"last_aum_fee_collection"`
	ProtocolShare  units.Fixed  `json:"protocol_aum_fee_share"` // of the AUM fee, as the pool cached it
	AumFeeDue      units.Amount `json:"aum_fee_due"`            // now, in BPT
}
