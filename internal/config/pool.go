package config

import (
	"errors"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/failure"
	"mpool/internal/network"
	"mpool/internal/parse"
	"mpool/internal/text"
)

// PoolAndMembers puts the configured pool before an address without a pool.
func (s *Settings) PoolAndMembers(args []string) ([]string, error) {
	switch {
	case len(args) > 1:
		return args, nil
	case len(args) == 0 || s.isKnownPool(args[0]):
		return nil, failure.Usage("missing addresses: use POOL ADDRESS...")
	}
	return s.PoolFirst(args, 1)
}

// isKnownPool reports whether a word is the name or address of a configured pool.
func (s *Settings) isKnownPool(word string) bool {
	address := common.HexToAddress(word)
	return strings.EqualFold(word, s.Pool) || slices.ContainsFunc(s.Pools, func(p NamedPool) bool {
		return strings.EqualFold(word, p.Name) || common.IsHexAddress(word) && address == p.Address
	})
}

// Pool is a pool as the user named it.
type Pool struct {
	Address common.Address
	Chain   network.ID // chain that the node must be on; 0: any
}

// ChoosePool returns the pool of a command's first argument, otherwise the configured pool.
func (s *Settings) ChoosePool(args []string) (Pool, error) {
	if len(args) > 0 {
		return s.ResolvePool(args[0])
	}
	if s.Pool != "" {
		return s.ResolvePool(s.Pool)
	}
	if len(s.Pools) > 0 {
		return Pool{}, failure.Usage("missing pool").WithHint("name one of the configuration: %s; mpool status --all shows all of them", s.poolNames())
	}
	return Pool{}, failure.Usage("missing pool").
		WithHint("give the pool's address (0x…) or its name in the configuration, or set MPOOL_POOL")
}

// ResolvePool returns the pool of an address or a configured name.
func (s *Settings) ResolvePool(words string) (Pool, error) {
	words = strings.TrimSpace(words)
	if short, rest, found := strings.Cut(words, ":"); found && strings.HasPrefix(rest, "0x") {
		return s.prefixedPool(short, rest)
	}
	if address, isID := poolOfID(words); isID {
		return Pool{Address: address, Chain: s.Chain}, nil
	}
	if strings.HasPrefix(words, "0x") {
		address, err := parse.Address(words)
		if err != nil {
			return Pool{}, failure.Usage("%s", err)
		}
		return Pool{Address: address, Chain: s.Chain}, nil
	}
	for _, pool := range s.Pools {
		if strings.EqualFold(pool.Name, words) {
			return s.namedPool(pool)
		}
	}
	f := failure.Usage("unknown pool %s: use an address (0x and 40 digits) or a name from the configuration", text.Quote(words))
	if strings.Contains(words, "=") {
		return Pool{}, f.WithHint("if it belongs to the word before it, put a comma between them: WETH=45%%,USDC=rest")
	}
	if len(s.Pools) == 0 {
		return Pool{}, f.WithHint("the configuration has no named pools; see config.example.yaml")
	}
	return Pool{}, f.WithHint("pools in the configuration: %s", s.poolNames())
}

func (s *Settings) namedPool(pool NamedPool) (Pool, error) {
	if pool.Chain != 0 && s.Chain != 0 && pool.Chain != s.Chain {
		return Pool{}, failure.Usage("pool %s is on %s, but --chain is %s", pool.Name, pool.Chain, s.Chain)
	}
	return Pool{Address: pool.Address, Chain: max(pool.Chain, s.Chain)}, nil
}

func (s *Settings) poolNames() string {
	names := make([]string, len(s.Pools))
	for i, pool := range s.Pools {
		names[i] = pool.Name
	}
	return strings.Join(names, ", ")
}

// mostMargin is the largest gas_estimate_multiplier, in percent of the node's estimate.
const mostMargin = 1000

func (s *Settings) check() error {
	seen := map[string]bool{}
	for _, pool := range s.Pools {
		name := strings.ToLower(pool.Name)
		switch {
		case name == "" || strings.HasPrefix(name, "0x"):
			return BadConfig("pools: %q is not a valid pool name", pool.Name)
		case pool.Address == common.Address{}:
			return BadConfig("pools: %s has no address", pool.Name)
		case seen[name]:
			return BadConfig("pools: %s appears twice", pool.Name)
		}
		seen[name] = true
	}
	if err := errors.Join(s.checkFeeds(), s.checkChains(), s.checkLabels()); err != nil {
		return err
	}
	if s.GasEstimateMultiplier > mostMargin {
		return BadConfig("gas_estimate_multiplier: %d percent is above the limit of %d", s.GasEstimateMultiplier, mostMargin)
	}
	if s.GasEstimateMultiplier < 100 {
		return BadConfig("gas_estimate_multiplier: must be at least 100 percent, or transactions run out of gas")
	}
	if s.Tolerance.Int().IsZero() {
		return BadConfig("tolerance: must be above 0%%, or every plan is stale within a second").WithHint(toleranceAllowed)
	}
	if s.ArbGas == 0 {
		return BadConfig("arb_gas: must be above 0")
	}
	if s.Confirmations == 0 {
		return BadConfig("confirmations: must be at least 1 (the block with the transaction)")
	}
	return nil
}

// PoolFirst puts the configured pool before the arguments if POOL was omitted. behind is the number of
// arguments after the pool: with more, the first is the pool.
func (s *Settings) PoolFirst(args []string, behind int) ([]string, error) {
	if len(args) > behind {
		return args, nil
	}
	if s.Pool == "" {
		_, err := s.ChoosePool(nil)
		return nil, err
	}
	return append([]string{s.Pool}, args...), nil
}
