package config

import (
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/failure"
	"mpool/internal/network"
	"mpool/internal/text"
)

// NamedPools are the pools on a chain that the user names: on the command line, which given holds
// too, in MPOOL_POOL, and in the configuration.
func (s *Settings) NamedPools(given []string, on network.ID) ([]common.Address, error) {
	list := slices.Clone(s.Named)
	for _, words := range given {
		choice, err := s.ResolvePool(words)
		if err != nil {
			return nil, err
		}
		if choice.Chain != 0 && choice.Chain != on {
			return nil, failure.Usage("--pool %s is on %s, but the node is on %s", text.Quote(words), choice.Chain, on)
		}
		list = append(list, choice.Address)
	}
	if choice, err := s.ChoosePool(nil); err == nil && (choice.Chain == 0 || choice.Chain == on) {
		list = append(list, choice.Address)
	}
	for _, pool := range s.Pools {
		if pool.Chain == 0 || pool.Chain == on {
			list = append(list, pool.Address)
		}
	}
	slices.SortFunc(list, common.Address.Cmp)
	return slices.Compact(list), nil
}
