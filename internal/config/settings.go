package config

import (
	"slices"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/spf13/pflag"

	"mpool/internal/network"
	"mpool/internal/units"
)

// KeyTolerance is the key of the tolerance.
const KeyTolerance = "tolerance"

// Limits are the policies of the configuration, in the sections warn and refuse.
type Limits struct {
	MaxArbitrageCost      *units.Fixed `mapstructure:"max_arbitrage_cost"`
	MinDuration           *units.Time  `mapstructure:"min_duration"`
	MaxWeightChangePerDay *units.Fixed `mapstructure:"max_weight_change_per_day"`
	MaxSwapFeeDropPerDay  *units.Fixed `mapstructure:"max_swap_fee_drop_per_day"`
	MaxOracleDeviation    *units.Fixed `mapstructure:"max_oracle_deviation"`
	MaxPriceImpact        *units.Fixed `mapstructure:"max_price_impact"`
}

// Public is the value of --publish-url that publishes transactions that were kept private.
const Public = "public"

// Settings are the settings from flags, environment and configuration file. They never say what an
// operation does.
type Settings struct {
	RPCURL     string        `mapstructure:"rpc_url"`
	RPCTimeout time.Duration `mapstructure:"rpc_timeout"`
	RPCHeaders []string      `mapstructure:"rpc_headers"` // "Name: value"; may hold secrets
	// CheckRPCURLs are further nodes that are asked if a transaction is known that the first node does
	// not have.
	CheckRPCURLs []string `mapstructure:"check_rpc_urls"`
	// PublishURL gets signed transactions instead of the node. It may hold a key.
	PublishURL string      `mapstructure:"publish_url"`
	Chain      network.ID  `mapstructure:"chain"` // 0: the node's chain
	Pool       string      `mapstructure:"pool"`  // address or name, for commands without one
	Pools      []NamedPool `mapstructure:"pools"`
	// Chains holds the nodes and explorers of chains, by the chain's name or number.
	Chains map[string]ChainSettings `mapstructure:"chains"`
	// Labels are names of addresses, which are shown and prove nothing.
	Labels   []Label `mapstructure:"labels"`
	Explorer string  `mapstructure:"explorer"` // empty: the chain's usual one
	// TZ is the zone of times without one, as in 2026-12-24 09:00; empty: the machine's.
	TZ TimeZone `mapstructure:"tz"`

	From          common.Address `mapstructure:"from"` // zero: the signer's account
	Confirmations uint64         `mapstructure:"confirmations"`
	StateDir      string         `mapstructure:"state_dir"`
	// GasEstimateMultiplier is in percent of the node's estimate.
	GasEstimateMultiplier uint64    `mapstructure:"gas_estimate_multiplier"`
	MaxFeePerGas          units.Wei `mapstructure:"max_fee_per_gas"` // zero: no limit; also protects against a node that reports wrong gas prices

	// ArbInterval is the number of seconds between arbitrage trades; zero: one in each block.
	ArbInterval units.Time `mapstructure:"arb_interval"`
	// ArbGas is the gas of an arbitrage trade; zero: ops.TradeGas. ArbGasPrice replaces the current gas
	// price if it is set. CoinPrice and PoolValue are in a token of the pool.
	ArbGas      uint64      `mapstructure:"arb_gas"`
	ArbGasPrice units.Wei   `mapstructure:"arb_gas_price"`
	CoinPrice   units.Price `mapstructure:"coin_price"`
	PoolValue   units.Price `mapstructure:"pool_value"`

	// Feeds are sources of outside prices. FeedFile is a second source, which must agree with them
	// within FeedAgreement. SequencerFeed reports whether a rollup's sequencer is up; zero: Chainlink's
	// feed of that chain.
	Feeds         []Feed         `mapstructure:"feeds"`
	FeedFile      string         `mapstructure:"feed_file"`
	FeedAgreement units.Fixed    `mapstructure:"feed_agreement"`
	SequencerFeed common.Address `mapstructure:"sequencer_feed"`

	Warn   Limits `mapstructure:"warn"`
	Refuse Limits `mapstructure:"refuse"`

	// Tolerance is the share by which a plan's current numbers may change before it is sent.
	Tolerance units.Fixed `mapstructure:"tolerance"`

	// SafeService is the address of a Safe transaction service; empty: none. Its key is not
	// a setting: it comes from SAFE_TRANSACTION_SERVICE_API_KEY only.
	SafeService string `mapstructure:"safe_transaction_service"`

	Contracts Contracts `mapstructure:"contracts"`

	env  func(name string) (value string, found bool)
	file string // file that was read; empty: none
	path string // path where the file was looked for

	// Named are the pools that the command line names.
	Named []common.Address

	// Sources holds the source of each value by key: a flag, a variable, or the file. A key that is
	// missing has its default.
	Sources map[string]string
}

