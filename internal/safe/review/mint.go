package review

import (
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
	"mpool/internal/text"
	"mpool/internal/units"
)

// shareDecimals are the decimals of every pool's BPT.
const shareDecimals = 18

// mints refuses an addToken that mints BPT to anyone but the Safe, the pool's owner or its asset
// managers.
func (k knownAddresses) mints(c Call) []ops.Finding {
	a, is := c.does.(AddToken)
	if !is || a.Mint.IsZero() || k.own(a.Recipient) || slices.Contains(k.senders, a.Recipient) {
		return nil
	}
	return k.sends("token.mint", units.Amount{Raw: a.Mint, Decimals: shareDecimals}.String()+" new BPT (a share of the pool)", a.Recipient)
}

// manager refuses a new asset manager that the user did not name, because it can withdraw all of the
// token.
func (k knownAddresses) manager(c Call) []ops.Finding {
	a, is := c.does.(AddToken)
	if !is || a.Manager == (common.Address{}) || k.own(a.Manager) || slices.Contains(k.senders, a.Manager) {
		return nil
	}
	return k.unlessNamed(a.Manager, ops.Finding{Code: "token.manager",
		Summary: fmt.Sprintf("%s would manage the pool's %s permanently and could withdraw all of it at any time", a.Manager, k.tokenName(a.Token))})
}

func (k knownAddresses) tokenName(token common.Address) string {
	if known, is := k.book.Tokens[token]; is {
		return text.Symbol(known.Symbol) + " (" + token.Hex() + ")"
	}
	return "token " + token.Hex()
}
