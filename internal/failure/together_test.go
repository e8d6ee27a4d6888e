package failure

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
)

func messages(err error) string {
	var f *Failure
	if !errors.As(err, &f) {
		return fmt.Sprint(err)
	}
	var list []string
	for _, one := range f.All() {
		list = append(list, one.Message)
	}
	return strings.Join(list, "|")
}

func TestTogether(t *testing.T) {
	if err := Together(nil, nil); err != nil {
		t.Error(err)
	}
	one := Usage("one").WithHint("write two")
	if err := Together(nil, one); messages(err) != "one" || HintOf(err) != "write two" {
		t.Error(err)
	}
	all := Together(errors.Join(one, errors.New("two")), Together(Usage("three"), Usage("four")))
	if got := messages(all); got != "one|two|three|four" {
		t.Error(got)
	}
	if len(one.More) > 0 {
		t.Error("a failure is changed by being one of several")
	}
	if err := Together(context.Canceled, one); !errors.Is(err, context.Canceled) {
		t.Error("what ended the program is lost")
	}
}

func TestEach(t *testing.T) {
	if got := messages(Together(Each("--to: ", errors.Join(errors.New("a"), Usage("b"))))); got != "--to: a|--to: b" {
		t.Error(got)
	}
	if err := Each("--to: ", nil); err != nil {
		t.Error(err)
	}
}
