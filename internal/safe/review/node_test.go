package review

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/chain/wire"
	"mpool/internal/config"
	"mpool/internal/ops"
	"mpool/internal/safe"
)

// TestNodeFails checks that a missing answer is an error and not a finding.
func TestNodeFails(t *testing.T) {
	broken := errors.New("the line is cut")
	for _, method := range []string{"ChainID", "Header", "Safes", "Contracts", "TokenInfos", "Supplies", "AccountAt", "SnapshotWithRatios", "Watch", "Simulate", "TrySafe"} {
		w := ordinary(setFee(mine()), coins(friend(), atoms(1)))
		w.node.err[method] = broken
		if _, err := w.check(); !errors.Is(err, broken) {
			t.Errorf("%s: %v", method, err)
		}
		if !slices.Contains(w.node.asked, method) {
			t.Errorf("%s was not asked", method)
		}
	}
	w := ordinary(received())
	w.node.err["TryCalls"] = broken
	if _, err := w.check(); !errors.Is(err, broken) {
		t.Errorf("TryCalls: %v", err)
	}
	w = ordinary(received()) // who gets a right is named after the simulation
	w.node.out.Rights, w.node.later = []chain.SafeRight{{Token: who(0x66), Contract: who(0x66), Holder: stranger()}}, map[string]error{"TokenInfos": broken}
	if _, err := w.check(); !errors.Is(err, broken) {
		t.Errorf("TokenInfos, of a right: %v", err)
	}
	w = ordinary(swap{}.call()) // the code at the recipients is read a second time
	w.node.err["TrySafe"] = &wire.UnableError{Node: "x"}
	if _, err := w.check(); err != nil {
		t.Errorf("a node that is not able to is one all the same: %v", err)
	}
	w = ordinary(received())
	w.node.unread[mine()] = broken
	if _, err := w.check(); !errors.Is(err, broken) {
		t.Errorf("a pool of one's own cannot read that: %v", err)
	}
}

// TestNamedPools checks which pools the user's names mean, and the errors for wrong names.
func TestNamedPools(t *testing.T) {
	for _, test := range []struct {
		name string
		set  func(*world)
		want []common.Address
		says string
	}{
		{"the configuration's", nil, list1(mine()), ""},
		{"none", unnamed, nil, ""},
		{"once, though named twice", func(w *world) { w.options.Pools = []string{mine().Hex()}; w.settings.Named = list1(mine()) }, list1(mine()), ""},
		{"give the pool's address (0x…) or its name in the configuration, or set MPOOL_POOL", func(w *world) { w.options.Pools = []string{"mine"} }, list1(mine()), ""},
		{"in their order", func(w *world) { w.options.Pools = []string{other().Hex(), who(0x01).Hex()} }, list1(who(0x01), mine(), other()), ""},
		{"with its chain", func(w *world) { w.options.Pools = []string{"eth:" + other().Hex()} }, list1(mine(), other()), ""},
		{"of another chain", func(w *world) { w.options.Pools = []string{"gno:" + other().Hex()} }, nil, "--pool"},
		{"no pool", func(w *world) { w.options.Pools = []string{"nobody's"} }, nil, "nobody's"},
		{"the configuration's of another chain", func(w *world) {
			w.settings.Pools = append(w.settings.Pools, config.NamedPool{Name: "far", Address: other(), Chain: 100})
		}, list1(mine()), ""},
	} {
		w := ordinary()
		if test.set != nil {
			test.set(w)
		}
		got, err := w.settings.NamedPools(w.options.Pools, 1)
		if (err != nil) != (test.says != "") || err != nil && !strings.Contains(err.Error(), test.says) || err == nil && !same(got, test.want) {
			t.Errorf("%s: %v, %v", test.name, got, err)
		}
	}
}

// TestMostPools checks that the number of named pools that are read is limited.
func TestMostPools(t *testing.T) {
	w := ordinary(received())
	for i := range 30 {
		w.settings.Named = append(w.settings.Named, who(byte(200+i)))
	}
	_, err := w.check()
	must(err)
	asked := 0
	for _, method := range w.node.asked {
		if method == "SnapshotWithRatios" {
			asked++
		}
	}
	if asked != mostPools {
		t.Errorf("%d pools were read, want %d", asked, mostPools)
	}
}

