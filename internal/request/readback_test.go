package request

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/batch"
	"mpool/internal/config"
	"mpool/internal/ops"
	"mpool/internal/planfile"
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
