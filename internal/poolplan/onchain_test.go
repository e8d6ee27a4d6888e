package poolplan

import (
	"math/rand/v2"
	"os"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/internal/chain"
	"mpool/internal/config"
	"mpool/internal/devnet"
	"mpool/internal/ops"
	"mpool/internal/poolfile"
	"mpool/internal/units"
)

// onChain is a pool of Balancer's contracts on a development chain.
type onChain struct {
	net    *devnet.Devnet
	client *chain.Client
}

// The same with the published contracts: a sample of random files and times.
func TestIdempotentOnChain(t *testing.T) { onContracts(t, 6, "") }

// TestIdempotentOnChainV2 does the same with a v2 pool.
func TestIdempotentOnChainV2(t *testing.T) {
	folder := os.Getenv("MPOOL_V2_ARTIFACTS")
	if folder == "" {
		t.Skip("MPOOL_V2_ARTIFACTS names no folder with the second generation's Hardhat artifacts")
	}
	onContracts(t, 6, folder)
}

// TestSoakIdempotentOnChain runs the full number.
func TestSoakIdempotentOnChain(t *testing.T) {
	if os.Getenv("MPOOL_SOAK") == "" {
		t.Skip("MPOOL_SOAK is not set")
	}
	onContracts(t, 300, "")
}

func onContracts(t *testing.T, count int, v2 string) {
	t.Helper()
	o := devnet.Options{Root: "../..", Tokens: 4}
	if v2 != "" {
		o.Artifacts = []string{v2}
	}
	net, err := devnet.Start(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = net.Close() }()
	client, err := chain.Dial(t.Context(), net.RPC, chain.Options{Factories: factoriesOf(net), Vaults: []common.Address{net.Contracts.Vault}})
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	calls := map[string]int{}
	for seed := uint64(1); seed <= uint64(count); seed++ {
		var mark hexutil.Uint64
		if err := net.Client().CallContext(t.Context(), &mark, "evm_snapshot"); err != nil {
			t.Fatal(err)
		}
		w := newWorldOn(t, seed, &onChain{net, client})
		for _, call := range w.run(seed) {
			calls[call]++
		}
		if err := net.Client().CallContext(t.Context(), nil, "evm_revert", mark); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d triples on the contracts: %v", count, calls)
	if calls["updateWeightsGradually"] == 0 {
		t.Error("no run has changed weights")
	}
}

func factoriesOf(net *devnet.Devnet) (all []chain.Factory) {
	for generation, factory := range map[ops.Generation]common.Address{ops.V1: net.Contracts.FactoryV1, ops.V2: net.Contracts.FactoryV2} {
		if factory != (common.Address{}) {
			all = append(all, chain.Factory{Address: factory, Generation: generation})
		}
	}
	return all
}

// newWorldOn makes a random file that differs from the pool on the chain.
func newWorldOn(t *testing.T, seed uint64, c *onChain) *world {
	t.Helper()
	w := &world{t: t, dice: rand.New(rand.NewPCG(seed, 9)), members: map[common.Address]bool{}, chain: c}
	settings := config.NewSettings(func(string) (string, bool) { return "", false })
	settings.Pool = c.net.Pool.Address.Hex()
	w.keeper = &Keeper{Settings: settings}
	c.read(w)
	if wants := c.net.Contracts.FactoryV2 != (common.Address{}); wants != (w.state.Pool.Generation == ops.V2) {
		t.Fatalf("the pool is of generation %d", w.state.Pool.Generation)
	}
	share, err := c.client.ProtocolShare(t.Context(), w.state.Pool.Address, w.state.Pool.Owner, w.state.Block)
	if err != nil {
		t.Fatal(err)
	}
	w.share = share
	w.text = w.file()
	want, err := poolfile.ReadWant([]byte(w.text))
	if err != nil {
		t.Fatalf("seed %d: %v\n%s", seed, err, w.text)
	}
	w.want = want
	return w
}

func (c *onChain) read(w *world) {
	w.t.Helper()
	s, err := c.client.SnapshotWithRatios(w.t.Context(), c.net.Pool.Address, chain.Latest())
	if err != nil {
		w.t.Fatal(err)
	}
	w.state = s
}

func (c *onChain) watch(w *world, watch ops.Watch) {
	w.t.Helper()
	if err := c.client.Watch(w.t.Context(), w.state, watch); err != nil {
		w.t.Fatal(err)
	}
}

// mine sends the first calls, each from its sender.
func (c *onChain) mine(w *world, plan *ops.Plan, calls int) {
	w.t.Helper()
	for _, call := range plan.Calls[:calls] {
		if _, err := c.net.Send(w.t.Context(), call.Method, call.From, call.To, call.Data); err != nil {
			w.fail("%s: %v", call.Method, err)
		}
	}
	members := plan.Predicted.Members
	c.read(w)
	if len(members) > 0 {
		var addresses []common.Address
		for _, m := range members {
			addresses = append(addresses, m.Address)
		}
		c.watch(w, ops.Watch{Members: addresses})
		for _, m := range w.state.Members {
			w.members[m.Address] = m.Allowed
		}
	}
}

// pass moves the chain's clock.
func (c *onChain) pass(w *world, seconds units.Time) {
	w.t.Helper()
	if _, err := devnet.Warp(w.t.Context(), c.net.Client(), uint64(seconds)); err != nil {
		w.t.Fatal(err)
	}
	c.read(w)
}
