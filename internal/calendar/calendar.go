// Package calendar writes moments as a calendar file, by RFC 5545.
package calendar

import (
	"bytes"
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Event is a moment with its words. An event of the same UID in a calendar is replaced by
// the one of the higher revision.
type Event struct {
	UID         string
	At          time.Time
	Revision    uint32 // below 2^31
	Summary     string
	Description string
}

// File is the text of a calendar with the events, as it was at a time. There has to be an
// event: a calendar without one is not valid.
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
	w.line("TRANSP:TRANSPARENT") // nobody is busy by it
	w.line("END:VEVENT")
}

// stamp is a moment in UTC (3.3.5, form 2).
func stamp(t time.Time) string { return t.UTC().Format("20060102T150405Z") }

// longest is how many bytes a line may have, its end not counted (3.1).
const longest = 75

// line ends with CRLF, and goes on behind a blank in the next where it is too long. No
// character is cut in two.
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

// escaped is a value of the type TEXT (3.3.11). Control characters are none of its: they
// are dropped, and so is what is not UTF-8.
func escaped(text string) string {
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' {
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, ""))
	return strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`).Replace(text)
}
