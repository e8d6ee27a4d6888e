package poolfile

import (
	"testing"

	"mpool/internal/golden"
)

// The published schema equals that of the table.
func TestSchema(t *testing.T) {
	made, err := Schema()
	if err != nil {
		t.Fatal(err)
	}
	golden.Check(t, "../../docs/pool.schema.json", string(made)+"\n")
}
