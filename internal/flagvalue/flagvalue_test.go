package flagvalue

import (
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
)

// value is the part of pflag.Value that the tests use.
type value interface {
	Set(words string) error
	String() string
	Type() string
}

const account = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"

// Each value parses what a person writes, formats it back, and refuses everything else. A value that
// was not set is empty.
func TestValues(t *testing.T) {
	var word string
	var address common.Address
	var list Addresses
	var share float64
	wait := Wait(time.Minute)
	for _, test := range []struct {
		value
		typed, again, wrong string
	}{
		{Choice{&word, []string{"day", "week"}}, "week", "week", "month"},
		{Address{&address}, account, account, "0x12"},
		{&list, account, account, "me"},
		{&wait, "1m30s", "1m30s", "1s1s"},
		{Yearly{&share}, "80%", "80%", "0%"},
	} {
		if _, isWait := test.value.(*Wait); !isWait && test.String() != "" || test.Type() == "" {
			t.Errorf("%T: %q before anything is said, and its type is %q", test.value, test.String(), test.Type())
		}
		if err := test.Set(test.typed); err != nil || test.String() != test.again {
			t.Errorf("%T: %q %v, want %q", test.value, test.String(), err, test.again)
		}
		if err := test.Set(test.wrong); err == nil {
			t.Errorf("%T takes %q", test.value, test.wrong)
		}
	}
	for _, none := range []value{Choice{}, Address{}, Yearly{}, &Addresses{}} {
		if none.String() != "" {
			t.Errorf("%T says %q", none, none.String())
		}
	}
	if err := list.Replace([]string{account, account}); err != nil || len(list.GetSlice()) != 2 || list.Append("x") == nil {
		t.Error(list, err)
	}
}
