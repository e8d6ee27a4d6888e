package poolfile

import (
	"mpool/internal/units"
)

// fees compares the swap fee at the end of its change, and the AUM fee.
func (c *comparison) fees() {
	if c.w.SwapFee != nil {
		c.swapFee(*c.w.SwapFee)
	}
	if c.w.AumFee != nil {
		c.aumFee()
	}
	if c.w.Protocol && c.on.ProtocolShare != nil {
		c.protocolFee(*c.on.ProtocolShare)
	}
}

func (c *comparison) aumFee() {
	is, wanted := c.now.Fees.AumFee, *c.w.AumFee
	switch {
	case c.now.Pool.RecoveryMode:
		c.differ("aum_fee", Unknown, "not shown in recovery mode", wanted.Percent(), "the pool reports 0% until recovery mode ends")
	case is != wanted:
		c.differ("aum_fee", Drifted, is.Percent(), wanted.Percent(), "")
		c.settles = append(c.settles, step("aum_fee", "set the AUM fee to "+wanted.Percent(), "aum-fee set", give("fee", wanted.Percent())))
	}
}

func (c *comparison) swapFee(wanted units.Fixed) {
	f, at := c.now.Fees, c.now.Block.Time
	moving := at < f.SwapFeeRamp.End && f.SwapFee != f.EndSwapFee
	switch {
	case f.EndSwapFee == wanted && moving:
		c.differ("swap_fee", Underway, f.SwapFee.Percent(), wanted.Percent(), "the change "+f.SwapFeeRamp.When(at))
		return
	case f.EndSwapFee == wanted:
		return
	}
	why := ""
	if moving {
		why = "a change to " + f.EndSwapFee.Percent() + " " + f.SwapFeeRamp.When(at) + ": it will be replaced"
	}
	c.differ("swap_fee", Drifted, f.SwapFee.Percent(), wanted.Percent(), why)
	s := step("swap_fee", "set the swap fee to "+wanted.Percent(), "fee-set", give("fee", wanted.Percent()))
	if c.w.SwapFeeFor > 0 && f.SwapFee != wanted {
		s = step("swap_fee", "move the swap fee to "+wanted.Percent()+" over "+c.w.SwapFeeFor.Span(), "fee-ramp",
			give("start-fee", f.SwapFee.Percent()), give("end-fee", wanted.Percent()), give("duration", spanWords(c.w.SwapFeeFor)))
	}
	c.settles = append(c.settles, s)
}

// protocolFee compares the share that the pool has stored with the protocol's current one.
func (c *comparison) protocolFee(current units.Fixed) {
	const field = "protocol_fee"
	is, wanted := c.now.Fees.ProtocolShare, current.Percent()+" (current)"
	switch {
	case c.now.Pool.RecoveryMode:
		c.differ(field, Unknown, "not shown in recovery mode", "current", "the pool reports 0% until recovery mode ends")
	case c.now.Pool.Paused:
		c.differ(field, Unknown, is.Percent(), "current", "a paused pool does not update it")
	case is != current:
		c.differ(field, Drifted, is.Percent(), wanted, "")
		c.settles = append(c.settles, step(field, "take over the protocol's current share of the AUM fee, "+current.Percent(), "aum-fee update-share"))
	}
}
