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

// BlockGas is what a block has room for: any plan, however large the pool.
const BlockGas = 200_000_000

// Geth is a go-ethereum that mines what and when the test says.
type Geth struct {
	URL  string // where it answers JSON-RPC over HTTP
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

// config keeps states by their hashes, so that the first block's is there for
// good and Reset can go back to it from anywhere.
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

// Genesis is a first block with this state and time, for a geth inside the process
// or a program.
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

// Mine adds a block of exactly this time with these transactions, which may
// revert but must be valid, and returns their receipts.
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

// Head is the newest block's hash.
func (g *Geth) Head() common.Hash { return g.eth.BlockChain().CurrentBlock().Hash() }

// Now is the time of the newest block.
func (g *Geth) Now() units.Time { return units.Time(g.eth.BlockChain().CurrentBlock().Time) }

// Nonce is how many transactions of an account are mined.
func (g *Geth) Nonce(of common.Address) (uint64, error) {
	state, err := g.eth.BlockChain().State()
	if err != nil {
		return 0, err
	}
	return state.GetNonce(of), nil
}

// ChainID is what transactions are signed for.
func (g *Geth) ChainID() uint64 { return g.eth.BlockChain().Config().ChainID.Uint64() }

// Reset goes back to the first block, in state and time.
func (g *Geth) Reset() error {
	return g.Rewind(g.eth.BlockChain().Genesis().Hash())
}

// Rewind goes back to a block that was mined before, in state and time.
func (g *Geth) Rewind(to common.Hash) error {
	blocks := g.eth.BlockChain()
	block := blocks.GetBlockByHash(to)
	if block == nil {
		return fmt.Errorf("no block %s was mined here", to)
	}
	_, err := blocks.SetCanonical(block)
	return err
}

// Close ends it.
func (g *Geth) Close() error { return g.node.Close() }
