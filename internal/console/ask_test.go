package console

import (
	"testing"
)

// What an interrupted question was about is not done: asked says which word the error has.
func TestAsked(t *testing.T) {
	for question, want := range map[string]string{
		"sign transaction 7 of the Safe?": "signed", "swap fee 0.3% → 1%\nsign transaction 7?": "signed",
		"propose transaction 7?": "proposed", "send 1 transaction?": "sent",
	} {
		if got := asked(question); got != want {
			t.Errorf("%q: %q, want %q", question, got, want)
		}
	}
}
