package revert

import (
	"fmt"
	"slices"
	"strings"
)

// Code explains an error number of Balancer, such as 302 for BAL#302. found is false for an
// unknown number.
func Code(number int) (*Reason, bool) {
	return lookUp(func(e balancerError) bool { return e.code == number })
}

// Named explains the error with a name such as MIN_WEIGHT, in any case. found is false for
// an unknown name.
func Named(name string) (*Reason, bool) {
	return lookUp(func(e balancerError) bool { return strings.EqualFold(e.name, name) })
}

func lookUp(is func(balancerError) bool) (*Reason, bool) {
	all := balancerErrors()
	at := slices.IndexFunc(all, is)
	if at < 0 {
		return nil, false
	}
	e := all[at]
	return &Reason{Code: fmt.Sprintf("BAL#%03d", e.code), Name: e.name, Sentence: e.sentence, remedy: e.remedy}, true
}
