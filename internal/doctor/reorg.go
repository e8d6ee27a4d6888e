package doctor

import (
	"context"
	"fmt"

	"mpool/internal/chain"
	"mpool/internal/journal"
	"mpool/internal/network"
)

const nameMined = "mined blocks"

// reorganised finds recent records whose block is no longer part of the chain. It has no check if there are
// none.
func (d *Doctor) reorganised(ctx context.Context, client *chain.Client, on network.ID) []Check {
	entries, err := journal.List(d.Settings.JournalDir())
	if err != nil {
		return nil // the check of the records reports it
	}
	since := d.Now().Add(-journal.Unsure(uint64(on.BlockTime())))
	var checks []Check
	for _, entry := range entries {
		if network.ID(entry.Status.Begin.ChainID) != on {
			continue
		}
		for _, call := range journal.Mentioned(entry.Status, since) {
			is, err := chain.PresenceOf(ctx, client, call.Mined.BlockNumber, call.Mined.BlockHash)
			if err == nil && is != chain.There {
				checks = append(checks, warning(nameMined, fmt.Sprintf("%s of %s was mined in block %d, which is %s", call.Mined.Hash, entry.ID, call.Mined.BlockNumber, is), "mpool resume "+entry.ID))
			}
		}
	}
	return checks
}
