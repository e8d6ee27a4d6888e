// Package findings explains every code of mpool's findings, warnings and errors: what it means and what
// to do. The codes are stable, for scripts.
package findings

import (
	"slices"
	"strings"

	"mpool/internal/renamed"
)

// Row is the explanation of a code.
type Row struct {
	Code    string
	As      string // the severities with which it occurs: refuse, warn, note, error, separated by spaces
	Meaning string
	Remedy  string
}

// All returns the rows, sorted by code. It does not have the codes of Balancer's contracts, such as
// BAL#302.
func All() []Row {
	all := slices.Concat(
		deposits(), switches(), ramps(), shares(), breakers(), // about an owner's plan
		policies(), poolFiles(), feeds(), pools(), hindsight(),
		batches(), safeCalls(), safes(),
		warnings(), errorsOfFiles(), errorsOfSending(), errorsOfDevnets(), errorsOfNodes(), errorsOfSafes(),
	)
	slices.SortFunc(all, func(a, b Row) int { return strings.Compare(a.Code, b.Code) })
	return all
}

// Find returns the row of a current or former code.
func Find(code string) (Row, bool) {
	all, code := All(), renamed.Now(renamed.Code, code)
	if at := slices.IndexFunc(all, func(r Row) bool { return r.Code == code }); at >= 0 {
		return all[at], true
	}
	return Row{}, false
}
