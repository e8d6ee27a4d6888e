package config

import (
	"errors"

	"mpool/internal/failure"
	"mpool/internal/owned"
	"mpool/internal/text"
)

// ownFile refuses a configuration that other users can change: it holds the limits, and the addresses
// that count as the user's word.
func ownFile(path string) error {
	err := owned.Of{Holds: "your limits and nodes", Else: "a copy of your own with --config", Shared: true}.FileIn(path)
	var writable *owned.WritableError
	switch {
	case errors.As(err, &writable):
		return failure.New(failure.Misuse, "config.writable", "%s", text.Clean(err.Error(), text.MessageWidth)).
			Because(err).WithHint("%s", writable.Hint())
	case err != nil:
		return BadConfig("cannot read the configuration %q: %s", path, failure.Innermost(err)).Because(err)
	}
	return nil
}
