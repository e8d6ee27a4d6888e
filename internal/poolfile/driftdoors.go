package poolfile

import (
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"
)

// switches compares the doors: swaps, joins and exits, and the allowlist. Shutting a door is always
// safe. Opening is not, because the state does not show why it is shut: an alarm, or another machine's
// operation that is about to leave a token without a balance. So a door is opened only if the user asks
// for it in this run and nothing is half done.
func (c *comparison) switches() {
	p := c.now.Pool
	c.door("swaps", c.w.Swaps, p.SwapEnabled, "swaps disable", "swaps enable", c.swapsShut())
	if p.Generation != 1 {
		c.door("joins_exits", c.w.JoinsExits, p.JoinExitEnabled, "joins-exits disable", "joins-exits enable", "joins and exits are disabled, and mpool cannot tell why")
	}
	if c.w.Allowlist != nil {
		open := !*c.w.Allowlist
		c.door("allowlist", &open, !p.MustAllowlistLPs, "allowlist enable", "allowlist disable", "the allowlist is enabled, and mpool cannot tell why")
	}
}

func (c *comparison) swapsShut() string {
	return "swaps are disabled, and mpool cannot tell why: perhaps an alarm, or an operation from another machine"
}

// door compares one door; open is its current state.
func (c *comparison) door(field string, wanted *bool, open bool, shuts, opens, why string) {
	switch {
	case wanted == nil || *wanted == open:
	case !*wanted:
		c.differ(field, Drifted, doorWords(field, open), doorWords(field, false), "")
		c.shuts = append(c.shuts, step(field, shuts, shuts))
	case c.half != "":
		c.differ(field, c.standing(), doorWords(field, open), doorWords(field, true), c.half)
	case !c.on.Reopen:
		c.differ(field, Held, doorWords(field, open), doorWords(field, true), why)
		c.wait(opens, why+"; if you know that nothing is in progress, add --reopen", 0)
	default:
		c.differ(field, Drifted, doorWords(field, open), doorWords(field, true), "")
		c.opens = append(c.opens, step(field, opens, opens))
	}
}

// doorWords returns a door's state in the words of the file.
func doorWords(field string, open bool) string {
	if field == "allowlist" {
		open = !open
	}
	return map[bool]string{true: "on", false: "off"}[open]
}

// allowlist compares the members. It adds no members while swaps are disabled: an operation may have
// removed them temporarily, and an added member can join.
func (c *comparison) allowlist() {
	missing := without(c.w.Members, c.on.Members)
	var others []common.Address
	if c.w.Complete {
		others = without(c.on.Members, c.w.Members)
	}
	if len(missing) > 0 {
		c.join(missing)
	}
	if len(others) > 0 {
		c.differ("allowlist.members", Drifted, fmt.Sprintf("%d others", len(others)), "nobody else", "")
		c.shuts = append(c.shuts, step("allowlist.members", "remove others from the allowlist", "allowlist remove", give("addresses", hexes(others)...)))
	}
}

func (c *comparison) join(missing []common.Address) {
	is, wanted := fmt.Sprintf("%d missing", len(missing)), "on the allowlist"
	shut := !c.now.Pool.SwapEnabled && (c.w.Swaps == nil || *c.w.Swaps)
	switch {
	case c.half != "":
		c.differ("allowlist.members", c.standing(), is, wanted, c.half)
	case shut && !c.on.Reopen:
		why := "swaps are disabled: an unfinished operation may have removed them for a while"
		c.differ("allowlist.members", Held, is, wanted, why)
		c.wait("allowlist add", why+"; if you know that nothing is in progress, add --reopen", 0)
	default:
		c.differ("allowlist.members", Drifted, is, wanted, "")
		c.list(step("allowlist.members", "add members to the allowlist", "allowlist add", give("addresses", hexes(missing)...)))
	}
}

// list orders the step that adds members: just before the list is enabled, so that the list never
// holds nobody, otherwise with what opens the pool.
func (c *comparison) list(adds Step) {
	i := slices.IndexFunc(c.shuts, func(s Step) bool { return s.Item.Operation == "allowlist enable" })
	if i >= 0 {
		c.shuts = slices.Insert(c.shuts, i, adds)
		return
	}
	c.opens = append([]Step{adds}, c.opens...)
}

func without(list, other []common.Address) (left []common.Address) {
	for _, a := range list {
		if !slices.Contains(other, a) {
			left = append(left, a)
		}
	}
	return left
}

func hexes(all []common.Address) (words []string) {
	for _, a := range all {
		words = append(words, a.Hex())
	}
	return words
}
