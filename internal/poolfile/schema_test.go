package poolfile

import (
	"flag"
	"os"
	"testing"
)

// update rewrites the schema: go test ./internal/poolfile -run TestSchema -update.
var update = flag.Bool("update", false, "write the schema")

// The published schema equals that of the table.
func TestSchema(t *testing.T) {
	const path = "../../docs/pool.schema.json"
	made, err := Schema()
	if err != nil {
		t.Fatal(err)
	}
	made = append(made, '\n')
	if *update {
		if err := os.WriteFile(path, made, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	published, err := os.ReadFile(path)
	if err != nil || string(published) != string(made) {
		t.Errorf("%s is not what the table of keys makes (%v): go test ./internal/poolfile -run TestSchema -update", path, err)
	}
}
