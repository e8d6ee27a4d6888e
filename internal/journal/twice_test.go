package journal

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
)

// TestRecordSaysOneThing: where a record says something twice, both must agree, even if its
// checksums are right.
func TestRecordSaysOneThing(t *testing.T) {
	j := create(t)
	run(t, j, 0, Done)
	text, err := os.ReadFile(j.Path())
	must(t, err)
	whole := recordsOf(t, string(text))
	if got, err := Read(rewritten(t, whole)); err != nil || got.Calls[0].State != Done {
		t.Fatalf("as it was: %+v, %v", got, err)
	}
	tests := []struct {
		name string
		edit func([]record) []record
		says string
	}{
		{"the plan that is begun, and that of the intent", func(r []record) []record { r[1].Intent.Plan[0]++; return r }, "the intent belongs to another plan"},
		{"the chain that is begun, and that of the intent", func(r []record) []record { r[0].Begin.ChainID++; return r }, "the intent belongs to another plan"},
		{"the calls of the plan, and the step", func(r []record) []record { r[1].Intent.Step = 3; return r }, "the intent belongs to another plan"},
		{"the number of a call, and its place", func(r []record) []record { r[1].Call = 1; return r }, "call 1 follows 0 calls"},
		{"the intent's sender, and the signature", func(r []record) []record { r[1].Intent.From[0]++; return r }, "not signed by"},
		{"the intent's receiver, and the bytes", func(r []record) []record { r[1].Intent.To[0]++; return r }, "the signed transaction differs from the intended one"},
		{"the intent's nonce, and the bytes", func(r []record) []record { r[1].Intent.Nonce++; return r }, "the signed transaction differs from the intended one"},
		{"the intent's value, and the bytes", func(r []record) []record { r[1].Intent.Value.ToInt().SetUint64(6); return r }, "the signed transaction differs from the intended one"},
		{"the intent's data, and the bytes", func(r []record) []record { r[1].Intent.DataHash[0]++; return r }, "the signed transaction differs from the intended one"},
		{"the hash, and the bytes", func(r []record) []record { r[2].Signed.Hash[0]++; return r }, "the signed transaction differs from the intended one"},
		{"that it cancels, and the bytes", func(r []record) []record { r[2].Signed.Cancels = true; return r }, "cannot be signed"},
		{"what was signed, and what was sent", func(r []record) []record { r[3].Broadcast.Hash[0]++; return r }, "was sent but was not signed here"},
		{"what was sent, and what was mined", func(r []record) []record { r[4].Mined.Hash[0]++; return r }, "was mined but was not sent here"},
		{"that it failed, and that it is verified", func(r []record) []record { r[4].Mined.Success = false; return r }, "cannot be verified"},
		{"that it is verified, and differences", func(r []record) []record { r[5].Verified.Differences = []string{"a"}; return r }, "a result must be verified or different, not both and not neither"},
		{"that it differs, and no difference", func(r []record) []record { r[5].Verified.OK = false; return r }, "a result must be verified or different, not both and not neither"},
		{"that it begins, twice", func(r []record) []record { return append(r[:1:1], r...) }, "a record starts with exactly one operation line"},
	}
	for _, test := range tests {
		got, err := Read(rewritten(t, test.edit(recordsOf(t, string(text)))))
		if err == nil || !strings.Contains(err.Error(), test.says) {
			t.Errorf("%s: %+v, %v, want %q", test.name, got, err, test.says)
		}
	}
}

// recordsOf returns the records of a file.
func recordsOf(t *testing.T, text string) []record {
	t.Helper()
	var list []record
	for _, words := range strings.Split(strings.TrimSpace(text), "\n") {
		var l line
		must(t, json.Unmarshal([]byte(words), &l))
		var r record
		must(t, json.Unmarshal(l.Record, &r))
		list = append(list, r)
	}
	return list
}

// rewritten is a file of records with valid checksums, as an attacker would write it.
func rewritten(t *testing.T, list []record) string {
	t.Helper()
	var file []byte
	before := ""
	for _, r := range list {
		words, after, err := encode(r, before)
		must(t, err)
		file, before = append(file, words...), after
	}
	path := filepath.Join(t.TempDir(), "20261129T091101Z-"+common.Bytes2Hex([]byte{1, 2, 3, 4})+suffix)
	must(t, os.WriteFile(path, file, 0o600))
	return path
}
