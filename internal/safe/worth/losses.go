package worth

import (
	"fmt"
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/decode"
	"mpool/internal/explain"
	"mpool/internal/ops"
	"mpool/internal/safe/deed"
)

// Losses refuses losses of the Safe that exceed what its calls say that they send, unless every
// account that can have taken them is named. If the batch trades with trusted pools, it values all
// changes instead, without the payments to named recipients; compared then says what accepted trades
// give. contracts are the named recipients with code; foreign says that the batch has calls that mpool
// did not plan.
func (b *Batch) Losses(prices Prices, contracts []common.Address, foreign bool) (found []ops.Finding, compared string) {
	flows := &outflows{of: b, valued: b.Trades(), contracts: contracts}
	takers := b.takers()
	named := !slices.ContainsFunc(takers, func(a common.Address) bool { return !slices.Contains(b.Trust.Recipients, a) })
	meant := len(takers) > 0 && named
	traded := flows.valued && (meant || len(takers) == 0 && b.OnlyTrades())
	changes := flows.ownChanges()
	for _, change := range changes {
		if change.Loss.IsZero() {
			continue
		}
		said := flows.sent(change.Token)
		less := change.Loss.ToBig().Cmp(said) <= 0
		switch {
		case traded:
			if less {
				found = append(found, b.lost(change, ops.Warn))
			}
		case less, meant:
			if foreign {
				found = append(found, b.lost(change, ops.Warn))
			}
		case !b.intoStrange(takers): // pool.other refuses this case and explains it
			found = append(found, b.unexplained(change, said, takers))
		}
	}
	if !traded {
		return found, ""
	}
	judged, compared, is := (&valuation{flows, b, prices.withCoin(b.Trust.Wrapped), flows.withDelivered(changes)}).judgeTrades()
	if is {
		found = append(found, judged)
	}
	return found, compared
}

// intoStrange says that the batch trades with pools that the user does not trust, and that every other
// account that can take tokens is named.
func (b *Batch) intoStrange(takers []common.Address) bool {
	var pools []common.Address
	for _, call := range b.Calls {
		pools = append(pools, deed.Into(call.Does)...)
	}
	return len(takers) > 0 && !slices.ContainsFunc(takers, func(a common.Address) bool {
		return !slices.Contains(b.Trust.Recipients, a) && !slices.Contains(pools, a)
	})
}

// Untold refuses tokens whose balance after the simulation is not known.
func Untold(book decode.Book, tokens []common.Address) []ops.Finding {
	if len(tokens) == 0 {
		return nil
	}
	more := ""
	if n := len(tokens) - 1; n > 0 {
		more = fmt.Sprintf(", and %d more", n)
	}
	return []ops.Finding{{Severity: ops.Refuse, Code: "safe.untold", Summary: fmt.Sprintf("it moves tokens whose final Safe balance the simulation does not show; a loss may be hidden: %s%s", explain.TokenName(book, tokens[0]), more)}}
}

// lost is a finding that the Safe loses tokens.
func (b *Batch) lost(change Change, severity ops.Severity) ops.Finding {
	return ops.Finding{Severity: severity, Code: "safe.loses", Summary: "the Safe loses " + explain.AmountText(b.Book, change.Token, change.Loss)}
}

// unexplained refuses a loss that is larger than the calls say.
func (b *Batch) unexplained(change Change, said *big.Int, takers []common.Address) ops.Finding {
	f := b.lost(change, ops.Refuse)
	f.Summary += ", but its calls account for only " + explain.AmountText(b.Book, change.Token, *uint256.MustFromBig(said))
	if len(takers) > 0 {
		f.Hint = "if the called contract may take it, use --contract " + takers[0].Hex()
	}
	return f
}

// takers are the accounts that can take approved tokens: contracts that the batch calls by an unknown
// function, and untrusted pools that it trades with. Transfers, approvals and trades with trusted
// pools have known effects.
func (b *Batch) takers() []common.Address {
	var list []common.Address
	add := func(a common.Address) {
		if !slices.Contains(list, a) {
			list = append(list, a)
		}
	}
	for _, call := range b.Calls {
		for _, pool := range deed.Into(call.Does) {
			if !b.Trust.has(pool) {
				add(pool)
			}
		}
		if !call.Recognised && !b.trade(call) && !deed.OfToken(call.Does) && call.Data && !call.Voids {
			add(call.To)
		}
	}
	return list
}

// trade says whether the call is a function of a trusted Vault and no operation of mpool.
func (b *Batch) trade(call Call) bool {
	return !call.Recognised && call.OfVault && slices.Contains(b.Trust.Vaults, call.To)
}

// Trades says that a call of the batch trades at a trusted Vault.
func (b *Batch) Trades() bool { return slices.ContainsFunc(b.Calls, b.trade) }

// OnlyTrades says that the batch trades, and that it otherwise has only operations of mpool and plain
// calls of trusted pools' tokens.
func (b *Batch) OnlyTrades() bool {
	return b.Trades() && !slices.ContainsFunc(b.Calls, func(call Call) bool {
		return !call.Recognised && !b.trade(call) && (!deed.OfToken(call.Does) || !slices.Contains(b.Trust.Tokens, call.To))
	})
}

// mayReceive says whether the batch may deposit into a pool: the pool is trusted or named.
func (b *Batch) mayReceive(pool common.Address) bool {
	return b.Trust.has(pool) || slices.Contains(b.Trust.Recipients, pool)
}
