package faults_test

import (
	"fmt"
	"math/big"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/bindings/balancerqueries"
	"mpool/bindings/managedpool"
	"mpool/bindings/vault"
)

// ambush is a thief who exits or joins in the block of one of mpool's calls, before it, and trades
// with the pool once it is open again.
type ambush struct {
	name string
	v2   bool
	args []string
	// again is the command to type if the first one stops half way; nil: the same.
	again []string
	// owns is what the thief joins with before the plan; exits and joins are what it does in the
	// block. They are in hundredths of the supply or of the thief's BPT.
	owns, exits, joins int64
	// atDeposit makes the thief wait for the first call to the Vault, otherwise for the second call
	// that shuts the pool.
	atDeposit bool
}

func ambushes() []ambush {
	amount := []string{"add-token", "USDT", "--weight", "10%", "--amount", "222222"}
	price := []string{"add-token", "USDT", "--weight", "10%", "--price", "1 USDC"}
	fair := append(slices.Clone(price), "--mint", "fair")
	one := append(slices.Clone(fair), "--amount", "111111")
	grown := append(slices.Clone(fair), "--amount", "222222")
	remove := []string{"remove-token", "DAI", "--burn", "fair"}
	all := []ambush{
		{name: "amount, exit before the deposit", args: amount, owns: 100, exits: 100, atDeposit: true},
		{name: "price, exit before the deposit", args: price, owns: 100, exits: 100, atDeposit: true},
		{name: "fair, half leaves before the deposit", args: fair, owns: 100, exits: 50, atDeposit: true},
		{name: "amount, join before it is shut", args: one, again: grown, joins: 100},
		{name: "amount, exit before it is shut", args: amount, owns: 100, exits: 100},
		{name: "fair, join before it is shut", args: fair, joins: 35},
		{name: "fair, large join before it is shut", args: fair, joins: 100},
		{name: "remove, exit before it is shut", args: remove, owns: 100, exits: 50},
	}
	if os.Getenv("MPOOL_V2_ARTIFACTS") == "" {
		return all
	}
	for _, c := range slices.Clone(all) {
		c.v2 = true
		if c.atDeposit { // otherwise no exit is possible, because joins and exits are disabled
			c.name, c.args = c.name+", exits kept", append(slices.Clone(c.args), "--keep-exits")
		}
		all = append(all, c)
	}
	return all
}

// F26: nobody gains by exiting or joining right before one of the calls. The operation is finished
// at the latest when the command is typed again.
func TestSoakAmbush(t *testing.T) {
	list := ambushes()
	if !soak() {
		list = []ambush{list[0], list[3], list[len(list)-1]}
	}
	for _, c := range list {
		t.Run(fmt.Sprintf("%s/v2 %v", c.name, c.v2), func(t *testing.T) {
			t.Parallel()
			if gain := c.run(t); gain.Cmp(big.NewInt(1_000_000)) > 0 {
				t.Errorf("the thief gained $%s/1000000", gain)
			} else {
				t.Logf("the thief gained $%s/1000000", gain)
			}
		})
	}
}

// run runs one ambush and returns the thief's gain in millionths of a dollar.
func (c ambush) run(t *testing.T) *big.Int {
	w := theft{v2: c.v2}.world(t)
	thief, usdt := newThief(w), w.token("USDT")
	w.must(w.chain.Mint(w.context(), usdt, w.manager(), tokens(900_000, 6)))
	if c.owns > 0 {
		_, err := w.chain.Send(w.context(), "join", thief.account, w.chain.Contracts.Vault, thief.join(3, hundredths(thief.supply, c.owns), 0))
		w.must(err)
	}
	before, doors := thief.wealth(), w.doors()
	w.rpc(nil, "evm_setAutomine", false)
	did := false
	e := w.mineWith(w.start(nil, c.line(c.args, usdt)...), func(to common.Address, input hexutil.Bytes) {
		if did = did || c.waitsFor(w, to, input); did && thief.sent == 0 {
			c.strike(thief)
		}
	})
	w.rpc(nil, "evm_setAutomine", true)
	if thief.sent == 0 {
		t.Fatalf("the thief did nothing: exit %d\n%s\n%s", e.code, e.out, e.err)
	}
	if e.code != 0 {
		again := c.again
		if again == nil {
			again = c.args
		}
		w.wants(w.run(nil, c.line(again, usdt)...), 0)
	}
	if now := w.doors(); now != doors {
		t.Errorf("swaps, joins and exits, and allowlist were %s and are %s", doors, now)
	}
	w.must(thief.look())
	for _, token := range slices.Clone(thief.tokens) {
		thief.buys(token.address)
	}
	return new(big.Int).Sub(thief.wealth(), before)
}

