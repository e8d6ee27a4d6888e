package ops_test

import (
	"math/big"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"mpool/bindings/erc20"
	"mpool/bindings/managedpool"
	"mpool/bindings/vault"
	"mpool/internal/history"
	"mpool/internal/mined"
	"mpool/internal/ops"
)

// A block of random deeds of strangers, the owner and the asset managers is explained by its
// events: the state before the block plus the events is the state after it, in every field. No
// event can be missing or differ by one unit.
func TestSoakBlocks(t *testing.T) {
	rigs(t, func(r *rig) {
		blocks, deeds, mutants := 30, 0, 0
		if os.Getenv("MPOOL_SOAK") != "" {
			blocks = 1500
		}
		kinds := map[string]int{}
		for n := range blocks {
			p := r.pools[n%len(r.pools)]
			if n%20 < len(r.pools) {
				p.prior()
				p.calm()
			}
			done, mutated := p.block(kinds)
			deeds, mutants = deeds+done, mutants+mutated
		}
		if mutants == 0 || deeds < blocks {
			t.Errorf("%d deeds and %d mutants in %d blocks", deeds, mutants, blocks)
		}
		t.Logf("MPOOL_SEED=%d: %d blocks with %d deeds accounted for to the wei, %d mutated events found: %v", r.seed, blocks, deeds, mutants, kinds)
	})
}

// everything watches all that any operation might watch.
type everything struct{ ops.Operation }

func (everything) Watch(pool *ops.Snapshot) ops.Watch {
	w := ops.Watch{Members: []common.Address{{19: 1}, {19: 2}, trader()}}
	for _, account := range []common.Address{pool.Pool.Owner, pool.Pool.FeesCollector, trader()} {
		w.Holdings = append(w.Holdings, ops.HoldingKey{Token: pool.Pool.Address, Account: account})
	}
	for _, token := range pool.Tokens[:min(3, len(pool.Tokens))] {
		for _, account := range []common.Address{pool.Pool.Vault, token.AssetManager, trader()} {
			w.Holdings = append(w.Holdings, ops.HoldingKey{Token: token.Address, Account: account})
		}
	}
	return w
}

// block mines some random deeds in one block and compares it with their events.
func (p *rigPool) block(kinds map[string]int) (deeds, mutants int) {
	p.Helper()
	before := p.snapshot(everything{})
	var todo []deed
	for range 1 + p.dice.IntN(6) {
		name, done := p.stranger(before)
		kinds[name]++
		todo = append(todo, done)
	}
	if p.chance(6) {
		todo = append(p.tokenMoved(before, kinds), todo...)
	}
	at := p.geth.Now() + 1 + p.upTo(50)
	failed := p.send(at, todo...)
	after := p.snapshot(nil)
	p.watch(everything{}, before, after)
	logs, err := p.client.BlockLogs(p.Context(), after.Block.Hash, history.Watched(before))
	if err != nil {
		p.Fatal(err)
	}
	expected := p.accounted(before, after, logs)
	if changes := ops.Diff(expected, after); len(changes) > 0 {
		p.Fatalf("MPOOL_SEED=%d: %d of %d deeds reverted; %d changes by %d events: %+v", p.seed, len(failed), len(todo), len(changes), len(logs), changes[0])
	}
	return len(todo) - len(failed), p.mutate(before, after, logs)
}

func (p *rigPool) accounted(before, after *ops.Snapshot, logs []types.Log) *ops.Snapshot {
	p.Helper()
	deeds, err := history.Happened(logs, before)
	if err != nil {
		p.Fatalf("MPOOL_SEED=%d: %v", p.seed, err)
	}
	expected, _, err := mined.OfBlock{Before: deeds}.State(before, after, nil)
	if err != nil {
		p.Fatalf("MPOOL_SEED=%d: %v", p.seed, err)
	}
	mined.Accept(expected, after, deeds)
	return expected
}

