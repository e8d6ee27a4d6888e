package chain

import (
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
)

// TestUnproven: a pool is proven only if factory, Vault, registration and id all agree, on its
// chain.
func TestUnproven(t *testing.T) {
	const mainnet, fork = 1, DevelopmentChain
	vault, d := common.HexToAddress(VaultAddress), Deployments()[0]
	pool, other, own := common.HexToAddress("0xaa00000000000000000000000000000000000001"), common.Address{9}, common.Address{7}
	id := common.Hash{}
	copy(id[:], pool[:])
	known := balancer{factories: append(factories{{own, ops.V2, 0}}, knownFactories()...)}
	asked := known.factories.addresses()
	at := func(a common.Address) uint8 {
		for i, one := range asked {
			if one == a {
				return uint8(i)
			}
		}
		return noFactory
	}
	base := Deployments()[6].FactoryV2
	tests := []struct {
		name       string
		chain      uint64
		vault      common.Address
		registered common.Address
		id         common.Hash
		factory    uint8
		vaults     []common.Address
		want       string
	}{
		{"mainnet's", mainnet, vault, pool, id, at(d.FactoryV2), nil, ""},
		{"mainnet's, first generation", mainnet, vault, pool, id, at(d.FactoryV1), nil, ""},
		{"of no factory", mainnet, vault, pool, id, noFactory, nil, "not created by a known"},
		{"of another chain's factory", mainnet, vault, pool, id, at(base), nil, "not created by a known"},
		{"of a fork's factory, on a fork", fork, vault, pool, id, at(base), nil, ""},
		{"in another Vault", mainnet, other, pool, id, at(d.FactoryV2), nil, "its Vault 0x09"},
		{"in a Vault of no chain", 12345, vault, pool, id, at(own), nil, "its Vault 0xBA1222"},
		{"in a Vault that is named, of a factory that is", 12345, other, pool, id, at(own), []common.Address{other}, ""},
		{"in a Vault that is named, of none", 12345, other, pool, id, at(d.FactoryV2), []common.Address{other}, "not created by a known Managed Pool factory, nor by the configured 0x07"},
		{"in another Vault than the one that is named", mainnet, other, pool, id, at(own), []common.Address{own}, "is not Balancer's Vault, nor the configured 0x07"},
		{"not registered", mainnet, vault, common.Address{}, id, at(d.FactoryV2), nil, "does not know its pool ID"},
		{"another's id", mainnet, vault, other, id, at(d.FactoryV2), nil, "that of another pool, 0x09"},
		{"an id of another address", mainnet, vault, pool, common.Hash{8}, at(d.FactoryV2), nil, "starts with another address, 0x08"},
	}
	for _, test := range tests {
		r := &reading{pool: pool, asked: asked, chainID: test.chain, pages: []*page{{
			head: head{id: test.id, vault: test.vault, factory: test.factory}, pool: &poolPart{registered: test.registered}}}}
		known.vaults = test.vaults
		if got := r.unproven(known); (got == "") != (test.want == "") || !strings.Contains(got, test.want) {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}
