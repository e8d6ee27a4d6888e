package files

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"

	"mpool/internal/failure"
	"mpool/internal/text"
)

// form describes the files that a flag writes: how they begin, and the mark of files that mpool wrote.
// The zero form matches any file.
type form struct{ what, begin, mark string }

func page() form { return form{"page", "<!doctype html", "<title>mpool: "} }

func (o Output) form() form {
	switch o.Flag {
	case "--ics":
		return form{"calendar", "BEGIN:VCALENDAR", "\nPRODID:-//mpool//"}
	case "--svg":
		return form{"picture in SVG", "<svg", ` role="img" font-family="system-ui, sans-serif">`}
	case "--png":
		return form{"picture in PNG", "\x89PNG", "tEXtSoftware\x00mpool"}
	case "--html":
		return page()
	case "--junit":
		return form{"report in XML", "<?xml", `<testsuite name="mpool `}
	}
	if strings.EqualFold(filepath.Ext(o.Path), ".html") {
		return page()
	}
	return form{}
}

// headLong is the number of bytes at the beginning of a file that contain the mark.
const headLong = 4096

// keeps refuses to overwrite a file of another kind or of another program: the user probably meant
// another file.
func (o Output) keeps() error {
	is, head := o.form(), o.head(headLong)
	begins := len(head) >= len(is.begin) && strings.EqualFold(string(head[:len(is.begin)]), is.begin)
	switch {
	case len(head) == 0 || begins && is.marks(head):
		return nil
	case begins:
		return failure.Usage("%s: mpool did not write the %s %s", o.Flag, is.what, text.Quote(o.Path)).WithHint("use another name, or remove the file")
	}
	return failure.Usage("%s: %s exists and is not a %s", o.Flag, text.Quote(o.Path), is.what).WithHint("use another name, or remove the file")
}

// marks reports whether mpool wrote the file. Of a calendar its first program counts: another program
// may name mpool further below.
func (f form) marks(head []byte) bool {
	if name, _, isName := strings.Cut(f.mark, ":"); isName {
		at := bytes.Index(head, []byte(name+":"))
		return at >= 0 && bytes.HasPrefix(head[at:], []byte(f.mark))
	}
	return bytes.Contains(head, []byte(f.mark))
}

// head returns the beginning of the existing file.
func (o Output) head(length int) []byte {
	file, err := os.Open(o.Path)
	if err != nil {
		return nil
	}
	defer func() { _ = file.Close() }() // read only
	head, _ := io.ReadAll(io.LimitReader(file, int64(length)))
	return bytes.TrimRight(head, "\x00")
}

// Clear deletes the file of an earlier run if this run has nothing to write, and reports whether there
// was one.
func (o Output) Clear() (bool, error) {
	if o.keeps() != nil || len(o.head(1)) == 0 {
		return false, nil
	}
	if err := os.Remove(o.Path); err != nil {
		return false, UnwrittenOf(o.Flag, "nothing", o.Path, err)
	}
	return true, nil
}
