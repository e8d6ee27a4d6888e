package flagvalue

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"mpool/internal/text"
)

// Pairs accepts NAME=VALUE, several times or with commas between. A comma that no NAME= follows belongs
// to the value. A repeated name is an error.
type Pairs map[string]string

func (p *Pairs) String() string {
	var all []string
	for _, name := range slices.Sorted(maps.Keys(*p)) {
		all = append(all, name+"="+(*p)[name])
	}
	return strings.Join(all, ",")
}

// Type is the value's name in --help.
func (p *Pairs) Type() string { return "NAME=VALUE" }

// Set adds one or more pairs.
func (p *Pairs) Set(words string) error {
	if *p == nil {
		*p = Pairs{}
	}
	for _, item := range items(words) {
		name, value, found := strings.Cut(item, "=")
		name, value = strings.TrimSpace(name), strings.TrimSpace(value)
		if !found || name == "" || value == "" {
			return fmt.Errorf("%s is not NAME=VALUE", text.Quote(item))
		}
		if _, twice := (*p)[name]; twice {
			return fmt.Errorf("%s is named twice", text.Quote(name))
		}
		(*p)[name] = value
	}
	return nil
}

// items splits at the commas that a name follows.
func items(words string) (all []string) {
	for _, part := range strings.Split(words, ",") {
		if n := len(all); n > 0 && !strings.Contains(part, "=") {
			all[n-1] += "," + part
			continue
		}
		all = append(all, part)
	}
	return all
}
