package execution

import (
	"context"
	"errors"
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/holiman/uint256"

	"mpool/internal/chain"
	"mpool/internal/ops"
	"mpool/internal/ops/wallet"
	"mpool/internal/units"
)

func (n *fakeNode) ChainID(context.Context) (uint64, error) { return n.id, n.next("ChainID").err }

func (n *fakeNode) AccountAt(_ context.Context, address common.Address, _ chain.BlockRef) (chain.Account, error) {
	next := max(n.nonce(address), n.nextNonce)
	pending := next
	for _, tx := range n.waiting {
		if senderOf(tx) == address {
			pending = max(pending, tx.Nonce()+1)
		}
	}
	return chain.Account{Nonce: next, Pending: pending, Balance: n.balance}, n.next("AccountAt").err
}

func (n *fakeNode) SendRaw(_ context.Context, signed []byte) error {
	a := n.next("SendRaw")
	if a.err != nil && !a.after {
		return a.err
	}
	var tx types.Transaction
	must(n.t, tx.UnmarshalBinary(signed))
	return errors.Join(n.take(&tx), a.err)
}

func (n *fakeNode) SendUnsigned(ctx context.Context, from common.Address, tx *types.Transaction) (common.Hash, error) {
	a := n.next("SendUnsigned")
	if a.err != nil && !a.after {
		return common.Hash{}, a.err
	}
	signed, err := n.unlocked[from].SignTx(ctx, tx, new(big.Int).SetUint64(n.id))
	must(n.t, err)
	return signed.Hash(), errors.Join(n.take(signed), a.err)
}

func (n *fakeNode) Trace(_ context.Context, sent chain.Sent) (chain.Trace, error) {
	a := n.next("Trace")
	used := n.nonce(sent.From) > sent.Nonce
	waits := slices.ContainsFunc(n.waiting, func(tx *types.Transaction) bool { return senderOf(tx) == sent.From && tx.Nonce() >= sent.Nonce })
	_, mined := n.find(sent.Hash)
	return chain.Trace{Known: n.known[sent.Hash] != nil || mined != nil, Used: used, Waiting: !used && waits}, a.err
}

// Await is a short form of chain.Client's: it returns a receipt with enough confirmations, or an
// error if another transaction uses the nonce or the deadline passes.
func (n *fakeNode) Await(ctx context.Context, sent chain.Sent, p chain.Patience) (*chain.Receipt, error) {
	if a := n.next("Await"); a.err != nil {
		return nil, a.err
	}
	for i := 1; i <= n.polls; i++ {
		if n.poll != nil {
			n.poll(i)
		} else if i > 1 || len(n.waiting) > 0 {
			n.mineWaiting()
		}
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		for _, hash := range append([]common.Hash{sent.Hash}, sent.Earlier...) {
			b, m := n.find(hash)
			if m == nil {
				continue
			}
			seen := n.head().header.Number - b.header.Number + 1
			p.Seen(seen)
			if seen >= p.Confirmations {
				return n.receipt(b, m), nil
			}
		}
		user := n.user(sent.From, sent.Nonce)
		if user != (common.Hash{}) && user != sent.Hash && !slices.Contains(sent.Earlier, user) {
			return nil, &chain.ReplacedError{From: sent.From, Nonce: sent.Nonce, By: user}
		}
	}
	return nil, context.DeadlineExceeded
}

func (n *fakeNode) receipt(b *fakeBlock, m *fakeMined) *chain.Receipt {
	index := slices.IndexFunc(b.mined, func(one fakeMined) bool { return one.hash == m.hash })
	return &chain.Receipt{Hash: m.hash, From: m.from, BlockHash: b.header.Hash, BlockNumber: b.header.Number, Index: uint(10 + index), BlockTime: b.header.Time,
		Success: m.success, GasUsed: n.gasUsed, GasPrice: units.Wei(*uint256.NewInt(7)), PriceKnown: true}
}

func (n *fakeNode) Receipt(_ context.Context, hash common.Hash) (*chain.Receipt, error) {
	if err := n.next("Receipt").err; err != nil {
		return nil, err
	}
	if b, m := n.find(hash); m != nil {
		return n.receipt(b, m), nil
	}
	return nil, nil
}

func (n *fakeNode) NonceUser(_ context.Context, account common.Address, nonce, _ uint64) (common.Hash, error) {
	return n.user(account, nonce), n.next("NonceUser").err
}

func (n *fakeNode) EstimateGas(context.Context, ops.Call, chain.BlockRef) (uint64, error) {
	return n.estimate, n.next("EstimateGas").err
}

func (n *fakeNode) Header(_ context.Context, at chain.BlockRef) (*chain.Header, error) {
	if err := n.next("Header").err; err != nil {
		return nil, err
	}
	if at == chain.Pending() && n.pending != 0 {
		return &chain.Header{Time: n.pending}, nil
	}
	b := n.at(at)
	if b == nil {
		return nil, &chain.BlockError{Block: at}
	}
	header := b.header
	return &header, nil
}

