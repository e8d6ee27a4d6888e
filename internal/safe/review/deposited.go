package review

import (
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/explain"
	"mpool/internal/ops"
	"mpool/internal/safe/deed"
)

// deposited refuses a token that the Safe adds to its pool without the deposit in the same transaction,
// whatever doors are shut. Until the deposit, anyone who can swap takes other tokens for nothing, and
// another transaction with a later nonce can open the doors first. Where another account manages the
// token, the Safe cannot make the deposit.
func (k knownAddresses) deposited(c Call) []ops.Finding {
	d, is := c.does.(deed.AddToken)
	if !is || d.Manager != (common.Address{}) && d.Manager != k.ownerOf(c.To) || !lacks(k, c.To, d.Token) {
		return nil
	}
	return []ops.Finding{{Severity: ops.Refuse, Code: "deposit.missing",
		Summary: fmt.Sprintf("it adds %s without its deposit in the same transaction: until then anyone who can swap takes other tokens for nothing, and anyone who can join takes a share of the deposit", explain.TokenName(k.book, d.Token)),
		Hint:    "use mpool add-token, which puts the addition and the deposit into one transaction"}}
}

// lacks says that a pool has none or almost none of a token afterwards. Where the state afterwards is
// unknown or does not have the token, it says that no call deposits it.
func lacks(k knownAddresses, pool, token common.Address) bool {
	if after := k.after[pool]; after != nil {
		if i := slices.IndexFunc(after.Tokens, func(t ops.Token) bool { return t.Address == token }); i >= 0 {
			return after.Tokens[i].Empty() || ops.Dust(after, i)
		}
	}
	return !slices.ContainsFunc(k.calls, func(c Call) bool { return depositsInto(c, pool, token) })
}

func depositsInto(c Call, pool, token common.Address) bool {
	does, is := c.does.(deed.ManageBalance)
	return is && slices.ContainsFunc(does.Moves, func(m deed.PoolMove) bool {
		return m.Deposit && m.Token == token && deed.PoolOf(m.Pool) == pool
	})
}
