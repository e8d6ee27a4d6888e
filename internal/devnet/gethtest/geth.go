package gethtest

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"net"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/core/rawdb"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/eth"
	"github.com/ethereum/go-ethereum/eth/ethconfig"
	"github.com/ethereum/go-ethereum/eth/filters"
	"github.com/ethereum/go-ethereum/miner"
	"github.com/ethereum/go-ethereum/node"
	"github.com/ethereum/go-ethereum/p2p"
	"github.com/ethereum/go-ethereum/params"
	"github.com/ethereum/go-ethereum/rpc"

	"mpool/internal/units"
)

// BlockGas is the gas limit of a block, enough for any plan on the largest pool.
const BlockGas = 200_000_000

// Geth is a go-ethereum that mines blocks only on the test's request.
type Geth struct {
	URL  string // of JSON-RPC over HTTP
	node *node.Node
	eth  *eth.Ethereum
}

// Start starts a geth whose first block has this state and time.
func Start(alloc types.GenesisAlloc, at units.Time) (*Geth, error) {
	port, err := freePort()
	if err != nil {
		return nil, err
	}
	stack, err := node.New(&node.Config{
		P2P:      p2p.Config{NoDiscovery: true},
		HTTPHost: "127.0.0.1", HTTPPort: port, HTTPModules: []string{"eth"},
	})
	if err != nil {
		return nil, err
	}
	g := &Geth{URL: fmt.Sprintf("http://127.0.0.1:%d", port), node: stack}
	if g.eth, err = eth.New(stack, config(alloc, at)); err != nil {
		return nil, errors.Join(err, stack.Close())
	}
	logs := filters.NewFilterAPI(filters.NewFilterSystem(g.eth.APIBackend, filters.Config{}))
	stack.RegisterAPIs([]rpc.API{{Namespace: "eth", Service: logs}})
	if err := stack.Start(); err != nil {
		return nil, errors.Join(err, stack.Close())
	}
	return g, nil
}

// config keeps states by their hashes. So the first block's state is never deleted, and Reset can
// always return to it.
func config(alloc types.GenesisAlloc, at units.Time) *ethconfig.Config {
	c := ethconfig.Defaults
	c.Genesis = Genesis(alloc, at)
	c.SyncMode = ethconfig.FullSync
	c.StateScheme = rawdb.HashScheme
	c.SnapshotCache = 64
	c.LogNoHistory = true
	c.Miner.GasCeil = BlockGas
	c.RPCGasCap = 0
	return &c
}

// Genesis returns a first block with this state and time, for a geth in this process or another.
func Genesis(alloc types.GenesisAlloc, at units.Time) *core.Genesis {
	g := &core.Genesis{Config: params.AllDevChainProtocolChanges, GasLimit: BlockGas, Timestamp: uint64(at), Difficulty: new(big.Int), Alloc: core.SystemContractAllocs()}
	for address, account := range alloc {
		g.Alloc[address] = account
	}
	return g
}

func freePort() (int, error) {
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	return free.Addr().(*net.TCPAddr).Port, free.Close()
}

// Mine adds a block of exactly this time with these transactions and returns their receipts. The
// transactions may revert but must be valid.
func (g *Geth) Mine(at units.Time, txs ...*types.Transaction) (types.Receipts, error) {
	blocks := g.eth.BlockChain()
	block, _, err := g.eth.Miner().BuildTestingPayload(&miner.BuildPayloadArgs{
		Parent: blocks.CurrentBlock().Hash(), Timestamp: uint64(at),
		BeaconRoot: &common.Hash{}, Withdrawals: types.Withdrawals{},
	}, txs, len(txs) == 0, nil)
	if err != nil {
		return nil, fmt.Errorf("build a block of %s: %w", at, err)
	}
	if len(block.Transactions()) != len(txs) {
		return nil, fmt.Errorf("%d of %d transactions are in the block", len(block.Transactions()), len(txs))
	}
	if _, err := blocks.InsertBlockWithoutSetHead(context.Background(), block, false); err != nil {
		return nil, err
	}
	if _, err := blocks.SetCanonical(block); err != nil {
		return nil, err
	}
	return blocks.GetReceiptsByHash(block.Hash()), nil
}

// Head is the latest block's hash.
func (g *Geth) Head() common.Hash { return g.eth.BlockChain().CurrentBlock().Hash() }

// Now is the latest block's time.
func (g *Geth) Now() units.Time { return units.Time(g.eth.BlockChain().CurrentBlock().Time) }

// Nonce is the number of an account's mined transactions.
func (g *Geth) Nonce(of common.Address) (uint64, error) {
	state, err := g.eth.BlockChain().State()
	if err != nil {
		return 0, err
	}
	return state.GetNonce(of), nil
}

// ChainID is the chain ID for signing.
func (g *Geth) ChainID() uint64 { return g.eth.BlockChain().Config().ChainID.Uint64() }

// Reset returns to the state and time of the first block.
func (g *Geth) Reset() error {
	return g.Rewind(g.eth.BlockChain().Genesis().Hash())
}

// Rewind returns to the state and time of a block that was mined before.
func (g *Geth) Rewind(to common.Hash) error {
	blocks := g.eth.BlockChain()
	block := blocks.GetBlockByHash(to)
	if block == nil {
		return fmt.Errorf("no block %s was mined here", to)
	}
	_, err := blocks.SetCanonical(block)
	return err
}

// Close stops the node.
func (g *Geth) Close() error { return g.node.Close() }
