package main

import (
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"mpool/internal/batch"
	"mpool/internal/config"
	"mpool/internal/request"
)

// Every operation has a command with exactly its fields as flags and arguments. Other flags are shared
// by all operations or are settings.
func TestFlagsAreFields(t *testing.T) {
	shared := sharedFlags()
	for _, r := range request.All() {
		cmd, rest, err := newRoot(newApp(world{})).Find(strings.Fields(r.Name))
		if err != nil || len(rest) > 0 {
			t.Errorf("%s has no command: %v", r.Name, err)
			continue
		}
		var own []string
		for _, f := range r.Fields {
			if f.Place != batch.Flag {
				if !strings.Contains(cmd.Use, " [POOL] ") || !strings.Contains(cmd.Use+" ", " "+f.Label+" ") {
					t.Errorf("%s: %s is not in %q", r.Name, f.Label, cmd.Use)
				}
				continue
			}
			own = append(own, f.Name)
			if flag := cmd.Flags().Lookup(f.Name); flag == nil || flag.Usage != f.Usage || flag.Hidden != f.Old || flag.DefValue != f.Value.String() || (flag.Value.Type() == "bool") != (f.Kind == batch.Switch) {
				t.Errorf("%s: --%s is another: %+v", r.Name, f.Name, flag)
			}
		}
		cmd.LocalFlags().VisitAll(func(flag *pflag.Flag) {
			isField, isShared := slices.Contains(own, flag.Name), shared.Lookup(flag.Name) != nil || flag.Name == senderFlag || flag.Annotations[config.OfSetting] != nil
			if _, said := flag.Annotations[ofRun]; said {
				isShared = true
			}
			if isField != isOwn(flag) || !isField && !isShared {
				t.Errorf("%s: --%s is neither a field nor for all operations", r.Name, flag.Name)
			}
		})
	}
}

// Every command that changes a pool is an operation of batches, except those that take a finished plan
// and `create`, which has no pool yet.
func TestEveryOperationIsARequest(t *testing.T) {
	eachCommand(newRoot(newApp(world{})), func(cmd *cobra.Command) {
		name := strings.TrimPrefix(cmd.CommandPath(), "mpool ")
		if len(operationExitCodes(cmd)) > 0 && name != "safe exec" && name != "create" && name != "recipe apply" && !strings.HasPrefix(name, "pool ") && request.New(name) == nil {
			t.Errorf("%s is asked for in no table", name)
		}
	})
}

// The commands shown next repeat the values of flags that are fields.
func TestFieldsAgain(t *testing.T) {
	cmd, _, err := newRoot(newApp(world{})).Find([]string{"open"})
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.ParseFlags(strings.Fields("--doors swaps,allowlist --override max_arbitrage_cost --doors joins-exits --override min_duration --reason why --fee-ramp 50%:1%:3d")); err != nil {
		t.Fatal(err)
	}
	want := "mpool open fund --doors swaps --doors allowlist --doors joins-exits --override max_arbitrage_cost --override min_duration --reason why --fee-ramp 50%:1%:3d --broadcast"
	if got := again(cmd, []string{"fund"}, "--broadcast"); got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// A command that is built alone equals the same command built among all.
func TestOneCommandAlone(t *testing.T) {
	all := newRoot(newApp(world{}))
	for _, c := range chapters() {
		for _, one := range c.commands {
			among, _, err := all.Find([]string{one.name})
			if err != nil {
				t.Fatal(err)
			}
			root := newRoot(newApp(world{args: []string{one.name, "--help"}}))
			for _, other := range chapters() {
				for _, not := range other.commands {
					if cmd, _, err := root.Find([]string{not.name}); not.name != one.name && err == nil && cmd != root {
						t.Errorf("%s is made for %s", not.name, one.name)
					}
				}
			}
			alone, _, err := root.Find([]string{one.name})
			if err != nil || alone.Name() != one.name || alone.Short != among.Short || alone.UsageString() != among.UsageString() {
				t.Errorf("%s: it is another one alone: %v", one.name, err)
			}
		}
	}
}
