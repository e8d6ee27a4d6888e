package poolplan

import (
	"context"
	"errors"
	"slices"
	"strings"

	"mpool/internal/config"
	"mpool/internal/failure"
	"mpool/internal/text"
)

// OnlyOne refuses flags that plans of several files do not have: --broadcast, flags that try one plan
// (tries), and flags that do something else with a plan than write it.
func OnlyOne(paths, tries, all []string) error {
	if slices.Contains(all, "broadcast") {
		return neverSends(paths)
	}
	others := slices.DeleteFunc(slices.Concat(tries, all), func(name string) bool {
		return name == "detailed-exitcode" || !slices.Contains(tries, name) && !slices.Contains([]string{"raw-unsigned", "format", "after-queue"}, name)
	})
	if len(paths) == 1 || len(others) == 0 {
		return nil
	}
	return failure.Usage("--%s works with one pool file, not with %d", others[0], len(paths)).WithHint("mpool pool plan %s --%s", text.ShellWord(paths[0]), others[0])
}

// Distinct refuses several files for one pool, because each would undo the changes of the other. Other
// mistakes are reported when the file is read.
func (k *Keeper) Distinct(ctx context.Context, paths []string) error {
	asked := k.Settings.Chain
	var seen []config.Pool
	var from []string
	for _, path := range paths {
		if len(paths) == 1 || path == "-" { // standard input can be read only once
			continue
		}
		k.Settings.Chain = asked
		pool, err := k.poolOf(ctx, path)
		k.Settings.Chain = asked
		if errors.Is(err, context.Canceled) {
			return err
		}
		if err != nil {
			continue
		}
		for i, other := range seen {
			if other.Address == pool.Address && (other.Chain == pool.Chain || other.Chain == 0 || pool.Chain == 0) {
				return failure.Usage("%s and %s are for the same pool, %s", text.Quote(from[i]), text.Quote(path), pool.Address).WithHint("keep one file for each pool")
			}
		}
		seen, from = append(seen, pool), append(from, path)
	}
	return nil
}

// poolOf returns the pool of a file.
func (k *Keeper) poolOf(ctx context.Context, path string) (config.Pool, error) {
	file, err := k.Read(ctx, path)
	if err != nil {
		return config.Pool{}, err
	}
	args, err := file.Pool(k.Settings)
	if err != nil {
		return config.Pool{}, err
	}
	return k.Settings.ChoosePool(args)
}

// neverSends refuses to send with a command that plans.
func neverSends(paths []string) error {
	return failure.Usage("mpool pool plan never sends: omit --broadcast, or use mpool pool apply").WithHint("mpool pool apply %s", words(paths))
}

func words(paths []string) string {
	quoted := make([]string, len(paths))
	for i, path := range paths {
		quoted[i] = text.ShellWord(path)
	}
	return strings.Join(quoted, " ")
}

// NotApplied adds to a failure the files after the one that failed.
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
