package execution

import (
	"fmt"
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/holiman/uint256"

	"mpool/internal/chain"
	"mpool/internal/ops"
	"mpool/internal/recognise"
	"mpool/internal/units"
)

// fakeNode is a node with a chain in memory. Package ops computes the effect of each call; other
// tests compare ops with the contracts. Tests script the node: any method can fail before or after
// it has an effect, and a poll can change the chain.
type fakeNode struct {
	gap       units.Time // seconds until the next block; 0: one
	t         *testing.T
	id        uint64
	op        ops.Operation // operation whose calls the pool understands
	reader    *recognise.Recogniser
	blocks    []*fakeBlock
	waiting   []*types.Transaction
	known     map[common.Hash]*types.Transaction // all accepted ones, except forgotten ones
	given     map[nonceOf][]common.Hash          // all transactions ever given to it
	answers   map[string][]answer
	asked     map[string]int
	atOnce    bool                      // mines each transaction when it arrives
	polls     int                       // number of Await's polls before its deadline
	poll      func(n int)               // called at poll n, from 1; nil: mine what is pending
	mangle    func(state *ops.Snapshot) // changes the states that are read after a block
	reverts   func(*types.Transaction) bool
	balance   units.Wei
	gasUsed   uint64
	others    func(state *ops.Snapshot, b *fakeBlock) (*ops.Snapshot, error) // changes by others before ours, in the next block
	behind    func(state *ops.Snapshot, b *fakeBlock) (*ops.Snapshot, error) // changes by others after ours
	race      chain.SafeRace
	executed  bool // the Safe reports that it executed its transaction
	closed    int
	pending   units.Time                     // the time of the next block; 0: it does not say
	unlocked  map[common.Address]*fakeSigner // accounts for which the node signs
	estimate  uint64
	token     chain.TokenInfo                                // of every token
	hides     bool                                           // it hides our transaction in blocks
	nextNonce uint64                                         // next nonce of every account, unless 0
	rerun     func(n int, state *ops.Snapshot) *ops.Snapshot // answer of StateBehind for n transactions
}

type nonceOf struct {
	from  common.Address
	nonce uint64
}

// fakeBlock is a block and the whole state after it.
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

// answer is an error that a method returns, before or after its effect.
type answer struct {
	err    error
	after  bool // the method has its effect all the same
	always bool
}

func (n *fakeNode) say(method string, a ...answer) {
	n.answers[method] = append(n.answers[method], a...)
}

// next removes and returns the next scripted answer; zero if there is none.
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
	reader, err := recognise.NewRecogniser()
	must(t, err)
	n := &fakeNode{
		t: t, id: pool.ChainID, op: op, reader: reader, known: map[common.Hash]*types.Transaction{}, given: map[nonceOf][]common.Hash{},
		answers: map[string][]answer{}, asked: map[string]int{}, polls: 40, balance: units.Wei(*uint256.NewInt(1e18)), gasUsed: 50_000, estimate: 60_000,
		unlocked: map[common.Address]*fakeSigner{},
	}
	first := cloned(pool)
	for number := range pool.Block.Number + 1 {
		n.blocks = append(n.blocks, &fakeBlock{state: first, header: headerAt(number, first.Block.Time, 0)})
	}
	first.Block.Hash = n.head().header.Hash
	return n
}

// headerAt includes the fork number, so that a replaced block has another hash.
func headerAt(number uint64, at units.Time, fork int) chain.Header {
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

// mine adds a block with these transactions, one second after the last block, or later once.
func (n *fakeNode) mine(txs ...*types.Transaction) {
	n.t.Helper()
	last := n.head()
	b := &fakeBlock{header: headerAt(last.header.Number+1, last.header.Time+max(n.gap, 1), n.asked["fork"])}
	n.gap = 0
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

// mineWaiting mines all pending transactions, or an empty block.
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
			m.success = false // the contract reverts in this case
		}
	}
	b.mined = append(b.mined, m)
	return state
}

// drop removes the newest blocks and the transactions in them.
func (n *fakeNode) drop(blocks int) {
	for range blocks {
		for _, m := range n.head().mined {
			delete(n.known, m.hash)
		}
		n.blocks = n.blocks[:len(n.blocks)-1]
		n.asked["fork"]++
	}
}

// forget makes the node lose its pending transactions.
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

// nonce is the account's number of mined transactions.
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

// take accepts a transaction as a node does.
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
