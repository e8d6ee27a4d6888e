package chain

import (
	"bytes"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"
)

// DevelopmentChain is the chain ID of anvil, Hardhat and their forks. Signatures for it are valid
// nowhere else.
const DevelopmentChain = 31337

// balancer holds the factories and Vaults that prove a pool.
type balancer struct {
	factories factories
	vaults    []common.Address // in addition to Balancer's
}

// unproven says why a pool is not proven to be a Balancer pool of its chain; "" if it is. The
// proof: a known factory says that it created the pool, the Vault is Balancer's or a configured
// one, the Vault has the pool for its id, and the id starts with the pool's address. All of it
// comes from the same block as the state.
func (r *reading) unproven(known balancer) string {
	h, pool := r.pages[0].head, r.pages[0].pool
	switch {
	case !bytes.Equal(h.id[:len(r.pool)], r.pool[:]):
		return "its id starts with another address, " + common.BytesToAddress(h.id[:20]).Hex()
	case !known.vault(h.vault, r.chainID):
		return "its Vault " + h.vault.Hex() + " is not Balancer's Vault" + also(", nor the configured ", known.vaults)
	case pool.registered == (common.Address{}):
		return "its Vault " + h.vault.Hex() + " does not know its pool ID"
	case pool.registered != r.pool:
		return "its pool ID is that of another pool, " + pool.registered.Hex() + ", in the Vault " + h.vault.Hex()
	case int(h.factory) >= len(r.asked) || !known.factories.on(r.asked[h.factory], r.chainID):
		return "it was not created by a known Managed Pool factory" + also(", nor by the configured ", known.factories.configured())
	}
	return ""
}

// also names the configured contracts that do not prove a pool either; "" if there are none.
func also(words string, configured []common.Address) string {
	var names []string
	for _, at := range configured {
		names = append(names, at.Hex())
	}
	if names == nil {
		return ""
	}
	return words + strings.Join(names, ", ")
}

// configured lists the factories that the user has set for any chain.
func (f factories) configured() (list []common.Address) {
	for _, one := range f {
		if one.ChainID == 0 {
			list = append(list, one.Address)
		}
	}
	return list
}

func (b balancer) vault(at common.Address, chainID uint64) bool {
	_, deployed := DeploymentOn(chainID)
	if (deployed || chainID == DevelopmentChain) && at == common.HexToAddress(VaultAddress) {
		return true
	}
	return slices.Contains(b.vaults, at)
}

// on says whether a factory is known on a chain. On a development chain, which may be a fork, the
// factories of all chains are known: one without code there answers nothing.
func (f factories) on(at common.Address, chainID uint64) bool {
	return f.generation(at, chainID) != 0 || chainID == DevelopmentChain && slices.Contains(f.addresses(), at)
}
