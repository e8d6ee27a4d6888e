package revert

import "strings"

// fromSafe explains the error codes of Safe's execTransaction, as listed in the Safe project's
// docs/error_codes.md; nil for other texts.
func (r *Reason) fromSafe(text string) *Reason {
	const signAnew = "compare the signed hash with mpool safe hash, then collect the signatures again"
	known := map[string][2]string{
		"GS000": {"the Safe's setup call failed", ""},
		"GS001": {"the Safe has no threshold: it is not set up", "check the Safe's address"},
		"GS010": {"not enough gas for the Safe's transaction", "use a higher --gas-limit, or omit it"},
		"GS011": {"the Safe cannot pay the refund", "send the Safe some of the native token"},
		"GS012": {"the Safe cannot pay the refund in that token", "send the Safe some of the token"},
		"GS013": {"the call from the Safe reverts", "plan the call again to see why it reverts"},
		"GS020": {"fewer signatures than the threshold", "collect the missing ones with mpool safe sign"},
		"GS021": {"a contract signature points into the other signatures", signAnew},
		"GS022": {"a contract signature is truncated", signAnew},
		"GS023": {"a contract signature is truncated", signAnew},
		"GS024": {"a contract owner rejects its signature", signAnew},
		"GS025": {"an owner has not approved the hash", "check that the approval is for this nonce, or collect a signature instead"},
		"GS026": {"a signature is not from an owner, or is for another transaction or nonce", signAnew},
		"GS030": {"only an owner can approve a hash", "approve it with an owner's account"},
		"GS031": {"only the Safe itself can do this", "make the call from the Safe"},
	}
	found, is := known[text]
	if !is {
		return nil
	}
	return &Reason{Code: text, Sentence: found[0], remedy: found[1], Data: r.Data}
}

// SafeCode explains an error code of Safes, such as GS026.
func SafeCode(code string) (*Reason, bool) {
	found := (&Reason{}).fromSafe(strings.ToUpper(code))
	return found, found != nil
}
