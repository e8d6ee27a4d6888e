package stress

import (
	"errors"
	"os"
	"strings"
	"testing"

	"mpool/internal/backtest"
)

// TestFilePlaces checks that errors in a file of scenarios name the place.
func TestFilePlaces(t *testing.T) {
	for words, want := range map[string]string{
		"":                               "the file is empty",
		"- gbm\n":                        "1:1: keys are needed here",
		"version: 2\nscenarios: [gbm]\n": "1:10: version: this program reads version 1",
		"scenarios: [gbm]\n":             "1:1: version",
		"version: 1\n":                   "1:1: scenarios: a list",
		"version: 1\nscenarios: []\n":    "2:12: scenarios: a list",
		"version: 1\nscenarios: gbm\n":   "2:12: scenarios: a list",
		"version: 1\nscenarios: [gbm]\nmore: 1\n":                            `3:1: "more" is not a key here`,
		"version: 1\nversion: 1\nscenarios: [gbm]\n":                         `2:1: "version" comes twice`,
		"version: 1\nscenarios: [gbm, {name: x}]\n":                          "2:18: scenario: one is needed",
		"version: 1\nscenarios: [{scenario: gbm, paths: 0}]\n":               "paths: a number from 1",
		"version: 1\nscenarios: [{scenario: gbm, paths: 1.5}]\n":             "paths: a number from 1",
		"version: 1\nscenarios: [{scenario: gbm, name: [a]}]\n":              "name: a word",
		"version: 1\nscenarios: [[gbm]]\n":                                   "2:13: keys are needed here",
		"version: 1\nscenarios: [gbm]\n---\nversion: 1\nscenarios: [jump]\n": "second document",
		"version: [\n": "yaml",
	} {
		if _, err := ReadFile([]byte(words)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", words, err, want)
		}
	}
	all, err := ReadFile([]byte("version: 1\nscenarios:\n  - gbm\n  - {scenario: 'vol:2x', name: wild, paths: 3}\n"))
	if err != nil || len(all) != 2 || all[0].Scenario != "gbm" || all[1].Scenario != "vol:2x" || all[1].Name != "wild" || all[1].Paths != 3 {
		t.Errorf("%+v, %v", all, err)
	}
	if err := all[1].At(errors.New("x")); err.Error() != "4:16: x" {
		t.Error(err)
	}
}

// TestFileSchema checks that the published schema is that of the program.
func TestFileSchema(t *testing.T) {
	made, err := FileSchema()
	if err != nil {
		t.Fatal(err)
	}
	const path = "../../docs/scenarios.schema.json"
	if os.Getenv("MPOOL_UPDATE") != "" {
		if err := os.WriteFile(path, made, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	published, err := os.ReadFile(path)
	if err != nil || string(published) != string(made) {
		t.Errorf("%s is not what is read (%v); MPOOL_UPDATE=1 go test ./internal/stress -run TestFileSchema writes it", path, err)
	}
}

// TestThin checks that arbitrage makes a part of its trades while the market is thin, and that an
// attack then costs that part.
func TestThin(t *testing.T) {
	w := world(300, 3600, moving())
	m := maker(t, pool(t, "0.3%"), "")
	plain, err := Run(parse(t, "vol:1x", w), w, m, 1, 1, 1, never)
	if err != nil {
		t.Fatal(err)
	}
	thin, err := Run(parse(t, "thin:00:00-24:00=1%", w), w, m, 1, 1, 1, never)
	if err != nil {
		t.Fatal(err)
	}
	night, err := Run(parse(t, "thin:22:00-04:00=1%", w), w, m, 1, 1, 1, never)
	if err != nil || thin.Value.Median == plain.Value.Median || night.Value.Median == plain.Value.Median || night.Value.Median == thin.Value.Median {
		t.Errorf("%v as it was, %v thin, %v thin at night (%v)", plain.Value, thin.Value, night.Value, err)
	}
	for _, bad := range []string{"thin:", "thin:02:00-06:00", "thin:02:00-25:00=10%", "thin:02:00-06:00=0%", "thin:02:00-06:00=101%"} {
		if _, err := Parse(bad, w); err == nil {
			t.Errorf("%s is read", bad)
		}
	}
	if d := backtest.DepthAt([]backtest.Window{{From: 3600, To: 7200, Depth: 0.2}}, 86400*3+3600); d != 0.2 {
		t.Error(d)
	}
}
