package request

import (
	"mpool/internal/units"
)

// wide is the slippage from which a trade warns: 5%, ten times the default.
func wide() units.Fixed { return units.FixedFrom(50_000_000_000_000_000) }

// warnWide warns of a slippage of 5% or more: anyone who sees the transaction before it is mined can
// take the difference. If there is no limit at all, the plan warns.
func (o *trade) warnWide(on *Target) {
	share, err := o.share()
	least, whole := wide(), units.FixedOne()
	if err == nil && !share.Int().Lt(least.Int()) && share.Int().Lt(whole.Int()) {
		on.UI.Warn("slippage.wide", "--slippage %s lets others who trade before this take up to that much of it; use a smaller one", share.Percent())
	}
}
