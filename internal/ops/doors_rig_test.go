package ops_test

import (
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"

	"mpool/bindings/vault"
	"mpool/internal/ops"
)

// TestThiefBetweenCalls attacks the published contracts from another address, in each state between
// two calls in which a token has no balance. Each attack would empty an open pool, and must revert.
func TestThiefBetweenCalls(t *testing.T) {
	rigs(t, func(r *rig) {
		tries := 0
		r.cases(12, func(p *rigPool) bool {
			p.fresh()
			now := p.snapshot(nil)
			if len(now.Tokens) > 8 || len(now.Tokens) < 3 {
				return false
			}
			var op ops.Operation = p.removeToken(now, p.inside(now))
			if p.chance(2) {
				add := p.addToken(now, p.outside(now))
				if p.tight(add) {
					return false
				}
				op = add
			}
			before := p.snapshot(op)
			first := p.accepted(op, before, p.geth.Now()+1)
			for i := range first.Calls {
				p.mine(p.accepted(op, p.snapshot(op), p.geth.Now()+1).Calls[0], p.geth.Now()+1)
				state := p.snapshot(nil)
				if empty := emptyToken(state); empty >= 0 {
					tries += p.thief(state, empty, i+1)
				}
			}
			return len(first.Calls) > 0
		})
		if tries == 0 {
			r.Error("no state had a token without a balance")
		}
		r.Logf("%d attempts, all of which reverted", tries)
	})
}

// emptyToken is the index of the first token without a balance, or -1.
func emptyToken(s *ops.Snapshot) int {
	for i, token := range s.Tokens {
		if balance := token.Balance(); balance.Raw.IsZero() {
			return i
		}
	}
	return -1
}

// thief tries all ways to take without paying. Each must revert.
func (p *rigPool) thief(now *ops.Snapshot, empty, after int) int {
	p.Helper()
	deeds := []deed{
		p.joinFor(now, 2, new(big.Int).Div(new(big.Int).Mul(now.Supply.Actual.Raw.ToBig(), big.NewInt(199)), big.NewInt(100)), big.NewInt(int64(empty))),
		p.joinFor(now, 3, new(big.Int).Mul(now.Supply.Actual.Raw.ToBig(), big.NewInt(4))),
		p.takeFor(now, now.Tokens[empty].Address, now.Pool.Address, now.Supply.Actual.Raw.ToBig()),
	}
	for i, token := range now.Tokens {
		if i != empty {
			deeds = append(deeds, p.takeFor(now, now.Tokens[empty].Address, token.Address, new(big.Int).Div(token.Cash.Raw.ToBig(), big.NewInt(4))))
		}
	}
	if failed := p.send(p.geth.Now()+1, deeds...); len(failed) != len(deeds) {
		p.Fatalf("MPOOL_SEED=%d: after call %d, %d of %d attempts succeed", p.seed, after, len(deeds)-len(failed), len(deeds))
	}
	return len(deeds)
}

// joinFor joins for BPT, by a kind whose arguments are all numbers.
func (p *rigPool) joinFor(now *ops.Snapshot, kind int64, words ...*big.Int) deed {
	p.Helper()
	word, err := abi.NewType("uint256", "", nil)
	if err != nil {
		p.Fatal(err)
	}
	args, values := abi.Arguments{{Type: word}}, []any{big.NewInt(kind)}
	for _, w := range words {
		args, values = append(args, abi.Argument{Type: word}), append(values, w)
	}
	data, err := args.Pack(values...)
	if err != nil {
		p.Fatal(err)
	}
	limits := make([]*big.Int, len(now.Tokens)+1)
	for i := range limits {
		limits[i] = unlimited()
	}
	call := vault.NewVault().PackJoinPool(now.Pool.ID, trader(), trader(), vault.IVaultJoinPoolRequest{Assets: assets(now), MaxAmountsIn: limits, UserData: data})
	return deed{from: trader(), to: now.Pool.Vault, data: call, may: true}
}

// takeFor swaps for an exact amount out.
func (p *rigPool) takeFor(now *ops.Snapshot, in, out common.Address, amount *big.Int) deed {
	const givenOut = 1
	call := vault.NewVault().PackSwap(vault.IVaultSingleSwap{PoolId: now.Pool.ID, Kind: givenOut, AssetIn: in, AssetOut: out, Amount: amount, UserData: []byte{}},
		vault.IVaultFundManagement{Sender: trader(), Recipient: trader()}, unlimited(), unlimited())
	return deed{from: trader(), to: now.Pool.Vault, data: call, may: true}
}
