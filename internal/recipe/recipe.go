// Package recipe has batches for common tasks of owners, as templates with parameters. It is pure: from
// a pool and parameters it makes the text of a batch file.
package recipe

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"mpool/internal/nearest"
	"mpool/internal/ops"
)

// Recipe is a batch with parameters.
type Recipe struct {
	Name   string      `json:"name"`
	Short  string      `json:"short"`
	Guide  string      `json:"guide"` // when to use it, what it does and what to watch
	Params []Parameter `json:"parameters"`

	// lines returns the operations. If the recipe has the parameter from, they depend on the weights
	// before the first: see Later.
	lines func(p params, pool *ops.Snapshot) ([]string, error)
}

// Parameter is a parameter of a recipe.
type Parameter struct {
	Name     string `json:"name"`
	Usage    string `json:"usage"`
	Standard string `json:"default,omitempty"` // default; empty: it is required
}

// params are the values of all parameters.
type params map[string]string

// All lists the recipes by name.
func All() []Recipe {
	return []Recipe{addSafely(), lbpSale(), pauseReopen(), rebalance(), removeSafely(), windDown()}
}

// Find returns the recipe with the name.
func Find(name string) (Recipe, error) {
	all := All()
	if i := slices.IndexFunc(all, func(r Recipe) bool { return r.Name == name }); i >= 0 {
		return all[i], nil
	}
	names := Names()
	hint := nearest.Hint(name, names)
	if begun := slices.DeleteFunc(names, func(one string) bool { return !strings.HasPrefix(one, name+"-") }); hint == "" && len(begun) == 1 {
		hint = "did you mean " + begun[0] + "?"
	}
	if hint != "" {
		return Recipe{}, fmt.Errorf("unknown recipe %q: %s", name, hint)
	}
	return Recipe{}, fmt.Errorf("unknown recipe %q: use one of %s", name, strings.Join(Names(), ", "))
}

// Names lists the names of all recipes.
func Names() (names []string) {
	for _, r := range All() {
		names = append(names, r.Name)
	}
	return names
}

// Fill returns the batch file for a pool. It refuses unknown and missing values, and values that would
// break out of their place in the file.
func (r Recipe) Fill(pool *ops.Snapshot, given map[string]string) (string, error) {
	p, err := r.complete(given)
	if err != nil {
		return "", err
	}
	lines, err := r.lines(p, pool)
	if err != nil {
		return "", fmt.Errorf("%s: %w", r.Name, err)
	}
	head := fmt.Sprintf("# recipe %s: %s\n# try it out: mpool dry-run FILE\n", r.Name, r.Short)
	return head + strings.Join(lines, "\n") + "\n", nil
}

// complete returns the values of all parameters: the given ones, and the defaults of the others.
func (r Recipe) complete(given map[string]string) (params, error) {
	if err := r.knows(given); err != nil {
		return nil, err
	}
	p := params{}
	for _, one := range r.Params {
		value, found := given[one.Name]
		if !found {
			value = one.Standard
		}
		switch {
		case value == "":
			return nil, fmt.Errorf("%s needs %s: %s", r.Name, one.Name, one.Usage)
		case strings.ContainsAny(value, "\"\\\n\r\t{}[]#&*!|>'`"):
			return nil, fmt.Errorf("%s: %q contains characters that are special in a batch file", one.Name, value)
		}
		p[one.Name] = value
	}
	return p, nil
}

// knows refuses unknown names, and suggests the one that was probably meant.
func (r Recipe) knows(given map[string]string) error {
	var known []string
	for _, one := range r.Params {
		known = append(known, one.Name)
	}
	for _, name := range slices.Sorted(maps.Keys(given)) {
		if slices.Contains(known, name) {
			continue
		}
		if hint := nearest.Hint(name, known); hint != "" {
			return fmt.Errorf("%s takes no parameter %q: %s", r.Name, name, hint)
		}
		if len(known) > 0 {
			return fmt.Errorf("%s takes no parameter %q: use %s", r.Name, name, strings.Join(known, ", "))
		}
		return fmt.Errorf("%s takes no parameter %q", r.Name, name)
	}
	return nil
}

// item formats one operation of a batch. fields are pairs of a name and a value.
func item(pool *ops.Snapshot, operation string, fields ...string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "- operation: %s\n  pool: %q", operation, pool.Pool.Address.Hex())
	for i := 0; i+1 < len(fields); i += 2 {
		if fields[i+1] != "" {
			fmt.Fprintf(&b, "\n  %s: %s", fields[i], fields[i+1])
		}
	}
	return b.String()
}

// quoted returns a value in quotes.
func quoted(value string) string { return `"` + value + `"` }
