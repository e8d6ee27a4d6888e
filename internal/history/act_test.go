package history_test

import (
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"

	"mpool/bindings/managedpool"
	"mpool/bindings/vault"
	"mpool/internal/devnet"
	"mpool/internal/ops"
)

// act does one random action at a random later time.
func (p *past) act() {
	if _, err := devnet.Warp(p.Context(), p.chain.Client(), p.dice.Uint64N(40_000)); err != nil {
		p.Fatal(err)
	}
	s, pool := p.now(), managedpool.NewManagedPool()
	token := s.Tokens[p.dice.IntN(len(s.Tokens))]
	switch p.dice.IntN(13) {
	case 0, 1:
		p.moveWeights(s)
	case 2:
		p.moveFee(s)
	case 3:
		p.owner("swaps", pool.PackSetSwapEnabled(p.coin()))
	case 4:
		if s.Pool.Generation == ops.V2 {
			p.owner("joins-exits", pool.PackSetJoinExitEnabled(p.coin()))
		}
	case 5:
		p.owner("allowlist", pool.PackSetMustAllowlistLPs(p.coin()))
	case 6:
		p.owner("allowlist add", pool.PackAddAllowedAddress(common.Address{byte(p.dice.IntN(5))}))
	case 7:
		p.owner("allowlist remove", pool.PackRemoveAllowedAddress(common.Address{byte(p.dice.IntN(5))}))
	case 8:
		p.owner("aum-fee set", pool.PackSetManagementAumFeePercentage(big.NewInt(p.dice.Int64N(9e17))))
	case 9:
		p.owner("aum-fee collect", pool.PackCollectAumManagementFees())
	case 10:
		bounds := []*big.Int{big.NewInt(p.dice.Int64N(9e17) + 1e17), big.NewInt(p.dice.Int64N(8e18) + 11e17)}
		p.owner("breakers", pool.PackSetCircuitBreakers([]common.Address{token.Address}, []*big.Int{big.NewInt(p.dice.Int64N(9e18))}, bounds[:1], bounds[1:]))
	case 11:
		p.manage(token, uint8(p.dice.IntN(3)))
	case 12:
		p.moveToken(s, token)
	}
}

func (p *past) span(s *ops.Snapshot) (start, end *big.Int) {
	from := int64(s.Block.Time) + p.dice.Int64N(50_000) - 10_000
	return big.NewInt(from), big.NewInt(max(from, int64(s.Block.Time)+10) + p.dice.Int64N(3)*p.dice.Int64N(100_000))
}

func (p *past) moveWeights(s *ops.Snapshot) {
	var tokens []common.Address
	var weights []*big.Int
	left := int64(1e18)
	for i, t := range s.Tokens {
		w := left
		if rest := int64(len(s.Tokens) - 1 - i); rest > 0 {
			w = 1e16 + p.dice.Int64N(left-rest*1e16-1e16+1)
		}
		left -= w
		tokens, weights = append(tokens, t.Address), append(weights, big.NewInt(w))
	}
	start, end := p.span(s)
	p.owner("weights-update", managedpool.NewManagedPool().PackUpdateWeightsGradually(start, end, tokens, weights))
}

func (p *past) moveFee(s *ops.Snapshot) {
	start, end := p.span(s)
	from, to := big.NewInt(p.dice.Int64N(9e17)+1e12), big.NewInt(p.dice.Int64N(9e17)+1e12)
	p.owner("fee-ramp", managedpool.NewManagedPool().PackUpdateSwapFeeGradually(start, end, from, to))
}

func (p *past) manage(token ops.Token, kind uint8) bool {
	amount := token.Cash.Raw.ToBig()
	if kind != 0 {
		amount = token.Managed.Raw.ToBig()
	}
	if len(p.gone) == 0 {
		amount = new(big.Int).Div(amount, big.NewInt(p.dice.Int64N(5)+2))
	}
	return p.manageExactly(token.Address, kind, amount)
}

func (p *past) manageExactly(token common.Address, kind uint8, amount *big.Int) bool {
	call := vault.NewVault().PackManagePoolBalance([]vault.IVaultPoolBalanceOp{{Kind: kind, PoolId: p.chain.Pool.ID, Token: token, Amount: amount}})
	return p.send(fmt.Sprintf("manage-balance %d", kind), p.chain.Accounts.AssetManager, p.chain.Contracts.Vault, call)
}

// moveToken removes a token that can be removed, or adds one that was removed.
func (p *past) moveToken(s *ops.Snapshot, token ops.Token) {
	pool := managedpool.NewManagedPool()
	if len(p.gone) > 0 && p.coin() {
		if p.owner("add-token", pool.PackAddToken(p.gone[0], p.chain.Accounts.AssetManager, big.NewInt(p.dice.Int64N(3e17)+1e17), big.NewInt(p.dice.Int64N(2)*p.dice.Int64N(9e18)), p.chain.Accounts.Owner)) {
			p.gone = p.gone[1:]
		}
		return
	}
	if s.Block.Time < s.Weights.End || len(s.Tokens) < 3 {
		return
	}
	if p.manageExactly(token.Address, 0, token.Cash.Raw.ToBig()) && p.manageExactly(token.Address, 2, new(big.Int)) &&
		p.owner("remove-token", pool.PackRemoveToken(token.Address, big.NewInt(p.dice.Int64N(2)*p.dice.Int64N(9e9)), p.chain.Accounts.Owner)) {
		p.gone = append(p.gone, token.Address)
	}
}
