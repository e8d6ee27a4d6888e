package main

import (
	"slices"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/spf13/pflag"

	"mpool/internal/network"
	"mpool/internal/ops"
)

// settings are what the flags, the environment and the configuration file say
// about the world. What an operation shall do never passes through here.
type settings struct {
	RPCURL     string        `mapstructure:"rpc_url"`
	RPCTimeout time.Duration `mapstructure:"rpc_timeout"`
	RPCHeaders []string      `mapstructure:"rpc_headers"` // "Name: value"; may hold secrets
	// CheckRPCURLs are nodes that are asked too whether they have what one refuses.
	CheckRPCURLs []string `mapstructure:"check_rpc_urls"`
	// PublishURL is where signed bytes go instead of the node, which may hold a key.
	PublishURL string      `mapstructure:"publish_url"`
	Chain      network.ID  `mapstructure:"chain"` // 0: whichever the node is on
	Pool       string      `mapstructure:"pool"`  // address or name, for commands without one
	Pools      []namedPool `mapstructure:"pools"`

	From          common.Address `mapstructure:"from"` // zero: as the signer says
	Confirmations uint64         `mapstructure:"confirmations"`
	StateDir      string         `mapstructure:"state_dir"`
	// GasEstimateMultiplier is in percent of the node's estimate.
	GasEstimateMultiplier uint64  `mapstructure:"gas_estimate_multiplier"`
	MaxFeePerGas          ops.Wei `mapstructure:"max_fee_per_gas"` // zero: no limit; a node that lies about gas meets this

	// ArbInterval is how often arbitrage comes by; zero: at each of the chain's blocks.
	ArbInterval ops.Time `mapstructure:"arb_interval"`
	// ArbGas is what a trade takes; zero: ops.TradeGas. ArbGasPrice counts where it is
	// given, CoinPrice and PoolValue are in a token of the pool.
	ArbGas      uint64    `mapstructure:"arb_gas"`
	ArbGasPrice ops.Wei   `mapstructure:"arb_gas_price"`
	CoinPrice   ops.Price `mapstructure:"coin_price"`
	PoolValue   ops.Price `mapstructure:"pool_value"`

	Warn   limits `mapstructure:"warn"`
	Refuse limits `mapstructure:"refuse"`

	// Tolerance is how far a plan's numbers of now may move before it is sent.
	Tolerance ops.Fixed `mapstructure:"tolerance"`

	// SafeService is the address of a Safe transaction service; empty: none. Its
	// key is no setting: it comes from SAFE_TRANSACTION_SERVICE_API_KEY alone.
	SafeService string `mapstructure:"safe_transaction_service"`

	Contracts contracts `mapstructure:"contracts"`

	env func(name string) (value string, found bool)

	// named are the pools that the command line names.
	named []common.Address

	// sources says where each value comes from, by key: a flag, a variable, the
	// file. What is not in it is standard.
	sources map[string]string
}

// given says whether somebody has set the key.
func (s *settings) given(key string) bool { return s.sources[key] != "" }

// demanded says whether a flag of this command has set the key.
func (s *settings) demanded(key string) bool { return strings.HasPrefix(s.sources[key], "--") }

// namedPool gives a pool a name of the user's own.
type namedPool struct {
	Name    string         `mapstructure:"name"`
	Address common.Address `mapstructure:"address"`
	Chain   network.ID     `mapstructure:"chain"` // 0: any
}

// contracts says where Balancer's factories are on a chain that mpool does not
// know, such as a development chain.
type contracts struct {
	FactoryV1 common.Address `mapstructure:"factory_v1"`
	FactoryV2 common.Address `mapstructure:"factory_v2"`
	// Vault is where they keep their pools; zero: Balancer's.
	Vault common.Address `mapstructure:"vault"`
	// MultiSend is the MultiSendCallOnly of Safes there; zero: the Safe project's.
	MultiSend common.Address `mapstructure:"multi_send_call_only"`
}

// setting is one key of the configuration, and where else its value may come
// from: a flag, MPOOL_ and the key, and another tool's variable.
type setting struct {
	key       string
	flag      string // the flag's name, where a command has one
	shorthand string
	foreign   string // the variable that Foundry reads for it
	standard  string // the value when nothing sets it
	usage     string
	list      bool
}

