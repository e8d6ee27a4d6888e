package request

import (
	"context"

	"mpool/internal/ops"
)

func joinsExitsGroup() Help {
	return Help{
		Name: "joins-exits", Short: "Enable or disable joins and exits", Chapter: AsOwner,
		Long: `While joins and exits are disabled, LPs can neither add liquidity nor withdraw it. Only
v2 pools have this switch.`,
		Example: "  mpool joins-exits disable fund\n  mpool joins-exits enable fund",
	}
}

// joinsExits is a request to enable or disable joins and exits.
type joinsExits struct {
	poolAlone
	enabled bool
}

func aboutJoinsExitsDisable() entry {
	return entry{
		name: "joins-exits disable", short: "Disable joins and exits, which locks LPs in",
		asks: func() asked { return &joinsExits{} },
		long: `disable locks LPs in: no join and no exit is possible, not even a proportional exit.
Swaps still work, and so do exits in recovery mode once Balancer's governance has enabled
it. Nothing is sent unless --broadcast is given.`,
		example: "  mpool joins-exits disable 0x…\n  mpool joins-exits disable fund --out plan.json\n  mpool joins-exits disable fund --broadcast --account owner",
	}
}

func aboutJoinsExitsEnable() entry {
	return entry{
		name: "joins-exits enable", short: "Enable joins and exits",
		asks: func() asked { return &joinsExits{enabled: true} },
		long: `enable lets LPs join and exit the pool again. Nothing is sent unless --broadcast is
given.`,
		example: "  mpool joins-exits enable 0x…\n  mpool joins-exits enable fund --out plan.json\n  mpool joins-exits enable fund --broadcast --account owner",
	}
}

func (o *joinsExits) build(context.Context, *Target) (ops.Operation, error) {
	return ops.SetJoinsExits{Enabled: o.enabled}, nil
}
