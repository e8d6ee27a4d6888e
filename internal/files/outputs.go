package files

import (
	"errors"
	"os"
	"path/filepath"

	"github.com/google/renameio/v2"

	"mpool/internal/failure"
	"mpool/internal/text"
)

// Output is a file that a flag names. It replaces an existing file. Without a path nothing is written.
type Output struct {
	Flag, Path string
	NewFolder  bool // its folder is created if it does not exist
}

// CheckOutputs refuses outputs that are the same file, that are in taken, that are not regular files,
// or that are read.
func CheckOutputs(taken, outputs []Output, read *Inputs) error {
	for _, one := range outputs {
		if one.Path == "" {
			continue
		}
		for _, other := range taken {
			if other.Path != "" && Same(other.Path, one.Path) {
				return failure.Usage("%s and %s are the same file, %s", other.Flag, one.Flag, text.Quote(one.Path)).WithHint("use different names")
			}
		}
		taken = append(taken, one)
		if info, err := os.Lstat(one.Path); err == nil && !info.Mode().IsRegular() {
			return failure.Usage("%s: %s exists but is not a regular file", one.Flag, text.Quote(one.Path)).WithHint("use another name")
		}
		if err := one.Spares(read); err != nil {
			return err
		}
		if err := one.writable(); err != nil {
			return err
		}
		if err := one.keeps(); err != nil {
			return err
		}
	}
	return nil
}

// writable refuses an output in a folder that does not exist or that takes no file, before the work
// for it is done.
func (o Output) writable() error {
	folder := filepath.Dir(o.Path)
	if _, err := os.Stat(folder); o.NewFolder && errors.Is(err, os.ErrNotExist) {
		return nil
	}
	probe, err := os.CreateTemp(folder, ".mpool-*")
	if err != nil {
		return UnwrittenOf(o.Flag, "the report", o.Path, err)
	}
	return errors.Join(probe.Close(), os.Remove(probe.Name()))
}

// Spares refuses an output that is also read.
func (o Output) Spares(read *Inputs) error {
	if !read.Has(o.Path) {
		return nil
	}
	return failure.Usage("%s: %s is also an input", o.Flag, text.Quote(o.Path)).WithHint("use another name")
}

// Write writes the whole text, or deletes the file of an earlier run if that fails. what names the text
// in an error.
func (o Output) Write(what string, text []byte) error {
	if err := renameio.WriteFile(o.Path, text, 0o644); err != nil {
		return o.Unwritten(what, err)
	}
	return nil
}

// Unwritten is the error about an output that cannot be written. It deletes the file of an earlier run,
// which would look like this run's.
func (o Output) Unwritten(what string, err error) error {
	f := UnwrittenOf(o.Flag, what, o.Path, err)
	if _, err := os.Lstat(o.Path); err != nil {
		return f
	}
	if err := os.Remove(o.Path); err != nil {
		f.Message += "; the existing file is from an earlier run and cannot be deleted: " + failure.Innermost(err).Error()
		return f
	}
	f.Message += "; the file of an earlier run was deleted"
	return f
}
