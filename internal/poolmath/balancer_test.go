package poolmath

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
)

// balancer is Balancer V2 with a factory of pools.
type balancer struct {
	*chain
	v2                                             bool
	vault, factory, weightedMath, breakerLib, fees common.Address
	authorizer                                     common.Address
	tokenCode                                      []byte // of a test token, once it is compiled
}

// deployBalancer deploys from the published artifacts: the Vault, and the
// factory of v1 pools.
func deployBalancer(c *chain) *balancer {
	authorizer := c.deploy(published(c.tb, "20210418-authorizer/artifact/Authorizer.json", nil), c.from)
	vault := c.deploy(published(c.tb, "20210418-vault/artifact/Vault.json", nil),
		authorizer, common.Address{0xee}, 0, 0)
	fees := c.deploy(published(c.tb,
		"20220725-protocol-fee-percentages-provider/artifact/ProtocolFeePercentagesProvider.json", nil),
		vault, num(one/2), num(one/2))
	setAumShare(c, authorizer, fees, num(333_333_333_333_333_333))
	const folder = "deprecated/20221021-managed-pool/artifact/"
	libraries := map[string]common.Address{
		"CircuitBreakerLib":            c.deploy(published(c.tb, folder+"CircuitBreakerLib.json", nil)),
		"ManagedPoolAddRemoveTokenLib": c.deploy(published(c.tb, folder+"ManagedPoolAddRemoveTokenLib.json", nil)),
	}
	factory := c.deploy(published(c.tb, folder+"ManagedPoolFactory.json", libraries), vault, fees)
	math := address(c.must(factory, "getWeightedMath()")[0])
	return &balancer{c, false, vault, factory, math, libraries["CircuitBreakerLib"], fees, authorizer, nil}
}

// anyBalancer is of the first generation, or of the second where
// MPOOL_V2_ARTIFACTS names the folder of its artifacts.
func anyBalancer(tb testing.TB) *balancer {
	b := deployBalancer(newChain(tb))
	if folder := os.Getenv("MPOOL_V2_ARTIFACTS"); folder != "" {
		return b.upgrade(folder)
	}
	return b
}

// setAumShare sets the protocol's share of AUM fees, as governance would.
func setAumShare(c *chain, authorizer, fees common.Address, share Int) {
	const set = "setFeeTypePercentage(uint256,uint256)"
	c.permit(authorizer, fees, set)
	c.must(fees, set, aumFeeID, share)
}

// permit lets the chain's account call a function that governance guards.
func (c *chain) permit(authorizer, contract common.Address, signature string) {
	selector := common.RightPadBytes(crypto.Keccak256([]byte(signature))[:4], 32)
	action := c.must(contract, "getActionId(bytes4)", common.BytesToHash(selector))[0]
	c.must(authorizer, "grantRole(bytes32,address)", action, c.from)
}

const aumFeeID = 3

const pauseWindow = 90 * 24 * 3600 // of v2 pools; the v1 factory has its own

// upgrade adds the factory of v2 pools, whose artifacts no npm package has.
func (b *balancer) upgrade(folder string) *balancer {
	c := b.chain
	read := func(name string, libraries map[string]common.Address) []byte {
		return artifact(c.tb, filepath.Join(folder, name+".json"), libraries)
	}
	libraries := map[string]common.Address{"CircuitBreakerLib": c.deploy(read("CircuitBreakerLib", nil))}
	libraries["ManagedPoolAddRemoveTokenLib"] = c.deploy(read("ManagedPoolAddRemoveTokenLib", nil))
	libraries["ManagedPoolAmmLib"] = c.deploy(read("ManagedPoolAmmLib", libraries))
	factory := c.deploy(read("ManagedPoolFactory", libraries), b.vault, b.fees, b.weightedMath, b.fees,
		[]byte("factory"), []byte("pool"), pauseWindow, 0)
	return &balancer{c, true, b.vault, factory, b.weightedMath, libraries["CircuitBreakerLib"], b.fees, b.authorizer, nil}
}

// settings are what a pool is created with.
type settings struct {
	tokens          []common.Address
	weights         []Int
	swapFee, aumFee Int
}

// create makes a pool of the factory's generation and answers its address.
func (b *balancer) create(s settings, owner common.Address) common.Address {
	managers := slices.Repeat([]common.Address{b.from}, len(s.tokens))
	name, symbol := []byte("pool"), []byte("BPT")
	if !b.v2 {
		return address(b.must(b.factory,
			"create((string,string,address[],uint256[],address[],uint256,bool,bool,uint256,uint256),address)",
			tuple{name, symbol, s.tokens, s.weights, managers, s.swapFee, true, false, s.aumFee, aumFeeID}, owner)[0])
	}
	return address(b.must(b.factory,
		"create((string,string,address[]),(address[],uint256[],uint256,bool,bool,uint256,uint256),address,bytes32)",
		tuple{name, symbol, managers},
		tuple{s.tokens, s.weights, s.swapFee, true, false, s.aumFee, aumFeeID}, owner, common.Hash{})[0])
}

// token deploys a token of which everybody has plenty and needs no approval.
func (b *balancer) token(decimals uint8) common.Address {
	if b.tokenCode == nil {
		b.tokenCode = compiled(b.tb, "harness.sol", "HarnessToken")
	}
	return b.deploy(b.tokenCode, int(decimals))
}
