package review

import (
	"slices"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/safe"
)

// onlySoftens checks the effect of naming every account as a recipient: no finding of a call
// disappears or becomes worse, and findings that no recipient may soften stay refused.
func onlySoftens(t *testing.T, r row, alone *Checker) {
	t.Helper()
	never := []string{"approval.unlimited", "vault.relayer", "call.safe", "trade.limit"}
	everybody := list1(friend(), stranger(), contract(), who(0xba), who(0xed), who(0xa5), mine(), other(), weth(), usdc(), theVault(), theSafe(), common.Address{})
	named, _, err := row{calls: r.calls, set: func(w *world) {
		if r.set != nil {
			r.set(w)
		}
		trusting(everybody...)(w)
	}, read: r.read}.checked()
	must(err)
	for i, call := range alone.View.Calls {
		before, after := call.Findings, named.View.Calls[i].Findings
		if len(before) != len(after) {
			t.Errorf("%s: call %d had %d findings and has %d", r.name, i+1, len(before), len(after))
			continue
		}
		for j, f := range before {
			softer := f.Severity == ops.Refuse && after[j].Severity == ops.Warn && !slices.Contains(never, f.Code)
			if f.Code != after[j].Code || f.Severity != after[j].Severity && !softer {
				t.Errorf("%s: %s %s became %s %s", r.name, f.Severity, f.Code, after[j].Severity, after[j].Code)
			}
		}
	}
}

// refusalIsVerdict checks that a refused finding makes the verdict a refusal, and that no line then
// leads to a signature.
func refusalIsVerdict(t *testing.T, r row, c *Checker) {
	t.Helper()
	refused := strings.Contains(said(c.View), "refuse ")
	f := c.Verdict()
	if refused && (f == nil || f.Exit != failure.Refused) {
		t.Errorf("%s: %s, and the verdict is %v", r.name, said(c.View), f)
	}
	if f != nil {
		signLines(t, c.View, true)
	}
}

// TestAgain checks that findings do not depend on the iteration order of maps.
func TestAgain(t *testing.T) {
	for _, r := range slices.Concat(poolRows(), rightRows(), lossRows(), valueRows()) {
		first, _, err := r.checked()
		must(err)
		again, _, err := r.checked()
		must(err)
		if got, want := inFull(again.View), inFull(first.View); got != want {
			t.Errorf("%s: found\n%s\nand then\n%s", r.name, got, want)
		}
	}
}

// TestCompany checks that an innocent call before a call changes only the number in its findings.
func TestCompany(t *testing.T) {
	t.Parallel()
	for _, r := range slices.Concat(tokenRows(), allowanceRows(), vaultRows(), safeRows(), managerRows()) {
		alone, _, err := r.checked()
		must(err)
		w := ordinary(append(list(transfer(usdc(), theSafe(), bigOf(1))), r.calls...)...)
		if r.set != nil {
			r.set(w)
		}
		together, err := w.check()
		must(err)
		if len(together.View.Calls) != len(alone.View.Calls)+1 {
			continue // on another chain
		}
		for i, call := range alone.View.Calls {
			if got, want := codesAt(together.View.Calls[i+1].Findings), codesAt(call.Findings); got != want {
				t.Errorf("%s: call %d is %s alone, and %s in company", r.name, i+1, want, got)
			}
		}
	}
}

func codesAt(found []ops.Finding) string {
	var list []string
	for _, f := range found {
		list = append(list, string(f.Severity)+" "+f.Code)
	}
	return strings.Join(list, ", ")
}

// FuzzCalldata checks that any calldata is decoded or called unknown, and that a call which changes
// something at an unnamed contract always has a finding.
func FuzzCalldata(f *testing.F) {
	seeds := map[string]bool{}
	for i, r := range rowsOf() {
		for _, call := range r.calls {
			if first := string(call.Data[:min(4, len(call.Data))]); !seeds[first] {
				f.Add(uint8(i), call.Data)
				seeds[first] = true
			}
		}
	}
	places := list1(theSafe(), contract(), stranger(), theVault(), mine(), weth(), foreign(), who(0xba))
	f.Fuzz(func(t *testing.T, place uint8, data []byte) {
		w := ordinary(safe.Call{To: places[int(place)%len(places)], Data: data})
		c, err := w.check()
		if err != nil {
			t.Fatal(err)
		}
		call := c.View.Calls[0]
		if (call.Call == nil) != (call.Unread != "") {
			t.Errorf("it is read, and not: %+v", call)
		}
		if call.Call == nil && len(call.Findings) == 0 {
			t.Errorf("nothing is said of a call that nobody knows: %+v", call)
		}
		if page := shown(Markdown{c.View}) + shown(c.View); oddIn(page) != "" {
			t.Errorf("%s: %q", oddIn(page), page)
		}
	})
}
