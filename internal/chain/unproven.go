package chain

import (
	"bytes"
	"slices"

	"github.com/ethereum/go-ethereum/common"
)

// DevelopmentChain is the id of anvil, Hardhat and forks that they make. What is
// signed for it holds nowhere else.
const DevelopmentChain = 31337

// balancer is what pools are proven by: who makes them, and where they are kept.
type balancer struct {
	factories factories
	vaults    []common.Address // beside Balancer's
}

// unproven says what keeps a pool from being one of Balancer's on its chain; "" where
// a factory says that it made the pool, the Vault is Balancer's or one that was
// named, the Vault has the pool by its id, and the id begins with the pool's address.
// All of it comes from the block that the state comes from.
func (r *reading) unproven(known balancer) string {
	h, pool := r.pages[0].head, r.pages[0].pool
	switch {
	case !bytes.Equal(h.id[:len(r.pool)], r.pool[:]):
		return "its id starts with another address, " + common.BytesToAddress(h.id[:20]).Hex()
	case !known.vault(h.vault, r.chainID):
		return "its Vault " + h.vault.Hex() + " is not Balancer's Vault"
	case pool.registered == (common.Address{}):
		return "its Vault " + h.vault.Hex() + " does not know its pool ID"
	case pool.registered != r.pool:
		return "its pool ID is that of another pool, " + pool.registered.Hex() + ", in the Vault " + h.vault.Hex()
	case int(h.factory) >= len(r.asked) || !known.factories.on(r.asked[h.factory], r.chainID):
		return "it was not created by a known Managed Pool factory"
	}
	return ""
}

func (b balancer) vault(at common.Address, chainID uint64) bool {
	_, deployed := DeploymentOn(chainID)
	if (deployed || chainID == DevelopmentChain) && at == common.HexToAddress(VaultAddress) {
		return true
	}
	return slices.Contains(b.vaults, at)
}

// on says whether a factory counts on a chain. On a fork with the id of development chains
// the factories of all chains count: an address without code answers nothing.
func (f factories) on(at common.Address, chainID uint64) bool {
	return f.generation(at, chainID) != 0 || chainID == DevelopmentChain && slices.Contains(f.addresses(), at)
}
