package devnet

import (
	"context"
	_ "embed"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/rpc"

	"mpool/bindings/managedpoolfactoryv1"
	"mpool/bindings/protocolfees"
	"mpool/internal/anvil"
	"mpool/internal/ops"
)

// demoTokenArtifact is the compiled devnet/contracts/DemoToken.sol.
//
//go:embed demotoken.json
var demoTokenArtifact []byte

// demoWrappedArtifact is the compiled devnet/contracts/DemoWrapped.sol, the Vault's WETH.
//
//go:embed demowrapped.json
var demoWrappedArtifact []byte

// demoRecoveryArtifact is the compiled devnet/contracts/DemoRecovery.sol. It computes what exits in
// recovery mode pay in pools of the second generation.
//
//go:embed demorecovery.json
var demoRecoveryArtifact []byte

// Deployment lists the contracts deployed on a development chain, and its accounts.
type Deployment struct {
	ChainID   uint64    `json:"chain_id"`
	Accounts  Accounts  `json:"accounts"`
	Contracts Contracts `json:"contracts"`
	Tokens    []Token   `json:"tokens"`
	Pool      Pool      `json:"pool"`
	Safe      Safe      `json:"safe,omitzero"` // owner and asset manager of the demo pool; zero: the Accounts are
}

// Accounts are three of the node's own accounts, for which the node signs.
type Accounts struct {
	Owner        common.Address `json:"owner"` // deploys everything, owns the demo pool unless a Safe does, and holds all its BPT
	AssetManager common.Address `json:"asset_manager"`
	LP           common.Address `json:"lp"` // holds tokens but no BPT
}

// Contracts are the addresses of Balancer V2. FactoryV2 is zero if only the first generation was
// deployed.
type Contracts struct {
	Authorizer   common.Address `json:"authorizer"`
	Vault        common.Address `json:"vault"`
	ProtocolFees common.Address `json:"protocol_fee_percentages_provider"`
	Queries      common.Address `json:"balancer_queries"`
	FactoryV1    common.Address `json:"managed_pool_factory_v1"`
	FactoryV2    common.Address `json:"managed_pool_factory_v2,omitzero"`
	WeightedMath common.Address `json:"external_weighted_math"`
}

// Token is a deployed demo token.
type Token struct {
	Address    common.Address `json:"address"`
	Name       string         `json:"name"`
	Symbol     string         `json:"symbol"`
	Decimals   uint8          `json:"decimals"`
	ResetFirst bool           `json:"reset_first"`
	InPool     bool           `json:"in_pool"`
}

// Pool is a created Managed Pool.
type Pool struct {
	Address    common.Address `json:"address"`
	ID         common.Hash    `json:"id"`
	Name       string         `json:"name"`
	Symbol     string         `json:"symbol"`
	Generation ops.Generation `json:"generation"`
	Factory    common.Address `json:"factory"`
}

// Chain is a node with a deployment on it.
type Chain struct {
	Deployment
	node *rpc.Client
}

// Attach returns a Chain for a node on which the deployment exists already.
func Attach(node *rpc.Client, d Deployment) *Chain { return &Chain{Deployment: d, node: node} }

// The protocol's share of AUM fees, and the arguments of contracts' constructors: maximum fees in
// basis points, and periods in seconds.
const (
	protocolAumFeeType = 3
	protocolAumShareBP = 2_000
	protocolMaxFeeBP   = 5_000
	monthInSeconds     = 30 * 24 * 60 * 60
)

// Deploy deploys Balancer V2, the demo tokens and the demo pool on a node that signs for its own
// accounts.
func Deploy(ctx context.Context, node *rpc.Client, opts Options) (*Chain, error) {
	sources, err := openArtifacts(opts.Artifacts, anvil.Root(opts.Root))
	if err != nil {
		return nil, err
	}
	factories, err := findFactories(sources)
	if err != nil {
		return nil, err
	}
	if err := checkTokens(opts.tokens()); err != nil {
		return nil, err
	}
	chain := &Chain{node: node}
	if err := chain.readNode(ctx); err != nil {
		return nil, err
	}
	if err := chain.deployBalancer(ctx, sources, factories, demoTokens(opts.tokens())); err != nil {
		return nil, err
	}
	if opts.Safe != "" {
		if chain.Safe, err = chain.DeploySafe(ctx, SafeSpec{Version: opts.Safe, Root: opts.Root}); err != nil {
			return nil, err
		}
	}
	if err := chain.createDemoPool(ctx, opts.tokens()); err != nil || opts.Safe == "" || !opts.Endow {
		return chain, err
	}
	return chain, chain.endowSafe(ctx, opts.tokens())
}

func checkTokens(n int) error {
	if n < MinTokens || n > MaxTokens {
		return &Error{nil, fmt.Sprintf("a Managed Pool holds %d to %d tokens, not %d", MinTokens, MaxTokens, n), "use --tokens 2 to 50"}
	}
	return nil
}

