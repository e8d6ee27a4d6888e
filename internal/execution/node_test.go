package execution

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/holiman/uint256"

	"mpool/internal/chain"
	"mpool/internal/ops"
)

// fakeNode is a node with a chain in memory. What a call does to the pool is what
// package ops says that it does, and ops is held against the contracts elsewhere: here
// the question is what the engine makes of it. It is scripted: any method can be made to
// fail, before or after it has done its work, and something can happen at every poll.
type fakeNode struct {
	t         *testing.T
	id        uint64
	op        ops.Operation // whose calls the pool understands
	reader    *ops.Recogniser
	blocks    []*fakeBlock
	waiting   []*types.Transaction
	known     map[common.Hash]*types.Transaction // that it ever took, but for those it forgot
	given     map[nonceOf][]common.Hash          // each transaction that it was ever given
	answers   map[string][]answer
	asked     map[string]int
	atOnce    bool                      // a transaction is mined when it comes
	polls     int                       // of Await, before its deadline
	poll      func(n int)               // happens at poll n, from 1; nil: what waits is mined
	mangle    func(state *ops.Snapshot) // what is read behind a block is another state
	reverts   func(*types.Transaction) bool
	balance   ops.Wei
	gasUsed   uint64
	others    func(state *ops.Snapshot, b *fakeBlock) (*ops.Snapshot, error) // deeds before ours, in the next block
	behind    func(state *ops.Snapshot, b *fakeBlock) (*ops.Snapshot, error) // and behind it
	race      chain.SafeRace
	executed  bool // a Safe says that it executed its transaction
	closed    int
	unlocked  map[common.Address]*fakeSigner // whose keys the node holds
	estimate  uint64
	hides     bool                                           // it shows blocks without what is ours
	nextNonce uint64                                         // that it says of every account, where that is not 0
	rerun     func(n int, state *ops.Snapshot) *ops.Snapshot // what StateBehind answers for n transactions
}

type nonceOf struct {
	from  common.Address
	nonce uint64
}

// fakeBlock is a block and the whole state behind it.
type fakeBlock struct {
	header chain.Header
	state  *ops.Snapshot
	mined  []fakeMined
	logs   []types.Log
}

type fakeMined struct {
	tx      *types.Transaction
	from    common.Address
	hash    common.Hash
	success bool
}

// answer is what a method says instead: before it has done anything, or after.
type answer struct {
	err    error
	after  bool // it is done all the same
	always bool
}

func (n *fakeNode) say(method string, a ...answer) {
	n.answers[method] = append(n.answers[method], a...)
}

// next takes the next scripted answer; the zero one where there is none.
func (n *fakeNode) next(method string) answer {
	n.asked[method]++
	list := n.answers[method]
	if len(list) == 0 {
		return answer{}
	}
	if !list[0].always {
		n.answers[method] = list[1:]
	}
	return list[0]
}

func newFakeNode(t *testing.T, pool *ops.Snapshot, op ops.Operation) *fakeNode {
	t.Helper()
	reader, err := ops.NewRecogniser()
	must(t, err)
	n := &fakeNode{
		t: t, id: pool.ChainID, op: op, reader: reader, known: map[common.Hash]*types.Transaction{}, given: map[nonceOf][]common.Hash{},
		answers: map[string][]answer{}, asked: map[string]int{}, polls: 40, balance: ops.Wei(*uint256.NewInt(1e18)), gasUsed: 50_000, estimate: 60_000,
		unlocked: map[common.Address]*fakeSigner{},
	}
	first := cloned(pool)
	for number := range pool.Block.Number + 1 {
		n.blocks = append(n.blocks, &fakeBlock{state: first, header: headerAt(number, first.Block.Time, 0)})
	}
	first.Block.Hash = n.head().header.Hash
	return n
}

// headerAt is of a fork, so that a block that replaces another has another hash.
func headerAt(number uint64, at ops.Time, fork int) chain.Header {
	hash := func(number uint64, fork int) common.Hash {
		return crypto.Keccak256Hash(fmt.Appendf(nil, "block %d of fork %d", number, fork))
	}
	return chain.Header{Number: number, Hash: hash(number, fork), Time: at, GasLimit: 30_000_000}
}

func cloned(s *ops.Snapshot) *ops.Snapshot {
	next := *s
	next.Tokens, next.Holdings, next.Members = slices.Clone(s.Tokens), slices.Clone(s.Holdings), slices.Clone(s.Members)
	return &next
}

func (n *fakeNode) head() *fakeBlock { return n.blocks[len(n.blocks)-1] }

func (n *fakeNode) at(ref chain.BlockRef) *fakeBlock {
	if ref == chain.Latest() {
		return n.head()
	}
	if number, is := ref.Number(); is {
		return n.blocks[number]
	}
	for _, b := range n.blocks {
		if chain.AtHash(b.header.Hash).String() == ref.String() {
			return b
		}
	}
	return nil
}

