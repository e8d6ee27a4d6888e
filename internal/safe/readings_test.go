package safe

import (
	"slices"
	"strings"
	"testing"

	"mpool/internal/ops"
)

const pair = `{"name":"p","type":"tuple","components":[{"name":"n","type":"uint256"},{"name":"b","type":"bool"}]}`

// TestTwoReadings checks that mpool refuses a value that the web application sends differently or as
// empty data. The finding says what each program reads.
func TestTwoReadings(t *testing.T) {
	who := `{"name":"p","type":"tuple","components":[{"name":"a","type":"address"},{"name":"d","type":"bytes"}]}`
	for name, test := range map[string]struct{ inputs, values, says string }{
		"a bool as text in a struct":        {pair, `{"p":"[\"1\",\"false\"]"}`, `is the string \"false\": mpool reads it as false, but the Safe web app sends true`},
		"an empty text for a bool":          {pair, `{"p":"[\"1\",\"\"]"}`, "the Safe web app sends false"},
		"0x without quotes in a struct":     {who, `{"p":"[\"0x2222222222222222222222222222222222222222\", 0x0001]"}`, "could read it as [\"0x2222222222222222222222222222222222222222\",\"0x0001\"], but the Safe web app sends the call with empty data (0x)"},
		"a number beyond 2^53 in a struct":  {pair, `{"p":"[9007199254740993,true]"}`, "in a struct is above 2^53: mpool reads every digit, but the Safe web app sends the call with empty data (0x); put it in quotes"},
		"a number with an exponent":         {pair, `{"p":"[1e3,true]"}`, "in a struct is not a plain whole number: programs read it differently"},
		"a list in single quotes":           {`{"name":"p","type":"string[]"}`, `{"p":"['a','b']"}`, `could read it as [\"a\",\"b\"]`},
		"texts without quotes":              {`{"name":"p","type":"string[]"}`, `{"p":"[a,b]"}`, `could read it as [\"a\",\"b\"]`},
		"a blank before an address":         {`{"name":"p","type":"address"}`, `{"p":" 0x2222222222222222222222222222222222222222"}`, "has spaces around it: mpool could read it as"},
		"a blank behind bytes":              {`{"name":"p","type":"bytes"}`, `{"p":"0x01 "}`, "has spaces around it: mpool could read it as"},
		"a list with nothing but a blank":   {`{"name":"p","type":"uint256[]"}`, `{"p":"[ ]"}`, "is not a valid list element"},
		"a comma too many":                  {`{"name":"p","type":"uint256[]"}`, `{"p":"[1,]"}`, "is not a valid list element"},
		"a blank within a number":           {`{"name":"p","type":"uint256[]"}`, `{"p":"[1 2]"}`, "is not a valid list element"},
		"a bool that is the string":         {`{"name":"p","type":"bool"}`, `{"p":false}`, "the Safe web app sends the call with empty data"},
		"half a character":                  {`{"name":"p","type":"string"}`, `{"p":"\ud800"}`, "U+FFFD"},
		"an input with a name that is none": {`{"name":"a b","type":"bool"}`, `{"a b":"true"}`, "is not a valid input name: the Safe web app sends the call with empty data (0x)"},
		"a size with a sign":                {`{"name":"p","type":"uint256[+2]"}`, `{"p":"[1,2]"}`, "is not a valid input type"},
		"an escaped digit in a list":        {`{"name":"p","type":"uint256[]"}`, `{"p":"[\"\\u0031\"]"}`, "is not a valid uint256"},
	} {
		b, err := ReadBatch(strings.NewReader(file(byMethod(test.inputs, test.values))))
		if err != nil {
			t.Fatal(name, err)
		}
		found := b.Refused()
		if found == nil || found.Code != "batch.inputs" || !strings.Contains(strings.ReplaceAll(found.Summary, `\"`, `"`), strings.ReplaceAll(test.says, `\"`, `"`)) {
			t.Errorf("%s: %+v, want %q", name, found, test.says)
		}
	}
}

// TestLessStrict checks that mpool accepts a file that the web application reads in the same way, and
// reports its oddities.
func TestLessStrict(t *testing.T) {
	one := call(`"data":"` + enableIt + `"`)
	right := file(one)
	role := `{"name":"roleKey","type":"bytes32"}`
	for name, test := range map[string]struct {
		file     string
		severity ops.Severity
		code     string // empty: no finding
	}{
		"a stale checksum":                       {strings.Replace(right, `"name":"n"`, `"name":"n","checksum":"0x11"`, 1), ops.Warn, "batch.checksum"},
		"104 calls":                              {file(slices.Repeat([]string{one}, 104)...), ops.Warn, "batch.long"},
		"data beside a fallback":                 {file(call(`"data":"0xdc937e1c","contractMethod":{"inputs":[],"name":"fallback","payable":true},"contractInputsValues":null`)), ops.Note, "batch.raw"},
		"data beside a method that is left over": {file(call(`"data":"0xdc937e1c","contractMethod":` + enableABI + `,"contractInputsValues":null`)), ops.Note, "batch.raw"},
		"a text in a bytes32":                    {file(byMethod(role, `{"roleKey":"0x4d414e4147455200000000000000000000000000000000000000000000000000"}`)), "", ""},
		"a number in a bytes32":                  {file(byMethod(role, `{"roleKey":"0x0000000000000000000000000000000000000000000000000000000000000005"}`)), "", ""},
		"capitals in the Safe":                   {strings.Replace(right, "DF8a", "Df8A", 1), ops.Note, "batch.safe"},
		"blanks at the Safe":                     {strings.Replace(right, someSafe, someSafe+" ", 1), ops.Note, "batch.safe"},
	} {
		b, err := ReadBatch(strings.NewReader(test.file))
		if err != nil || b.Refused() != nil {
			t.Errorf("%s: %v, %+v", name, err, b.Findings)
			continue
		}
		if test.code != "" && !slices.Contains(codesOf(b, test.severity), test.code) || test.code == "" && slices.Contains(codesOf(b, ops.Warn), "batch.padded") {
			t.Errorf("%s: %+v", name, b.Findings)
		}
	}
}

// TestRequireChecksum checks that a required checksum must be present and right.
func TestRequireChecksum(t *testing.T) {
	right := file(call(`"data":"` + enableIt + `"`))
	for _, text := range []string{right, strings.Replace(right, `"name":"n"`, `"name":"n","checksum":"0x11"`, 1)} {
		b, err := ReadBatch(strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		if b.RequireChecksum(); b.Refused() == nil {
			t.Errorf("%s passes", text)
		}
	}
}

// TestThousandsOfCalls checks that reading stops before the end of a very long list.
func TestThousandsOfCalls(t *testing.T) {
	one := call(`"data":"0x"`)
	if _, err := ReadBatch(strings.NewReader(file(slices.Repeat([]string{one}, mostTransactions+1)...))); err == nil || !strings.Contains(err.Error(), "more than 1000 transactions") {
		t.Error(err)
	}
	if b, err := ReadBatch(strings.NewReader(file(slices.Repeat([]string{one}, mostTransactions)...))); err != nil || len(b.Calls) != mostTransactions {
		t.Error(err)
	}
}