func knownSettings() []setting {
	return []setting{
		{key: "rpc_url", flag: "rpc-url", shorthand: "r", foreign: "ETH_RPC_URL", standard: "http://127.0.0.1:8545", usage: "node to talk to"},
		{key: "rpc_timeout", flag: "rpc-timeout", foreign: "ETH_RPC_TIMEOUT", standard: "45s", usage: "longest wait for one answer, seconds or 1m30s"},
		{key: "rpc_headers", flag: "rpc-headers", foreign: "ETH_RPC_HEADERS", list: true, usage: `header for the node, "Name: value", repeatable`},
		{key: "check_rpc_urls", flag: "check-rpc-url", list: true, usage: "another node that is asked whether it has a transaction that the first refuses, repeatable"},
		{key: "publish_url", flag: "publish-url", usage: "private relay or builder that alone gets what is signed; public: everybody"},
		{key: "chain", flag: "chain", shorthand: "c", foreign: "CHAIN", usage: "chain that the node must be on, name or id"},
		{key: "pool", usage: "pool for commands that name none"},
		{key: "pools", usage: "names for pools"},
		{key: "from", flag: "from", shorthand: "f", foreign: "ETH_FROM", usage: "account that sends"},
		{key: "confirmations", flag: "confirmations", standard: "1", usage: "blocks to wait for, the mined one included"},
		{key: "state_dir", flag: "state-dir", usage: "folder for the record of what was sent"},
		{key: "gas_estimate_multiplier", flag: "gas-estimate-multiplier", standard: "130", usage: "gas limit, in percent of the estimate"},
		{key: "max_fee_per_gas", flag: "max-fee-per-gas", standard: "1000gwei", usage: "never offer more than this, such as 100gwei"},
		{key: "arb_interval", flag: "arb-interval", usage: "how often arbitrage comes by, for the price of a weight change; the chain's block time if unset"},
		{key: keyArbGas, flag: "arb-gas", standard: "142000", usage: "gas of a trade of arbitrage, for the price of a weight change"},
		{key: keyGasPrice, flag: "arb-gas-price", usage: "what arbitrage pays for gas, such as 20gwei; the node's gas price if unset"},
		{key: keyCoinPrice, flag: "coin-price", usage: `what one of the chain's coin costs in a token of the pool, such as "2000 USDC"; by the pool's own prices if unset`},
		{key: keyPoolValue, flag: "pool-value", usage: `what the pool is worth in one of its tokens, such as 1000000USDC; by the pool's own prices if unset`},
		{key: keyTolerance, flag: "tolerance", standard: "1%", usage: "how far prices, supplies and balances that a plan rests on may move before it is stale"},
		{key: "safe_transaction_service", flag: "service", usage: "Safe transaction service, such as https://api.safe.global/tx-service/eth"},
		{key: "warn.max_cost", usage: "warn where a weight change gives more of the pool to arbitrage"},
		{key: "warn.min_duration", usage: "warn where a weight change is shorter"},
		{key: "warn.max_weight_change_per_day", usage: "warn where a weight moves farther within a day, in points"},
		{key: "warn.max_swap_fee_drop_per_day", usage: "warn where the swap fee falls farther within a day, in points"},
		{key: "refuse.max_cost", standard: "0.5%", usage: "refuse the same"},
		{key: "refuse.min_duration", usage: "refuse the same"},
		{key: "refuse.max_weight_change_per_day", usage: "refuse the same"},
		{key: "refuse.max_swap_fee_drop_per_day", usage: "refuse the same"},
		{key: "contracts.factory_v1", usage: "Managed Pool factory, first generation"},
		{key: "contracts.factory_v2", usage: "Managed Pool factory, second generation"},
		{key: "contracts.vault", usage: "Vault of those factories"},
		{key: "contracts.multi_send_call_only", usage: "MultiSendCallOnly of the Safe project"},
	}
}

// ownVariable is the environment variable that is mpool's own.
func (s setting) ownVariable() string { return variableOf(s.key) }

// addSettingFlags gives a command the flags of some settings. Their values are
// read through app.settings, never from the flags.
func addSettingFlags(flags *pflag.FlagSet, keys ...string) {
	for _, key := range keys {
		s := settingOf(key)
		usage := s.usage
		if s.foreign != "" {
			usage += " [" + s.foreign + "]"
		}
		if s.list {
			flags.StringArrayP(s.flag, s.shorthand, nil, usage)
		} else {
			flags.StringP(s.flag, s.shorthand, s.standard, usage)
		}
		_ = flags.SetAnnotation(s.flag, ofSetting, []string{key}) // the flag is there
	}
}

// ofSetting marks the flag of a setting, whatever a command calls it.
const ofSetting = "setting"

// settingFlag is a command's flag of the setting; nil where it has none. A flag
// that only has the setting's name is another one: fee-ramp has such a --from.
func settingFlag(flags *pflag.FlagSet, s setting) *pflag.Flag {
	var found *pflag.Flag
	flags.VisitAll(func(f *pflag.Flag) {
		if slices.Contains(f.Annotations[ofSetting], s.key) {
			found = f
		}
	})
	return found
}
