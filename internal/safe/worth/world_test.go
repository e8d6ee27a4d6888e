package worth

import (
	"bytes"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/ops"
)

// who is an address that repeats one byte.
func who(b byte) common.Address { return common.BytesToAddress(bytes.Repeat([]byte{b}, 20)) }

func theSafe() common.Address  { return who(0x5a) }
func theVault() common.Address { return who(0xba) }
func mine() common.Address     { return who(0xb0) } // a pool that the user trusts
func other() common.Address    { return who(0xb1) } // a pool that nobody trusts
func weth() common.Address     { return who(0x11) }
func foreign() common.Address  { return who(0x44) } // a token of no pool
func friend() common.Address   { return who(0xf1) }
func contract() common.Address { return who(0xc0) }

func tokens(n uint64) uint256.Int {
	return *new(uint256.Int).Mul(uint256.NewInt(n), uint256.NewInt(1e18))
}

// idOf is the ID of a pool.
func idOf(pool common.Address) (id common.Hash) {
	copy(id[:], pool[:])
	return id
}

// trusting is what a user with one pool trusts.
func trusting() Trust {
	pool := &ops.Snapshot{Pool: ops.Pool{Address: mine(), Vault: theVault()}, Tokens: []ops.Token{{Address: weth(), Decimals: 18}}}
	return Trust{Pools: []*ops.Snapshot{pool}, Vaults: []common.Address{theVault()}, Tokens: []common.Address{mine(), weth()}}
}
