package main

import (
	"strings"

	"mpool/internal/ops"
)

// shortTime is a moment as a column heading: "2026-01-31 12:00:00".
func shortTime(t ops.Time) string {
	return strings.TrimSuffix(strings.Replace(t.String(), "T", " ", 1), "Z")
}

// shortNumber cuts a long fraction for reading, and shows that it did:
// "33.3333…%". JSON has every digit. What is no number stays as it is.
func shortNumber(text string) string {
	const keep = 4
	digits, percent := strings.CutSuffix(text, "%")
	whole, frac, dotted := strings.Cut(digits, ".")
	if !dotted || strings.Trim(whole+frac, "0123456789") != "" {
		return text
	}
	leading := 0
	if whole == "0" {
		leading = len(frac) - len(strings.TrimLeft(frac, "0"))
	}
	if len(frac) <= leading+keep {
		return text
	}
	short := whole + "." + frac[:leading+keep] + "…"
	if percent {
		short += "%"
	}
	return short
}