func (n *fakeNode) Snapshot(_ context.Context, _ common.Address, at chain.BlockRef) (*ops.Snapshot, error) {
	if err := n.next("Snapshot").err; err != nil {
		return nil, err
	}
	state := bare(n.at(at).state)
	if n.mangle != nil {
		n.mangle(state)
	}
	return state, nil
}

func (n *fakeNode) SnapshotWithRatios(_ context.Context, _ common.Address, at chain.BlockRef) (*ops.Snapshot, error) {
	if err := n.next("SnapshotWithRatios").err; err != nil {
		return nil, err
	}
	return bare(n.at(at).state), nil
}

// bare returns a state without watched balances.
func bare(s *ops.Snapshot) *ops.Snapshot {
	next := cloned(s)
	next.Holdings, next.Members = nil, nil
	return next
}

func (n *fakeNode) Watch(_ context.Context, s *ops.Snapshot, w ops.Watch) error {
	full := n.at(chain.AtHash(s.Block.Hash)).state
	for _, key := range w.Holdings {
		if held := full.Holding(key.Token, key.Account); held != nil {
			s.Holdings = append(s.Holdings, *held)
			continue
		}
		s.Holdings = append(s.Holdings, ops.Holding{Token: key.Token, Account: key.Account, Symbol: "T", Decimals: 18, Balance: units.Amount{Decimals: 18}, Allowance: units.Amount{Decimals: 18}})
	}
	for _, address := range w.Members {
		if m := full.Member(address); m != nil {
			s.Members = append(s.Members, *m)
			continue
		}
		s.Members = append(s.Members, ops.Member{Address: address})
	}
	return n.next("Watch").err
}

func (n *fakeNode) StateBehind(_ context.Context, base *ops.Snapshot, _ units.Time, txs []chain.BlockTx) (*ops.Snapshot, error) {
	if err := n.next("StateBehind").err; err != nil {
		return nil, err
	}
	return n.rerun(len(txs), cloned(base)), nil
}

func (n *fakeNode) BlockLogs(_ context.Context, block common.Hash, of []common.Address) ([]types.Log, error) {
	if err := n.next("BlockLogs").err; err != nil {
		return nil, err
	}
	return slices.DeleteFunc(slices.Clone(n.at(chain.AtHash(block)).logs), func(l types.Log) bool { return !slices.Contains(of, l.Address) }), nil
}

func (n *fakeNode) BlockTxs(_ context.Context, block common.Hash) ([]chain.BlockTx, error) {
	var before, ours, behind []chain.BlockTx
	b := n.at(chain.AtHash(block))
	for _, l := range b.logs {
		if l.TxIndex < 10 {
			before = append(before, chain.BlockTx{Hash: l.TxHash})
		} else {
			behind = append(behind, chain.BlockTx{Hash: l.TxHash})
		}
	}
	for _, m := range b.mined {
		ours = append(ours, chain.BlockTx{Hash: m.hash, From: m.from})
	}
	if n.hides {
		ours = nil
	}
	return slices.Concat(before, ours, behind), n.next("BlockTxs").err
}

func (n *fakeNode) TokenInfos(_ context.Context, _ chain.BlockRef, tokens []common.Address) (map[common.Address]chain.TokenInfo, error) {
	infos := map[common.Address]chain.TokenInfo{}
	for _, token := range tokens {
		infos[token] = n.token
	}
	return infos, n.next("TokenInfos").err
}

func (n *fakeNode) Transaction(_ context.Context, hash common.Hash) (*types.Transaction, common.Address, error) {
	if err := n.next("Transaction").err; err != nil {
		return nil, common.Address{}, err
	}
	if tx := n.known[hash]; tx != nil {
		return tx, senderOf(tx), nil
	}
	return nil, common.Address{}, nil
}

func (n *fakeNode) Examine(_ context.Context, hash common.Hash) (*chain.Transaction, error) {
	if err := n.next("Examine").err; err != nil {
		return nil, err
	}
	tx := &chain.Transaction{Hash: hash, Mined: &chain.Mined{}}
	if n.executed {
		op := n.op.(wallet.ExecSafe)
		tx.Mined.Logs = []chain.Log{{Address: op.Safe, Topics: []common.Hash{crypto.Keccak256Hash([]byte("ExecutionSuccess(bytes32,uint256)")), op.Hash}, Data: make([]byte, 32)}}
	}
	return tx, nil
}

func (n *fakeNode) SafeRaceOf(context.Context, common.Address, uint64, common.Hash, uint64) (chain.SafeRace, error) {
	return n.race, n.next("SafeRaceOf").err
}

func (n *fakeNode) Logs(_ context.Context, filter chain.LogFilter, from, to uint64, _ func(uint64)) ([]types.Log, error) {
	var logs []types.Log
	for _, b := range n.blocks[from:min(to+1, uint64(len(n.blocks)))] {
		for _, l := range b.logs {
			if l.Address == filter.Address && slices.Contains(filter.Topics[0], l.Topics[0]) {
				logs = append(logs, l)
			}
		}
	}
	return logs, n.next("Logs").err
}

func (n *fakeNode) Node() string { return "fake" }

func (n *fakeNode) Close() { n.closed++ }
