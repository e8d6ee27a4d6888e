package planview

// LongestReason is the largest length of a reason in bytes.
const LongestReason = 500

// Overridden is a policy that refused but was overridden.
type Overridden struct {
	Policy string `json:"policy"`
	Reason string `json:"reason"`
}
