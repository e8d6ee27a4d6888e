package safe

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// TestLimitsOfFile: a batch carries the limits of its pool file under its checksum, and limits
// that cannot be read refuse.
func TestLimitsOfFile(t *testing.T) {
	day, most := units.Time(86400), units.FixedFrom(5e16)
	draft := Draft{ChainID: 1, Safe: common.HexToAddress(someSafe), Name: "n", Calls: []Call{{To: common.HexToAddress(somePool), Data: []byte{1, 2, 3, 4}}},
		Limits: &ops.Guards{File: "pool.yaml", MinDuration: &day, MaxWeightChangePerDay: &most}}
	words, err := draft.Write(func([4]byte) (abi.Method, bool) { return abi.Method{}, false })
	if err != nil {
		t.Fatal(err)
	}
	b, err := ReadBatch(bytes.NewReader(words))
	if err != nil || !sameLimits(b.Limits, draft.Limits) || b.Checksum != ChecksumRight || len(b.Findings) > 0 {
		t.Fatalf("%+v, %v, %v", b.Limits, b.Findings, err)
	}
	cut := strings.Replace(string(words), `"mpoolLimits"`, `"mpoolLimit"`, 1)
	if b, err = ReadBatch(strings.NewReader(cut)); err != nil || b.Limits != nil || b.Checksum != ChecksumWrong {
		t.Errorf("%+v, %v", b, err)
	}
	for _, odd := range []string{`{}`, `5`, `"x"`, `""`, `"{\"max\":1}"`, `"{\"min_duration\":-1}"`, `"{} {}"`, `"null"`} {
		b, err := ReadBatch(strings.NewReader(strings.Replace(file(), `"name":"n"`, `"name":"n","mpoolLimits":`+odd, 1)))
		if err != nil || !slices.Contains(codesOf(b, ops.Refuse), "batch.limits") {
			t.Errorf("%s: %+v, %v", odd, b, err)
		}
	}
}
