package main

import (
	"strings"

	"mpool/internal/failure"
	"mpool/internal/network"
	"mpool/internal/parse"
	"mpool/internal/text"

	"github.com/ethereum/go-ethereum/common"
)

// poolChoice is a pool as the user named it.
type poolChoice struct {
	Address common.Address
	Chain   network.ID // the chain that the node must be on; 0: any
}

// choosePool takes a command's first argument, where there is one, or else the
// pool of the configuration.
func (s *settings) choosePool(args []string) (poolChoice, error) {
	if len(args) > 0 {
		return s.resolvePool(args[0])
	}
	if s.Pool != "" {
		return s.resolvePool(s.Pool)
	}
	return poolChoice{}, failure.Usage("no pool is named").
		WithHint("name one by its address (0x…) or by its name in the configuration, or set MPOOL_POOL")
}

// resolvePool takes an address or a name of the configuration.
func (s *settings) resolvePool(words string) (poolChoice, error) {
	words = strings.TrimSpace(words)
	if short, rest, found := strings.Cut(words, ":"); found && strings.HasPrefix(rest, "0x") {
		return s.prefixedPool(short, rest)
	}
	if address, isID := poolOfID(words); isID {
		return poolChoice{Address: address, Chain: s.Chain}, nil
	}
	if strings.HasPrefix(words, "0x") {
		address, err := parse.Address(words)
		if err != nil {
			return poolChoice{}, failure.Usage("%s", err)
		}
		return poolChoice{Address: address, Chain: s.Chain}, nil
	}
	for _, pool := range s.Pools {
		if strings.EqualFold(pool.Name, words) {
			return s.namedPool(pool)
		}
	}
	f := failure.Usage("%s is neither an address (0x and 40 digits) nor a pool named in the configuration", text.Quote(words))
	if len(s.Pools) == 0 {
		return poolChoice{}, f.WithHint("the configuration names no pools; config.example.yaml shows how")
	}
	return poolChoice{}, f.WithHint("the configuration names: %s", s.poolNames())
}

func (s *settings) namedPool(pool namedPool) (poolChoice, error) {
	if pool.Chain != 0 && s.Chain != 0 && pool.Chain != s.Chain {
		return poolChoice{}, failure.Usage("pool %s is on %s, and the chain asked for is %s", pool.Name, pool.Chain, s.Chain)
	}
	return poolChoice{Address: pool.Address, Chain: max(pool.Chain, s.Chain)}, nil
}

func (s *settings) poolNames() string {
	names := make([]string, len(s.Pools))
	for i, pool := range s.Pools {
		names[i] = pool.Name
	}
	return strings.Join(names, ", ")
}

// check finds what is well spelled and makes no sense.
// mostMargin is the largest gas limit that is asked for, in percent of the estimate.
const mostMargin = 1000

func (s *settings) check() error {
	seen := map[string]bool{}
	for _, pool := range s.Pools {
		name := strings.ToLower(pool.Name)
		switch {
		case name == "" || strings.HasPrefix(name, "0x"):
			return badConfig("pools: %q is no name for a pool", pool.Name)
		case pool.Address == common.Address{}:
			return badConfig("pools: %s has no address", pool.Name)
		case seen[name]:
			return badConfig("pools: %s is there twice", pool.Name)
		}
		seen[name] = true
	}
	if s.GasEstimateMultiplier > mostMargin {
		return badConfig("gas_estimate_multiplier: %d percent is more than %d, ten times what is needed", s.GasEstimateMultiplier, mostMargin)
	}
	if s.GasEstimateMultiplier < 100 {
		return badConfig("gas_estimate_multiplier: below 100 percent a transaction runs out of gas")
	}
	if s.Tolerance.Int().IsZero() {
		return badConfig("tolerance: at 0%% a plan is stale a second after it was made").WithHint(toleranceAllowed)
	}
	if s.ArbGas == 0 {
		return badConfig("arb_gas: a trade without gas is no trade")
	}
	if s.Confirmations == 0 {
		return badConfig("confirmations: at least 1, the block that holds the transaction")
	}
	return nil
}

// poolFirst puts the pool of the configuration before the arguments of a command
// whose POOL was left out: it wants so many arguments behind it, and their number
// tells.
func (s *settings) poolFirst(args []string, behind int) ([]string, error) {
	if len(args) > behind {
		return args, nil
	}
	if s.Pool == "" {
		_, err := s.choosePool(nil)
		return nil, err
	}
	return append([]string{s.Pool}, args...), nil
}
