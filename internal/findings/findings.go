// Package findings explains every code that mpool gives with a finding, a warning or an
// error: what it means and what to do. The codes are stable, for scripts.
package findings

import (
	"slices"
	"strings"

	"mpool/internal/nearest"
	"mpool/internal/renamed"
)

// Row is what there is to know about a code.
type Row struct {
	Code    string
	As      string // refuse, warn, note or error, with spaces between: what it can be given out as
	Meaning string
	Remedy  string
}

// All are the rows, sorted by their codes. Codes of Balancer's contracts, such as BAL#302,
// are not among them.
func All() []Row {
	all := slices.Concat(
		deposits(), switches(), ramps(), shares(), breakers(), // of an owner's plan
		policies(), poolFiles(), feeds(), pools(), hindsight(),
		batches(), safeCalls(), safes(),
		warnings(), errorsOfFiles(), errorsOfSending(), errorsOfDevnets(), errorsOfNodes(), errorsOfSafes(),
	)
	slices.SortFunc(all, func(a, b Row) int { return strings.Compare(a.Code, b.Code) })
	return all
}

// Find is the row of a code, or of what the code is called now.
func Find(code string) (Row, bool) {
	all, code := All(), renamed.Now(renamed.Code, code)
	if at := slices.IndexFunc(all, func(r Row) bool { return r.Code == code }); at >= 0 {
		return all[at], true
	}
	return Row{}, false
}

// Near is the code that was probably meant; empty where none is close.
func Near(word string) string {
	all := All()
	codes := make([]string, len(all))
	for i, row := range all {
		codes[i] = row.Code
	}
	return nearest.Word(word, codes)
}