// mutate drops one event, and changes another by one unit. Both must show.
func (p *rigPool) mutate(before, after *ops.Snapshot, logs []types.Log) (found int) {
	p.Helper()
	parsed, err := vault.VaultMetaData.ParseABI()
	if err != nil {
		p.Fatal(err)
	}
	for i, l := range logs {
		if l.Topics[0] != parsed.Events["Swap"].ID || l.Topics[1] != before.Pool.ID || !p.chance(3) {
			continue
		}
		without := slices.Delete(slices.Clone(logs), i, i+1)
		off := slices.Clone(logs)
		off[i].Data = slices.Clone(l.Data)
		off[i].Data[31] ^= 1
		for _, mutant := range [][]types.Log{without, off} {
			if len(ops.Diff(p.accounted(before, after, mutant), after)) == 0 {
				p.Fatalf("MPOOL_SEED=%d: an event that is missing or off by one unit is not found", p.seed)
			}
			found++
		}
	}
	return found
}

// stranger is a random deed. Most are a stranger's; some are the owner's from another program, or
// those of asset managers and governance.
func (p *rigPool) stranger(s *ops.Snapshot) (string, deed) {
	p.Helper()
	b := managedpool.NewManagedPool()
	token := s.Tokens[p.dice.IntN(len(s.Tokens))]
	switch p.dice.IntN(22) {
	case 0, 1, 2:
		return "swap", p.anySwap(s, false)
	case 3, 4:
		return "swap of BPT", p.anySwap(s, true)
	case 5, 6, 7:
		return "join", p.anyJoin(s)
	case 8, 9, 10:
		return "exit", p.anyExit(s)
	case 11:
		return "collect", deed{from: trader(), to: s.Pool.Address, data: b.PackCollectAumManagementFees()}
	case 12:
		return "share read again", p.protocolShare()[p.dice.IntN(2)]
	case 13:
		if all := p.manage(s); len(all) > 0 {
			return "managed", all[p.dice.IntN(len(all))]
		}
		fallthrough
	case 14:
		return "donation", deed{from: trader(), to: token.Address, data: erc20.NewERC20().PackTransfer(s.Pool.Vault, p.part(&token.Cash.Raw, 9))}
	case 15:
		return "transfer of BPT", deed{from: p.accounts.Owner, to: s.Pool.Address, data: erc20.NewERC20().PackTransfer(trader(), p.part(&s.Supply.Virtual.Raw, 9))}
	case 16:
		return "approval", deed{from: trader(), to: token.Address, data: erc20.NewERC20().PackApprove(s.Pool.Vault, new(big.Int).Lsh(big.NewInt(1), 199+uint(p.dice.IntN(57))))}
	case 17:
		return "recovery", p.owns(b.PackEnableRecoveryMode())
	case 18:
		return "no recovery", p.owns(b.PackDisableRecoveryMode())
	case 19:
		return "listed", p.owns([][]byte{b.PackAddAllowedAddress(common.Address{19: 1}), b.PackRemoveAllowedAddress(common.Address{19: 1})}[p.dice.IntN(2)])
	}
	if all := p.settings(s, p.geth.Now()); len(all) > 0 {
		return "setting", all[p.dice.IntN(len(all))]
	}
	return "swap", p.anySwap(s, false)
}

// tokenMoved adds a token, or empties a token and removes it.
func (p *rigPool) tokenMoved(s *ops.Snapshot, kinds map[string]int) []deed {
	p.Helper()
	b, token := managedpool.NewManagedPool(), s.Tokens[p.dice.IntN(len(s.Tokens))]
	if p.chance(2) {
		kinds["token added"]++
		return []deed{p.owns(b.PackAddToken(p.others()[0].Address, token.AssetManager, big.NewInt(5e16), big.NewInt(p.dice.Int64N(2)*p.dice.Int64N(1e18)), trader()))}
	}
	kinds["token removed"]++
	empty := vault.NewVault().PackManagePoolBalance([]vault.IVaultPoolBalanceOp{
		{Kind: 0, PoolId: s.Pool.ID, Token: token.Address, Amount: token.Cash.Raw.ToBig()}, {Kind: 2, PoolId: s.Pool.ID, Token: token.Address, Amount: new(big.Int)},
	})
	return []deed{{from: token.AssetManager, to: s.Pool.Vault, data: empty}, p.owns(b.PackRemoveToken(token.Address, big.NewInt(p.dice.Int64N(2)*p.dice.Int64N(1e18)), p.accounts.Owner))}
}

