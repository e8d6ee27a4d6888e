package manual

import (
	"strings"
	"testing"
)

// TestUnshelved: a command that no shelf names is on the first screen, with the words of its help.
func TestUnshelved(t *testing.T) {
	t.Parallel()
	calm := FirstScreen([]Row{{"status", "show a pool"}, {"help", "help"}})
	if strings.Contains(calm, "More commands") {
		t.Error(calm)
	}
	if page := FirstScreen([]Row{{"status", "show a pool"}, {"tokens", "list the tokens"}}); !strings.Contains(page, "\nMore commands\n  tokens                   list the tokens\n") || strings.Count(page, "status") != strings.Count(calm, "status") {
		t.Error(page)
	}
}
