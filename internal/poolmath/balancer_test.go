package poolmath

import (
	"github.com/ethereum/go-ethereum/common"
)

// balancer is Balancer V2 with the factory of v1 pools.
type balancer struct {
	*chain
	vault, factory, breakerLib common.Address
}

// deployBalancer deploys from the published artifacts.
func deployBalancer(c *chain) *balancer {
	authorizer := c.deploy(published(c.tb, "20210418-authorizer/artifact/Authorizer.json", nil), c.from)
	vault := c.deploy(published(c.tb, "20210418-vault/artifact/Vault.json", nil),
		authorizer, common.Address{0xee}, 0, 0)
	fees := c.deploy(published(c.tb,
		"20220725-protocol-fee-percentages-provider/artifact/ProtocolFeePercentagesProvider.json", nil),
		vault, num(one/2), num(one/2))
	const folder = "deprecated/20221021-managed-pool/artifact/"
	libraries := map[string]common.Address{
		"CircuitBreakerLib":            c.deploy(published(c.tb, folder+"CircuitBreakerLib.json", nil)),
		"ManagedPoolAddRemoveTokenLib": c.deploy(published(c.tb, folder+"ManagedPoolAddRemoveTokenLib.json", nil)),
	}
	factory := c.deploy(published(c.tb, folder+"ManagedPoolFactory.json", libraries), vault, fees)
	return &balancer{c, vault, factory, libraries["CircuitBreakerLib"]}
}