// TestTokensAreNamed checks that the symbols of unknown tokens are read once, up to a limit.
func TestTokensAreNamed(t *testing.T) {
	var calls []safe.Call
	for i := range 40 {
		token := common.BytesToAddress(append(who(0x70).Bytes()[:19], byte(i)))
		calls = append(calls, transfer(token, theSafe(), ether(1)), transfer(token, theSafe(), ether(1)))
	}
	w := ordinary(append(calls, received())...)
	_, err := w.check()
	must(err)
	if len(w.node.names) != mostNamed || slices.Contains(w.node.names, weth()) {
		t.Errorf("%d names were asked for, want %d: %v", len(w.node.names), mostNamed, w.node.names)
	}
	w = ordinary(userBalance(theVault(), userOp(depositInternal, foreign(), ether(1), theSafe())), addToken(mine(), who(0x45), theSafe(), bigOf(0), theSafe()),
		to(theVault(), append(selector("getPoolTokenInfo(bytes32,address)"), append(poolID(mine()).Bytes(), common.LeftPadBytes(who(0x46).Bytes(), 32)...)...)), flashLoan(theVault()))
	if _, err = w.check(); err != nil || !same(w.node.names, list1(who(0x45), who(0x46))) {
		t.Errorf("asked for %v, %v", w.node.names, err)
	}
}

// TestAfterQueue checks that a subject after a queue uses the queue's state and reads it once.
func TestAfterQueue(t *testing.T) {
	w := ordinary(setFee(mine()), setFee(other()))
	state := poolAt(mine())
	state.Block.Number++
	c := &Checker{By: &Reviewer{Plans: w.plans, Feeds: w.plans, Proofs: w.plans, Settings: w.settings}, Node: w.node, Batch: w.batch, Safe: theSafe(), Flags: &w.options, View: NewCheckView(w.batch)}
	whole, err := c.Begin(context.Background())
	if err != nil || !whole {
		t.Fatal(whole, err)
	}
	s := c.Subject()
	if s.ChainID != 1 || s.Safe != w.safe() || len(s.Calls) != 2 || s.Batch != w.batch || s.On != theBlock() {
		t.Errorf("the subject is %+v", s)
	}
	c.GoOn(nil, &s) // no calls come before: the node stays the same
	if c.Node != w.node {
		t.Error("the node was changed")
	}
	s.State, s.Ahead, s.On = state, []ops.Call{{To: mine()}}, state.Block
	c.GoOn(w.node, &s)
	must(c.CheckCalls(context.Background()))
	if c.On != state.Block {
		t.Errorf("it rests on %+v", c.On)
	}
	if n := times(w.node.asked, "After"); n != 1 {
		t.Errorf("%d pools were read after the queue, want the other one alone", n)
	}
	if n := times(w.node.asked, "SnapshotWithRatios"); n != 1 {
		t.Errorf("%d pools were read, want the other one alone", n)
	}
}

func times(list []string, word string) int {
	n := 0
	for _, s := range list {
		if s == word {
			n++
		}
	}
	return n
}

// TestInspectReadsItsBlock checks that a subject without a block is checked at the block at which it
// was read.
func TestInspectReadsItsBlock(t *testing.T) {
	w := ordinary(setFee(mine()))
	c, err := w.inspect(nil)
	if err != nil || c.On != theBlock() || c.View.Safe.Address != theSafe() || said(c.View) != "" {
		t.Errorf("%+v, %v, %s", c.On, err, said(c.View))
	}
	broken := errors.New("the line is cut")
	w.node.err["Header"] = broken
	if _, err := w.inspect(nil); !errors.Is(err, broken) {
		t.Errorf("no header: %v", err)
	}
}

// TestTrial checks that the simulated transaction is the signed one, with its hash.
func TestTrial(t *testing.T) {
	w := ordinary(setFee(mine()), transfer(foreign(), theSafe(), ether(1)))
	c, err := w.check()
	must(err)
	trial := w.node.trial
	tx, err := safe.NewTransaction(w.batch.All(), multiSend(), 7)
	must(err)
	v := safe.Version{Major: 1, Minor: 4, Patch: 1}
	if trial.Hash != safe.NewHashes(v, 1, theSafe(), tx).SafeTx || trial.IdleHash != safe.NewHashes(v, 1, theSafe(), safe.Transaction{To: theSafe(), Nonce: 7}).SafeTx {
		t.Errorf("the hashes are %s and %s", trial.Hash, trial.IdleHash)
	}
	if trial.To != multiSend() || trial.Operation != 1 || trial.Nonce != 7 || string(trial.Data) != string(tx.Data) || trial.Safe != w.safe() {
		t.Errorf("tried is %+v", trial)
	}
	if want := list1(weth(), usdc(), foreign(), mine()); !same(trial.Tokens, want) {
		t.Errorf("asked about %v, want %v", trial.Tokens, want)
	}
	if c.View.Nonce == nil || *c.View.Nonce != 7 || c.View.Hashes.SafeTx != trial.Hash {
		t.Errorf("shown is %v %v", c.View.Nonce, c.View.Hashes)
	}
}
