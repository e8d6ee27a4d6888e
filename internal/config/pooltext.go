package config

import (
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/internal/failure"
	"mpool/internal/network"
	"mpool/internal/text"
)

// poolOfID returns the pool of a pool id: the first 20 bytes are the address, then come the Vault's
// specialization, 0 to 2, and a counter. Any other 64 digits are refused, because they may be a private
// key.
func poolOfID(text string) (common.Address, bool) {
	id, err := hexutil.Decode(text)
	if err != nil || len(id) != 32 {
		return common.Address{}, false
	}
	specialization, counter := uint16(id[20])<<8|uint16(id[21]), id[22:]
	if specialization > 2 || common.BytesToHash(counter[:6]) != (common.Hash{}) {
		return common.Address{}, false
	}
	return common.BytesToAddress(id[:20]), true
}

// chainByShortName returns the chain of a prefix of addresses (ERC-3770), as the Safe's application
// copies them.
func chainByShortName(name string) network.ID {
	switch strings.ToLower(name) {
	case "eth":
		return 1
	case "oeth":
		return 10
	case "bnb":
		return 56
	case "gno":
		return 100
	case "matic", "pol":
		return 137
	case "frax", "fraxtal":
		return 252
	case "zkevm":
		return 1101
	case "base":
		return 8453
	case "mode":
		return 34443
	case "arb1":
		return 42161
	case "avax":
		return 43114
	case "sep":
		return 11155111
	}
	return 0
}

// prefixedPool returns the pool of an address with a chain prefix.
func (s *Settings) prefixedPool(short, rest string) (Pool, error) {
	on := chainByShortName(short)
	if on == 0 {
		return Pool{}, failure.Usage("unknown chain prefix in %s", text.Quote(short)).WithHint("give the address alone, and the chain with --chain")
	}
	if s.Chain != 0 && s.Chain != on {
		return Pool{}, failure.Usage("%s is on %s, but --chain is %s", short, on, s.Chain).WithHint("omit one of them")
	}
	choice, err := s.ResolvePool(rest)
	choice.Chain = on
	return choice, err
}
