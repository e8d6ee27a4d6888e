package planner

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"mpool/internal/halfway"
	"mpool/internal/named"
	"mpool/internal/planner/plantest"
)

type warnings struct{ codes, words []string }

func (w *warnings) Warn(code, format string, args ...any) {
	w.codes, w.words = append(w.codes, code), append(w.words, fmt.Sprintf(format, args...))
}

// An operation that was closed half way is named with its rest, and with BPT that nobody paid for. One that
// resume goes on with is not.
func TestTellHalf(t *testing.T) {
	t.Parallel()
	minted := &halfway.Minted{Amount: plantest.Amount(5, 18), To: plantest.Manager(), Symbol: named.Symbol("NEW")}
	for _, c := range []struct {
		half Half
		want []string
	}{
		{Half{ID: "1", Operation: "add-token", Finish: "mpool add-token", Minted: minted}, []string{"unfinished.closed", "burn.minted"}},
		{Half{ID: "1", Operation: "remove-token", Finish: "mpool remove-token"}, []string{"unfinished.closed"}},
		{Half{ID: "1", Operation: "add-token", Finish: "mpool add-token", Goes: true}, nil},
		{Half{ID: "1", Operation: "add-token"}, nil},
	} {
		var said warnings
		c.half.tell(&said)
		if !slices.Equal(said.codes, c.want) || len(said.words) > 0 && !strings.Contains(said.words[0], c.half.Finish) {
			t.Errorf("%+v: %+v", c.half, said)
		}
	}
}
