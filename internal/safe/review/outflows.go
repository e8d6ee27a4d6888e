package review

import (
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
)

// outflows are what leaves the Safe for good, according to the events of the simulation: at
// most what its calls say, less what comes back.
type outflows struct {
	*Checker
	logs      []chain.Log
	valued    bool             // it trades: only what goes to recipients that are named counts
	contracts []common.Address // recipients that may send the native token back
}

func (c *Checker) newOutflows(logs []chain.Log) *outflows { return &outflows{Checker: c, logs: logs} }

// sent is how much of a token (zero: of the native token) really goes to the recipients in
// the calls, in the smallest units. It is never negative. If it is not 0 and nothing is
// traded, it is two units more, for tokens that round.
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
		sum.Add(sum, big.NewInt(2))
	}
	return sum
}

// counts says whether what goes to an account leaves the Safe, and is meant to.
func (m *outflows) counts(to common.Address) bool {
	return to != m.Safe && (!m.valued || slices.Contains(m.Flags.Recipients, to))
}

// coins returns the native token that the calls send. No event tells what a contract sends
// back. So for calls that are not trades only payments to accounts without code count.
func (m *outflows) coins() *big.Int {
	sum := new(big.Int)
	for _, call := range m.View.Calls {
		if m.counts(call.To) && (!m.valued || !slices.Contains(m.contracts, call.To)) {
			sum.Add(sum, call.Value.Int().ToBig())
		}
	}
	return sum
}

// saidTransfers are what the calls say that the Safe's accounts are sent, by recipient.
func (m *outflows) saidTransfers(token common.Address) map[common.Address]*big.Int {
	said := map[common.Address]*big.Int{}
	for _, call := range m.View.Calls {
		t, is := call.does.(Transfer)
		if !is || call.To != token || t.From != m.Safe || !m.counts(t.To) {
			continue
		}
		if said[t.To] == nil {
			said[t.To] = new(big.Int)
		}
		said[t.To].Add(said[t.To], t.Amount.ToBig())
	}
	for _, to := range m.Flags.Recipients { // may take what they are let
		if m.valued && to != m.Safe {
			said[to] = m.moved(token, to)
		}
	}
	return said
}

// moved is what goes from the Safe to an account by the token's events.
func (m *outflows) moved(token, to common.Address) *big.Int {
	return m.transfers(token, func(sender, recipient common.Address) bool { return sender == m.Safe && recipient == to })
}

// returned is what the Safe receives according to the token's events, from senders other
// than a Vault and not by minting.
func (m *outflows) returned(token common.Address) *big.Int {
	sum := m.transfers(token, func(sender, recipient common.Address) bool {
		return recipient == m.Safe && sender != m.Safe && sender != (common.Address{}) && !slices.Contains(m.vaults, sender)
	})
	if m.valued {
		sum.Sub(sum, m.taken(token)) // which is left out
	}
	return sum
}

func (m *outflows) transfers(token common.Address, counts func(sender, recipient common.Address) bool) *big.Int {
	sum := new(big.Int)
	for _, log := range m.logs {
		if from, to, amount, is := sentTokens(log, token); is && counts(from, to) {
			sum.Add(sum, amount)
		}
	}
	return sum
}

// burned is what operations of mpool's burn of a trusted pool's own token, less what
// they mint to the Safe.
func (m *outflows) burned(pool common.Address) *big.Int {
	sum := new(big.Int)
	for _, call := range m.View.Calls {
		if call.To != pool || !isTrusted(m.trusted, pool) {
			continue
		}
		switch does := call.does.(type) {
		case RemoveToken:
			if call.Recognised != "" {
				sum.Add(sum, does.Burn.ToBig())
			}
		case AddToken:
			if does.Recipient == m.Safe {
				sum.Sub(sum, does.Mint.ToBig())
			}
		}
	}
	return larger(sum, new(big.Int))
}

// saidDeposits is what the asset manager's calls put into pools that the user trusts with
// it.
func (m *outflows) saidDeposits(token common.Address) *big.Int {
	sum := new(big.Int)
	for _, call := range m.View.Calls {
		does, is := call.does.(ManageBalance)
		if !is || call.Recognised == "" {
			continue
		}
		for _, move := range does.Moves {
			if move.Deposit && move.Token == token && m.mayReceive(poolOf(move.Pool)) {
				sum.Add(sum, move.Amount.ToBig())
			}
		}
	}
	return sum
}

func (m *outflows) deposited(token common.Address) *big.Int {
	return larger(m.managed(token), new(big.Int))
}

// managed is what the Safe puts into pools as their asset manager, less what it takes out
// of them, according to the Vault's events.
func (m *outflows) managed(token common.Address) *big.Int {
	sum := new(big.Int)
	for _, log := range m.logs {
		if !slices.Contains(m.vaults, log.Address) {
			continue
		}
		if put, is := vaultEvent(m.decoder, log).(manageEvent); is && put.manager == m.Safe && put.token == token {
			sum.Add(sum, put.cash)
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
