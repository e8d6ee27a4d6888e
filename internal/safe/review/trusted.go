package review

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/decode"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/text"
)

// mostPools is the most named pools that are read although the batch does not mention them.
const mostPools = 20

// trust divides the pools that a batch mentions into trusted and strange ones. It also reads the other
// named pools for their names, tokens and Vault; their faults are not findings about the batch.
func (c *Checker) trust(ctx context.Context, mentioned []*ops.Snapshot) ([]ops.Finding, error) {
	named, err := c.By.Settings.NamedPools(c.Flags.Pools, network.ID(c.View.NodeChain))
	if err != nil {
		return nil, err
	}
	for _, pool := range mentioned {
		if slices.Contains(named, pool.Pool.Address) {
			c.trusted = append(c.trusted, pool)
		} else {
			c.strange = append(c.strange, pool)
		}
	}
	for _, address := range named[:min(len(named), mostPools)] {
		if isTrusted(c.trusted, address) {
			continue
		}
		pool, _, err := c.readPool(ctx, address)
		if err != nil {
			return nil, err
		}
		if pool != nil {
			c.trusted = append(c.trusted, pool)
		}
	}
	c.writeBook()
	return tellStrange(c.strange, c.trusted, c.Safe), nil
}

func isTrusted(trusted []*ops.Snapshot, pool common.Address) bool {
	return slices.ContainsFunc(trusted, func(s *ops.Snapshot) bool { return s.Pool.Address == pool })
}

// writeBook names the contracts and tokens of trusted pools. For other pools it adds only the symbols
// that their tokens report.
func (c *Checker) writeBook() {
	for _, pool := range c.trusted {
		c.Book = bookWith(c.Book, pool)
	}
	for _, pool := range c.strange {
		for _, token := range pool.Tokens {
			if _, known := c.Book.Tokens[token.Address]; !known {
				c.Book.Tokens[token.Address] = decode.Token{Symbol: token.Symbol, Decimals: token.Decimals}
			}
		}
	}
}

// tellStrange lists the pools in a batch that the user did not name, and who can take their tokens.
func tellStrange(strange, trusted []*ops.Snapshot, of common.Address) (found []ops.Finding) {
	for _, pool := range strange {
		what := fmt.Sprintf("the pool %s (%s) is not one that you have named", pool.Pool.Address, pool.Pool.Name.Quoted())
		if like := namesake(trusted, pool); like != (common.Address{}) {
			what = fmt.Sprintf("the pool %s is not your pool %s, although it has the same name, %s", pool.Pool.Address, like, pool.Pool.Name.Quoted())
		}
		f := ops.Finding{Severity: ops.Warn, Code: "pool.unnamed", Summary: what,
			Detail: managersOf(pool), Hint: "if it is yours, use --pool " + pool.Pool.Address.Hex() + " or name it in the configuration"}
		if of != (common.Address{}) && pool.Pool.Owner == of {
			f.Summary += "; being owned by this Safe proves nothing: anyone can create a pool with any owner"
		}
		found = append(found, f)
	}
	return found
}

// managersOf lists the asset managers of a pool's tokens.
func managersOf(pool *ops.Snapshot) string {
	var managers []string
	of := map[common.Address][]string{}
	for _, token := range pool.Tokens {
		of[token.AssetManager] = append(of[token.AssetManager], text.Symbol(token.Symbol))
	}
	for manager, tokens := range of {
		if manager != (common.Address{}) {
			managers = append(managers, fmt.Sprintf("%s withdraws %s", manager, strings.Join(tokens, ", ")))
		}
	}
	if len(managers) == 0 {
		return "it has no asset manager"
	}
	slices.Sort(managers)
	return "its asset managers: " + strings.Join(managers, "; ")
}

// namesake is the trusted pool with the same name or symbol as another pool.
func namesake(trusted []*ops.Snapshot, pool *ops.Snapshot) common.Address {
	for _, mine := range trusted {
		if mine.Pool.Name.Like(pool.Pool.Name) || mine.Pool.Symbol == pool.Pool.Symbol {
			return mine.Pool.Address
		}
	}
	return common.Address{}
}
