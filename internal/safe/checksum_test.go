package safe

import (
	"bytes"
	"strings"
	"testing"
)

// upstreamBatch is the object in the Transaction Builder's own test of checksums.
const upstreamBatch = `{"version":"1.0","chainId":"4","createdAt":1646321521061,
"meta":{"name":"test batch file","txBuilderVersion":"1.4.0","checksum":"","createdFromSafeAddress":"0xDF8a1Ce35c9a6ACE153B4e0767942f1E2291a1Aa","createdFromOwnerAddress":"0x49d4450977E2c95362C13D3a31a09311E0Ea26A6"},
"transactions":[
{"to":"0x49d4450977E2c95362C13D3a31a09311E0Ea26A6","value":"0","contractMethod":{"inputs":[{"internalType":"address","name":"paramAddress","type":"address"}],"name":"testAddress","payable":false},"contractInputsValues":{"paramAddress":"0x49d4450977E2c95362C13D3a31a09311E0Ea26A6"}},
{"to":"0x49d4450977E2c95362C13D3a31a09311E0Ea26A6","value":"0","contractMethod":{"inputs":[{"internalType":"bool","name":"paramBool","type":"bool"}],"name":"testBool","payable":false},"contractInputsValues":{"paramAddress":"","paramBool":"false"}},
{"to":"0x49d4450977E2c95362C13D3a31a09311E0Ea26A6","value":"2000000000000000000","data":"0x42f4579000000000000000000000000049d4450977e2c95362c13d3a31a09311e0ea26a6"}]}`

const (
	sumWithKey    = "0x4ecbfd364aa6759983915644e73f8bd411e85a2dc306f252a387c2728c4db64c"
	sumWithoutKey = "0x86c81826dbf7e8a37612153294cc85fdf5c81998dd0a44b86d945502a7eace7c"
)

func TestChecksumVectors(t *testing.T) {
	file, err := readDocument(strings.NewReader(upstreamBatch))
	if err != nil {
		t.Fatal(err)
	}
	if got := checksum(file).Hex(); got != sumWithoutKey {
		t.Errorf("a real file has %s, want %s", got, sumWithoutKey)
	}
	kept := file.with("meta", file.get("meta").with("name", &document{}))
	if got := checksumAsIs(kept).Hex(); got != sumWithKey {
		t.Errorf("upstream's test has %s, want %s", got, sumWithKey)
	}
}

func TestReadUpstreamsBatch(t *testing.T) {
	for checksum, want := range map[string]Checksum{"": ChecksumMissing, sumWithoutKey: ChecksumRight, sumWithKey: ChecksumWrong} {
		b, err := ReadBatch(strings.NewReader(strings.Replace(upstreamBatch, `"checksum":""`, `"checksum":"`+checksum+`"`, 1)))
		if err != nil {
			t.Fatal(err)
		}
		if b.Checksum != want || len(b.Calls) != 3 || b.ChainID != 4 {
			t.Errorf("checksum %q: %s, want %s; %v", checksum, b.Checksum, want, b.Findings)
		}
		if got := b.Calls[2].Value.Dec(); got != "2000000000000000000" {
			t.Errorf("value %s", got)
		}
		if !bytes.Equal(b.Calls[1].Data[4:], make([]byte, 32)) || b.Calls[1].FromData || !b.Calls[2].FromData {
			t.Errorf("calls: %+v", b.Calls)
		}
	}
}

func TestQuoteJS(t *testing.T) {
	for in, want := range map[string]string{
		"a<b>&\u2028\u2029": "\"a<b>&\u2028\u2029\"", "\"\\/": `"\"\\/"`, "\b\f\n\r\t\x00\x1f\x7f": `"\b\f\n\r\t\u0000\u001f` + "\x7f\"", "é😀": `"é😀"`,
	} {
		if got := quoteJS(in); got != want {
			t.Errorf("%q: %s, want %s", in, got, want)
		}
	}
}
