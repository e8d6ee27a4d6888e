package setup

import (
	"fmt"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/config"
	"mpool/internal/network"
)

// content returns the text of the file. Text from the chain is only in it as addresses and as names
// that suggest has made plain.
func content(v *View) string {
	var b strings.Builder
	b.WriteString("# mpool's configuration, first written by mpool init; config.example.yaml lists all keys.\n# Do not store keys or passwords here.\n\n")
	if v.Key {
		b.WriteString("# The node's address may contain a key: set MPOOL_RPC_URL in the environment instead.\n")
	} else {
		fmt.Fprintf(&b, "rpc_url: %q\n", v.Node)
	}
	fmt.Fprintf(&b, "chain: %s\n", network.ID(v.ChainID))
	b.WriteString(contractLines(v.contracts))
	if v.Confirmed() == 0 {
		return b.String()
	}
	fmt.Fprintf(&b, "\n# Managed Pools of %s, each confirmed.\n", v.Owner)
	for _, pool := range v.Pools {
		if pool.As != "" && v.Confirmed() == 1 {
			fmt.Fprintf(&b, "pool: %q\n", pool.As)
		}
	}
	b.WriteString("pools:\n")
	for _, pool := range v.Pools {
		if pool.As != "" {
			fmt.Fprintf(&b, "  - name: %q\n    address: %q\n    chain: %s\n", pool.As, pool.Address.Hex(), network.ID(v.ChainID))
		}
	}
	return b.String()
}

// contractLines are the lines for Balancer's contracts on a chain that mpool does not know, which were set
// in the environment: without them another shell could not prove the pools.
func contractLines(set config.Contracts) string {
	var b strings.Builder
	for _, one := range []struct {
		key     string
		address common.Address
	}{{"factory_v1", set.FactoryV1}, {"factory_v2", set.FactoryV2}, {"vault", set.Vault}, {"multi_send_call_only", set.MultiSend}} {
		if one.address != (common.Address{}) {
			fmt.Fprintf(&b, "  %s: %q\n", one.key, one.address.Hex())
		}
	}
	if b.Len() == 0 {
		return ""
	}
	return "contracts:\n" + b.String()
}