// line returns a command line that sends, with the token's address.
func (c ambush) line(args []string, usdt common.Address) []string {
	line := append(slices.Clone(args), "--broadcast", "--yes", "--timeout", "20s", "--private-key", "env:OWNER_KEY", "--manager-private-key", "env:MANAGER_KEY")
	if line[1] == "USDT" {
		line[1] = usdt.Hex()
	}
	return line
}

func (c ambush) waitsFor(w *world, to common.Address, input hexutil.Bytes) bool {
	if c.atDeposit {
		return to == w.chain.Contracts.Vault
	}
	pool, call := managedpool.NewManagedPool(), hexutil.Encode(input)
	return call == hexutil.Encode(pool.PackSetMustAllowlistLPs(true)) || call == hexutil.Encode(pool.PackSetJoinExitEnabled(false))
}

func (c ambush) strike(thief *thief) {
	thief.must(thief.look())
	if c.exits > 0 {
		thief.send(thief.exit(hundredths(thief.shares(), c.exits)))
	}
	if c.joins > 0 {
		thief.send(thief.join(3, hundredths(thief.supply, c.joins), 0))
	}
}

func hundredths(amount *big.Int, n int64) *big.Int {
	return new(big.Int).Div(times(amount, n), big.NewInt(100))
}

// mineWith mines the program's transactions, each after calling does.
func (w *world) mineWith(p *started, does func(to common.Address, input hexutil.Bytes)) ended {
	done := make(chan ended, 1)
	go func() { done <- p.wait() }()
	seen := map[common.Hash]bool{}
	for {
		select {
		case e := <-done:
			return e
		case <-time.After(20 * time.Millisecond):
		}
		waiting := w.queued()
		for _, tx := range waiting {
			if tx.To != nil && !seen[tx.Hash] {
				seen[tx.Hash] = true
				does(*tx.To, tx.Input)
			}
		}
		if len(waiting) > 0 {
			w.rpc(nil, "evm_mine")
		}
	}
}

type waitingTx struct {
	Hash  common.Hash
	To    *common.Address
	Input hexutil.Bytes
}

// queued returns the pending transactions.
func (w *world) queued() (list []waitingTx) {
	var pool struct {
		Pending map[common.Address]map[string]waitingTx
	}
	w.rpc(&pool, "txpool_content")
	for _, byNonce := range pool.Pending {
		for _, tx := range byNonce {
			list = append(list, tx)
		}
	}
	return list
}

// buys buys a token while the pool sells it below its price, in steps of a fortieth of another
// token's balance, and sells it while the pool pays more.
func (t *thief) buys(token common.Address) {
	for range 30 {
		some := false
		for _, other := range slices.Clone(t.tokens) {
			if other.address != token {
				some = t.trades(other.address, token) || some
			}
		}
		if !some {
			return
		}
	}
}

// trades buys a fortieth of the pool's balance of a token if it costs at least 0.2% less than it is
// worth.
func (t *thief) trades(in, out common.Address) bool {
	t.must(t.look())
	queries := balancerqueries.NewBalancerQueries()
	i := slices.IndexFunc(t.tokens, func(h held) bool { return h.address == out })
	amount := new(big.Int).Div(t.tokens[i].balance, big.NewInt(40))
	answer, err := t.call(t.chain.Contracts.Queries, queries.PackQuerySwap(
		balancerqueries.IVaultSingleSwap{PoolId: t.chain.Pool.ID, Kind: 1, AssetIn: in, AssetOut: out, Amount: amount},
		balancerqueries.IVaultFundManagement{Sender: t.account, Recipient: t.account}))
	if err != nil {
		return false
	}
	cost, err := queries.UnpackQuerySwap(answer)
	if err != nil || times(t.worth(in, cost), 1000).Cmp(times(t.worth(out, amount), 998)) >= 0 {
		return false
	}
	t.send(t.swap(in, out, amount))
	return true
}

// swap buys an amount of a token at any price.
func (t *thief) swap(in, out common.Address, amount *big.Int) []byte {
	return vault.NewVault().PackSwap(vault.IVaultSingleSwap{PoolId: t.chain.Pool.ID, Kind: 1, AssetIn: in, AssetOut: out, Amount: amount},
		vault.IVaultFundManagement{Sender: t.account, Recipient: t.account}, unlimited(), unlimited())
}