// Given reports whether the user has set the key.
func (s *Settings) Given(key string) bool { return s.Sources[key] != "" }

// Demanded reports whether a flag of this command has set the key.
func (s *Settings) Demanded(key string) bool { return strings.HasPrefix(s.Sources[key], "--") }

// Private reports whether signed transactions go only to a private relay or builder.
func (s *Settings) Private() bool { return s.PublishURL != "" && s.PublishURL != Public }

// NamedPool is a pool with the user's name for it.
type NamedPool struct {
	Name    string         `mapstructure:"name"`
	Address common.Address `mapstructure:"address"`
	Chain   network.ID     `mapstructure:"chain"` // 0: any
}

// Feed is a source of a token's price.
type Feed struct {
	Token    string           `mapstructure:"token"` // symbol or address
	Chain    network.ID       `mapstructure:"chain"` // 0: any
	Hops     []common.Address `mapstructure:"hops"`  // Chainlink feeds, multiplied with each other
	Rate     common.Address   `mapstructure:"rate"`  // contract with getRate(); zero: none
	MaxAge   units.Time       `mapstructure:"max_age"`
	Decimals *uint64          `mapstructure:"decimals"` // expected decimals of each hop; nil: not checked
	Phase    *uint64          `mapstructure:"phase"`    // expected phase of each hop; nil: not checked
	Least    string           `mapstructure:"least"`    // prices at or below it are refused
	Most     string           `mapstructure:"most"`     // prices at or above it are refused
}

// Contracts are Balancer's contracts on a chain that mpool does not know, such as a development chain.
type Contracts struct {
	FactoryV1 common.Address `mapstructure:"factory_v1"`
	FactoryV2 common.Address `mapstructure:"factory_v2"`
	// Vault is the Vault of these factories; zero: Balancer's.
	Vault common.Address `mapstructure:"vault"`
	// MultiSend is the Safes' MultiSendCallOnly on this chain; zero: the Safe project's.
	MultiSend common.Address `mapstructure:"multi_send_call_only"`
}

// Setting is one key of the configuration and its other sources: a flag, the variable MPOOL_KEY, and
// another tool's variable.
type Setting struct {
	Key       string
	Flag      string // the flag's name; only some commands have the flag
	Shorthand string
	Foreign   string // the variable that Foundry uses for it
	Standard  string // the default
	Usage     string
	List      bool
}

