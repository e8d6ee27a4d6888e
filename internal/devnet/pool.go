package devnet

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/holiman/uint256"

	"mpool/bindings/erc20"
	"mpool/bindings/managedpool"
	"mpool/bindings/managedpoolfactory"
	"mpool/bindings/managedpoolfactoryv1"
	"mpool/bindings/vault"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// PoolSpec describes a Managed Pool to create. Its tokens may be in any order.
type PoolSpec struct {
	Generation   ops.Generation // zero: the newest deployed one
	Name, Symbol string
	Owner        common.Address // zero: the deployment's owner
	Tokens       []PoolToken
	SwapFee      units.Fixed
	AumFee       units.Fixed

	SwapsDisabled    bool
	MustAllowlistLPs bool
	// Uninitialised omits the first join. Otherwise the deployment's owner pays the balances and
	// receives all BPT.
	Uninitialised bool
}

// PoolToken is one token of a pool to create.
type PoolToken struct {
	Address      common.Address
	Weight       units.Fixed
	Balance      uint256.Int
	AssetManager common.Address // zero: the deployment's asset manager
}

const (
	createGas = 15_000_000 // 50 tokens take 10.5 M; a transaction may carry 16.7 M
	joinGas   = 12_000_000
	sendGas   = 10_000_000
)

// CreatePool creates a pool, and initialises it unless spec.Uninitialised is set.
func (c *Chain) CreatePool(ctx context.Context, spec PoolSpec) (Pool, error) {
	spec = c.complete(spec)
	b, err := newBatch(ctx, c.node, c.Accounts.Owner)
	if err != nil {
		return Pool{}, err
	}
	factory, data, err := c.packCreate(spec, b.nonces[c.Accounts.Owner])
	if err != nil {
		return Pool{}, err
	}
	b.call("create the pool "+spec.Symbol, c.Accounts.Owner, factory, data, createGas)
	if !spec.Uninitialised {
		c.approve(b, spec)
	}
	receipts, err := b.run(ctx)
	if err != nil {
		return Pool{}, err
	}
	pool, err := c.readCreated(ctx, receipts[0], spec, factory)
	if err != nil || spec.Uninitialised {
		return pool, err
	}
	return pool, c.initialise(ctx, b, pool, spec)
}

// complete fills in the defaults and sorts the tokens by address, as the Vault requires.
func (c *Chain) complete(spec PoolSpec) PoolSpec {
	if spec.Generation == 0 {
		spec.Generation = c.newest()
	}
	if spec.Owner == (common.Address{}) {
		spec.Owner = c.Accounts.Owner
	}
	spec.Tokens = slices.Clone(spec.Tokens)
	for i := range spec.Tokens {
		if spec.Tokens[i].AssetManager == (common.Address{}) {
			spec.Tokens[i].AssetManager = c.Accounts.AssetManager
		}
	}
	slices.SortFunc(spec.Tokens, func(a, b PoolToken) int { return a.Address.Cmp(b.Address) })
	spec.Name = cmp.Or(spec.Name, spec.Symbol)
	return spec
}

func (c *Chain) newest() ops.Generation {
	if c.Contracts.FactoryV2 == (common.Address{}) {
		return ops.V1
	}
	return ops.V2
}

// packCreate returns the factory of the wanted generation and the data of its create call.
func (c *Chain) packCreate(spec PoolSpec, salt uint64) (common.Address, []byte, error) {
	if spec.Generation == ops.V1 {
		return c.Contracts.FactoryV1, packCreateV1(spec), nil
	}
	if c.Contracts.FactoryV2 == (common.Address{}) {
		return common.Address{}, nil, errors.New("v2 is not deployed here")
	}
	return c.Contracts.FactoryV2, packCreateV2(spec, salt), nil
}

func packCreateV1(spec PoolSpec) []byte {
	return managedpoolfactoryv1.NewManagedPoolFactory().PackCreate(managedpoolfactoryv1.ManagedPoolSettingsNewPoolParams{
		Name: spec.Name, Symbol: spec.Symbol,
		Tokens: spec.addresses(), NormalizedWeights: spec.weights(), AssetManagers: spec.assetManagers(),
		SwapFeePercentage:          spec.SwapFee.Int().ToBig(),
		SwapEnabledOnStart:         !spec.SwapsDisabled,
		MustAllowlistLPs:           spec.MustAllowlistLPs,
		ManagementAumFeePercentage: spec.AumFee.Int().ToBig(),
		AumFeeId:                   big.NewInt(protocolAumFeeType),
	}, spec.Owner)
}

