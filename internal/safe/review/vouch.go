package review

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/safe"
	"mpool/internal/safe/deed"
)

// Unvouched reports calls that mpool cannot vouch for, although nothing forbids them: an unknown call
// of a contract that the user does not name, a wrong checksum, a batch without effect, or calls that
// move money and whose Safe or result is unknown. It is nil if there are none. A person who reads it can
// still sign, but a script must not count it as success. The calls of a plan are known, because mpool
// makes them again.
func (c *Checker) Unvouched() *failure.Failure {
	if !c.planned && c.View.needless() {
		c.View.Advice = "no effect: do not sign"
		return failure.New(failure.Refused, "nothing", "nothing to sign: no call of the batch has an effect").
			WithHint("a transaction without data from the Safe to itself uses up the nonce")
	}
	var found, hints []string
	if c.View.Checksum == safe.ChecksumWrong && !c.Flags.AnyChecksum {
		found = append(found, "the checksum is wrong: the file was changed after it was written")
		hints = append(hints, "get the file again from its author, or use --ignore-checksum")
	}
	var numbers []string
	for _, call := range c.View.Calls {
		if c.vouched(call) {
			continue
		}
		numbers = append(numbers, itoa(call.Number))
		hint := "if you know the contract, use --contract " + call.To.Hex()
		if isPool(c, call.To) {
			hint = "ask the author for an operation that mpool knows"
		}
		if !slices.Contains(hints, hint) {
			hints = append(hints, hint)
		}
	}
	if n := len(numbers); n > 0 {
		what := "transaction " + numbers[0]
		if n > 1 {
			what = "transactions " + strings.Join(numbers[:min(n, mostNumbers)], ", ")
		}
		found = append(found, fmt.Sprintf("mpool does not know what %s of %d will do", what, len(c.View.Calls)))
	}
	if why, hint := unjudged(c); why != "" {
		found, hints = append(found, why), append(hints, hint)
	}
	if len(found) == 0 {
		return nil
	}
	words := strings.Join(found, "; ")
	c.View.Advice = c.View.effect() + "mpool cannot vouch for it: " + words + "; sign only what you can verify yourself"
	if c.View.Execution != nil && c.View.Execution.Why != "" {
		c.View.Advice += notSimulated
	}
	return failure.New(failure.Refused, "check.unvouched", "mpool cannot vouch for the batch: %s", words).WithHint("%s", strings.Join(hints[:min(len(hints), 2)], "; "))
}

// mostNumbers is the most transactions that the message lists by number.
const mostNumbers = 10

// notSimulated ends the verdict if the Safe's own transaction was not simulated.
const notSimulated = "; Safe execution was not simulated"

// vouched says that mpool knows the purpose of a call, or that the user named the called contract.
// Transfers and allowances of trusted pools' tokens count as known.
func (c *Checker) vouched(call Call) bool {
	switch {
	case c.planned, c.Flags.accepts(toCall, call.To) && !isPool(c, call.To):
		return true
	case slices.ContainsFunc(call.Findings, func(f ops.Finding) bool { return f.Code == noCode }):
		return false
	}
	return call.known() || deed.OfToken(call.does) && slices.Contains(c.tokens, call.To)
}

// isPool says that an address is a pool that the batch mentions or that the user names. Naming a pool
// vouches for none of its unknown calls: the owner's functions can move what belongs to every LP.
func isPool(c *Checker, address common.Address) bool {
	return isTrusted(c.trusted, address) || isTrusted(c.strange, address)
}

// noCode is the code for a call to an address without code, which does nothing.
const noCode = "call.no_code"

// needlessCode is the code of a call that asks for a state in which the pool already is.
const needlessCode = "call.needless"

// needless says that the pool is already in the state that the batch makes, for example because the
// batch has been executed.
func (v *View) needless() bool {
	return len(v.Calls) > 0 && !slices.ContainsFunc(v.Calls, func(call Call) bool {
		return !slices.ContainsFunc(call.Findings, func(f ops.Finding) bool { return f.Code == needlessCode })
	})
}

// effect begins the verdict if no call of the batch has an effect.
func (v *View) effect() string {
	if len(v.Calls) > 0 && !slices.ContainsFunc(v.Calls, func(call Call) bool {
		return !slices.ContainsFunc(call.Findings, func(f ops.Finding) bool { return f.Code == noCode || f.Code == needlessCode })
	}) {
		return "no effect: "
	}
	return ""
}
