package text

import "testing"

func TestPair(t *testing.T) {
	for _, c := range [][4]string{
		{"2026-11-29T20:36:26Z", "1970-01-01T00:00:00Z", "2026-11-29 20:36:26 UTC", "none"},
		{"165.486409635848009375", "165.238702312330944116", "165.4864", "165.2387"},
		{"true", "false", "true", "false"},
		{"30%", "25.000000000000000001%", "30%", "25%"},
	} {
		if was, is := Pair(c[0], c[1]); was != c[2] || is != c[3] {
			t.Errorf("%s, %s: %s, %s", c[0], c[1], was, is)
		}
	}
}
