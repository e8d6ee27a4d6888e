package review

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/explain"
	"mpool/internal/ops"
	"mpool/internal/safe/deed"
)

// strangePools refuses deposits into, and trades with, pools that the user did not name. Naming such a
// pool with --recipient makes it a warning.
func (k knownAddresses) strangePools(c Call) []ops.Finding {
	var found []ops.Finding
	for _, pool := range deed.Into(c.does) {
		if slices.ContainsFunc(k.pools, func(id common.Hash) bool { return deed.PoolOf(id) == pool }) {
			continue
		}
		found = append(found, k.unless(toPay, pool, ops.Finding{Code: "pool.other",
			Summary: fmt.Sprintf("%s the pool %s, %s", k.goesInto(c, pool), pool, k.stranger(pool)), Detail: k.managers(pool),
			Hint: fmt.Sprintf("if you mean it, use --recipient %s; if the pool is yours, use --pool %s", pool, pool)})...)
	}
	return found
}

// goesInto describes what a call does to a pool, up to the pool's name.
func (k knownAddresses) goesInto(c Call, pool common.Address) string {
	switch does := c.does.(type) {
	case deed.ManageBalance:
		return "it deposits " + k.deposits(does, pool) + " into"
	case deed.Join:
		return "it joins"
	}
	return "it trades with"
}

// deposits lists the tokens that go into a pool.
func (k knownAddresses) deposits(m deed.ManageBalance, pool common.Address) string {
	var list []string
	for _, move := range m.Moves {
		if move.Deposit && deed.PoolOf(move.Pool) == pool {
			list = append(list, explain.AmountText(k.book, move.Token, move.Amount))
		}
	}
	return strings.Join(list, " and ")
}

// stranger describes a pool that the user did not name.
func (k knownAddresses) stranger(pool common.Address) string {
	like := k.namesakes[pool]
	switch s := k.strange[pool]; {
	case s == nil:
		return "which you have not named"
	case like != (common.Address{}):
		return fmt.Sprintf("which is not your pool %s, although it has the same name", like)
	default:
		return s.Pool.Name.Quoted() + ", which you have not named"
	}
}

func (k knownAddresses) managers(pool common.Address) string {
	if s := k.strange[pool]; s != nil {
		return managersOf(s)
	}
	return ""
}
