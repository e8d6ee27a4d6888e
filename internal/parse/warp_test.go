package parse

import "testing"

func TestWarp(t *testing.T) {
	for text, want := range map[string]ClockMove{
		"+84h": {By: 302_400}, "3d12h": {By: 302_400}, "1s": {By: 1},
		"1795535945": {To: 1_795_535_945}, "2026-01-31T12:00:00Z": {To: 1_769_860_800},
	} {
		if got, err := Warp(text); err != nil || got != want {
			t.Errorf("%s is %+v, %v", text, got, err)
		}
	}
}
