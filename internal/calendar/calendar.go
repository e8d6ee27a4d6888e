// Package calendar writes calendar files (RFC 5545).
package calendar

import (
	"bytes"
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Event is a moment with its description. An event replaces one with the same UID and a lower revision.
type Event struct {
	UID         string
	At          time.Time
	Revision    uint32 // below 2^31
	Summary     string
	Description string
}

// File returns a calendar with the events, written at the time as. events must not be empty: a calendar
// without an event is not valid.
func File(as time.Time, events []Event) []byte {
	var w writer
	w.line("BEGIN:VCALENDAR")
	w.line("VERSION:2.0")
	w.line("PRODID:-//mpool//status//EN")
	w.line("CALSCALE:GREGORIAN")
	for _, e := range events {
		w.event(as, e)
	}
	w.line("END:VCALENDAR")
	return w.Bytes()
}

type writer struct{ bytes.Buffer }

func (w *writer) event(as time.Time, e Event) {
	w.line("BEGIN:VEVENT")
	w.line("UID:" + escaped(e.UID))
	w.line("DTSTAMP:" + stamp(as))
	w.line("LAST-MODIFIED:" + stamp(as))
	w.line(fmt.Sprintf("SEQUENCE:%d", e.Revision&0x7fffffff))
	w.line("DTSTART:" + stamp(e.At))
	w.line("SUMMARY:" + escaped(e.Summary))
	w.line("DESCRIPTION:" + escaped(e.Description))
	w.line("TRANSP:TRANSPARENT") // the time stays free
	w.line("END:VEVENT")
}

// stamp formats a moment in UTC (3.3.5, form 2).
func stamp(t time.Time) string { return t.UTC().Format("20060102T150405Z") }

// longest is the largest length of a line in bytes, without its end (3.1).
const longest = 75

// line writes a line that ends with CRLF. A line that is too long continues after a blank in the next
// line; no character is cut.
func (w *writer) line(text string) {
	room := longest
	for len(text) > room {
		cut := room
		for !utf8.RuneStart(text[cut]) {
			cut--
		}
		w.WriteString(text[:cut] + "\r\n ")
		text, room = text[cut:], longest-1
	}
	w.WriteString(text + "\r\n")
}

// escaped returns a value of the type TEXT (3.3.11). Control characters and invalid UTF-8 are not
// allowed there and are dropped.
func escaped(text string) string {
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' {
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, ""))
	return strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`).Replace(text)
}
