package console

import (
	"bytes"
	"strings"
	"testing"
)

func TestBar(t *testing.T) {
	var out bytes.Buffer
	b := Bar{To: &out, What: "reading", Total: 1000, Shown: -1}
	for done := uint64(0); done <= 1200; done++ {
		b.Show(done)
	}
	b.End()
	frames := strings.Split(out.String(), "\r")
	if len(frames) != 1+101+2 {
		t.Errorf("%d frames", len(frames))
	}
	if frames[1] != "reading ["+strings.Repeat(" ", 30)+"]   0%" || frames[101] != "reading ["+strings.Repeat("#", 30)+"] 100%" {
		t.Errorf("first %q, last %q", frames[1], frames[101])
	}
	if strings.TrimSpace(frames[102]) != "" || len(frames[102]) < len(frames[101]) {
		t.Errorf("%q does not wipe %q", frames[102], frames[101])
	}
	var none Bar // without a terminal
	none.Total = 1
	none.Show(1)
	none.End()
}
