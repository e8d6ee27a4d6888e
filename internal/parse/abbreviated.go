package parse

import (
	"fmt"
	"strings"
)

// abbreviated is the error about a wall clock time with the abbreviation of a zone, as times are shown;
// nil if it has none. An abbreviation is ambiguous, because several zones share some.
func abbreviated(words string) error {
	at := strings.LastIndexByte(words, ' ')
	if at < 0 {
		return nil
	}
	clock, short := strings.TrimSpace(words[:at]), words[at+1:]
	if _, isWall := wallClock(clock); !isWall || len(short) < 2 || len(short) > 5 || strings.Trim(short, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
		return nil
	}
	return fmt.Errorf("%q: %s is the abbreviation of a zone, not its name: write %q", words, short, clock+" "+placeOf(short))
}

// placeOf returns a zone that uses an abbreviation.
func placeOf(short string) string {
	switch short {
	case "CET", "CEST":
		return "Europe/Zurich"
	case "GMT", "BST":
		return "Europe/London"
	case "EET", "EEST":
		return "Europe/Athens"
	case "EST", "EDT":
		return "America/New_York"
	case "CST", "CDT":
		return "America/Chicago"
	case "PST", "PDT":
		return "America/Los_Angeles"
	case "JST":
		return "Asia/Tokyo"
	}
	return "REGION/CITY"
}
