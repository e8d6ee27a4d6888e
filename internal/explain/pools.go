package explain

import (
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/decode"
	"mpool/internal/safe"
)

// PoolsOf returns the addresses that may be pools in some calls: the targets of Managed Pool functions,
// and the pools of ids in calls to the Vault.
func PoolsOf(d *decode.Decoder, calls []safe.Call) []common.Address {
	var pools []common.Address
	for _, c := range calls {
		call, err := d.Call(c.Data)
		if err != nil {
			continue
		}
		found := call.Pools()
		if slices.Contains(call.Contracts, decode.ManagedPool) && !slices.Contains(call.Contracts, decode.ERC20) {
			found = append([]common.Address{c.To}, found...)
		}
		for _, pool := range found {
			if !slices.Contains(pools, pool) {
				pools = append(pools, pool)
			}
		}
	}
	return pools
}
