package signing

import (
	"errors"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/failure"
	"mpool/internal/safe/safetest"
)

// TestChooseSafe checks which Safe comes first, or who must come before it.
func TestChooseSafe(t *testing.T) {
	a, b, person := safetest.Safe(), safetest.Who(0x5b), safetest.Who(0xee)
	list := func(of ...common.Address) []common.Address { return of }
	for _, test := range []struct {
		name  string
		safes []common.Address
		from  []common.Address
		which common.Address
		path  string
		want  common.Address
		code  string
		hint  string
	}{
		{name: "the only one", safes: list(a), from: list(a), want: a},
		{name: "that is asked for", safes: list(a), from: list(a), which: a, want: a},
		{name: "the first of two", safes: list(a, b), from: list(a, b), want: a},
		{name: "the first of two, listed last", safes: list(b, a), from: list(a, b), want: a},
		{name: "the second of two", safes: list(a, b), from: list(a, b), which: b, code: "Refused safe.order", hint: "write the plan with --out plan.json, then: mpool safe hash plan.json"},
		{name: "behind a person", safes: list(a), from: list(person, a), path: "my plan.json", code: "Refused safe.order", hint: "mpool send 'my plan.json' --partial --account NAME"},
		{name: "no Safe at all", from: list(person), code: "Refused safe.none", hint: "mpool send is for EOAs"},
		{name: "one that sends nothing", safes: list(a), from: list(a), which: b, code: "Misuse usage", hint: "omit --safe"},
	} {
		got, err := chooseSafe(aProposal(test.safes, test.from...), test.which, test.path)
		if safetest.CodeOf(err) != test.code || err == nil && got != test.want {
			t.Errorf("%s: %s, %v", test.name, got, err)
		}
		var f *failure.Failure
		if errors.As(err, &f) && f.Hint != test.hint {
			t.Errorf("%s: %q", test.name, f.Hint)
		}
	}
}

// TestOthersAfter checks the warning about the remaining calls and their senders.
func TestOthersAfter(t *testing.T) {
	a, b, person := safetest.Safe(), safetest.Who(0x5b), safetest.Who(0xee)
	for _, test := range []struct {
		name string
		from []common.Address
		path string
		says string
		hint string
	}{
		{"all of it", []common.Address{a}, "plan.json", "", ""},
		{"a person's", []common.Address{a, person}, "plan.json", "1 call of the plan comes after it, from " + person.Hex(), "once it is executed: mpool send plan.json"},
		{"another Safe's", []common.Address{a, b, b}, "plan.json", "2 calls of the plan come after it, from " + b.Hex(), "once it is executed: mpool safe hash plan.json"},
		{"not written", []common.Address{a, person}, "", "1 call", ""},
	} {
		f, some := OthersAfter(aProposal([]common.Address{a, b}, test.from...), 1, test.path)
		if some != (test.says != "") || !strings.Contains(f.Summary, test.says) || f.Hint != test.hint {
			t.Errorf("%s: %t, %+v", test.name, some, f)
		}
	}
}
