package review

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/decode"
	"mpool/internal/explain"
	"mpool/internal/ops"
	"mpool/internal/safe"
	"mpool/internal/safe/deed"
	"mpool/internal/text"
)

// rule returns the findings about one call; none if the rule does not apply.
type rule func(Call) []ops.Finding

// rules are all rules, for batches and for plans, in the order of their findings.
func (k knownAddresses) rules() []rule {
	rules := slices.Concat([]rule{k.coins, k.voiding, k.changesSafe}, k.ofOthers(nobodyThere, k.approvesHash, k.unknown, trailing, k.foreignToken),
		[]rule{k.transfer, k.strangePools, k.mints, k.burns, k.manager, k.adds, k.deposited, k.creates, k.vaultGives, k.begins, k.foreignVault}, k.ofOthers(padded))
	return append(rules, k.allowance)
}

// ofOthers are the rules that only warn of calldata which mpool may not know. They are left out for a plan:
// mpool has made its calls again. All other rules hold for plans too, because anybody can have written the
// file of one, and nothing in that file is the signer's consent.
func (k knownAddresses) ofOthers(rules ...rule) []rule {
	if k.planned {
		return nil
	}
	return rules
}

// apply adds the findings of the rules to a call.
func (c *Call) apply(rules []rule) {
	for _, rule := range rules {
		c.Findings = append(c.Findings, rule(*c)...)
	}
}

func one(severity ops.Severity, code, format string, args ...any) []ops.Finding {
	return []ops.Finding{{Severity: severity, Code: code, Summary: fmt.Sprintf(format, args...)}}
}

// sends refuses payments to an account that the user did not name.
func (k knownAddresses) sends(code, what string, to common.Address) []ops.Finding {
	return k.unless(toPay, to, ops.Finding{Code: code, Summary: fmt.Sprintf("it sends %s to %s", what, to)})
}

// unless makes a finding a warning if the user named the account for the purpose, and otherwise a
// refusal.
func (k knownAddresses) unless(p purpose, who common.Address, f ops.Finding) []ops.Finding {
	return []ops.Finding{k.accepted.unless(p, who, f)}
}

// coins refuses to send the native token to an account that the user did not name.
func (k knownAddresses) coins(c Call) []ops.Finding {
	if c.Value.Int().IsZero() || k.paysCoin(c) {
		return nil
	}
	return k.sends("call.value", explain.AmountText(k.book, common.Address{}, *c.Value.Int()), c.To)
}

// ofSafe says that the call goes to the Safe itself. If no Safe is named, it is true for a contract
// that can be the Safe, and for any call of a function that only a Safe calls on itself.
func (k knownAddresses) ofSafe(c Call) bool {
	if k.of != (common.Address{}) {
		return c.To == k.of
	}
	return c.To != (common.Address{}) && k.own(c.To) && c.there || k.rulesSafe(c.Data)
}

// voiding notes a call of the Safe to itself that does nothing.
func (k knownAddresses) voiding(c Call) []ops.Finding {
	if !k.ofSafe(c) || !c.nothing() {
		return nil
	}
	return one(ops.Note, voidsNonce, "it does nothing except invalidate other transactions with the same nonce")
}

// changesSafe refuses any other call of the Safe to itself.
func (k knownAddresses) changesSafe(c Call) []ops.Finding {
	if !k.ofSafe(c) || c.nothing() {
		return nil
	}
	return one(ops.Refuse, "call.safe", "it changes the Safe itself (%s): its owners, threshold, modules or guard", functionOfSafe(k, c.Data))
}

func nobodyThere(c Call) []ops.Finding {
	if c.there || len(c.Data) == 0 {
		return nil
	}
	return one(ops.Warn, noCode, "no contract at %s: the call does nothing", c.To)
}

// approvesHash warns of a hash that the Safe approves as an owner of another Safe.
func (k knownAddresses) approvesHash(c Call) []ops.Finding {
	hash, is := k.approvedHash(c)
	if !is || k.ofSafe(c) {
		return nil
	}
	return one(ops.Warn, "call.approve_hash", "the Safe approves, as an owner of the Safe %s, the safeTxHash %s, which mpool cannot check", c.To, hash)
}

// unknown warns of a call that mpool cannot decode. Another rule reports delegate calls.
func (k knownAddresses) unknown(c Call) []ops.Finding {
	_, approves := k.approvedHash(c)
	if c.Call != nil || approves || c.Operation != uint8(safe.OperationCall) || k.ofSafe(c) {
		return nil
	}
	return []ops.Finding{{Severity: ops.Warn, Code: "call.unknown", Summary: "mpool does not know what it does",
		Detail: "the called contract can behave differently when mined than in the simulation; sign only if you know the contract"}}
}

func trailing(c Call) []ops.Finding {
	if c.Call == nil || c.Trailing == 0 {
		return nil
	}
	return one(ops.Warn, "call.trailing", "extra data after the arguments, which the contract ignores: %s", text.Plural(c.Trailing, "byte"))
}

// foreignToken reports a token that is not in a trusted pool.
func (k knownAddresses) foreignToken(c Call) []ops.Finding {
	switch {
	case c.Call == nil || !slices.Contains(c.Call.Contracts, decode.ERC20) || !c.Call.Changes || slices.Contains(k.tokens, c.To):
		return nil
	case len(k.tokens) > 0:
		return one(ops.Warn, "token.foreign", "%s is not a token of the pool", c.To)
	}
	return one(ops.Note, "token.foreign", "cannot check that %s is a token of the pool: no pool is named in the batch or in MPOOL_POOL", c.To)
}

// transfer refuses to send tokens to an account that the user did not name, other than the Safe.
func (k knownAddresses) transfer(c Call) []ops.Finding {
	t, is := c.does.(deed.Transfer)
	if !is || k.own(t.To) && t.From != k.of {
		return nil
	}
	if k.own(t.To) {
		return one(ops.Warn, "token.self", "it sends %s to %s: from that account itself it moves nothing, from another it is a gift", explain.AmountText(k.book, c.To, t.Amount), t.To)
	}
	what := explain.AmountText(k.book, c.To, t.Amount)
	if isOneOf(t.To, k.trusted) {
		return one(ops.Refuse, "token.lost", "it sends %s to the pool's contract %s: they are lost, and the pool does not count them", what, t.To)
	}
	return k.sends("token.transfer", what, t.To)
}

// isOneOf says that an account is one of these pools.
func isOneOf(a common.Address, pools []*ops.Snapshot) bool {
	return slices.ContainsFunc(pools, func(s *ops.Snapshot) bool { return s.Pool.Address == a })
}

// padded warns of an address where a pool ID belongs.
func padded(c Call) []ops.Finding {
	if c.Call == nil {
		return nil
	}
	found := paddedIn(c.Call.Args)
	if found == "" {
		return nil
	}
	return one(ops.Warn, "batch.padded", "%s is an address padded to 32 bytes, not a pool ID", found)
}

// paddedIn finds a bytes32 that is an address padded with zeros.
func paddedIn(values []decode.Value) string {
	zeros := strings.Repeat("0", 24)
	for _, v := range values {
		digits := strings.TrimPrefix(v.Value, "0x")
		if v.Type == "bytes32" && strings.HasPrefix(digits, zeros) != strings.HasSuffix(digits, zeros) {
			return v.Value
		}
		if found := paddedIn(v.Items); found != "" {
			return found
		}
	}
	return ""
}
