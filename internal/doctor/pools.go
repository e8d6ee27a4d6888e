package doctor

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/chain/wire"
	"mpool/internal/config"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/reading"
	"mpool/internal/text"
)

// nameWidth is the width of a pool's name in the name of a check.
const nameWidth = 17

// pools checks each configured pool that can be on the node's chain.
func (d *Doctor) pools(ctx context.Context, client *chain.Client, on network.ID) (checks []Check) {
	for _, pool := range configured(d.Settings) {
		name := poolName(pool)
		if pool.Chain != 0 && pool.Chain != on {
			checks = append(checks, skipped(name, fmt.Sprintf("not checked: it is on %s, and the node is on %s", pool.Chain, on)))
			continue
		}
		checks = append(checks, d.pool(ctx, client, name, pool.Address))
	}
	return checks
}

// poolName is the name of a pool's check.
func poolName(pool config.NamedPool) string {
	return strings.TrimSpace("pool " + text.Clean(pool.Name, nameWidth))
}

// configured lists the named pools, and the default pool.
func configured(s *config.Settings) []config.NamedPool {
	list := s.Pools
	if usual, err := s.ResolvePool(s.Pool); err == nil && common.IsHexAddress(s.Pool) {
		list = append(list[:len(list):len(list)], config.NamedPool{Address: usual.Address})
	}
	return list
}

func (d *Doctor) pool(ctx context.Context, client *chain.Client, name string, at common.Address) Check {
	s, err := client.Snapshot(ctx, at, chain.Latest())
	var node *wire.NodeError
	switch {
	case errors.As(err, &node) || ctx.Err() != nil:
		return unanswered(name, err)
	case err != nil:
		return refused(name, text.Clean(err.Error(), text.MessageWidth), "correct its address and chain in the configuration")
	case s.Pool.Unproven != "":
		return warning(name, reading.UnprovenText(s), reading.UnprovenHint(s))
	}
	return judgePool(name, s)
}

// judgePool warns of a proven pool that strangers can empty as it is.
func judgePool(name string, s *ops.Snapshot) Check {
	at := s.Pool.Address.Hex()
	if f, open := ops.OpenNow(s); open {
		return warning(name, at+": "+f.Summary, strings.ReplaceAll(f.Hint, "POOL", at))
	}
	return ok(name, fmt.Sprintf("%s is a Managed Pool of Balancer, %s", at, s.Pool.Name))
}