func (c *Chain) readNode(ctx context.Context) error {
	var id hexutil.Uint64
	var accounts []common.Address
	calls := []rpc.BatchElem{
		{Method: "eth_chainId", Result: &id},
		{Method: "eth_accounts", Result: &accounts},
	}
	if err := c.node.BatchCallContext(ctx, calls); err != nil {
		return fmt.Errorf("cannot read the node's chain and accounts: %w", err)
	}
	if len(accounts) == 0 {
		return &Error{ErrNotDev, "the node has no unlocked accounts: it is not a development chain", "start one with: mpool devnet"}
	}
	at := func(i int) common.Address { return accounts[min(i, len(accounts)-1)] }
	c.ChainID = uint64(id)
	c.Accounts = Accounts{Owner: at(0), AssetManager: at(1), LP: at(2)}
	return nil
}

// deployBalancer deploys the contracts in one batch. The second generation needs another batch,
// because its factory takes an address that the constructor of the first factory creates.
func (c *Chain) deployBalancer(ctx context.Context, sources *artifacts, factories factories, specs []TokenSpec) error {
	b, err := newBatch(ctx, c.node, c.Accounts.Owner)
	if err != nil {
		return err
	}
	d := &deployer{batch: b, from: c.Accounts.Owner, sources: sources}
	if c.Tokens, err = deployTokens(b, c.Accounts, specs); err != nil {
		return err
	}
	c.Contracts.Authorizer = d.deploy("Authorizer", c.Accounts.Owner)
	c.Contracts.Vault = d.deploy("Vault", c.Contracts.Authorizer, c.Tokens[0].Address, big.NewInt(3*monthInSeconds), big.NewInt(monthInSeconds))
	maxFee := basisPoints(protocolMaxFeeBP).Int().ToBig()
	c.Contracts.ProtocolFees = d.deploy("ProtocolFeePercentagesProvider", c.Contracts.Vault, maxFee, maxFee)
	c.Contracts.Queries = d.deploy("BalancerQueries", c.Contracts.Vault)
	c.Contracts.FactoryV1 = d.linked(factories.v1, c.Contracts.Vault, c.Contracts.ProtocolFees)
	d.setProtocolAumFee(c.Contracts)
	if d.err != nil {
		return d.err
	}
	if _, err := b.run(ctx); err != nil {
		return err
	}
	c.back(ctx)
	if err := c.readWeightedMath(ctx); err != nil || factories.v2 == nil {
		return err
	}
	return c.deployV2(ctx, d, factories.v2)
}

// back gives the wrapped native token enough native coins to unwrap its whole supply. It does
// nothing on a node other than anvil: there the Vault can only pay out WETH.
func (c *Chain) back(ctx context.Context) {
	const wrapped = 1 << 20 // more than all wrapped tokens that no deposit paid for
	_ = c.Fund(ctx, c.Tokens[0].Address, new(big.Int).Mul(big.NewInt(wrapped), big.NewInt(1e18)))
}

func (c *Chain) readWeightedMath(ctx context.Context) error {
	factory := managedpoolfactoryv1.NewManagedPoolFactory()
	data, err := c.Call(ctx, c.Contracts.FactoryV1, factory.PackGetWeightedMath())
	if err != nil {
		return fmt.Errorf("read the first factory's weighted math: %w", err)
	}
	c.Contracts.WeightedMath, err = factory.UnpackGetWeightedMath(data)
	return err
}

func (c *Chain) deployV2(ctx context.Context, d *deployer, factory *artifact) error {
	helper := d.own(demoRecoveryArtifact, c.Contracts.Vault)
	c.Contracts.FactoryV2 = d.linked(factory, c.Contracts.Vault, c.Contracts.ProtocolFees, c.Contracts.WeightedMath, helper,
		versionV2("ManagedPoolFactory"), versionV2("ManagedPool"), big.NewInt(3*monthInSeconds), big.NewInt(monthInSeconds))
	if d.err != nil {
		return d.err
	}
	_, err := d.batch.run(ctx)
	return err
}

func versionV2(name string) string {
	return fmt.Sprintf(`{"name":%q,"version":2,"deployment":"20230411-managed-pool-v2"}`, name)
}

// setProtocolAumFee gives the owner the role for setting the protocol's AUM fee share, and sets it.
func (d *deployer) setProtocolAumFee(c Contracts) {
	const setFee = "setFeeTypePercentage(uint256,uint256)"
	// an action id is the hash of the contract's address and the selector
	action := crypto.Keccak256Hash(common.LeftPadBytes(c.ProtocolFees[:], 32), crypto.Keccak256([]byte(setFee))[:4])
	d.callNamed("Authorizer", c.Authorizer, "grantRole", action, d.from)
	fees := protocolfees.NewProtocolFeePercentagesProvider()
	data := fees.PackSetFeeTypePercentage(big.NewInt(protocolAumFeeType), basisPoints(protocolAumShareBP).Int().ToBig())
	d.batch.call("set the protocol's AUM fee share", d.from, c.ProtocolFees, data, 200_000)
}
