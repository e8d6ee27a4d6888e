package review

import (
	"bytes"
	"context"
	"fmt"
	"math/big"
	"slices"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/chain"
	"mpool/internal/config"
	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/ops/tokenset"
	"mpool/internal/planner"
	"mpool/internal/safe"
	"mpool/internal/units"
)

// who is an address that repeats one byte, so that addresses are easy to tell apart.
func who(b byte) common.Address { return common.BytesToAddress(bytes.Repeat([]byte{b}, 20)) }

// The accounts and contracts of the tests.
func theSafe() common.Address   { return who(0x5a) }
func mine() common.Address      { return who(0xb0) } // a pool that the user names
func other() common.Address     { return who(0xb1) } // a pool that the user does not name
func weth() common.Address      { return who(0x11) }
func usdc() common.Address      { return who(0x22) }
func theirs() common.Address    { return who(0x33) } // a token of the other pool
func foreign() common.Address   { return who(0x44) } // a token of no pool
func stranger() common.Address  { return who(0xee) }
func friend() common.Address    { return who(0xf1) } // --recipient names it in some rows
func contract() common.Address  { return who(0xc0) } // mpool does not know it
func multiSend() common.Address { return who(0x9d) }
func theVault() common.Address  { return common.HexToAddress(chain.VaultAddress) }

func poolID(pool common.Address) common.Hash {
	var id common.Hash
	copy(id[:], pool[:])
	id[31] = 1
	return id
}

// tokens is n whole tokens of 18 decimals, in wei.
func tokens(n uint64) uint256.Int {
	return *new(uint256.Int).Mul(uint256.NewInt(n), uint256.NewInt(1e18))
}
func atoms(n uint64) uint256.Int { return *uint256.NewInt(n) }
func bigOf(n uint64) *big.Int    { return new(big.Int).SetUint64(n) }
func ether(n uint64) *big.Int    { all := tokens(n); return all.ToBig() }

// poolAt is a pool of half WETH and half USDC at a price of 2000, with 1000 BPT. The Safe owns and
// manages it and holds 5 of its 100 WETH.
func poolAt(address common.Address) *ops.Snapshot {
	half := units.FixedFrom(5e17)
	token := func(address common.Address, symbol string, decimals uint8, cash uint256.Int) ops.Token {
		return ops.Token{Address: address, Symbol: named.Symbol(symbol), Decimals: decimals, Cash: units.Amount{Raw: cash, Decimals: decimals},
			Managed: units.Amount{Decimals: decimals}, AssetManager: theSafe(), StartWeight: half, EndWeight: half, Weight: half}
	}
	fee := units.FixedFrom(3e15)
	weth := token(weth(), "WETH", 18, tokens(95))
	weth.Managed.Raw = tokens(5)
	return &ops.Snapshot{ChainID: 1, Block: theBlock(), Pool: ops.Pool{Address: address, ID: poolID(address), Name: "Managed", Symbol: "MP", Vault: theVault(),
		Owner: theSafe(), OwnerKind: ops.OwnerSafe, Generation: ops.V2, FeesCollector: who(0xfc), SwapEnabled: true, JoinExitEnabled: true},
		Weights: ops.Ramp{Start: 1_600_000_000, End: 1_600_000_000},
		Tokens:  []ops.Token{weth, token(usdc(), "USDC", 6, atoms(200_000e6))},
		Supply:  ops.Supply{Virtual: units.Amount{Raw: tokens(1000), Decimals: 18}, Actual: units.Amount{Raw: tokens(1000), Decimals: 18}},
		Fees: ops.Fees{SwapFee: fee, StartSwapFee: fee, EndSwapFee: fee, SwapFeeRamp: ops.Ramp{Start: 1_600_000_000, End: 1_600_000_000},
			LastCollection: theBlock().Time, AumFeeDue: units.Amount{Decimals: 18}}}
}

func theBlock() ops.Block {
	return ops.Block{Number: 100, Hash: common.HexToHash("0xb10c"), Time: 1_700_000_000}
}

// strangersPool is a proven pool of WETH and its own token. A stranger is the asset manager.
func strangersPool() *ops.Snapshot {
	pool := poolAt(other())
	pool.Pool.Name, pool.Pool.Symbol, pool.Pool.Owner = "Theirs", "TH", stranger()
	pool.Tokens[1].Address, pool.Tokens[1].Symbol = theirs(), "THEIR"
	for i := range pool.Tokens {
		pool.Tokens[i].AssetManager = stranger()
	}
	return pool
}

// world is the setting of a row: the node, the plans, the settings and the batch.
type world struct {
	node     *scripted
	plans    *strict
	settings *config.Settings
	options  Options
	of       common.Address // --safe
	batch    *safe.Batch
	tx       func(*safe.Transaction) // changes the signed transaction
}

// ordinary is a world without faults: the Safe owns a pool that the user names, every address except
// people's has code, and the node simulates.
func ordinary(calls ...safe.Call) *world {
	v := safe.Version{Major: 1, Minor: 4, Patch: 1}
	s := &chain.Safe{Address: theSafe(), Version: "1.4.1", Threshold: 2, Owners: []common.Address{who(0xa1), who(0xa2), who(0xa3)}, Nonce: 7,
		SlotsRead: true, ModulesRead: true, DomainRead: true, Domain: safe.Domain(v, 1, theSafe())}
	w := &world{plans: &strict{fed: map[common.Address]tokenset.TokenPrice{foreign(): {Of: weth(), Value: units.FixedOne()}}}, settings: &config.Settings{Pools: []config.NamedPool{{Name: "mine", Address: mine()}}},
		batch: BatchOfCalls(1, theSafe(), calls)}
	w.node = &scripted{id: 1, pools: map[common.Address]*ops.Snapshot{mine(): poolAt(mine()), other(): strangersPool()},
		unread: map[common.Address]error{}, err: map[string]error{}, safes: map[common.Address]*chain.Safe{theSafe(): s},
		contracts: []common.Address{theSafe(), mine(), other(), weth(), usdc(), theirs(), foreign(), contract(), theVault(), who(0xba)},
		infos:     map[common.Address]chain.TokenInfo{foreign(): {Symbol: "FOR", Decimals: 8, Known: true}},
		supplies:  map[common.Address]chain.Supply{}, balance: tokens(10), sim: chain.Simulation{Level: chain.Simulated}, out: chain.SafeOutcome{Gas: 100_000}}
	w.batch.Checksum = safe.ChecksumRight
	return w
}

