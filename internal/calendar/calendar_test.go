package calendar

import (
	"bytes"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	ics "github.com/arran4/golang-ical"
	"pgregory.net/rapid"
)

func TestFile(t *testing.T) {
	at := time.Date(2026, 12, 24, 9, 0, 0, 0, time.FixedZone("", 3600))
	got := string(File(at.Add(-time.Hour), []Event{{"a@mpool", at, 5, "ends; here, \\o/", "one\ntwo"}}))
	want := strings.Join([]string{"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//mpool//status//EN", "CALSCALE:GREGORIAN", "BEGIN:VEVENT", "UID:a@mpool",
		"DTSTAMP:20261224T070000Z", "LAST-MODIFIED:20261224T070000Z", "SEQUENCE:5", "DTSTART:20261224T080000Z", `SUMMARY:ends\; here\, \\o/`, `DESCRIPTION:one\ntwo`,
		"TRANSP:TRANSPARENT", "END:VEVENT", "END:VCALENDAR", ""}, "\r\n")
	if got != want {
		t.Errorf("%q\nwant %q", got, want)
	}
}

// With any token name, lines are short and end with CRLF, no character is cut, no line is added, and a
// calendar reader finds the same text.
func TestHostileText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.OneOf(rapid.String(), rapid.StringMatching(`[a-z漢😀;,\\\n\r:"]{0,300}`), rapid.Just("x\r\nEND:VEVENT\r\nBEGIN:VALARM")).Draw(t, "words")
		file := File(time.Unix(1_700_000_000, 0), []Event{{"u@mpool", time.Unix(1_800_000_000, 0), 1, words, words}})
		for line := range strings.SplitSeq(strings.TrimSuffix(string(file), "\r\n"), "\r\n") {
			if len(line) > longest || strings.ContainsAny(line, "\r\n") || !utf8.ValidString(line) {
				t.Fatalf("%q is no line of a calendar", line)
			}
		}
		read, err := ics.ParseCalendar(bytes.NewReader(file))
		if err != nil || len(read.Events()) != 1 || strings.Count(string(file), "\r\nBEGIN:VALARM") > 0 {
			t.Fatalf("%v: %s", err, file)
		}
		event := read.Events()[0]
		if got, want := event.GetProperty(ics.ComponentPropertySummary).Value, plain(words); got != want {
			t.Fatalf("%q, want %q", got, want)
		}
		if start, err := event.GetStartAt(); err != nil || start.Unix() != 1_800_000_000 {
			t.Fatal(start, err)
		}
	})
}

// plain returns the text without what a calendar cannot hold.
func plain(words string) string {
	return strings.Map(func(r rune) rune {
		if r != '\n' && (r < 0x20 || r >= 0x7f && r < 0xa0) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(words, ""))
}