func Known() []Setting {
	return []Setting{
		{Key: "rpc_url", Flag: "rpc-url", Shorthand: "r", Foreign: "ETH_RPC_URL", Standard: "http://127.0.0.1:8545", Usage: "node URL"},
		{Key: "rpc_timeout", Flag: "rpc-timeout", Foreign: "ETH_RPC_TIMEOUT", Standard: "45s", Usage: "timeout per node request, in seconds or 1m30s"},
		{Key: "rpc_headers", Flag: "rpc-headers", Foreign: "ETH_RPC_HEADERS", List: true, Usage: `header for the node, "Name: value", repeatable`},
		{Key: "check_rpc_urls", Flag: "check-rpc-url", List: true, Usage: "second node that must confirm the newest block, receipts and new tokens, and is asked for a transaction that the first one rejects; repeatable"},
		{Key: "publish_url", Flag: "publish-url", Usage: "private relay or builder that alone receives signed transactions; public: publish publicly"},
		{Key: "chain", Flag: "chain", Shorthand: "c", Foreign: "CHAIN", Usage: "expected chain, name or ID"},
		{Key: "pool", Usage: "pool for commands without POOL"},
		{Key: "pools", Usage: "names of pools"},
		{Key: "chains", Usage: "a node and an explorer for each chain"},
		{Key: "labels", Usage: "names for addresses, which are shown beside them"},
		{Key: "explorer", Flag: "explorer", Usage: "explorer that links after sending lead to, such as https://etherscan.io; none: no links"},
		{Key: "tz", Flag: "tz", Usage: "time zone in which times are read and shown, such as Europe/Zurich; the machine's (TZ) if unset"},
		{Key: "from", Flag: "from", Shorthand: "f", Foreign: "ETH_FROM", Usage: "account that sends"},
		{Key: "confirmations", Flag: "confirmations", Standard: "1", Usage: "confirmations to wait for, including the block with the transaction"},
		{Key: "state_dir", Flag: "state-dir", Usage: "folder for the records of sent transactions"},
		{Key: "gas_estimate_multiplier", Flag: "gas-estimate-multiplier", Standard: "130", Usage: "gas limit, in percent of the estimate"},
		{Key: "max_fee_per_gas", Flag: "max-fee-per-gas", Standard: "1000gwei", Usage: "highest max fee per gas to offer, such as 100gwei"},
		{Key: "arb_interval", Flag: "arb-interval", Usage: "time between arbitrage trades, for the arbitrage cost of a weight change (default: the chain's block time)"},
		{Key: KeyArbGas, Flag: "arb-gas", Standard: "142000", Usage: "gas used by an arbitrage trade, for the arbitrage cost of a weight change"},
		{Key: KeyGasPrice, Flag: "arb-gas-price", Usage: "gas price of arbitrage trades, such as 20gwei (default: the node's gas price)"},
		{Key: KeyCoinPrice, Flag: "coin-price", Usage: `price of the native token in a token of the pool, such as "2000 USDC" (default: the pool's spot prices)`},
		{Key: KeyPoolValue, Flag: "pool-value", Usage: `TVL of the pool in one of its tokens, such as 1000000USDC (default: the pool's spot prices)`},
		{Key: KeyTolerance, Flag: "tolerance", Standard: "1%", Usage: "how far prices, supplies and balances in a plan may change before it is stale"},
		{Key: "safe_transaction_service", Flag: "service", Usage: "URL of the Safe transaction service, such as https://api.safe.global/tx-service/eth"},
		{Key: "warn.max_arbitrage_cost", Usage: "warn if the arbitrage cost of a weight change exceeds this share of TVL"},
		{Key: "warn.min_duration", Usage: "warn if a weight change is shorter than this"},
		{Key: "warn.max_weight_change_per_day", Usage: "warn if a weight moves more than this per day, in points"},
		{Key: "warn.max_swap_fee_drop_per_day", Usage: "warn if the swap fee falls more than this per day, in points"},
		{Key: "refuse.max_arbitrage_cost", Standard: "0.5%", Usage: "refuse instead of warn"},
		{Key: "refuse.min_duration", Usage: "refuse instead of warn"},
		{Key: "refuse.max_weight_change_per_day", Usage: "refuse instead of warn"},
		{Key: "refuse.max_swap_fee_drop_per_day", Usage: "refuse instead of warn"},
		{Key: "warn.max_oracle_deviation", Usage: "warn if a price of the pool is farther from its feed when weights begin to move"},
		{Key: "refuse.max_oracle_deviation", Usage: "refuse instead of warn"},
		{Key: "warn.max_price_impact", Standard: "5%", Usage: "warn if swap fee and price impact of a swap, join or exit exceed this share of what is paid"},
		{Key: "refuse.max_price_impact", Usage: "refuse instead of warn"},
		{Key: "feeds", Usage: "price feeds of tokens"},
		{Key: "feed_file", Usage: "a file of prices that feeds have to agree with, JSON or CSV"},
		{Key: "feed_agreement", Standard: "1%", Usage: "how far feed and file may be apart"},
		{Key: "sequencer_feed", Usage: "feed that says whether a rollup's sequencer is up (default: Chainlink's of the chain)"},
		{Key: "contracts.factory_v1", Usage: "v1 Managed Pool factory"},
		{Key: "contracts.factory_v2", Usage: "v2 Managed Pool factory"},
		{Key: "contracts.vault", Usage: "Vault of these factories"},
		{Key: "contracts.multi_send_call_only", Usage: "MultiSendCallOnly contract for Safes"},
	}
}

// ownVariable returns mpool's own environment variable for the setting.
func (s Setting) ownVariable() string { return Variable(s.Key) }

// OfSetting marks the flag of a setting, whatever its name is.
const OfSetting = "setting"

// SettingFlag returns a command's flag for the setting; nil if it has none. Another flag may have the
// setting's name, such as the old --from of fee-ramp.
func SettingFlag(flags *pflag.FlagSet, s Setting) *pflag.Flag {
	var found *pflag.Flag
	flags.VisitAll(func(f *pflag.Flag) {
		if slices.Contains(f.Annotations[OfSetting], s.Key) {
			found = f
		}
	})
	return found
}

// NewSettings returns empty settings; Load fills them.
func NewSettings(env func(name string) (value string, found bool)) *Settings {
	return &Settings{env: env}
}

// The keys for the gas of arbitrage and the pool's value.
const (
	KeyArbGas    = "arb_gas"
	KeyGasPrice  = "arb_gas_price"
	KeyCoinPrice = "coin_price"
	KeyPoolValue = "pool_value"
)
