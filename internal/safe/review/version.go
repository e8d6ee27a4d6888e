package review

import (
	"fmt"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/safe"
	"mpool/internal/text"
)

// untrusted is the code for an answer that no real Safe gives.
const untrusted = "safe.untrusted"

// TrustedVersion returns the version by whose rules the Safe's owners sign. It fails if the Safe's
// answers contradict each other, by a wrong domain separator or an impossible threshold: then it is no
// Safe, or the node lies.
func TrustedVersion(s *chain.Safe, id uint64) (safe.Version, error) {
	v, err := safe.ParseVersion(s.Version)
	if err != nil {
		return v, failure.New(failure.Refused, "safe.version", "%s is %s", s.Address, text.Clean(err.Error(), text.LineWidth)).Because(err)
	}
	if s.Threshold == 0 || s.Threshold > uint64(len(s.Owners)) {
		return v, failure.New(failure.Refused, untrusted, "the Safe %s reports a multisig threshold of %d of %s, which is not possible", s.Address, s.Threshold, text.Plural(len(s.Owners), "owner")).
			WithHint("check that the Safe is set up, and use a node that you trust")
	}
	want := safe.Domain(v, id, s.Address)
	switch {
	case !s.DomainRead:
		return v, failure.New(failure.Refused, untrusted, "the Safe %s does not answer domainSeparator(), so its hashes cannot be checked", s.Address).
			WithHint("check the address, or use another node")
	case s.Domain != want:
		return v, failure.New(failure.Refused, untrusted, "the Safe %s reports version %s, but its domain separator is %s instead of %s (another version or chain)", s.Address, v, s.Domain, want).
			WithHint("do not sign; check with another node")
	}
	return v, nil
}

// OldVersion warns of signatures that are valid on several chains, and of calls that fail for want of gas but
// count as executed: the check GS013 is new in 1.3.0.
func OldVersion(v safe.Version) []ops.Finding {
	if !v.OnAnyChain() {
		return nil
	}
	return []ops.Finding{{Severity: ops.Warn, Code: oldVersion,
		Summary: fmt.Sprintf("Safe version %s signs hashes without the chain ID: the signatures are valid on every chain where the same Safe exists", v),
		Detail:  "anyone who has the signatures can also execute it with so little gas that its calls fail and its nonce is used: nothing is done, and the transaction after it runs without it; execute it yourselves, with a gas limit of at least twice the gas of the simulation",
		Hint:    "upgrade the Safe to version 1.3.0 or later"}}
}

const oldVersion = "safe.version.old"

// BehindOthers refuses a transaction that was judged after others of a Safe of an old version: anyone can
// let those fail, and then it runs without them.
func BehindOthers(v safe.Version) []ops.Finding {
	if !v.OnAnyChain() {
		return nil
	}
	return []ops.Finding{{Severity: ops.Refuse, Code: oldVersion,
		Summary: fmt.Sprintf("a Safe of version %s cannot rely on transactions of its queue: anyone can execute them with so little gas that they do nothing, and this one runs without them", v),
		Hint:    "execute the queue first, or put all calls into one batch"}}
}
