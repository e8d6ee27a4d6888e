package main

import (
	"fmt"
	"strconv"
	"strings"

	"mpool/internal/ops"
)

// chainID is a chain as the user names it: by name or by number.
type chainID uint64

type namedChain struct {
	id   chainID
	name string // as Foundry spells it
}

// knownChains are the chains that have Managed Pools, and the usual places to
// try things out. Where one has two names, the first is shown.
func knownChains() []namedChain {
	return []namedChain{
		{1, "mainnet"}, {1, "ethereum"}, {10, "optimism"}, {56, "bsc"}, {100, "gnosis"}, {137, "polygon"},
		{252, "fraxtal"}, {1101, "zkevm"}, {8453, "base"}, {34443, "mode"}, {42161, "arbitrum"}, {43114, "avalanche"},
		{5, "goerli"}, {11155111, "sepolia"}, {developmentChain, "anvil"},
	}
}

// developmentChain is what anvil and its like call themselves.
const developmentChain = 31337

// String is the chain's name, or its number.
func (c chainID) String() string {
	for _, known := range knownChains() {
		if known.id == c {
			return known.name
		}
	}
	return strconv.FormatUint(uint64(c), 10)
}

func parseChain(text string) (chainID, error) {
	for _, known := range knownChains() {
		if strings.EqualFold(known.name, text) {
			return known.id, nil
		}
	}
	id, err := strconv.ParseUint(text, 10, 64)
	if err != nil || id == 0 {
		var names []string
		for _, known := range knownChains() {
			names = append(names, known.name)
		}
		return 0, fmt.Errorf("%s is no chain: give its number, or one of %s", quoted(text), strings.Join(names, ", "))
	}
	return chainID(id), nil
}

// coin is what gas is paid in.
func (c chainID) coin() string {
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

// blockTime is how many seconds lie between two blocks, on a whole: at least one,
// for weights do not move within a second. An unknown chain is taken for a slow
// one, where a weight change costs more.
func (c chainID) blockTime() ops.Time {
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

// dataFee says whether the chain charges for a transaction's data beside its
// gas, as those built like Optimism do.
func (c chainID) dataFee() bool {
	return c == 10 || c == 252 || c == 8453 || c == 34443
}
