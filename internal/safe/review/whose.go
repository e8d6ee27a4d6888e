package review

import (
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/text"
)

// unjudged says why mpool could not judge what the calls do to the Safe's assets, and what to do about
// it. It is empty if mpool could, or if all calls are operations of a pool, whose effect is planned.
func unjudged(c *Checker) (why, hint string) {
	switch e := c.View.Execution; {
	case c.View.foreign() == 0:
		return "", ""
	case c.Safe == (common.Address{}):
		return "nobody names the Safe, so its receivers, limits and losses are not checked", "use --safe ADDRESS"
	case !isItsSafe(c):
		return fmt.Sprintf("only the file names the Safe %s, which has no role in a pool that you have named", c.Safe), "if the Safe is yours, use --safe " + c.Safe.Hex()
	case e == nil:
		return "the Safe's transaction was not simulated, so its limits and losses are not checked", "check it with a node that can simulate it"
	case e.Why != "":
		return "the Safe's transaction was not simulated, so its limits and losses are not checked", "first fix the cause: " + text.Clean(e.Why, text.LineWidth)
	}
	return "", ""
}

// isItsSafe says that the user knows the Safe: by --safe, as the configured sender, or as the owner or an
// asset manager of a pool that the user names. Anybody can write another Safe into a file.
func isItsSafe(c *Checker) bool {
	return c.given || c.Safe == c.By.Settings.From || slices.Contains(newKnownAddresses(c.trusted, nil).senders, c.Safe)
}
