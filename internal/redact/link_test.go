package redact

import "testing"

// TestWithoutUser checks that a link loses only its user's name and password.
func TestWithoutUser(t *testing.T) {
	for link, want := range map[string]string{
		"https://user:s3cr3t@explorer.example/x": "https://explorer.example/x",
		"https://explorer.example/x":             "https://explorer.example/x",
	} {
		if got := WithoutUser(link); got != want {
			t.Errorf("%s: %s", link, got)
		}
	}
}
