package ops_test

import (
	"context"
	"crypto/ecdsa"
	"fmt"
	"math/big"
	"math/rand/v2"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/holiman/uint256"

	"mpool/bindings/erc20"
	"mpool/bindings/managedpool"
	"mpool/bindings/vault"
	"mpool/internal/devnet"
	"mpool/internal/devnet/gethtest"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// world is the initial state of all rigs of a version.
type world struct {
	alloc            types.GenesisAlloc
	at               units.Time
	keys             keys
	tokens           []devnet.Token
	pools            []devnet.Pool
	empty, delegated devnet.Pool
	native           devnet.Pool // holds the Vault's WETH
	weth             devnet.Token
	fine             devnet.Token // has 19 decimals, which no pool accepts
	accounts         devnet.Accounts
	contracts        devnet.Contracts
}

// keys sign for accounts. These keys are public: every anvil uses them.
type keys map[common.Address]*ecdsa.PrivateKey

// The development chain's accounts are its owner, its asset manager, its LP, who manages some
// tokens here, and a trader for swaps and joins.
const (
	ownerKey   = "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80"
	managerKey = "59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d"
	lpKey      = "5de4111afa1a4b94908f83103eb1f1706367c2e68ca870fc3fb9a804cdab365a"
	traderKey  = "7c852118294e51e653712a81e05800f419141751be58f605c371e15141b007a6"
)

func knownKeys() (keys, error) {
	known := keys{}
	for _, text := range []string{ownerKey, managerKey, lpKey, traderKey} {
		key, err := crypto.HexToECDSA(text)
		if err != nil {
			return nil, err
		}
		known[crypto.PubkeyToAddress(key.PublicKey)] = key
	}
	return known, nil
}

func trader() common.Address {
	return common.HexToAddress("0x90F79bf6EB2c4f870365E785982E1f101E93b906")
}

// builder deploys a world on an anvil, and stops the anvil at the end.
type builder struct {
	*devnet.Devnet
	ctx  context.Context
	dice *rand.Rand
	err  error
}

func newWorld(generation ops.Generation, artifacts []string) (*world, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	d, err := devnet.Start(ctx, devnet.Options{Tokens: 2, Artifacts: artifacts})
	if err != nil {
		return nil, err
	}
	defer func() { _ = d.Close() }()
	b := &builder{Devnet: d, ctx: ctx, dice: rand.New(rand.NewPCG(uint64(generation), 1))}
	w := &world{accounts: d.Accounts, contracts: d.Contracts}
	sizes := []int{2, 3, 5, 8, 13, 21, 38, devnet.MaxTokens}
	if w.keys, err = knownKeys(); err != nil {
		return nil, err
	}
	w.tokens = b.someTokens(sizes[len(sizes)-1] + 10)
	for _, n := range sizes {
		w.pools = append(w.pools, b.pool(generation, w.tokens, n, devnet.PoolSpec{}))
	}
	w.empty = b.pool(generation, w.tokens, 5, devnet.PoolSpec{Uninitialised: true})
	w.delegated = b.pool(generation, w.tokens, 4, devnet.PoolSpec{Owner: delegate()})
	b.govern(w.empty.Factory)
	w.native, w.weth = b.nativePool(generation, w.tokens), d.Tokens[0]
	fine, err := b.DeployTokens(ctx, devnet.TokenSpec{Name: "Fine", Symbol: "FINE", Decimals: 19})
	if b.note(err); b.err != nil {
		return nil, b.err
	}
	w.fine = fine[0]
	if w.alloc, err = gethtest.State(ctx, d.Client()); err != nil {
		return nil, err
	}
	newest, err := devnet.Warp(ctx, d.Client(), 1)
	w.at = newest.Time
	return w, err
}

// nativePool has the Vault's WETH and two other tokens. All accounts have enough of them and of the
// native token.
func (b *builder) nativePool(generation ops.Generation, tokens []devnet.Token) devnet.Pool {
	const enough = 1_000_000
	weth := b.Tokens[0]
	approve := erc20.NewERC20().PackApprove(b.Contracts.Vault, new(big.Int).Lsh(big.NewInt(1), 200))
	for _, account := range []common.Address{b.Accounts.Owner, trader(), b.Accounts.LP, b.Accounts.AssetManager} {
		b.note(b.Mint(b.ctx, weth.Address, account, wholes(weth.Decimals, enough)))
		b.note(b.Fund(b.ctx, account, wholes(ops.CoinDecimals, 1_000*enough)))
	}
	b.send(trader(), weth.Address, approve)
	return b.pool(generation, []devnet.Token{weth, tokens[0], tokens[1]}, 3, devnet.PoolSpec{})
}

// delegate is the owner address that stands for the Authorizer.
func delegate() common.Address {
	return common.HexToAddress("0xBA1BA1ba1BA1bA1bA1Ba1BA1ba1BA1bA1ba1ba1B")
}

// someTokens deploys n tokens of all decimals. Some require that an allowance is reset first. The
// trader can trade all of them.
func (b *builder) someTokens(n int) []devnet.Token {
	specs := make([]devnet.TokenSpec, n)
	for i := range specs {
		specs[i] = devnet.TokenSpec{Name: fmt.Sprintf("Token %d", i), Symbol: fmt.Sprintf("T%d", i),
			Decimals: uint8((18 + 7*i) % 19), ResetFirst: i%6 == 5}
	}
	tokens, err := b.DeployTokens(b.ctx, specs...)
	b.note(err)
	approve := erc20.NewERC20().PackApprove(b.Contracts.Vault, new(big.Int).Lsh(big.NewInt(1), 200))
	for _, token := range tokens {
		b.note(b.Mint(b.ctx, token.Address, trader(), wholes(token.Decimals, 100_000_000)))
		b.send(trader(), token.Address, approve)
	}
	return tokens
}

// wholes is a whole number of tokens in smallest units.
func wholes(decimals uint8, whole int64) *big.Int {
	one := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(decimals)), nil)
	return one.Mul(one, big.NewInt(whole))
}

