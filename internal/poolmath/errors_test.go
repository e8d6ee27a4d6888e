package poolmath

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"
)

// TestCodes compares every code and name with Balancer's own list.
func TestCodes(t *testing.T) {
	path := "node_modules/@balancer-labs/v2-interfaces/contracts/solidity-utils/helpers/BalancerErrors.sol"
	raw, err := os.ReadFile(filepath.Join(devnetFolder, path))
	if err != nil {
		t.Fatalf("%v: run make setup", err)
	}
	names := map[uint16]string{}
	for _, m := range regexp.MustCompile(`constant (\w+) = (\d+);`).FindAllStringSubmatch(string(raw), -1) {
		n, err := strconv.ParseUint(m[2], 10, 16)
		if err != nil {
			t.Fatal(err)
		}
		names[uint16(n)] = m[1]
	}
	for _, c := range codes {
		if names[c.code] != c.name {
			t.Errorf("%d is %s, not %s", c.code, names[c.code], c.name)
		}
	}
	if len(names) < 100 {
		t.Errorf("the list has only %d codes", len(names))
	}
}

func TestErrorTexts(t *testing.T) {
	for err, want := range map[error]string{
		Error{addOverflow}:          "BAL#000 ADD_OVERFLOW",
		Error{minWeight}:            "BAL#302 MIN_WEIGHT",
		Error{999}:                  "BAL#999",
		Abort{"index out of range"}: "reverts without a code: index out of range",
	} {
		if err.Error() != want {
			t.Errorf("%q, not %q", err.Error(), want)
		}
	}
}

// TestOtherPanics checks that catch lets a panic through that no failed require caused.
func TestOtherPanics(t *testing.T) {
	mistake := errors.New("a mistake of ours")
	defer func() {
		if err, ok := recover().(error); !ok || !errors.Is(err, mistake) {
			t.Errorf("it was swallowed, or another came: %v", err)
		}
	}()
	_, _ = plainly(func() Int { panic(mistake) })
	t.Error("no panic")
}
