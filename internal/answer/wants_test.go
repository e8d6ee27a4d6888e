package answer

import (
	"strings"
	"testing"
)

// An error about another flag is a document too, if one was asked for.
func TestWantsJSON(t *testing.T) {
	for line, want := range map[string]bool{
		"": false, "status --json": true, "status --json=true": true, "status --json=false": false, "status --jq .data": true, "status --jq=.data": true,
		"status -- --json": false, "status --json -- fund": true, "status --jquery": false,
	} {
		if got := WantsJSON(strings.Fields(line)); got != want {
			t.Errorf("%q: %v", line, got)
		}
	}
}
