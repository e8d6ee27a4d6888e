package request

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/batch"
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/planner"
)

// The plan looks for a member. If past events cannot be read, no member is known, which the plan says.
func TestAllowlistEnable(t *testing.T) {
	for name, test := range map[string]struct {
		node func(*node)
		want common.Address
		told string
	}{
		"nobody":          {func(*node) {}, common.Address{}, ""},
		"somebody":        {func(n *node) { n.listed(someone, another) }, common.HexToAddress(someone), ""},
		"not by the pool": {func(n *node) { n.listed(someone, another); n.list.Entries[0].Allowed = false }, common.HexToAddress(another), ""},
		"unread": {func(n *node) { n.noList = errors.New("no events") }, common.Address{},
			"allowlist.unread: cannot read the allowlist's events, so its members are unknown: no events"},
	} {
		on, n, told := target(t)
		test.node(n)
		op, err := built(t, "allowlist enable; from-block: \"17\"", on)
		if err != nil || op != ops.Operation(ops.EnableAllowlist{On: true, Known: test.want}) || n.past != (planner.Past{From: "17"}) {
			t.Errorf("%s: %+v %v %+v", name, op, err, n.past)
		}
		if said := strings.Join(*told, "\n"); said != test.told {
			t.Errorf("%s: says %q, want %q", name, said, test.told)
		}
	}
	on, n, _ := target(t)
	n.listed(someone)
	on.Before.Pool.MustAllowlistLPs = true // already enabled: no member is needed
	if op, err := built(t, "allowlist enable", on); err != nil || op != ops.Operation(ops.EnableAllowlist{On: true}) {
		t.Errorf("%+v %v", op, err)
	}
}

// Ctrl-C ends the request instead of continuing without past events.
func TestAllowlistEnableIsInterrupted(t *testing.T) {
	on, n, told := target(t)
	n.noList = context.Canceled
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	r, err := parsed(t, "allowlist enable")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.Build(ctx, on); !errors.Is(err, context.Canceled) || len(*told) > 0 {
		t.Error(err, *told)
	}
}

// A file lists the wanted members. The operation adds and removes the difference.
func TestAllowlistSync(t *testing.T) {
	on, n, told := target(t)
	n.listed(another)
	r, err := Parse(t.Context(), syncOf("members.txt"), folder(t, map[string]string{"members.txt": someone + " # me\n"}))
	if err != nil {
		t.Fatal(err)
	}
	op, err := r.Build(t.Context(), on)
	want := ops.ChangeAllowlist{Add: []common.Address{common.HexToAddress(someone)}, Remove: []common.Address{common.HexToAddress(another)}}
	if change, is := op.(ops.ChangeAllowlist); err != nil || !is || written(t, change) != written(t, ops.AllowlistTo(want.Add, want.Remove)) {
		t.Errorf("%+v %v", op, err)
	}
	if said := strings.Join(*told, "\n"); said != "the file has 1 addresses, the allowlist 1: 1 to add, 1 to remove" {
		t.Error(said)
	}
	n.noList = errors.New("the node is gone")
	if _, err := r.Build(t.Context(), on); complaint(err) != "the node is gone" {
		t.Error(err)
	}
}

// Every mistake in the file is named. A file that is too large is refused.
func TestAllowlistSyncMistakes(t *testing.T) {
	from := folder(t, map[string]string{"bad.txt": "0x1\n\n" + someone + "\n" + someone + "\n", "large.txt": strings.Repeat("# \n", longestAllowlist/3+1)})
	_, err := readAllowlist(t.Context(), "bad.txt", from)
	var f *failure.Failure
	if !errors.As(err, &f) || !strings.HasPrefix(f.Message, `"bad.txt", line 1: `) || f.Hint != "2 mistakes in the file; use one address a line, with optional # comment" {
		t.Error(complaint(err))
	}
	if _, err := Parse(t.Context(), syncOf("large.txt"), from); complaint(err) != `invalid list of addresses "large.txt": it is larger than 4 MB` {
		t.Error(complaint(err))
	}
	if _, err := Parse(t.Context(), syncOf("/etc/hosts"), from); !strings.HasPrefix(complaint(err), "cannot read the allowlist file: a batch can only name files in or below") {
		t.Error(complaint(err))
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Parse(ctx, syncOf("bad.txt"), from); err == nil {
		t.Error("it goes on after Ctrl-C")
	}
}

func syncOf(file string) batch.Item {
	return batch.Item{Operation: "allowlist sync", Pool: "fund", Given: []batch.Given{{Name: "file", Values: []string{file}}}}
}

// folder is a source that reads files of a temporary folder.
func folder(t *testing.T, files map[string]string) Source {
	t.Helper()
	t.Chdir(t.TempDir())
	for name, text := range files {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	from := source()
	from.Open = Below
	return from
}
