package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/jsonschema-go/jsonschema"
	"github.com/spf13/cobra"

	"mpool/internal/golden"
	"mpool/internal/schema"
)

// docs/mpool.schema.json matches the Go types.
func TestReferenceSchema(t *testing.T) {
	all, err := schema.All()
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.MarshalIndent(all, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	golden.Check(t, "../../docs/mpool.schema.json", string(text)+"\n")
	checkKindsPage(t, "../../docs/json.md")
}

// checkKindsPage compares the table of kinds of a page with schema.Kinds; with -update it writes it.
func checkKindsPage(t *testing.T, path string) {
	t.Helper()
	const head = "| In the schema | Commands |\n| --- | --- |\n"
	page, err := os.ReadFile(path)
	before, rest, found := strings.Cut(string(page), head)
	_, after, ended := strings.Cut(rest, "\n\n")
	if err != nil || !found || !ended {
		t.Fatalf("%s has no table of kinds: %v", path, err)
	}
	var rows []string
	kinds := schema.Kinds()
	slices.SortFunc(kinds, func(a, b schema.Kind) int { return strings.Compare(a.Name, b.Name) })
	for _, kind := range kinds {
		rows = append(rows, "| `"+kind.Name+"` | "+strings.Join(kind.Commands, ", ")+" |")
	}
	golden.Check(t, path, before+head+strings.Join(rows, "\n")+"\n\n"+after)
}

// Every command that writes a document is in the schema.
func TestSchemaHasEveryCommand(t *testing.T) {
	without := []string{"help", "man", "completion bash", "completion fish", "completion powershell", "completion zsh"}
	eachCommand(newRoot(newApp(world{})), func(cmd *cobra.Command) {
		name := strings.TrimPrefix(cmd.CommandPath(), "mpool ")
		if cmd.Runnable() && !cmd.HasSubCommands() && cmd.Parent() != nil && len(schema.KindsOf(name)) == 0 && !slices.Contains(without, name) {
			t.Errorf("%s has no row in Kinds() of internal/schema/kinds.go", name)
		}
	})
}

// The golden documents of other tests match the schema.
func TestGoldensAreAsTheSchemaSays(t *testing.T) {
	for name, command := range map[string]string{"status": "status", "plan": "weights-update", "freeze": "weights-update", "sent": "weights-update"} {
		text, err := os.ReadFile(filepath.Join("testdata", name+".json.golden"))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Contains(text, []byte("schema_version")) {
			text = []byte(`{"schema_version":2,"success":true,"data":` + string(text) + `,"errors":[],"warnings":[]}`)
		}
		if err := asSchema([]string{command}, text, 0); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if err := asSchema([]string{"explain"}, text, 0); err == nil {
			t.Errorf("%s: it would pass as what explain writes", name)
		}
	}
}

// checkedMain is the program in scripts. It checks each document against the schema, and each screen
// for the forms of numbers and times.
func checkedMain() {
	args := os.Args[1:]
	switch {
	case isVersion(args):
		main()
		return
	case !slices.Contains(args, "--json"):
		formedMain(args)
		return
	}
	var document bytes.Buffer
	code := start(io.MultiWriter(os.Stdout, &document))
	if err := asSchema(args, document.Bytes(), code); err != nil {
		fmt.Fprintf(os.Stderr, "the document is not as docs/mpool.schema.json says: %v\n", err)
		os.Exit(99)
	}
	os.Exit(code)
}

// asSchema checks a command's output against its schema; the data of a failed command may have any
// form.
func asSchema(args []string, text []byte, code int) error {
	if len(text) == 0 || slices.ContainsFunc(args, func(a string) bool { return strings.HasPrefix(a, "--jq") }) {
		return nil
	}
	of, err := schema.Of(schema.CommandOf(args))
	if code != 0 {
		of, err = schema.All()
	}
	if err != nil {
		return err
	}
	rules, err := of.Resolve(&jsonschema.ResolveOptions{})
	if err != nil {
		return err
	}
	var document any
	if err := json.Unmarshal(text, &document); err != nil {
		return err
	}
	return rules.Validate(document)
}
