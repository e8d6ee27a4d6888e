package poolplan

import (
	"errors"
	"slices"
	"strings"

	"mpool/internal/failure"
	"mpool/internal/text"
)

// OnlyOne refuses flags that a plan of several files does not take: those that try one plan
// out, and those among all that do something else with one plan than write it.
func OnlyOne(paths, tries, all []string) error {
	others := slices.DeleteFunc(slices.Concat(tries, all), func(name string) bool {
		return name == "detailed-exitcode" || !slices.Contains(tries, name) && !slices.Contains([]string{"broadcast", "raw-unsigned", "format", "after-queue"}, name)
	})
	if len(others) == 0 {
		return nil
	}
	f := failure.Usage("--%s works with one pool file, not with %d", others[0], len(paths))
	if others[0] == "broadcast" {
		return f.WithHint("mpool pool apply %s", words(paths))
	}
	return f.WithHint("mpool pool plan %s --%s", text.ShellWord(paths[0]), others[0])
}

func words(paths []string) string {
	quoted := make([]string, len(paths))
	for i, path := range paths {
		quoted[i] = text.ShellWord(path)
	}
	return strings.Join(quoted, " ")
}

// NotApplied has a failure name the files behind the one that failed.
func NotApplied(err error, rest []string) error {
	var f *failure.Failure
	if len(rest) == 0 || !errors.As(err, &f) {
		return err
	}
	said := *f
	if said.Hint != "" {
		said.Hint += "; "
	}
	said.Hint += "not applied: " + words(rest)
	return said.WithDetail("not_applied", rest)
}