// mine makes a block of what waits, a second after the one before.
func (n *fakeNode) mine(txs ...*types.Transaction) {
	n.t.Helper()
	last := n.head()
	b := &fakeBlock{header: headerAt(last.header.Number+1, last.header.Time+1, n.asked["fork"])}
	b.header.ParentHash = last.header.Hash
	state, err := last.state.At(b.header.Time)
	must(n.t, err)
	state.Block = ops.Block{Number: b.header.Number, Hash: b.header.Hash, Time: b.header.Time}
	if n.others != nil {
		state, err = n.others(state, b)
		must(n.t, err)
	}
	for _, tx := range txs {
		state = n.execute(state, b, tx)
	}
	if n.behind != nil {
		state, err = n.behind(state, b)
		must(n.t, err)
	}
	n.others, n.behind = nil, nil
	state = cloned(state)
	state.Block = ops.Block{Number: b.header.Number, Hash: b.header.Hash, Time: b.header.Time}
	b.state = state
	n.blocks = append(n.blocks, b)
	n.waiting = slices.DeleteFunc(n.waiting, func(w *types.Transaction) bool {
		return slices.ContainsFunc(txs, func(tx *types.Transaction) bool { return senderOf(tx) == senderOf(w) && tx.Nonce() >= w.Nonce() })
	})
}

// mineWaiting mines all that waits, and an empty block where nothing does.
func (n *fakeNode) mineWaiting() { n.mine(slices.Clone(n.waiting)...) }

func (n *fakeNode) execute(state *ops.Snapshot, b *fakeBlock, tx *types.Transaction) *ops.Snapshot {
	from := senderOf(tx)
	m := fakeMined{tx: tx, from: from, hash: tx.Hash(), success: true}
	if n.reverts != nil && n.reverts(tx) {
		m.success = false
	} else if *tx.To() != from {
		call := ops.Call{From: from, To: *tx.To(), Data: tx.Data()}
		plan, err := n.reader.PlanMined(n.op, call, state)
		if err == nil {
			state = plan.After[0]
		} else {
			m.success = false // which is what the contract does with what cannot be
		}
	}
	b.mined = append(b.mined, m)
	return state
}

// drop takes the newest blocks out of the chain, and with them what was mined there.
func (n *fakeNode) drop(blocks int) {
	for range blocks {
		for _, m := range n.head().mined {
			delete(n.known, m.hash)
		}
		n.blocks = n.blocks[:len(n.blocks)-1]
		n.asked["fork"]++
	}
}

// forget has the node lose what waits.
func (n *fakeNode) forget() {
	for _, tx := range n.waiting {
		delete(n.known, tx.Hash())
	}
	n.waiting = nil
}

func (n *fakeNode) find(hash common.Hash) (*fakeBlock, *fakeMined) {
	for _, b := range n.blocks {
		for i := range b.mined {
			if b.mined[i].hash == hash {
				return b, &b.mined[i]
			}
		}
	}
	return nil, nil
}

// nonce is the next one of an account to be mined.
func (n *fakeNode) nonce(of common.Address) uint64 {
	next := uint64(0)
	for _, b := range n.blocks {
		for _, m := range b.mined {
			if m.from == of {
				next = max(next, m.tx.Nonce()+1)
			}
		}
	}
	return next
}

func (n *fakeNode) user(of common.Address, nonce uint64) common.Hash {
	for _, b := range n.blocks {
		for _, m := range b.mined {
			if m.from == of && m.tx.Nonce() == nonce {
				return m.hash
			}
		}
	}
	return common.Hash{}
}

// take is what a node does with a transaction that it takes.
func (n *fakeNode) take(tx *types.Transaction) error {
	from := senderOf(tx)
	key := nonceOf{from, tx.Nonce()}
	if !slices.Contains(n.given[key], tx.Hash()) {
		n.given[key] = append(n.given[key], tx.Hash())
	}
	if _, mined := n.find(tx.Hash()); mined != nil || n.known[tx.Hash()] != nil {
		return nil
	}
	if tx.Nonce() < n.nonce(from) {
		return &chain.RefusedError{Node: "fake", Answer: "nonce too low"}
	}
	n.waiting = slices.DeleteFunc(n.waiting, func(w *types.Transaction) bool { return senderOf(w) == from && w.Nonce() == tx.Nonce() })
	n.known[tx.Hash()] = tx
	n.waiting = append(n.waiting, tx)
	if n.atOnce {
		n.mineWaiting()
	}
	return nil
}

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

// Await is chain.Client's in short: a receipt that is deep enough, another user of the
// nonce, or the deadline.
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
		Success: m.success, GasUsed: n.gasUsed, GasPrice: ops.Wei(*uint256.NewInt(7)), PriceKnown: true}
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

// bare is the pool without what is watched beside it.
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
		s.Holdings = append(s.Holdings, ops.Holding{Token: key.Token, Account: key.Account, Symbol: "T", Decimals: 18, Balance: ops.Amount{Decimals: 18}, Allowance: ops.Amount{Decimals: 18}})
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

func (n *fakeNode) StateBehind(_ context.Context, base *ops.Snapshot, _ ops.Time, txs []chain.BlockTx) (*ops.Snapshot, error) {
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
		op := n.op.(ops.ExecSafe)
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

func (n *fakeNode) Close() { n.closed++ }

func senderOf(tx *types.Transaction) common.Address {
	from, err := types.Sender(types.LatestSignerForChainID(tx.ChainId()), tx)
	if err != nil {
		panic(err)
	}
	return from
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
