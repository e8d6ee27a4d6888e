package main

import (
	"fmt"

	"mpool/internal/chain"
	"mpool/internal/ops"
	"mpool/internal/safe"
)

// untrusted is the code of an answer that is no Safe's.
const untrusted = "safe.untrusted"

// trustedVersion is what a Safe signs by. What it answers has to fit together: a
// version that its domain is not of, or a threshold that no Safe can have, is that of
// no Safe, or a node does not say the truth.
func trustedVersion(s *chain.Safe, id uint64) (safe.Version, error) {
	v, err := safe.ParseVersion(s.Version)
	if err != nil {
		return v, fail(exitRefused, "safe.version", "%s is %s", s.Address, clean(err.Error(), textWidth)).because(err)
	}
	if s.Threshold == 0 || s.Threshold > uint64(len(s.Owners)) {
		return v, fail(exitRefused, untrusted, "the Safe %s says that %d of its %s have to sign, which no Safe allows", s.Address, s.Threshold, plural(len(s.Owners), "owner")).
			withHint("has it been set up, and does the node say the truth?")
	}
	want := safe.Domain(v, id, s.Address)
	switch {
	case !s.DomainRead:
		return v, fail(exitRefused, untrusted, "the Safe %s does not say what its owners sign by: domainSeparator does not answer", s.Address).
			withHint("is it a Safe? ask another node")
	case s.Domain != want:
		return v, fail(exitRefused, untrusted, "the Safe %s says that it is of version %s, and its domain is of another version or chain: %s, where %s belongs", s.Address, v, s.Domain, want).
			withHint("do not sign: ask another node")
	}
	return v, nil
}

// oldVersion warns of hashes that hold on several chains.
func oldVersion(v safe.Version) []ops.Finding {
	if !v.OnAnyChain() {
		return nil
	}
	return []ops.Finding{{Severity: ops.Warn, Code: "safe.version.old",
		Summary: fmt.Sprintf("a Safe of version %s signs hashes without the chain: the signatures hold on every chain where the same Safe is", v),
		Hint:    "have its owners move to version 1.3.0 or later"}}
}
