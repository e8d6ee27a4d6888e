package review

import (
	"fmt"
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/effect"
	"mpool/internal/ops"
	"mpool/internal/safe/deed"
	"mpool/internal/text"
	"mpool/internal/units"
)

// shareDecimals are the decimals of every pool's BPT.
const shareDecimals = 18

// mints refuses an addToken that mints BPT to anyone but the Safe, unless the user named the
// recipient. Without a Safe, the pool's owner may receive it. An asset manager may not: nothing
// makes it deposit the token for which it gets the BPT.
func (k knownAddresses) mints(c Call) []ops.Finding {
	a, is := c.does.(deed.AddToken)
	if !is || a.Mint.IsZero() || a.Recipient == k.ownerOf(c.To) {
		return nil
	}
	return k.sends("token.mint", units.Amount{Raw: a.Mint, Decimals: shareDecimals}.String()+" new BPT"+k.partOf(c.To, a.Mint), a.Recipient)
}

// ownerOf is who acts for the owner of a pool: the Safe, or without one the pool's owner.
func (k knownAddresses) ownerOf(pool common.Address) common.Address {
	if k.of != (common.Address{}) {
		return k.of
	}
	for _, p := range k.trusted {
		if p.Pool.Address == pool {
			return p.Pool.Owner
		}
	}
	return common.Address{}
}

// partOf is how much of a pool a mint is afterwards, in words.
func (k knownAddresses) partOf(pool common.Address, mint uint256.Int) string {
	for _, p := range k.trusted {
		if p.Pool.Address == pool {
			all := new(big.Int).Add(p.Supply.Actual.Raw.ToBig(), mint.ToBig())
			return ", " + effect.ShareText(new(big.Rat).SetFrac(mint.ToBig(), all)) + " of the pool afterwards,"
		}
	}
	return " (a share of the pool)"
}

// manages says whether an account is an asset manager of a trusted pool.
func (k knownAddresses) manages(account, pool common.Address) bool {
	return slices.ContainsFunc(k.trusted, func(p *ops.Snapshot) bool {
		return p.Pool.Address == pool && slices.ContainsFunc(p.Tokens, func(t ops.Token) bool { return t.AssetManager == account })
	})
}

// manager refuses a new asset manager that the user did not name and that manages no other token of
// this pool, because it can withdraw all of the token.
func (k knownAddresses) manager(c Call) []ops.Finding {
	a, is := c.does.(deed.AddToken)
	if !is || a.Manager == (common.Address{}) || a.Manager == k.ownerOf(c.To) || k.manages(a.Manager, c.To) {
		return nil
	}
	return k.unless(toManage, a.Manager, ops.Finding{Code: "token.manager",
		Summary: fmt.Sprintf("%s would manage the pool's %s permanently and could withdraw all of it at any time", a.Manager, k.tokenName(a.Token))})
}

func (k knownAddresses) tokenName(token common.Address) string {
	if known, is := k.book.Tokens[token]; is {
		return known.Symbol.Of(token).Alone(text.SymbolWidth) + " (" + token.Hex() + ")"
	}
	return "token " + token.Hex()
}
