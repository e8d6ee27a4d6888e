package review

import (
	"slices"
	"strings"

	"mpool/internal/ops"
	"mpool/internal/safe/deed"
)

// NeedsOthers says why a call can only be judged on the state that earlier transactions leave: it has no
// effect now, or it opens a pool; "" if it can be judged now.
func (c Call) NeedsOthers() string {
	switch {
	case c.shutsDoor(): // it can do no harm, whatever comes before it
		return ""
	case slices.ContainsFunc(c.Findings, func(f ops.Finding) bool { return f.Code == needlessCode }):
		return "has no effect now, so it is there for what earlier transactions change"
	case c.opensDoor():
		return "opens the pool"
	}
	return ""
}

// shutsDoor says that a call only stops others: from swaps, joins and exits, or from joins.
func (c Call) shutsDoor() bool {
	if c.Call == nil || len(c.Call.Args) == 0 {
		return false
	}
	switch value := c.Call.Args[0].Value; c.name() {
	case "setSwapEnabled", "setJoinExitEnabled":
		return value == "false"
	case "setMustAllowlistLPs":
		return value == "true"
	}
	return false
}

// opensDoor says that a call lets others swap, join or exit.
func (c Call) opensDoor() bool {
	if c.Call == nil || len(c.Call.Args) == 0 {
		return false
	}
	switch value := c.Call.Args[0].Value; c.name() {
	case "setSwapEnabled", "setJoinExitEnabled":
		return value == "true"
	case "setMustAllowlistLPs":
		return value == "false"
	case "addAllowedAddress":
		return true
	}
	return false
}

// StartsFrom says what a call changes whose effect depends on the state that earlier transactions leave: a
// weight change and a fee ramp begin anywhere, and a token or a trade meets other balances; "" if it sets
// what it says in every state.
func (c Call) StartsFrom() string {
	if _, trades := c.does.(deed.Trade); trades {
		return "trades with the balances"
	}
	if reports([]Call{c}) {
		return "reports a balance beside those"
	}
	switch c.name() {
	case "updateWeightsGradually":
		return "changes the weights"
	case "updateSwapFeeGradually":
		if fees := c.Call.Args; len(fees) == 4 && strings.TrimSpace(fees[2].Value) == strings.TrimSpace(fees[3].Value) {
			return "" // one fee
		}
		return "changes the swap fee"
	case "addToken":
		return "adds a token to those"
	case "removeToken":
		return "removes a token from those"
	}
	return ""
}

// AcceptsLater says that the user accepts a nonce behind transactions that were not simulated.
func (c *Checker) AcceptsLater() bool { return c.Flags != nil && c.Flags.LaterNonce }
