package safe

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"

	"mpool/internal/ops"
)

// TestBadBatches checks the finding for each kind of bad batch. The scripts safe and safe_check of
// cmd/mpool test the findings that need a chain, such as an unlimited approval.
func TestBadBatches(t *testing.T) {
	one := call(`"data":"` + enableIt + `"`)
	uint1 := `{"name":"a","type":"uint256"}`
	right := file(one)
	tests := []struct {
		name, file string
		severity   ops.Severity
		code       string
	}{
		{"a wrong checksum", strings.Replace(right, `"name":"n"`, `"name":"n","checksum":"`+sumWithKey+`"`, 1), ops.Warn, "batch.checksum"},
		{"a checksum that is the string", strings.Replace(right, `"name":"n"`, `"name":"n","checksum":5`, 1), ops.Warn, "batch.checksum"},
		{"a chain that is none", strings.Replace(right, `"chainId":"1"`, `"chainId":"mainnet"`, 1), ops.Refuse, "batch.chain"},
		{"chain 0", strings.Replace(right, `"chainId":"1"`, `"chainId":"0"`, 1), ops.Refuse, "batch.chain"},
		{"no chain", strings.Replace(right, `"chainId":"1",`, ``, 1), ops.Warn, "batch.chain"},
		{"a chain that is a number", strings.Replace(right, `"chainId":"1"`, `"chainId":1`, 1), ops.Warn, "batch.chain.number"},
		{"another version", strings.Replace(right, `"1.0"`, `"2.0"`, 1), ops.Warn, "batch.version"},
		{"a mistyped Safe", strings.Replace(right, "DF8a", "Df8a", 1), ops.Note, "batch.safe"},
		{"no transaction", file(), ops.Refuse, "batch.empty"},
		{"150 transactions", file(slices.Repeat([]string{one}, 150)...), ops.Warn, "batch.long"},
		{"a transaction that is a text", file(`"x"`), ops.Refuse, "batch.transaction"},
		{"a JSON number for a value", file(strings.Replace(one, `"value":"0"`, `"value":0`, 1)), ops.Refuse, "batch.number"},
		{"no value", file(strings.Replace(one, `"value":"0",`, ``, 1)), ops.Refuse, "batch.number"},
		{"a value with a point", file(strings.Replace(one, `"value":"0"`, `"value":"1.5"`, 1)), ops.Refuse, "batch.value"},
		{"a negative value", file(strings.Replace(one, `"value":"0"`, `"value":"-1"`, 1)), ops.Refuse, "batch.value"},
		{"a value beyond 256 bits", file(strings.Replace(one, `"value":"0"`, `"value":"1`+strings.Repeat("0", 78)+`"`, 1)), ops.Refuse, "batch.value"},
		{"a mistyped address", file(strings.Replace(one, "49d4", "49D4", 1)), ops.Refuse, "batch.to"},
		{"an address without its end", file(strings.Replace(one, "26A6", "26", 1)), ops.Refuse, "batch.to"},
		{"no address", file(strings.Replace(one, `"to":"`+somePool+`",`, ``, 1)), ops.Refuse, "batch.to"},
		{"an address with a chain before it", file(strings.Replace(one, `"0x49`, `"eth:0x49`, 1)), ops.Refuse, "batch.to"},
		{"data of odd length", file(strings.Replace(one, enableIt, enableIt+"0", 1)), ops.Refuse, "batch.data"},
		{"data that is a number", file(strings.Replace(one, `"`+enableIt+`"`, "5", 1)), ops.Refuse, "batch.data"},
		{"a changed byte of calldata", file(call(`"data":"` + strings.TrimSuffix(enableIt, "1") + `0","contractMethod":` + enableABI + `,"contractInputsValues":{"swapEnabled":"true"}`)), ops.Refuse, "batch.differs"},
		{"no calldata beside a method", file(call(`"data":"0x","contractMethod":` + enableABI + `,"contractInputsValues":{"swapEnabled":"true"}`)), ops.Refuse, "batch.differs"},
		{"no calldata beside a method that cannot be encoded", file(call(`"data":"0x","contractMethod":` + enableABI + `,"contractInputsValues":{"swapEnabled":1}`)), ops.Refuse, "batch.differs"},
		{"a JSON number beside calldata", file(call(`"data":"` + enableIt + `","contractMethod":` + enableABI + `,"contractInputsValues":{"swapEnabled":1}`)), ops.Refuse, "batch.number"},
		{"calldata of another method than the one that cannot be encoded", file(call(`"data":"0xa9059cbb","contractMethod":` + enableABI + `,"contractInputsValues":{"x":""}`)), ops.Refuse, "batch.differs"},
		{"calldata of a method that cannot be encoded", file(call(`"data":"` + enableIt + `","contractMethod":` + enableABI + `,"contractInputsValues":{"x":""}`)), ops.Warn, "batch.method"},
		{"calldata beside a method that is none", file(call(`"data":"` + enableIt + `","contractMethod":{"name":"f"}`)), ops.Warn, "batch.method"},
		{"calldata of 1 MiB", file(call(`"data":"0x` + strings.Repeat("00", 1<<20) + `"`)), ops.Refuse, "batch.data"},
		{"a list of 4 million", file(byMethod(`{"name":"a","type":"uint256[]"}`, `{"a":"[`+strings.Repeat("1,", 3_900_000)+`1]"}`)), ops.Refuse, "batch.inputs"},
		{"a list of 2 million in quotes", file(byMethod(`{"name":"a","type":"string[]"}`, `{"a":"[`+strings.Repeat("'',", 2_000_000)+`'']"}`)), ops.Refuse, "batch.inputs"},
		{"a key in another case", file(strings.Replace(one, `"value"`, `"To":"`+somePool+`","value"`, 1)), ops.Refuse, "batch.field.case"},
		{"the whole list in another case", strings.Replace(right, `"version"`, `"Transactions":[],"version"`, 1), ops.Refuse, "batch.field.case"},
		{"a key with a long s", strings.Replace(right, `"version"`, `"tranſactions":[],"version"`, 1), ops.Refuse, "batch.field.case"},
		{"90 000 unknown fields", file(call(`"data":null` + unknownFields(90_000))), ops.Warn, "batch.field"},
		{"a delegate call", file(call(`"operation":1,"data":"` + enableIt + `"`)), ops.Refuse, "batch.delegatecall"},
		{"a delegate call as a text", file(call(`"operation":"1","data":"` + enableIt + `"`)), ops.Refuse, "batch.delegatecall"},
		{"an operation that is none", file(call(`"operation":2,"data":"` + enableIt + `"`)), ops.Refuse, "batch.operation"},
		{"a JSON number for an input", file(byMethod(uint1, `{"a":5}`)), ops.Refuse, "batch.inputs"},
		{"an input without a value", file(byMethod(uint1, `{}`)), ops.Refuse, "batch.inputs"},
		{"no values at all", file(byMethod(uint1, `null`)), ops.Refuse, "batch.inputs"},
		{"an input too large", file(byMethod(`{"name":"a","type":"uint8"}`, `{"a":"256"}`)), ops.Refuse, "batch.inputs"},
		{"an input in floating point", file(byMethod(uint1, `{"a":"1e18"}`)), ops.Refuse, "batch.inputs"},
		{"a mistyped address in a list", file(byMethod(`{"name":"a","type":"address[]"}`, `{"a":"[0x49D4450977E2c95362C13D3a31a09311E0Ea26A6]"}`)), ops.Refuse, "batch.inputs"},
		{"a list that is not closed", file(byMethod(`{"name":"a","type":"uint256[]"}`, `{"a":"[1,2"}`)), ops.Refuse, "batch.inputs"},
		{"a list of three in a place for two", file(byMethod(`{"name":"a","type":"uint256[2]"}`, `{"a":"[1,2,3]"}`)), ops.Refuse, "batch.inputs"},
		{"a type that is none", file(byMethod(`{"name":"a","type":"uint257"}`, `{"a":"1"}`)), ops.Refuse, "batch.inputs"},
		{"a list of a size that takes all memory", file(byMethod(`{"name":"a","type":"uint256[99999999999]"}`, `{"a":"[1]"}`)), ops.Refuse, "batch.inputs"},
		{"two inputs of one name", file(byMethod(uint1+","+uint1, `{"a":"1"}`)), ops.Refuse, "batch.inputs"},
		{"a bytes32 that is too short", file(byMethod(`{"name":"a","type":"bytes32"}`, `{"a":"0x01"}`)), ops.Refuse, "batch.inputs"},
		{"an address padded into a bytes32", file(byMethod(`{"name":"a","type":"bytes32"}`, `{"a":"0x000000000000000000000000`+somePool[2:]+`"}`)), ops.Warn, "batch.padded"},
		{"coins for a method that takes none", file(strings.Replace(byMethod(uint1, `{"a":"1"}`), `"value":"0"`, `"value":"1"`, 1)), ops.Warn, "batch.payable"},
		{"a method with a sign in its name", file(call(`"contractMethod":{"name":"f(uint256)","inputs":[]},"contractInputsValues":{}`)), ops.Refuse, "batch.inputs"},
	}
	if len(tests) < 30 {
		t.Errorf("%d bad batches, want 30 at least", len(tests))
	}
	for _, test := range tests {
		b, err := ReadBatch(strings.NewReader(test.file))
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		if !slices.Contains(codesOf(b, test.severity), test.code) {
			t.Errorf("%s: want %s %s, found %+v", test.name, test.severity, test.code, b.Findings)
		}
	}
}

func unknownFields(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `,"x%d":0`, i)
	}
	return b.String()
}

// TestHostileSizes checks that a large batch costs little memory and gives few findings.
func TestHostileSizes(t *testing.T) {
	b, err := ReadBatch(strings.NewReader(file(call(`"data":null`+unknownFields(30_000)), call(`"data":null`+unknownFields(30_000)))))
	if err != nil || len(b.Findings) > mostFields+5 {
		t.Errorf("%d findings, %v", len(b.Findings), err)
	}
	if _, err := ReadBatch(strings.NewReader(file(call(`"data":null` + unknownFields(300_000))))); err == nil {
		t.Error("300 000 fields are read")
	}
	text := file(byMethod(`{"name":"a","type":"uint256[]"}`, `{"a":"[`+strings.Repeat("1,", 3_900_000)+`1]"}`))
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if _, err := ReadBatch(strings.NewReader(text)); err != nil {
		t.Fatal(err)
	}
	runtime.ReadMemStats(&after)
	if used := (after.TotalAlloc - before.TotalAlloc) >> 20; used > 300 {
		t.Errorf("it takes %d MiB", used)
	}
}