func packCreateV2(spec PoolSpec, salt uint64) []byte {
	return managedpoolfactory.NewManagedPoolFactory().PackCreate(managedpoolfactory.ManagedPoolManagedPoolParams{
		Name: spec.Name, Symbol: spec.Symbol, AssetManagers: spec.assetManagers(),
	}, managedpoolfactory.ManagedPoolSettingsManagedPoolSettingsParams{
		Tokens: spec.addresses(), NormalizedWeights: spec.weights(),
		SwapFeePercentage:          spec.SwapFee.Int().ToBig(),
		SwapEnabledOnStart:         !spec.SwapsDisabled,
		MustAllowlistLPs:           spec.MustAllowlistLPs,
		ManagementAumFeePercentage: spec.AumFee.Int().ToBig(),
		AumFeeId:                   big.NewInt(protocolAumFeeType),
	}, spec.Owner, common.BigToHash(new(big.Int).SetUint64(salt)))
}

func (c *Chain) readCreated(ctx context.Context, receipt *types.Receipt, spec PoolSpec, factory common.Address) (Pool, error) {
	pool := Pool{Name: spec.Name, Symbol: spec.Symbol, Generation: spec.Generation, Factory: factory}
	created := crypto.Keccak256Hash([]byte("PoolCreated(address)"))
	for _, log := range receipt.Logs {
		if log.Address == factory && len(log.Topics) == 2 && log.Topics[0] == created {
			pool.Address = common.BytesToAddress(log.Topics[1][:])
		}
	}
	binding := managedpool.NewManagedPool()
	data, err := c.Call(ctx, pool.Address, binding.PackGetPoolId())
	if err != nil {
		return Pool{}, fmt.Errorf("read the id of the pool at %s: %w", pool.Address, err)
	}
	id, err := binding.UnpackGetPoolId(data)
	pool.ID = id
	return pool, err
}

// approve gives the Vault the allowances for the first join. It sets each allowance to 0 first,
// because some tokens require it.
func (c *Chain) approve(b *batch, spec PoolSpec) {
	binding := erc20.NewERC20()
	for _, token := range spec.Tokens {
		for _, amount := range []*big.Int{new(big.Int), token.Balance.ToBig()} {
			b.call("approve "+token.Address.Hex(), c.Accounts.Owner, token.Address, binding.PackApprove(c.Contracts.Vault, amount), 100_000)
		}
	}
}

// initialise makes the first join. The assets begin with the pool's own token, but the amounts in
// the user data do not include it.
func (c *Chain) initialise(ctx context.Context, b *batch, pool Pool, spec PoolSpec) error {
	balances := spec.balances()
	userData, err := initUserData(balances)
	if err != nil {
		return err
	}
	unlimited := uint256.NewInt(0).SetAllOne().ToBig()
	join := vault.NewVault().PackJoinPool(pool.ID, c.Accounts.Owner, c.Accounts.Owner, vault.IVaultJoinPoolRequest{
		Assets:       append([]common.Address{pool.Address}, spec.addresses()...),
		MaxAmountsIn: append([]*big.Int{unlimited}, balances...),
		UserData:     userData,
	})
	b.call("initialise the pool "+spec.Symbol, c.Accounts.Owner, c.Contracts.Vault, join, joinGas)
	_, err = b.run(ctx)
	return err
}

// initUserData encodes a join of kind INIT with these amounts.
func initUserData(amounts []*big.Int) ([]byte, error) {
	kind, err := abi.NewType("uint256", "", nil)
	if err != nil {
		return nil, err
	}
	list, err := abi.NewType("uint256[]", "", nil)
	if err != nil {
		return nil, err
	}
	return abi.Arguments{{Type: kind}, {Type: list}}.Pack(new(big.Int), amounts)
}

func (s PoolSpec) addresses() []common.Address {
	return column(s.Tokens, func(t PoolToken) common.Address { return t.Address })
}

func (s PoolSpec) assetManagers() []common.Address {
	return column(s.Tokens, func(t PoolToken) common.Address { return t.AssetManager })
}

func (s PoolSpec) weights() []*big.Int {
	return column(s.Tokens, func(t PoolToken) *big.Int { return t.Weight.Int().ToBig() })
}

func (s PoolSpec) balances() []*big.Int {
	return column(s.Tokens, func(t PoolToken) *big.Int { return t.Balance.ToBig() })
}

func column[T any](tokens []PoolToken, of func(PoolToken) T) []T {
	values := make([]T, len(tokens))
	for i, token := range tokens {
		values[i] = of(token)
	}
	return values
}
