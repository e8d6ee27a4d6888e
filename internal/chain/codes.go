package chain

import (
	"fmt"
	"slices"
	"strings"
)

// BalancerCode explains an error number of Balancer, such as 302 for BAL#302. found is false for an
// unknown number.
func BalancerCode(number int) (*Revert, bool) {
	return lookUp(func(e balancerError) bool { return e.code == number })
}

// BalancerNamed explains the error with a name such as MIN_WEIGHT, in any case. found is false for
// an unknown name.
func BalancerNamed(name string) (*Revert, bool) {
	return lookUp(func(e balancerError) bool { return strings.EqualFold(e.name, name) })
}

func lookUp(is func(balancerError) bool) (*Revert, bool) {
	all := balancerErrors()
	at := slices.IndexFunc(all, is)
	if at < 0 {
		return nil, false
	}
	e := all[at]
	return &Revert{Code: fmt.Sprintf("BAL#%03d", e.code), Name: e.name, Sentence: e.sentence, remedy: e.remedy}, true
}
