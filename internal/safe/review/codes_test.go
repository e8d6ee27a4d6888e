package review

import (
	"go/ast"
	"go/token"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"mpool/internal/gosource"
	"mpool/internal/reading"
)

// rowsOf are the tables of all rules and of the verdicts.
func rowsOf() []row {
	all := slices.Concat(tokenRows(), allowanceRows(), vaultRows(), poolRows(), managerRows(), plannedRows(), batchRows(), safeRows(), gasRows(),
		executionRows(), rightRows(), operationRows(), lossRows(), internalRows(), limitRows(), valueRows(), creationRows(), reportRows(), burnRows(), addedRows(), giftRows())
	for _, v := range slices.Concat(verdicts(), vouches()) {
		if v.code != "" {
			v.want += ", refuse " + v.code
		}
		all = append(all, v.row)
	}
	return all
}

// TestEveryCode checks that each code of a finding or verdict in these packages has a row that expects
// it, and a row that comes close without it.
func TestEveryCode(t *testing.T) {
	given, near := map[string]bool{}, map[string]bool{}
	for _, r := range rowsOf() {
		for _, code := range codesIn(r.want) {
			given[code] = true
		}
		if r.near == "" {
			continue
		}
		if near[r.near] = true; slices.Contains(codesIn(r.want), r.near) {
			t.Errorf("%s: it comes near to %s, and gives it", r.name, r.near)
		}
	}
	codes := sourceCodes(t)
	for _, code := range codes {
		if !given[code] {
			t.Errorf("no row gives %s: want of a row in one of the tables that rowsOf lists", code)
		}
		if !near[code] {
			t.Errorf("no row comes near to %s: near of a row in one of the tables that rowsOf lists", code)
		}
	}
	for code := range near {
		if !slices.Contains(codes, code) {
			t.Errorf("a row comes near to %s, which nothing gives", code)
		}
	}
	if len(codes) < 45 {
		t.Errorf("only %d codes were found: %v", len(codes), codes)
	}
}

// codesIn are the codes of "refuse call.value@1, warn call.unknown@1".
func codesIn(want string) []string {
	var list []string
	for _, words := range strings.Split(want, ", ") {
		_, code, _ := strings.Cut(words, " ")
		code, _, _ = strings.Cut(code, "@")
		list = append(list, code)
	}
	return list
}

// sourceCodes are the codes in the source of the package and of worth, whose findings the rows give too:
// strings with a dot between words, codes of failures, and constants of other packages that end in Code.
func sourceCodes(t *testing.T) []string {
	t.Helper()
	code := regexp.MustCompile(`^[a-z]+(\.[a-z_]+)+$`)
	elsewhere := map[string]string{"reading.UnprovenCode": reading.UnprovenCode}
	removed := []string{"owner.safe", "owner.contract", "swaps.disabled"} // codes of a plan that are removed from a batch's findings or reworded
	var found []string
	add := func(words string) {
		if !slices.Contains(found, words) && !slices.Contains(removed, words) {
			found = append(found, words)
		}
	}
	visit := func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BasicLit:
			if words, err := strconv.Unquote(n.Value); err == nil && n.Kind == token.STRING && code.MatchString(words) {
				add(words)
			}
		case *ast.CallExpr:
			if called := gosource.Selected(n.Fun); called == "failure.New" && len(n.Args) > 1 {
				if lit, is := n.Args[1].(*ast.BasicLit); is {
					words, _ := strconv.Unquote(lit.Value)
					add(words)
				}
			}
		case *ast.SelectorExpr:
			if name := gosource.Selected(n); (strings.HasPrefix(name, "planner.") || strings.HasPrefix(name, "reading.")) && strings.HasSuffix(name, "Code") {
				if elsewhere[name] == "" {
					t.Errorf("%s is a code that this test does not know", name)
				}
				add(elsewhere[name])
			}
		}
		return true
	}
	for _, file := range gosource.Files(t, "*.go", "../worth/*.go") {
		ast.Inspect(file.Tree, visit)
	}
	slices.Sort(found)
	return found
}
