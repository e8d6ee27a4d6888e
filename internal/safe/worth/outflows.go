package worth

import (
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/safe/deed"
)

// outflows are the amounts that leave the Safe for good: at most what its calls say and what the
// events show, less what comes back.
type outflows struct {
	of        *Batch
	valued    bool             // the batch trades: only payments to named recipients count
	contracts []common.Address // named recipients with code, which can send the native token back
}

// sent is the amount of a token (zero address: of the native token) that really goes to the recipients
// in the calls, in the smallest units. It is never negative. If it is not 0 and the batch does not
// trade, dust is added for tokens that round.
func (m *outflows) sent(token common.Address) *big.Int {
	sum := new(big.Int)
	if token == (common.Address{}) {
		return m.coins()
	}
	for to, said := range m.saidTransfers(token) {
		sum.Add(sum, smaller(said, m.moved(token, to)))
	}
	sum.Add(sum, m.burned(token))
	sum.Add(sum, smaller(m.saidDeposits(token), m.deposited(token)))
	if sum.Sub(sum, m.returned(token)); sum.Sign() <= 0 {
		return new(big.Int)
	}
	if !m.valued {
		sum.Add(sum, new(big.Int).SetUint64(m.dust(token)))
	}
	return sum
}

// dust is the amount of a token that is worth nothing: two units, but none of a token that has few
// decimals, because one unit can then be dear.
func (m *outflows) dust(token common.Address) uint64 {
	if decimals, known := m.of.decimalsOf(token); !known || decimals < 6 {
		return 0
	}
	return 2
}

// counts says whether a payment to an account counts as an intended outflow.
func (m *outflows) counts(to common.Address) bool {
	return to != m.of.Safe && (!m.valued || slices.Contains(m.of.Trust.Recipients, to))
}

// coins is the native token that the calls send. No event shows what a contract sends back, so if the
// batch trades, only payments to named accounts without code count.
func (m *outflows) coins() *big.Int {
	sum := new(big.Int)
	for _, call := range m.of.Calls {
		if m.counts(call.To) && (!m.valued || !slices.Contains(m.contracts, call.To)) {
			sum.Add(sum, call.Value.Int().ToBig())
		}
	}
	return sum
}

// saidTransfers are the amounts that the calls transfer from the Safe, by recipient. If the batch
// trades, a named recipient counts with all that it receives.
func (m *outflows) saidTransfers(token common.Address) map[common.Address]*big.Int {
	said := map[common.Address]*big.Int{}
	for _, call := range m.of.Calls {
		t, is := call.Does.(deed.Transfer)
		if !is || call.To != token || t.From != m.of.Safe || !m.counts(t.To) {
			continue
		}
		if said[t.To] == nil {
			said[t.To] = new(big.Int)
		}
		said[t.To].Add(said[t.To], t.Amount.ToBig())
	}
	for _, to := range m.of.Trust.Recipients { // a named recipient can spend its allowances
		if m.valued && to != m.of.Safe {
			said[to] = m.moved(token, to)
		}
	}
	return said
}

// moved is the amount that goes from the Safe to an account, by the token's events.
func (m *outflows) moved(token, to common.Address) *big.Int {
	return m.transfers(token, func(sender, recipient common.Address) bool { return sender == m.of.Safe && recipient == to })
}

// returned is the amount that the Safe receives by the token's events, except from a Vault or by
// minting.
func (m *outflows) returned(token common.Address) *big.Int {
	sum := m.transfers(token, func(sender, recipient common.Address) bool {
		return recipient == m.of.Safe && sender != m.of.Safe && sender != (common.Address{}) && !slices.Contains(m.of.Trust.Vaults, sender)
	})
	if m.valued {
		sum.Sub(sum, m.taken(token)) // ownChanges already leaves that out
	}
	return sum
}

func (m *outflows) transfers(token common.Address, counts func(sender, recipient common.Address) bool) *big.Int {
	sum := new(big.Int)
	for _, log := range m.of.Logs {
		if from, to, amount, is := deed.SentTokens(log, token); is && counts(from, to) {
			sum.Add(sum, amount)
		}
	}
	return sum
}

// burned is the BPT of a trusted pool that operations of mpool burn, less what they mint to the Safe.
func (m *outflows) burned(pool common.Address) *big.Int {
	sum := new(big.Int)
	for _, call := range m.of.Calls {
		if call.To != pool || !m.of.Trust.has(pool) {
			continue
		}
		switch does := call.Does.(type) {
		case deed.RemoveToken:
			if call.Recognised {
				sum.Add(sum, does.Burn.ToBig())
			}
		case deed.AddToken:
			if does.Recipient == m.of.Safe {
				sum.Sub(sum, does.Mint.ToBig())
			}
		}
	}
	return larger(sum, new(big.Int))
}

// saidDeposits is the amount that recognised calls of the asset manager deposit into trusted or named
// pools.
func (m *outflows) saidDeposits(token common.Address) *big.Int {
	sum := new(big.Int)
	for _, call := range m.of.Calls {
		does, is := call.Does.(deed.ManageBalance)
		if !is || !call.Recognised {
			continue
		}
		for _, move := range does.Moves {
			if move.Deposit && move.Token == token && m.of.mayReceive(deed.PoolOf(move.Pool)) {
				sum.Add(sum, move.Amount.ToBig())
			}
		}
	}
	return sum
}

func (m *outflows) deposited(token common.Address) *big.Int {
	return larger(m.managed(token), new(big.Int))
}

// managed is the amount that the Safe as asset manager puts into pools, less its withdrawals, by the
// Vault's events.
func (m *outflows) managed(token common.Address) *big.Int {
	return m.managedIn(token, func(common.Address) bool { return true })
}

// managedIn is managed of the pools that count.
func (m *outflows) managedIn(token common.Address, counts func(pool common.Address) bool) *big.Int {
	sum := new(big.Int)
	for _, log := range m.of.Logs {
		if !slices.Contains(m.of.Trust.Vaults, log.Address) {
			continue
		}
		if put, is := deed.VaultEvent(m.of.Decoder, log).(deed.ManageEvent); is && put.Manager == m.of.Safe && put.Token == token && counts(deed.PoolOf(put.Pool)) {
			sum.Add(sum, put.Cash)
		}
	}
	return sum
}

func smaller(a, b *big.Int) *big.Int {
	if a.Cmp(b) < 0 {
		return a
	}
	return b
}

func larger(a, b *big.Int) *big.Int {
	if a.Cmp(b) > 0 {
		return a
	}
	return b
}
