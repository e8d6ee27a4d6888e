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

// form is how files of a flag or a name begin; empty: in any way.
func (o Output) form() (what, begin string) {
	switch o.Flag {
	case "--ics":
		return "calendar", "BEGIN:VCALENDAR"
	case "--svg":
		return "picture in SVG", "<svg"
	case "--png":
		return "picture in PNG", "\x89PNG"
	case "--html":
		return "page", "<!doctype html"
	case "--junit":
		return "report in XML", "<?xml"
	}
	if strings.EqualFold(filepath.Ext(o.Path), ".html") {
		return "page", "<!doctype html"
	}
	return "", ""
}

// keeps refuses an output over a file of another kind, which was meant for something else.
func (o Output) keeps() error {
	what, begin := o.form()
	head := o.head(len(begin))
	if len(head) == 0 || strings.EqualFold(string(head), begin) {
		return nil
	}
	return failure.Usage("%s: %s exists and is not a %s", o.Flag, text.Quote(o.Path), what).WithHint("use another name, or remove the file")
}

// head is how the file begins that is there already.
func (o Output) head(length int) []byte {
	file, err := os.Open(o.Path)
	if err != nil {
		return nil
	}
	defer func() { _ = file.Close() }() // it is only read
	head, _ := io.ReadAll(io.LimitReader(file, int64(length)))
	return bytes.TrimRight(head, "\x00")
}

// Clear takes away the file of an earlier run where this one has nothing to put in its
// place, and says whether there was one.
func (o Output) Clear() (bool, error) {
	if o.keeps() != nil || len(o.head(1)) == 0 {
		return false, nil
	}
	if err := os.Remove(o.Path); err != nil {
		return false, UnwrittenOf(o.Flag, "nothing", o.Path, err)
	}
	return true, nil
}
