package completion

import (
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/execution"
	"mpool/internal/findings"
	"mpool/internal/glossary"
	"mpool/internal/journal"
	"mpool/internal/recall"
	"mpool/internal/recipe"
	"mpool/internal/text"
)

// symbols offers token symbols of the pool that the first word names, each followed by behind. After a
// comma it offers only the tokens that are not named yet.
func (b Book) symbols(behind string) Completer {
	return func(words []string, begun string) Words {
		before := begun[:strings.LastIndex(begun, ",")+1]
		pool := common.Address{}
		if named, err := b.Settings.ChoosePool(words[:min(len(words), 1)]); err == nil {
			pool = named.Address
		}
		found := Words{Open: behind != ""}
		for _, symbol := range (recall.Book{Dir: b.Settings.StateFolder()}).Symbols(pool) {
			if !strings.Contains(","+before, ","+symbol+behind) {
				found.List = append(found.List, before+symbol+behind)
			}
		}
		return found
	}
}

// pools lists the pools of the configuration.
func (b Book) pools() (list []string) {
	for _, pool := range b.Settings.Pools {
		list = append(list, meant(pool.Name, pool.Address.Hex()))
	}
	return list
}

// records lists the operations in the record, the latest first: those that tx list shows, or all.
func (b Book) records(all bool) (list []string) {
	entries, err := journal.List(b.Settings.JournalDir())
	if err != nil {
		return nil
	}
	for i := len(entries) - 1; i >= 0; i-- {
		if !all && !entries[i].Status.Unfinished() && entries[i].Alive(entries) == nil {
			continue
		}
		v := execution.NewOperationView(entries[i])
		what := v.Operation
		if v.Unfinished {
			what += ", unfinished"
		}
		list = append(list, meant(v.ID, text.Clean(what, text.NameWidth)))
	}
	return list
}

// codes lists the codes and the words that `mpool explain` knows.
func codes() (list []string) {
	for _, term := range glossary.All() {
		list = append(list, meant(term.Name, term.Meaning))
	}
	for _, row := range findings.All() {
		list = append(list, meant(row.Code, row.Meaning))
	}
	return list
}

// parameters offers the parameters of the recipe that the first word names.
func parameters(words []string, _ string) Words {
	found := Words{Open: true}
	for _, one := range recipe.All() {
		if len(words) == 0 || one.Name != words[0] {
			continue
		}
		for _, p := range one.Params {
			found.List = append(found.List, meant(p.Name+"=", text.Clean(p.Usage, text.LineWidth)))
		}
	}
	return found
}
