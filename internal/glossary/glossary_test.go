package glossary

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"mpool/internal/golden"
)

// TestDocs: docs/glossary.md equals the table. `go test ./internal/glossary -update` writes it.
func TestDocs(t *testing.T) {
	golden.Check(t, "../../docs/glossary.md", Markdown())
}

// TestTerms: the terms are sorted, no name is used twice, and each explanation is one line.
func TestTerms(t *testing.T) {
	seen := map[string]string{}
	for i, term := range All() {
		if i > 0 && strings.ToLower(All()[i-1].Name) >= strings.ToLower(term.Name) {
			t.Errorf("%s is not in its place", term.Name)
		}
		if term.Meaning == "" || len(term.Meaning) > 200 || strings.ContainsAny(term.Meaning, "|\n") || strings.HasSuffix(term.Meaning, ".") {
			t.Errorf("%+v", term)
		}
		for _, name := range append([]string{strings.ToLower(term.Name)}, term.Also...) {
			if other := seen[name]; other != "" || name != strings.ToLower(name) {
				t.Errorf("%q stands for %s and %s", name, other, term.Name)
			}
			seen[name] = term.Name
		}
	}
}

// TestContracts: the contract names in the table are in the contracts' ABIs.
func TestContracts(t *testing.T) {
	paths, err := filepath.Glob("../../abi/*.json")
	if err != nil || len(paths) < 5 {
		t.Fatal(paths, err)
	}
	var words []string
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		words = append(words, regexp.MustCompile(`\w+`).FindAllString(string(text), -1)...)
	}
	for _, term := range All() {
		if term.Contracts == "" {
			continue
		}
		for name := range strings.SplitSeq(term.Contracts, ", ") {
			if !slices.Contains(words, name) {
				t.Errorf("%s: no contract has %s", term.Name, name)
			}
		}
	}
}

// TestFind: a term is found in any letter case, and by former names.
func TestFind(t *testing.T) {
	for word, want := range map[string]string{"bpt": "BPT", "TVL": "TVL", "aum  FEE": "AUM fee", "Cash": "cash", "managed": "managed", "generation": "v1", "v2": "v2", "slerp": "geodesic", "tip": "priority fee", "recovery mode": "recovery mode", "weights": "normalised weight", "circuit breakers": "circuit breaker", "asset managers": "asset manager", "bpt-price": "BPT price", "forked": "forked", "weightless": "", "": ""} {
		if term, found := Find(word); term.Name != want || found != (want != "") {
			t.Errorf("%q: %q, want %q", word, term.Name, want)
		}
	}
}

// TestScreensWords: the words that screens use without saying what they mean are explained.
func TestScreensWords(t *testing.T) {
	for _, word := range []string{"fair value", "fair burn", "proportional exit", "held", "drift", "pool file", "recipe", "batch", "policy", "finding",
		"price gap", "protective fee", "EOA", "threshold", "safeTxHash", "guard", "points", "simulated", "called", "impermanent loss", "Sharpe",
		"max drawdown", "TWAP", "slerp", "geodesic", "LVR", "v1", "v2", "TVL", "pending", "nonce",
		"forked", "lowest BPT price", "hold", "kept", "trip", "tripped", "reweighting cost", "volatility", "invariant", "sandwich", "delegate call", "module", "transaction service", "outside price"} {
		term, found := Find(word)
		if !found {
			t.Errorf("%s is not explained", word)
		}
		if strings.Contains(term.Meaning, "("+term.Name+")") {
			t.Errorf("%s is explained by itself: %s", word, term.Meaning)
		}
	}
}

// TestBegun: a word that begins a term, or is one of its words, leads to it.
func TestBegun(t *testing.T) {
	for word, want := range map[string]string{"spot": "spot price", "asset": "asset manager", "gaps": "price gap", "xyz": "", "": ""} {
		if list := Begun(word); want == "" && len(list) > 0 || want != "" && !slices.Contains(list, want) {
			t.Errorf("%q: %q", word, list)
		}
	}
}
