package poolplan

import (
	"errors"
	"testing"

	"mpool/internal/failure"
	"mpool/internal/poolfile"
)

// apply fails if an unfinished operation holds back what the file wants.
func TestHeldBack(t *testing.T) {
	v := &View{File: "pool.yaml", Drift: &poolfile.Drift{}}
	if err := v.HeldBack(nil); err != nil {
		t.Error(err)
	}
	var f *failure.Failure
	v.Half = "add-token has not finished"
	if err := v.HeldBack(nil); !errors.As(err, &f) || f.Code != "poolfile.half" || f.Exit == 0 {
		t.Error(err)
	}
	if first := errors.New("first"); !errors.Is(v.HeldBack(first), first) {
		t.Error("another error comes first")
	}
}
