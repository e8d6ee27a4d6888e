package request

import "mpool/internal/ops"

// wide is the slippage from which on a trade warns: 5%, ten times the default.
func wide() ops.Fixed { return ops.FixedFrom(50_000_000_000_000_000) }

// warnWide warns of a limit that is far from the quote: anyone who sees the transaction
// before it is mined can take the difference. If there is no limit, the plan itself warns.
func (o *trade) warnWide(on *Target) {
	share, err := o.share()
	least, whole := wide(), ops.FixedOne()
	if err == nil && !share.Int().Lt(least.Int()) && share.Int().Lt(whole.Int()) {
		on.UI.Warn("slippage.wide", "--slippage %s lets others who trade before this take up to that much of it; use a smaller one", share.Percent())
	}
}
