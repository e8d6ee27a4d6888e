package files

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"

	"github.com/google/renameio/v2"

	"mpool/internal/failure"
	"mpool/internal/text"
)

// Kind says which existing files a new one may replace.
type Kind struct {
	What string // "plan of mpool"
	Is   func(text []byte) bool
}

// Headed is the kind of JSON files with this value in the field "kind".
func Headed(what, kind string) Kind {
	return Kind{what, func(text []byte) bool {
		var head struct{ Kind string }
		return json.Unmarshal(text, &head) == nil && head.Kind == kind
	}}
}

// Replaceable reports whether a file may be written there: if there is none, an empty one, or one of
// the same kind.
func (k Kind) Replaceable(path string) error {
	if err := notStdout("a "+k.What, path); err != nil {
		return err
	}
	info, err := os.Lstat(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	taken := failure.Usage("%s already exists but is not a %s", path, k.What).WithHint("use another name for --out")
	if err != nil || !info.Mode().IsRegular() {
		return taken
	}
	text, err := os.ReadFile(path)
	if err != nil || len(text) > 0 && !k.Is(text) {
		return taken
	}
	return nil
}

// Write writes the JSON document completely or not at all, and replaces only a file of this kind. what
// names the document in an error.
func (k Kind) Write(what, path string, document any, mode os.FileMode) error {
	if err := k.Replaceable(path); err != nil {
		return err
	}
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(document); err != nil {
		return Unwritten(what, path, err)
	}
	return Put(what, path, text.Bytes(), mode)
}

// Put writes the whole text or nothing. If others may not read mode, the file gets exactly this mode,
// also if it existed before.
func Put(what, path string, text []byte, mode os.FileMode) error {
	if err := notStdout(what, path); err != nil {
		return err
	}
	var options []renameio.Option
	if mode&0o077 == 0 {
		options = append(options, renameio.WithStaticPermissions(mode))
	}
	if err := renameio.WriteFile(path, text, mode, options...); err != nil {
		return Unwritten(what, path, err)
	}
	return nil
}

// notStdout refuses the path "-", which stands for standard output elsewhere: a file of that name is not
// meant.
func notStdout(what, path string) error {
	if path != "-" {
		return nil
	}
	return failure.Usage("%s cannot be written to standard output", what).WithHint("name a file; to write a file that is called -: ./-")
}

// UnwrittenOf is Unwritten for a file that a flag names.
func UnwrittenOf(flag, what, path string, err error) *failure.Failure {
	f := Unwritten(what, path, err)
	f.Message = flag + ": " + f.Message
	return f
}

// Unwritten is the error about a file that cannot be written. It names that file: the wrapped error is
// about the temporary file that should have replaced it.
func Unwritten(what, path string, err error) *failure.Failure {
	exit, hint := failure.Plain, "no partial file was left; free some space or use another file"
	if info, found := os.Stat(filepath.Dir(path)); errors.Is(found, os.ErrNotExist) {
		exit, hint = failure.Misuse, "no such folder: "+text.Quote(filepath.Dir(path))+": create it, or use another file"
	} else if found == nil && !info.IsDir() {
		exit, hint = failure.Misuse, text.Quote(filepath.Dir(path))+" is not a folder: use another file"
	} else if at, found := os.Stat(path); found == nil && at.IsDir() {
		exit, hint = failure.Misuse, text.Quote(path)+" is a folder: name a file in it"
	} else if errors.Is(err, os.ErrPermission) {
		hint = "use a file in a folder where you can write"
	}
	return failure.New(exit, "file", "cannot write %s to %s: %s", what, text.Quote(path), failure.Innermost(err)).Because(err).WithHint("%s", hint)
}

// WriteNew writes the text into a new file, and never over an existing one.
func WriteNew(what, path string, text []byte, mode os.FileMode) error {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return Unwritten(what, path, err)
	}
	_, err = file.Write(text)
	if err = errors.Join(err, file.Sync(), file.Close()); err != nil {
		return Unwritten(what, path, errors.Join(err, os.Remove(path)))
	}
	return nil
}
