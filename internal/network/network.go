package network

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/holiman/uint256"

	"mpool/internal/text"
	"mpool/internal/units"
)

// ID is a chain as the user names it: by name or by number.
type ID uint64

type Named struct {
	id   ID
	name string // as Foundry spells it
}

// Known are the chains that have Managed Pools, and the usual places to
// try things out. Where one has two names, the first is shown.
func Known() []Named {
	return []Named{
		{1, "mainnet"}, {1, "ethereum"}, {10, "optimism"}, {56, "bsc"}, {100, "gnosis"}, {137, "polygon"},
		{252, "fraxtal"}, {1101, "zkevm"}, {8453, "base"}, {34443, "mode"}, {42161, "arbitrum"}, {43114, "avalanche"},
		{5, "goerli"}, {11155111, "sepolia"}, {Development, "anvil"},
	}
}

// Development is what anvil and its like call themselves.
const Development = 31337

// String is the chain's name, or its number.
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

// Names are the chains that can be named, once each.
func Names() []string {
	var names []string
	for _, known := range Known() {
		if known.id.String() == known.name {
			names = append(names, known.name)
		}
	}
	return names
}

// Coin is what gas is paid in.
func (c ID) Coin() string {
	switch c {
	case 56:
		return "BNB"
	case 100:
		return "xDAI"
	case 137:
		return "POL"
	case 252:
		return "FRAX"
	case 43114:
		return "AVAX"
	}
	return "ETH"
}

// BlockTime is how many seconds lie between two blocks, on a whole: at least one,
// for weights do not move within a second. An unknown chain is taken for a slow
// one, where a weight change costs more.
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

// Explorer is the address of the chain's usual block explorer, which shows a transaction at
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

// DataFee says whether the chain charges for a transaction's data beside its
// gas, as those built like Optimism do.
func (c ID) DataFee() bool {
	return c == 10 || c == 252 || c == 8453 || c == 34443
}

// BesideGas is what a cost of gas is without where the chain's fee for data is not in it.
func (c ID) BesideGas() string {
	if c.DataFee() {
		return ", plus the chain's L1 data fee"
	}
	return ""
}

// LeastTip is the priority fee below which nobody on the chain mines a transaction; zero if
// there is none. Polygon's bor has required 25 gwei since v0.3.
func (c ID) LeastTip() units.Wei {
	if c == 137 {
		return units.Wei(*uint256.NewInt(25_000_000_000))
	}
	return units.Wei{}
}

// ForDevelopment says that what is sent there is worth nothing.
func (c ID) ForDevelopment() bool { return c == Development || c == gethDevelopmentChain }

// gethDevelopmentChain is what geth --dev calls itself.
const gethDevelopmentChain = 1337
