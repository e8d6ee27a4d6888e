package review

import (
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
	"mpool/internal/safe/deed"
)

// creates refuses a new pool with another owner or asset manager than the Safe, unless the user named
// the account for that.
func (k knownAddresses) creates(c Call) []ops.Finding {
	d, is := c.does.(deed.Create)
	if !is {
		return nil
	}
	var found []ops.Finding
	if !slices.Contains(k.factories, c.To) {
		found = k.unless(toCall, c.To, ops.Finding{Code: "creation.factory", Summary: fmt.Sprintf("%s is not a known factory of Managed Pools: what it creates is unknown", c.To)})
	}
	if k.of == (common.Address{}) {
		return found
	}
	if d.Owner != k.of {
		found = append(found, k.unless(toManage, d.Owner, ops.Finding{Code: "creation.owner", Summary: fmt.Sprintf("%s would own the new pool, not the Safe; an owner cannot be changed", d.Owner)})...)
	}
	managers := slices.Clone(d.Managers)
	slices.SortFunc(managers, common.Address.Cmp)
	for _, manager := range slices.Compact(managers) {
		if manager == (common.Address{}) || manager == k.of {
			continue
		}
		found = append(found, k.unless(toManage, manager, ops.Finding{Code: "creation.manager",
			Summary: fmt.Sprintf("%s would be an asset manager of the new pool: it could withdraw tokens from it at any time", manager)})...)
	}
	return found
}
