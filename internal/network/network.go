package network

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/holiman/uint256"

	"mpool/internal/named"
	"mpool/internal/text"
	"mpool/internal/units"
)

// ID is a chain ID, which the user gives as a name or a number.
type ID uint64

type Named struct {
	id   ID
	name string // as Foundry spells it
}

// Known lists the chains with Managed Pools, and the usual test chains. If a chain has two names, the
// first is shown.
func Known() []Named {
	return []Named{
		{1, "mainnet"}, {1, "ethereum"}, {10, "optimism"}, {56, "bsc"}, {100, "gnosis"}, {137, "polygon"},
		{252, "fraxtal"}, {1101, "zkevm"}, {8453, "base"}, {34443, "mode"}, {42161, "arbitrum"}, {43114, "avalanche"},
		{5, "goerli"}, {11155111, "sepolia"}, {Development, "anvil"},
	}
}

// Development is the chain ID of anvil and similar programs.
const Development = 31337

// String returns the chain's name, otherwise its number.
func (c ID) String() string {
	for _, known := range Known() {
		if known.id == c {
			return known.name
		}
	}
	return strconv.FormatUint(uint64(c), 10)
}

func Parse(words string) (ID, error) {
	for _, known := range Known() {
		if strings.EqualFold(known.name, words) {
			return known.id, nil
		}
	}
	id, err := strconv.ParseUint(words, 10, 64)
	if err != nil || id == 0 {
		var names []string
		for _, known := range Known() {
			names = append(names, known.name)
		}
		return 0, fmt.Errorf("unknown chain %s: use a chain ID or one of %s", text.Quote(words), strings.Join(names, ", "))
	}
	return ID(id), nil
}

// Names lists one name for each known chain.
func Names() []string {
	var names []string
	for _, known := range Known() {
		if known.id.String() == known.name {
			names = append(names, known.name)
		}
	}
	return names
}

// Coin returns the symbol of the native token, which pays for gas.
func (c ID) Coin() string { return named.Coin(uint64(c)) }

// BlockTime returns the usual number of seconds between two blocks, at least one, because weights
// change only once a second. An unknown chain counts as slow, so that a weight change costs more.
func (c ID) BlockTime() units.Time {
	switch c {
	case 10, 137, 252, 8453, 34443, 43114:
		return 2
	case 56, 42161:
		return 1
	case 100, 1101:
		return 5
	}
	return 12
}

// MostAhead is the most seconds that a newest block may be ahead of this machine's clock.
const MostAhead = units.Time(30)

// MostLag is the most seconds that the chain's newest block may be behind this machine's clock. Durations
// count from that block, so that the shortest change of a pool is planned at most a fifth too long.
func (c ID) MostLag() units.Time { return max(5*c.BlockTime(), 60) }

// Astray returns how far the time of a newest block is from this machine's clock, if that is too far:
// the node is behind, shows an old block, or one of the clocks is wrong. It is zero for a time within
// the limits, and on chains for development, whose clocks are moved on purpose.
func (c ID) Astray(block, now units.Time) (behind, ahead units.Time) {
	switch {
	case c.ForDevelopment():
	case block+c.MostLag() < now:
		return now - block, 0
	case block > now+MostAhead:
		return 0, block - now
	}
	return 0, 0
}

// Explorer returns the address of the chain's usual block explorer, which shows a transaction at
// /tx/HASH; empty if none is known.
func (c ID) Explorer() string {
	switch c {
	case 1:
		return "https://etherscan.io"
	case 10:
		return "https://optimistic.etherscan.io"
	case 56:
		return "https://bscscan.com"
	case 100:
		return "https://gnosisscan.io"
	case 137:
		return "https://polygonscan.com"
	case 252:
		return "https://fraxscan.com"
	case 8453:
		return "https://basescan.org"
	case 34443:
		return "https://modescan.io"
	case 42161:
		return "https://arbiscan.io"
	case 43114:
		return "https://snowtrace.io"
	case 11155111:
		return "https://sepolia.etherscan.io"
	}
	return ""
}

// DataFee reports whether the chain charges for a transaction's data in addition to its gas, as chains
// built like Optimism do.
func (c ID) DataFee() bool {
	return c == 10 || c == 252 || c == 8453 || c == 34443
}

// DataInGas reports whether a node's gas estimates include the chain's fee for data, so that they are
// far above the gas of the call itself.
func (c ID) DataInGas() bool { return c == 42161 }

// BesideGas is the note about a gas cost that does not include the chain's fee for data.
func (c ID) BesideGas() string {
	if c.DataFee() {
		return ", plus the chain's L1 data fee"
	}
	return ""
}

// LeastTip returns the priority fee below which the chain mines no transaction; zero if there is none.
// Polygon's bor has required 25 gwei since v0.3.
func (c ID) LeastTip() units.Wei {
	if c == 137 {
		return units.Wei(*uint256.NewInt(25_000_000_000))
	}
	return units.Wei{}
}

// ForDevelopment reports whether transactions on the chain have no value.
func (c ID) ForDevelopment() bool { return c == Development || c == gethDevelopmentChain }

// gethDevelopmentChain is the chain ID of geth --dev.
const gethDevelopmentChain = 1337