// pool creates a pool of n tokens.
func (b *builder) pool(generation ops.Generation, tokens []devnet.Token, n int, spec devnet.PoolSpec) devnet.Pool {
	if b.err != nil {
		return devnet.Pool{}
	}
	spec.Generation, spec.Symbol = generation, fmt.Sprintf("POOL%d", n)
	spec.SwapFee = units.FixedFrom(1e12 + b.dice.Uint64N(5e16))
	spec.AumFee = units.FixedFrom(b.dice.Uint64N(1e17))
	managers := []common.Address{b.Accounts.AssetManager, b.Accounts.AssetManager, b.Accounts.LP, b.Accounts.Owner}
	if n <= 3 {
		managers = managers[:1] // one manager for all tokens
	}
	weights := randomWeights(b.dice, n)
	for i, at := range b.dice.Perm(len(tokens))[:n] {
		balance := wholes(tokens[at].Decimals, 1_000+b.dice.Int64N(200_000))
		spec.Tokens = append(spec.Tokens, devnet.PoolToken{Address: tokens[at].Address, Weight: weights[i],
			Balance: *uint256.MustFromBig(balance), AssetManager: managers[b.dice.IntN(len(managers))]})
	}
	pool, err := b.CreatePool(b.ctx, spec)
	b.note(err)
	return pool
}

// govern lets the owner pause a factory's pools and the Vault, and put pools into recovery mode.
// The permission applies to all pools of a factory, because they use its name.
func (b *builder) govern(factory common.Address) {
	pool := managedpool.NewManagedPool()
	b.permit(factory, pool.PackPause())
	b.permit(factory, pool.PackEnableRecoveryMode())
	b.permit(b.Contracts.Vault, vault.NewVault().PackSetPaused(true))
}

func (b *builder) permit(by common.Address, call []byte) {
	action := crypto.Keccak256Hash(common.LeftPadBytes(by[:], 32), call[:4])
	b.send(b.Accounts.Owner, b.Contracts.Authorizer, grantRole(action, b.Accounts.Owner))
}

// grantRole is Authorizer.grantRole(bytes32,address).
func grantRole(action common.Hash, to common.Address) []byte {
	data := crypto.Keccak256([]byte("grantRole(bytes32,address)"))[:4]
	return append(append(data, action[:]...), common.LeftPadBytes(to[:], 32)...)
}

func (b *builder) send(from, to common.Address, data []byte) {
	if b.err == nil {
		_, err := b.Send(b.ctx, "prepare", from, to, data)
		b.note(err)
	}
}

func (b *builder) note(err error) {
	if b.err == nil {
		b.err = err
	}
}