func (w *world) safe() *chain.Safe { return w.node.safes[theSafe()] }

// check runs the check of a batch: first its calls, then its transaction.
func (w *world) check() (*Checker, error) {
	ctx := context.Background()
	c := &Checker{By: &Reviewer{Plans: w.plans, Feeds: w.plans, Proofs: w.plans, Settings: w.settings}, Node: w.node, Batch: w.batch, Safe: w.of, Flags: &w.options, View: NewCheckView(w.batch)}
	whole, err := c.Begin(ctx)
	if err != nil || !whole {
		return c, err
	}
	if err := c.CheckCalls(ctx); err != nil {
		return c, err
	}
	v, err := TrustedVersion(c.Found, c.View.NodeChain)
	if c.Unversioned(err) {
		return c, nil
	}
	if err != nil || len(w.batch.Calls) == 0 {
		return c, err
	}
	tx, err := safe.NewTransaction(w.batch.All(), multiSend(), c.Found.Nonce)
	if err != nil {
		return c, nil //nolint:nilerr // a delegate call within
	}
	return c, c.Signs(ctx, tx, safe.NewHashes(v, c.View.NodeChain, c.Found.Address, tx), OldVersion(v))
}

// inspect runs the check before signing.
func (w *world) inspect(p *planner.Proposal) (*Checker, error) {
	job := &Subject{ChainID: w.node.id, Safe: w.safe(), Calls: w.batch.All(), Proposal: p}
	tx, err := safe.NewTransaction(w.batch.All(), multiSend(), w.safe().Nonce)
	if err != nil {
		return nil, err
	}
	if w.tx != nil {
		w.tx(&tx)
	}
	return (&Reviewer{Plans: w.plans, Feeds: w.plans, Proofs: w.plans, Settings: w.settings}).Inspect(context.Background(), w.node, job, tx, &w.options)
}

// said lists the findings, those of the file first, in the form "refuse call.value@1". The number is
// that of the call.
func said(v *View) string {
	var list []string
	for _, f := range v.Findings {
		list = append(list, fmt.Sprintf("%s %s", f.Severity, f.Code))
	}
	for _, call := range v.Calls {
		for _, f := range call.Findings {
			list = append(list, fmt.Sprintf("%s %s@%d", f.Severity, f.Code, call.Number))
		}
	}
	return strings.Join(list, ", ")
}

// row is a batch in a world, and its expected findings.
type row struct {
	name  string
	calls []safe.Call
	set   func(*world)
	want  string // every finding, in order
	near  string // a code that it almost gets but does not
	says  string // in a finding's summary, detail or hint
	read  func(*world) (*Checker, error)
}

func (r row) world() *world {
	w := ordinary(r.calls...)
	if r.set != nil {
		r.set(w)
	}
	return w
}

// checked runs the check of the row.
func (r row) checked() (*Checker, *world, error) {
	w := r.world()
	read := r.read
	if read == nil {
		read = (*world).check
	}
	c, err := read(w)
	return c, w, err
}

// try checks each row for its expected findings, and for the rules that hold for every row.
func try(t *testing.T, rows []row) {
	t.Helper()
	for _, r := range rows {
		t.Run(r.name, func(t *testing.T) {
			c, _, err := r.checked()
			if err != nil {
				t.Fatal(err)
			}
			if got := said(c.View); got != r.want {
				t.Errorf("found %q\n want %q\n%s", got, r.want, inFull(c.View))
			}
			if r.says != "" && !strings.Contains(inFull(c.View), r.says) {
				t.Errorf("nowhere is %q:\n%s", r.says, inFull(c.View))
			}
			onlySoftens(t, r, c)
			refusalIsVerdict(t, r, c)
		})
	}
}

func inFull(v *View) string {
	var b strings.Builder
	for _, f := range v.Warnings() {
		fmt.Fprintf(&b, "%s %s: %s | %s | %s\n", f.Severity, f.Code, f.Summary, f.Detail, f.Hint)
	}
	return b.String()
}

// trusting accepts accounts for every purpose.
func trusting(list ...common.Address) func(*world) {
	return func(w *world) {
		for _, c := range w.options.Consents() {
			*c.Accounts = list
		}
	}
}

// accepting accepts accounts for one purpose.
func accepting(p purpose, list ...common.Address) func(*world) {
	return func(w *world) {
		for _, c := range w.options.Consents() {
			if c.Flag == string(p) {
				*c.Accounts = list
			}
		}
	}
}

// sharing accepts a gift to the pool, or a report of it, up to a share.
func sharing(p purpose, most uint64) func(*world) {
	return both(accepting(p, mine()), func(w *world) {
		for _, c := range w.options.Consents() {
			if c.Flag == string(p) {
				*c.Most = map[common.Address]units.Fixed{mine(): units.FixedFrom(most)}
			}
		}
	})
}

func same(a, b []common.Address) bool { return slices.Equal(a, b) }
