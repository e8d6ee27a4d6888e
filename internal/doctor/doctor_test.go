package doctor

import (
	"errors"
	"io/fs"
	"strings"
	"testing"
	"time"

	"mpool/internal/ops"
	"mpool/internal/text"
	"mpool/internal/units"
)

const now = 1_800_000_000

func clock(age int64) Check {
	return judgeClock(1, units.Time(now-age), time.Unix(now, 0))
}

func file(mode fs.FileMode) fileSeen { return fileSeen{path: "/f", mode: mode} }

func configFile(mode fs.FileMode, key bool) configSeen {
	return configSeen{fileSeen: file(mode), there: true, key: key}
}

// Each check's state, and parts of its text and advice.
func TestChecks(t *testing.T) {
	tests := []struct {
		name  string
		check Check
		want  State
		words string
	}{
		{"mainnet", judgeNode(nodeSeen{at: "http://n", chain: 1, deployed: true, head: ops.Block{Number: 7}}), OK, "http://n is on mainnet (chain ID 1), block 7"},
		{"wanted", judgeNode(nodeSeen{chain: 1, want: 1, deployed: true}), OK, "mainnet"},
		{"another chain", judgeNode(nodeSeen{chain: 10, want: 1, deployed: true}), Refused, "configured chain is mainnet"},
		{"no factory", judgeNode(nodeSeen{chain: 77}), Warning, "contracts.factory_v1"},
		{"a development chain", judgeNode(nodeSeen{chain: 31337}), OK, "anvil"},

		{"archive", judgeArchive(oldState{block: 5, answered: true, code: true, expected: true}), OK, "block 5"},
		{"archive of a young chain", judgeArchive(oldState{answered: true}), OK, "block 0"},
		{"pruned", judgeArchive(oldState{block: 5, why: "missing trie node"}), Warning, "missing trie node"},
		{"pruned in silence", judgeArchive(oldState{block: 5, answered: true, expected: true}), Warning, "empty state"},

		{"simulates", judgeSimulation(""), OK, "eth_simulateV1"},
		{"does not", judgeSimulation("no such method"), Warning, "no such method"},
		{"batches", judgeBatches(true), OK, "in one"},
		{"no batches", judgeBatches(false), Warning, "one by one"},

		{"all logs", judgeLogs(1_000_000, 5000), OK, "all its blocks"},
		{"many logs", judgeLogs(10_000, 5_000_000), OK, "blocks at a time"},
		{"few logs", judgeLogs(1000, 5_000_000), Warning, "only about"},
		{"few logs of a short chain", judgeLogs(1000, 999), OK, "all its blocks"},
		{"no logs", judgeLogs(0, 5_000_000), Warning, "even 100 blocks"},

		{"fresh", clock(12), OK, "12 seconds old"},
		{"a minute ahead", clock(-60), Warning, "in the future"},
		{"clocks differ by seconds", clock(-30), OK, "old"},
		{"a minute", clock(60), OK, "1 minute"},
		{"five minutes", clock(241), Warning, "old"},
		{"a development chain stands still", judgeClock(31337, 1, time.Unix(now, 0)), OK, "a time of its own"},

		{"anvil", judgeAnvil("/anvil", "anvil Version: 1.7.1\nCommit SHA: 4072e4"), OK, "/anvil is anvil Version: 1.7.1"},
		{"anvil of another form", judgeAnvil("/anvil", "anvil v1.7.1"), OK, "v1.7.1"},
		{"another anvil", judgeAnvil("/anvil", "anvil Version: 11.7.1"), Warning, "tried with 1.7"},
		{"no anvil at all", judgeAnvil("/anvil", "hello"), Warning, "does not call itself anvil"},
		{"no words", judgeAnvil("/anvil", ""), Warning, "does not call itself anvil"},
		{"no program", judgeAnvil("", ""), Warning, "install Foundry"},

		{"no keys", judgeKeys("/keys", nil), OK, "no key files in /keys"},
		{"private keys", judgeKeys("/keys", []fileSeen{file(0o600), file(0o400)}), OK, "2 files"},
		{"keys of all", judgeKeys("/keys", []fileSeen{file(0o600), {path: "/a b", mode: 0o640}}), Refused, "chmod 600 '/a b'"},
		{"a key that is gone", judgeKeys("/keys", []fileSeen{{path: "/f", err: errors.New("gone")}}), Warning, "/f"},

		{"no configuration", judgeConfig(configSeen{fileSeen: fileSeen{path: "/c", err: fs.ErrNotExist}}), OK, "mpool init"},
		{"a configuration", judgeConfig(configFile(0o600, true)), OK, "/f"},
		{"one for all to read", judgeConfig(configFile(0o644, false)), OK, "/f"},
		{"one with a key for all to read", judgeConfig(configFile(0o644, true)), Warning, "chmod 600"},
		{"one that is wrong", judgeConfig(configSeen{invalid: "unknown key", remedy: "see the example"}), Refused, "see the example"},
		{"one that cannot be looked at", judgeConfig(configSeen{there: true, fileSeen: fileSeen{err: errors.New("no")}}), Warning, "permissions"},

		{"no records", judgeRecords(recordsSeen{folder: "/r"}), OK, "0 records in /r"},
		{"a folder of others", judgeRecords(recordsSeen{broken: "others can write", remedy: "chmod"}), Refused, "chmod"},
		{"a damaged record", judgeRecords(recordsSeen{records: 3, unreadable: []string{"a.jsonl is damaged"}, locked: "locked"}), Refused, "1 of 3 records cannot be read: a.jsonl is damaged"},
		{"a lock", judgeRecords(recordsSeen{locked: "another mpool is sending"}), Warning, "another mpool"},
		{"one unfinished", judgeRecords(recordsSeen{records: 2, unfinished: 1}), Warning, "1 operation is of 2"},
		{"two unfinished", judgeRecords(recordsSeen{records: 2, unfinished: 2}), Warning, "2 operations are of 2"},
	}
	for _, test := range tests {
		said := test.check.Says + " | " + test.check.Remedy
		if test.check.State != test.want || !strings.Contains(said, test.words) {
			t.Errorf("%s: %s %s\nwant %s %s", test.name, test.check.State, said, test.want, test.words)
		}
		if bad := test.check.State == Warning || test.check.State == Refused; bad != (test.check.Remedy != "") {
			t.Errorf("%s: %s with the remedy %q", test.name, test.check.State, test.check.Remedy)
		}
	}
}

func TestSum(t *testing.T) {
	for want, checks := range map[string][]Check{
		"all is well":              {ok("a", "b"), skipped("c", "d")},
		"1 warning":                {ok("a", "b"), warning("c", "d", "e")},
		"1 refusal and 2 warnings": {warning("a", "b", "c"), warning("a", "b", "c"), refused("d", "e", "f")},
	} {
		var p text.Page
		Of(checks).Text(&p)
		if !strings.HasSuffix(p.String(), "\n"+want+"\n") {
			t.Errorf("%s", p.String())
		}
	}
}

// Text from a node or a file is safe to print.
func TestTextIsClean(t *testing.T) {
	var p text.Page
	Of([]Check{warning("a", "b\x1b[31mred\ndown", "c\u202e")}).Text(&p)
	if strings.ContainsAny(p.String(), "\x1b\u202e") {
		t.Errorf("%q", p.String())
	}
}
