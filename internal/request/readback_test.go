package request

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/batch"
	"mpool/internal/config"
	"mpool/internal/ops"
	"mpool/internal/planfile"
	"mpool/internal/recognise"
)

// readFields are fields for operations that cannot be built here from the first example of their help:
// it names tokens that the pool does not have, or is quoted.
func readFields() map[string]string {
	return map[string]string{
		"add-token":      "token " + someone + "; weight 10%; amount 1",
		"open":           "doors swaps",
		"remove-token":   "token USDC",
		"weights-update": "to WETH=30%,USDC=rest; duration 1d",
	}
}

// Every operation of a plan's file is read back unchanged. It is built from its first example.
func TestEveryOperationIsReadBack(t *testing.T) {
	from := folder(t, map[string]string{"members.txt": someone})
	for _, r := range All() {
		if fields, has := readFields()[r.Name]; has {
			fill(t, r, fields)
		} else if err := likeExample(r, source().Settings); err != nil {
			t.Errorf("%s: its first example: %v", r.Name, err)
			continue
		}
		on := trading(t)
		err := r.Check(t.Context(), from)
		var op ops.Operation
		if err == nil {
			op, err = r.Build(t.Context(), on)
		}
		if err != nil {
			t.Errorf("%s: cannot be built for a pool of WETH and USDC: %v: change its first example, or give it fields in readFields", r.Name, err)
			continue
		}
		readBack(t, r.Name, op, on.Before)
		recognised(t, r.Name, op, on.Before)
	}
}

// unread are operations that the calls alone do not tell: a trade is judged by what its call says, with
// balances that nobody has read, and the new share is the protocol's own.
func unread() []string { return []string{"aum-fee update-share", "exit", "first-join", "join", "swap"} }

// recognised checks that mpool knows the operation by its calls, as in a Safe's batch or another's block.
func recognised(t *testing.T, name string, op ops.Operation, before *ops.Snapshot) {
	t.Helper()
	if slices.Contains(unread(), name) {
		return
	}
	reader, err := recognise.NewRecogniser()
	if err != nil {
		t.Fatal(err)
	}
	watch(before, op)
	plan, err := ops.PlanAnyway(op, before, before.Block.Time+12)
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return
	}
	if reading, err := reader.Read(before, plan.At, plan.Calls); err != nil || reading.Unknown {
		t.Errorf("%s: mpool does not know its own calls (%v): internal/recognise/candidates.go makes operations of calls", name, err)
	}
}

// watch adds what the operation needs beside the pool: everybody has two of each token, with an
// allowance of one, and is on the allowlist if the operation removes them.
func watch(before *ops.Snapshot, op ops.Operation) {
	watching, more := op.(ops.Watching)
	if !more {
		return
	}
	asked := watching.Watch(before)
	for _, key := range asked.Holdings {
		before.Holdings = append(before.Holdings, ops.Holding{Token: key.Token, Account: key.Account, Symbol: "T", Decimals: 18, Balance: raw(2e18, 18), Allowance: raw(1e18, 18)})
	}
	change, _ := op.(ops.ChangeAllowlist)
	for _, member := range asked.Members {
		before.Members = append(before.Members, ops.Member{Address: member, Allowed: slices.Contains(change.Remove, member)})
	}
}

// likeExample fills a request as the first example of its help does. It omits flags that are not its
// fields, such as --from.
func likeExample(r *Request, s *config.Settings) error {
	line, _, _ := strings.Cut(strings.TrimSpace(r.Example), "\n")
	words, found := strings.CutPrefix(line, "mpool "+r.Name)
	if !found {
		return fmt.Errorf("%q does not begin with mpool %s", line, r.Name)
	}
	words, flags, _ := strings.Cut(words+" ", " --")
	args := strings.Fields(words)
	for i, word := range args {
		if word == "0x…" && i == 0 {
			args[i] = poolAddress
		} else if word == "0x…" {
			args[i] = someone
		}
	}
	for _, given := range strings.Split(flags, " --") {
		name, value, _ := strings.Cut(strings.TrimSpace(given), " ")
		for _, f := range r.Fields {
			if f.Name == name && f.Kind == batch.Switch {
				value = "true"
			}
			if f.Name == name {
				if err := f.Value.Set(value); err != nil {
					return err
				}
			}
		}
	}
	_, err := r.Words(args, s)
	return err
}

// The creation of a pool is read back unchanged too.
func TestCreationIsReadBack(t *testing.T) {
	op, err := created(t, "", someFlags()...)
	if err != nil {
		t.Fatal(err)
	}
	readBack(t, "create", op, &ops.Snapshot{ChainID: 1})
}

// fill sets fields of a request from pairs of a name and a value.
func fill(t *testing.T, r *Request, fields string) {
	t.Helper()
	for _, field := range strings.Split(fields, "; ") {
		name, value, found := strings.Cut(field, " ")
		if !found {
			continue
		}
		if err := r.set(batch.Given{Name: name, Values: []string{value}}); err != nil {
			t.Fatal(err)
		}
	}
}

// readBack writes a plan of the operation and reads it.
func readBack(t *testing.T, name string, op ops.Operation, before *ops.Snapshot) {
	t.Helper()
	before.Block.Hash = common.Hash{1}
	plan := &ops.Plan{Operation: op, Base: before.Block, At: before.Block.Time, Predicted: before}
	file, err := json.Marshal(plan)
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return
	}
	again, err := planfile.Read(bytes.NewReader(file))
	if err != nil {
		t.Errorf("%s: its plan cannot be read (is it in kinds() of internal/planfile/kinds.go?): %v", name, err)
		return
	}
	if got, want := written(t, again.Operation), written(t, op); got != want {
		t.Errorf("%s:\n%s\nwant %s", name, got, want)
	}
}
