package faults_test

import (
	"math/big"
	"strings"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/bindings/erc20"
	"mpool/bindings/managedpool"
	"mpool/bindings/vault"
)

// equip gives the stranger tokens, allowances and BPT.
func (m *market) equip() {
	m.Helper()
	for _, token := range m.chain.Tokens {
		if err := m.chain.Mint(m.Context(), token.Address, stranger(), tokens(1_000_000, token.Decimals)); err != nil {
			m.Fatal(err)
		}
		m.tell(token.Address, erc20.NewERC20().PackApprove(m.chain.Contracts.Vault, new(big.Int).Lsh(big.NewInt(1), 200)), 1e9)
	}
	in := m.inPool()
	m.tell(m.chain.Contracts.Vault, m.join(in, m.userData("uint256,uint256", big.NewInt(3), tokens(500, 18))), 1e9)
	m.sent = nil
}

// tell sends a transaction of the stranger.
func (m *market) tell(to common.Address, data []byte, tip uint64) {
	m.Helper()
	var hash common.Hash
	m.rpc(&hash, "eth_sendTransaction", map[string]any{"from": stranger(), "to": to, "data": hexutil.Bytes(data), "gas": hexutil.Uint64(1_500_000),
		"maxFeePerGas": hexutil.Uint64(500e9), "maxPriorityFeePerGas": hexutil.Uint64(tip)})
	m.sent = append(m.sent, hash)
}

// inPool returns the pool's tokens, without BPT.
func (m *market) inPool() []common.Address {
	m.Helper()
	var answer hexutil.Bytes
	m.rpc(&answer, "eth_call", map[string]any{"to": m.chain.Contracts.Vault, "data": hexutil.Bytes(vault.NewVault().PackGetPoolTokens(m.chain.Pool.ID))}, "latest")
	found, err := vault.NewVault().UnpackGetPoolTokens(answer)
	if err != nil {
		m.Fatal(err)
	}
	return found.Tokens[1:]
}

func (m *market) decimals(token common.Address) uint8 {
	for _, t := range m.chain.Tokens {
		if t.Address == token {
			return t.Decimals
		}
	}
	return 18
}

// price is the amount of a token, in whole tokens, that is worth about a thousand dollars.
func (m *market) price(token common.Address) float64 {
	for _, t := range m.chain.Tokens {
		if t.Address == token {
			switch t.Symbol {
			case "WETH":
				return 0.4
			case "WBTC":
				return 0.01
			}
		}
	}
	return 1000
}

// little is a small amount of a token, in its smallest unit.
func (m *market) little(token common.Address) *big.Int {
	return tokens(m.price(token)*(0.1+m.dice.Float64()), m.decimals(token))
}

