package history

import (
	"cmp"
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"mpool/bindings/managedpool"
	"mpool/bindings/vault"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// The history of an account's BPT: joins and exits, swaps into and out of BPT, AUM fees, and transfers.

// MoveKind says how an account's BPT changed.
type MoveKind string

// The kinds of moves.
const (
	Joined   MoveKind = "join"
	Exited   MoveKind = "exit"
	PaidFee  MoveKind = "aum-fee"  // minted to the owner or the protocol
	Received MoveKind = "received" // from another account, or from another account's join
	Sent     MoveKind = "sent"
)

// Move is the effect of one transaction on an account's BPT.
type Move struct {
	Block uint64       `json:"block"`
	Time  units.Time   `json:"time"` // time of the block; the caller sets it
	Tx    common.Hash  `json:"tx"`
	Kind  MoveKind     `json:"kind"`
	Bpt   units.Signed `json:"bpt"` // what the account gained, in wei
	// Tokens are the amounts that the account received, in the token's smallest unit; negative if it
	// paid. They are empty for transferred BPT, whose price is unknown.
	Tokens map[common.Address]units.Signed `json:"tokens"`
}

// Dilution is a collection of the AUM fee, and the account's part of it.
type Dilution struct {
	Block  uint64
	Minted *big.Int // BPT minted to the owner and the protocol
	Share  *big.Int // Minted × held / supply, rounded down
}

// TradeTopics is the filter for the Vault's events about swaps, joins and exits of a pool.
func TradeTopics(poolID common.Hash) [][]common.Hash {
	return append(topics(&vault.VaultMetaData, []string{"Swap", "PoolBalanceChanged"}), []common.Hash{poolID})
}

// LiquidityTopics returns the filters for the logs that Liquidity reads: of the pool and of the Vault.
func LiquidityTopics(pool *ops.Snapshot, account common.Address) (ofPool, ofVault [][][]common.Hash) {
	hash := func(a common.Address) common.Hash { return common.BytesToHash(a[:]) }
	parties := []common.Hash{{}, hash(pool.Pool.Vault), hash(account)}
	transfer := topics(&managedpool.ManagedPoolMetaData, transferEvents())[0]
	collected := topics(&managedpool.ManagedPoolMetaData, []string{"ManagementAumFeeCollected"})[0]
	id, bpt := []common.Hash{pool.Pool.ID}, []common.Hash{hash(pool.Pool.Address)}
	swap := topics(&vault.VaultMetaData, []string{"Swap"})[0]
	changed := topics(&vault.VaultMetaData, []string{"PoolBalanceChanged"})[0]
	return [][][]common.Hash{{transfer, parties}, {transfer, nil, parties}, {collected}},
		[][][]common.Hash{{changed, id}, {swap, id, bpt}, {swap, id, nil, bpt}}
}

// Liquidity returns an account's moves, and what AUM fees cost it, in order. pool and held are the
// current state and the account's current BPT. Logs may have duplicates and any order.
func Liquidity(logs []types.Log, pool *ops.Snapshot, account common.Address, held *big.Int) ([]Move, []Dilution, error) {
	logs = slices.Clone(logs)
	slices.SortFunc(logs, func(x, y types.Log) int {
		return cmp.Or(cmp.Compare(x.BlockNumber, y.BlockNumber), cmp.Compare(x.Index, y.Index))
	})
	logs = slices.CompactFunc(logs, func(x, y types.Log) bool { return x.BlockNumber == y.BlockNumber && x.Index == y.Index })
	var moves []Move
	var deeds []blockDeed
	for len(logs) > 0 {
		n := slices.IndexFunc(logs, func(l types.Log) bool { return l.BlockNumber != logs[0].BlockNumber })
		if n < 0 {
			n = len(logs)
		}
		happened, err := Happened(logs[:n], pool)
		if err != nil {
			return nil, nil, err
		}
		for _, deed := range happened {
			deeds = append(deeds, blockDeed{deed, logs[0].BlockNumber})
			if move, is := moveOf(deed, pool, account); is {
				move.Block = logs[0].BlockNumber
				moves = append(moves, move)
			}
		}
		logs = logs[n:]
	}
	return moves, dilutions(deeds, pool, account, held), nil
}

type blockDeed struct {
	ops.Deed
	block uint64
}

// moveOf returns the effect of a transaction on the account; false if its BPT did not change.
func moveOf(deed ops.Deed, pool *ops.Snapshot, account common.Address) (Move, bool) {
	m := Move{Tx: deed.Tx, Bpt: units.NewSigned(), Tokens: map[common.Address]units.Signed{}}
	withVault, minted, burned := false, false, false
	for _, event := range deed.Events {
		t, is := event.(ops.Transferred)
		if !is || t.Token != pool.Pool.Address {
			continue
		}
		if t.To == account {
			m.Bpt.Int.Add(m.Bpt.Int, t.Amount.ToBig())
			minted = minted || t.From == common.Address{}
		}
		if t.From == account {
			m.Bpt.Int.Sub(m.Bpt.Int, t.Amount.ToBig())
			burned = burned || t.To == common.Address{}
		}
		withVault = withVault || t.To == account && t.From == pool.Pool.Vault || t.From == account && t.To == pool.Pool.Vault
	}
	if m.Bpt.Int.Sign() == 0 {
		return m, false
	}
	for _, event := range deed.Events {
		switch e := event.(type) {
		case ops.BalanceChanged:
			m.changed(e, pool, account)
		case ops.Swapped:
			m.swapped(e, pool, withVault)
		}
	}
	paid := feeIn(deed.Events, pool, account)
	m.Kind = m.kind(minted && paid.Cmp(m.Bpt.Int) == 0, burned)
	return m, true
}

// changed adds the tokens that a join or exit of the account moved. It ignores BPT: the Vault keeps BPT
// that the first join mints to it.
func (m *Move) changed(e ops.BalanceChanged, pool *ops.Snapshot, account common.Address) {
	if e.By != account {
		return
	}
	for i, token := range e.Tokens {
		if token != pool.Pool.Address && e.Deltas[i].Sign() != 0 {
			m.gain(token, new(big.Int).Neg(e.Deltas[i]))
		}
	}
}

// swapped adds the amounts of a swap into or out of BPT.
func (m *Move) swapped(e ops.Swapped, pool *ops.Snapshot, withVault bool) {
	if !withVault {
		return
	}
	if e.In != pool.Pool.Address {
		m.gain(e.In, new(big.Int).Neg(e.AmountIn.ToBig()))
	}
	if e.Out != pool.Pool.Address {
		m.gain(e.Out, e.AmountOut.ToBig())
	}
}

func (m *Move) gain(token common.Address, amount *big.Int) {
	sum, has := m.Tokens[token]
	if !has {
		sum = units.NewSigned()
		m.Tokens[token] = sum
	}
	sum.Int.Add(sum.Int, amount)
}

// kind returns the kind of a move, from its tokens. fee means that everything gained is AUM fee.
func (m *Move) kind(fee, burned bool) MoveKind {
	gained := m.Bpt.Int.Sign() > 0
	switch {
	case len(m.Tokens) > 0 && gained:
		return Joined
	case len(m.Tokens) > 0 || burned:
		return Exited
	case fee:
		return PaidFee
	case gained:
		return Received
	}
	return Sent
}
