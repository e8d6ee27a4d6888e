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

// OldVersion warns of signatures that are valid on several chains.
func OldVersion(v safe.Version) []ops.Finding {
	if !v.OnAnyChain() {
		return nil
	}
	return []ops.Finding{{Severity: ops.Warn, Code: "safe.version.old",
		Summary: fmt.Sprintf("Safe version %s signs hashes without the chain ID: the signatures are valid on every chain where the same Safe exists", v),
		Hint:    "upgrade the Safe to version 1.3.0 or later"}}
}