// deed makes the stranger act on the pool. The act may revert, for example while the pool is shut.
func (m *market) deed(tip uint64) {
	m.Helper()
	in := m.inPool()
	a, b := in[m.dice.IntN(len(in))], in[m.dice.IntN(len(in))]
	if a == b {
		b = m.chain.Pool.Address
	}
	bpt := tokens(5*m.dice.Float64(), 18)
	index := big.NewInt(int64(m.dice.IntN(len(in))))
	m.tried++
	kinds := []struct {
		name string
		do   func()
	}{
		{"swap in", func() { m.vault(m.swap(0, a, b, m.little(a)), tip) }},
		{"swap out", func() { m.vault(m.swap(1, b, a, m.little(a)), tip) }},
		{"join swap", func() { m.vault(m.swap(0, a, m.chain.Pool.Address, m.little(a)), tip) }},
		{"join swap out", func() { m.vault(m.swap(1, a, m.chain.Pool.Address, bpt), tip) }},
		{"exit swap", func() { m.vault(m.swap(0, m.chain.Pool.Address, a, bpt), tip) }},
		{"exit swap out", func() { m.vault(m.swap(1, m.chain.Pool.Address, a, m.little(a)), tip) }},
		{"join 1", func() {
			m.vault(m.join(in, m.userData("uint256,uint256[],uint256", big.NewInt(1), m.littles(in), new(big.Int))), tip)
		}},
		{"join 2", func() { m.vault(m.join(in, m.userData("uint256,uint256,uint256", big.NewInt(2), bpt, index)), tip) }},
		{"join 3", func() { m.vault(m.join(in, m.userData("uint256,uint256", big.NewInt(3), bpt)), tip) }},
		{"exit 0", func() { m.vault(m.exit(in, m.userData("uint256,uint256,uint256", big.NewInt(0), bpt, index)), tip) }},
		{"exit 1", func() { m.vault(m.exit(in, m.userData("uint256,uint256", big.NewInt(1), bpt)), tip) }},
		{"exit 2", func() {
			m.vault(m.exit(in, m.userData("uint256,uint256[],uint256", big.NewInt(2), m.littles(in), tokens(1e6, 18))), tip)
		}},
		{"exit of nothing", func() { m.vault(m.exit(in, m.userData("uint256,uint256", big.NewInt(1), new(big.Int))), tip) }},
		{"collect", func() { m.tell(m.chain.Pool.Address, managedpool.NewManagedPool().PackCollectAumManagementFees(), tip) }},
		{"donation", func() { m.tell(a, erc20.NewERC20().PackTransfer(m.chain.Contracts.Vault, m.little(a)), tip) }},
		{"trip", func() { m.trip(in, tip) }},
		{"trip", func() { m.trip(in, tip) }},
	}
	kind := kinds[m.dice.IntN(len(kinds))]
	m.did = append(m.did, kind.name)
	kind.do()
}

func (m *market) vault(data []byte, tip uint64) {
	m.Helper()
	m.tell(m.chain.Contracts.Vault, data, tip)
}

func (m *market) littles(in []common.Address) []*big.Int {
	var all []*big.Int
	for _, token := range in {
		all = append(all, m.little(token))
	}
	return all
}

func (m *market) swap(kind uint8, in, out common.Address, amount *big.Int) []byte {
	limit := new(big.Int)
	if kind == 1 {
		limit = tokens(1e9, 18)
	}
	return vault.NewVault().PackSwap(vault.IVaultSingleSwap{PoolId: m.chain.Pool.ID, Kind: kind, AssetIn: in, AssetOut: out, Amount: amount},
		vault.IVaultFundManagement{Sender: stranger(), Recipient: stranger()}, limit, tokens(1e15, 18))
}

func (m *market) join(in []common.Address, userData []byte) []byte {
	assets, limits := m.assets(in, tokens(1e9, 18))
	return vault.NewVault().PackJoinPool(m.chain.Pool.ID, stranger(), stranger(), vault.IVaultJoinPoolRequest{Assets: assets, MaxAmountsIn: limits, UserData: userData})
}

func (m *market) exit(in []common.Address, userData []byte) []byte {
	assets, limits := m.assets(in, new(big.Int))
	return vault.NewVault().PackExitPool(m.chain.Pool.ID, stranger(), stranger(), vault.IVaultExitPoolRequest{Assets: assets, MinAmountsOut: limits, UserData: userData})
}

// assets returns the assets of a join or exit, each with a limit.
func (m *market) assets(in []common.Address, limit *big.Int) ([]common.Address, []*big.Int) {
	all := append([]common.Address{m.chain.Pool.Address}, in...)
	limits := make([]*big.Int, len(all))
	for i := range limits {
		limits[i] = limit
	}
	return all, limits
}

func (m *market) userData(kinds string, values ...any) []byte {
	m.Helper()
	var args abi.Arguments
	for _, name := range strings.Split(kinds, ",") {
		kind, err := abi.NewType(name, "", nil)
		if err != nil {
			m.Fatal(err)
		}
		args = append(args, abi.Argument{Type: kind})
	}
	data, err := args.Pack(values...)
	if err != nil {
		m.Fatal(err)
	}
	return data
}
