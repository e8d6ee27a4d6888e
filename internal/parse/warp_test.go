package parse

import (
	"testing"
	"time"
)

func TestWarp(t *testing.T) {
	for text, want := range map[string]ClockMove{
		"+84h": {By: 302_400}, "3d12h": {By: 302_400}, "1s": {By: 1},
		"1795535945": {To: 1_795_535_945}, "2026-01-31T12:00:00Z": {To: 1_769_860_800},
		"2026-01-31 13:00 Europe/Zurich": {To: 1_769_860_800}, "2026-01-31 12:00": {To: 1_769_860_800}, "2026-01-31T12:00Z": {To: 1_769_860_800},
	} {
		if got, err := Warp(text, time.UTC); err != nil || got != want {
			t.Errorf("%s is %+v, %v", text, got, err)
		}
	}
}

func TestWarpRefuses(t *testing.T) {
	for _, text := range []string{"", "now", "5x", "+0s", "0", "99999999999", "2026-13-01", "2026-01-31 13:00 CET", "+2026-01-31"} {
		if got, err := Warp(text, time.UTC); err == nil {
			t.Errorf("%q is %+v", text, got)
		}
	}
}
