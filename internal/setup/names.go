package setup

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/failure"
	"mpool/internal/parse"
	"mpool/internal/text"
)

// chosen is a pool confirmed on the command line, with its name.
type chosen struct {
	name    string
	address common.Address
}

// namedPools parses NAME=ADDRESS and reports all mistakes.
func namedPools(o Options) ([]chosen, error) {
	var list []chosen
	var wrong []error
	if o.NoPools && len(o.Pools) > 0 {
		wrong = append(wrong, failure.Usage("--pool and --no-pools cannot be combined").WithHint("use one of them"))
	}
	names, addresses := map[string]bool{}, map[common.Address]bool{}
	for _, item := range o.Pools {
		name, words, found := strings.Cut(item, "=")
		address, err := parse.Address(words)
		switch {
		case !found:
			wrong = append(wrong, failure.Usage("--pool: %s is not NAME=ADDRESS, for example fund=0x…", text.Quote(item)))
		case err != nil:
			wrong = append(wrong, failure.Usage("--pool: %s", err))
		case !validName(name):
			wrong = append(wrong, invalidName(name))
		case names[strings.ToLower(name)] || addresses[address]:
			wrong = append(wrong, failure.Usage("--pool: duplicate name or address: %s", text.Quote(item)))
		}
		names[strings.ToLower(name)], addresses[address] = true, true
		list = append(list, chosen{name, address})
	}
	return list, failure.Together(wrong...)
}

// validName reports whether a name is easy to type in commands.
func validName(name string) bool {
	return regexp.MustCompile(`^[A-Za-z][A-Za-z0-9._-]{0,39}$`).MatchString(name)
}

func invalidName(name string) error {
	return failure.Usage("%s is not a valid pool name: use letters, digits and hyphens, beginning with a letter", text.Quote(name))
}

// usable refuses a name that the file cannot have.
func (v *View) usable(name string) error {
	if !validName(name) {
		return invalidName(name)
	}
	if v.taken(name) {
		return failure.Usage("two pools cannot both be named %s", text.Quote(name))
	}
	return nil
}

func (v *View) taken(name string) bool {
	for _, pool := range v.Pools {
		if strings.EqualFold(pool.As, name) {
			return true
		}
	}
	return false
}

// suggest makes a name from the pool's own name, which anyone may have chosen.
func (v *View) suggest(pool *Pool) string {
	base := plain(string(pool.Name))
	if base == "" {
		base = plain(pool.Symbol.Bare())
	}
	if base == "" {
		base = "pool"
	}
	name := base
	for n := 2; v.taken(name); n++ {
		name = base + "-" + strconv.Itoa(n)
	}
	return name
}

// plain keeps letters and digits; empty if the rest is not a valid name.
func plain(words string) string {
	const longest = 24
	parts := strings.FieldsFunc(strings.ToLower(words), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	name := strings.Trim(strings.Join(parts, "-"), "-")
	name = strings.TrimRight(name[:min(len(name), longest)], "-")
	if !validName(name) {
		return ""
	}
	switch name {
	case "n", "no", "y", "yes": // answers to a question
		return ""
	}
	return name
}
