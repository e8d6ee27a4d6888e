package golden

import (
	"strings"
	"testing"
)

// TestDifference: a failed test shows the lines from the first difference on, and no more of a long text.
func TestDifference(t *testing.T) {
	long := strings.Repeat("same\n", 500)
	got := difference(long+"was\n"+long, long+"is\n"+long)
	if !strings.HasPrefix(got, "From line 501 on it has:\nwas\n") || !strings.Contains(got, "\nand would have:\nis\n") || strings.Count(got, "\n") > 2*shown+2 {
		t.Error(got)
	}
	if got := difference("a", "a\nb"); got != "From line 2 on it has:\n\nand would have:\nb" {
		t.Errorf("%q", got)
	}
}