// anySwap is a swap with a given amount in or out, between two tokens or with BPT.
func (p *rigPool) anySwap(s *ops.Snapshot, bpt bool) deed {
	in, out := p.dice.IntN(len(s.Tokens)), p.dice.IntN(len(s.Tokens)-1)
	if out >= in {
		out++
	}
	single := vault.IVaultSingleSwap{PoolId: s.Pool.ID, Kind: uint8(p.dice.IntN(2)), AssetIn: s.Tokens[in].Address, AssetOut: s.Tokens[out].Address}
	base := [2]*big.Int{p.part(&s.Tokens[in].Cash.Raw, 6), p.part(&s.Tokens[out].Cash.Raw, 6)}
	if bpt && p.chance(2) {
		single.AssetIn, base[0] = s.Pool.Address, p.part(&s.Supply.Virtual.Raw, 8)
	} else if bpt {
		single.AssetOut, base[1] = s.Pool.Address, p.part(&s.Supply.Virtual.Raw, 8)
	}
	single.Amount = base[single.Kind]
	limit := [2]*big.Int{new(big.Int), unlimited()}[single.Kind]
	who := trader()
	if single.AssetIn == s.Pool.Address {
		who = p.accounts.Owner
	}
	return deed{from: who, to: s.Pool.Vault, data: vault.NewVault().PackSwap(single, vault.IVaultFundManagement{Sender: who, Recipient: who}, limit, unlimited())}
}

// anyJoin is a join of kind 1, 2 or 3.
func (p *rigPool) anyJoin(s *ops.Snapshot) deed {
	limits, amounts := []*big.Int{}, []*big.Int{}
	for i := range len(s.Tokens) + 1 {
		limits = append(limits, unlimited())
		if i > 0 {
			amounts = append(amounts, p.part(&s.Tokens[i-1].Cash.Raw, 9))
		}
	}
	bpt := p.part(&s.Supply.Virtual.Raw, 9)
	data := [][]byte{
		p.words("uint256,uint256[],uint256", big.NewInt(1), amounts, new(big.Int)),
		p.words("uint256,uint256,uint256", big.NewInt(2), bpt, big.NewInt(p.dice.Int64N(int64(len(s.Tokens))))),
		p.words("uint256,uint256", big.NewInt(3), bpt),
	}[p.dice.IntN(3)]
	return deed{from: trader(), to: s.Pool.Vault, data: vault.NewVault().PackJoinPool(s.Pool.ID, trader(), trader(), vault.IVaultJoinPoolRequest{Assets: assets(s), MaxAmountsIn: limits, UserData: data})}
}

// anyExit is an exit of kind 0, 1 or 2, possibly of nothing, or in recovery mode.
func (p *rigPool) anyExit(s *ops.Snapshot) deed {
	limits, amounts := []*big.Int{}, []*big.Int{}
	for i := range len(s.Tokens) + 1 {
		limits = append(limits, new(big.Int))
		if i > 0 {
			amounts = append(amounts, p.part(&s.Tokens[i-1].Cash.Raw, 20))
		}
	}
	bpt := p.part(&s.Supply.Virtual.Raw, 9)
	data := [][]byte{
		p.words("uint256,uint256,uint256", big.NewInt(0), bpt, big.NewInt(p.dice.Int64N(int64(len(s.Tokens))))),
		p.words("uint256,uint256", big.NewInt(1), bpt),
		p.words("uint256,uint256[],uint256", big.NewInt(2), amounts, unlimited()),
		p.words("uint256,uint256", big.NewInt(1), new(big.Int)),
		p.words("uint256,uint256", big.NewInt(255), bpt),
	}[p.dice.IntN(5)]
	who := p.accounts.Owner
	return deed{from: who, to: s.Pool.Vault, data: vault.NewVault().PackExitPool(s.Pool.ID, who, who, vault.IVaultExitPoolRequest{Assets: assets(s), MinAmountsOut: limits, UserData: data})}
}

// words encodes values by their types.
func (p *rigPool) words(kinds string, values ...any) []byte {
	p.Helper()
	var args abi.Arguments
	for _, name := range strings.Split(kinds, ",") {
		kind, err := abi.NewType(name, "", nil)
		if err != nil {
			p.Fatal(err)
		}
		args = append(args, abi.Argument{Type: kind})
	}
	data, err := args.Pack(values...)
	if err != nil {
		p.Fatal(err)
	}
	return data
}
