package main

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"mpool/internal/glossary"
)

// TestGlossaryCommands: each command that the glossary names exists.
func TestGlossaryCommands(t *testing.T) {
	says := []string{"changes", "did", "found", "plans", "predicts", "refuses", "suggests", "uses"} // mpool as the subject of a sentence
	seen := 0
	for _, term := range glossary.All() {
		for _, found := range regexp.MustCompile(`mpool ([a-z-]+)( [a-z-]+)?`).FindAllStringSubmatch(term.Meaning, -1) {
			if slices.Contains(says, found[1]) {
				continue
			}
			seen++
			cmd, rest, err := newRoot(newApp(world{})).Find(strings.Fields(found[1] + found[2]))
			if err != nil || cmd.HasParent() == false || cmd.HasSubCommands() && len(rest) > 0 {
				t.Errorf("%s: mpool %s%s is not a command: %v", term.Name, found[1], found[2], err)
			}
		}
	}
	if seen < 3 {
		t.Errorf("only %d commands", seen)
	}
}

// TestGlossaryLabels: the glossary has the labels of the main screens that are no everyday words.
func TestGlossaryLabels(t *testing.T) {
	for _, label := range []string{"swap fee", "AUM fee", "protocol fee", "TVL", "actual supply", "virtual supply", "allowlist", "owner", "cash", "managed", "asset manager", "BPT price",
		"lowest BPT price", "highest BPT price", "circuit breaker", "weight", "balance", "price impact", "arbitrage cost", "gas limit", "max fee", "nonce", "safeTxHash", "recovery mode",
		"hold", "LVR", "volatility", "max drawdown", "reweighting", "kept", "forked", "simulated", "called", "held", "drift"} {
		if _, found := glossary.Find(label); !found {
			t.Errorf("%s is on a screen and not in the glossary", label)
		}
	}
}
