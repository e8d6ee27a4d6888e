package revert

import (
	"encoding/hex"
	"fmt"
	"os"
	"regexp"
	"testing"
)

// TestBalancerErrors compares the table with Balancer's own file.
func TestBalancerErrors(t *testing.T) {
	const file = "../../devnet/node_modules/@balancer-labs/v2-interfaces/contracts/solidity-utils/helpers/BalancerErrors.sol"
	source, err := os.ReadFile(file)
	if err != nil {
		t.Fatal("the published contracts are not installed (make setup):", err)
	}
	rows := regexp.MustCompile(`uint256 internal constant (\w+) = (\d+);`).FindAllStringSubmatch(string(source), -1)
	table := balancerErrors()
	if len(rows) != len(table) {
		t.Fatalf("%d rows, and the file has %d", len(table), len(rows))
	}
	for i, row := range rows {
		e := table[i]
		if e.name != row[1] || fmt.Sprint(e.code) != row[2] {
			t.Errorf("row %d is %d %s, and the file has %s %s", i, e.code, e.name, row[2], row[1])
		}
		if e.sentence == "" || e.remedy == "" {
			t.Errorf("%s has no sentence or no remedy", e.name)
		}
	}
}

func TestDecode(t *testing.T) {
	const text = "08c379a00000000000000000000000000000000000000000000000000000000000000020"
	cases := []struct{ data, message, want string }{
		{text + "0000000000000000000000000000000000000000000000000000000000000007" + hex.EncodeToString([]byte("BAL#302")) + "00000000000000000000000000000000000000000000000000",
			"execution reverted: BAL#302", "BAL#302 MIN_WEIGHT: a weight is below 1%"},
		{text + "0000000000000000000000000000000000000000000000000000000000000003" + hex.EncodeToString([]byte("why")), "", `the contract reverted: "why"`},
		{text + "00000000000000000000000000000000000000000000000000000000000000ff" + hex.EncodeToString([]byte("cut")), "",
			"0x08c379a0: the contract reverted with a custom error of 71 bytes"},
		{"4e487b710000000000000000000000000000000000000000000000000000000000000011", "", "Panic(0x11): arithmetic overflow"},
		{"deadbeef01", "", "0xdeadbeef: the contract reverted with a custom error of 5 bytes"},
		{"", "execution reverted: BAL#401", "BAL#401 SENDER_NOT_ALLOWED: the sender is not allowed to do this"},
		{"", "execution reverted", "the contract reverted without a reason"},
		{"", "", "the contract reverted without a reason"},
		{"", "out of gas", "out of gas"},
		{"", "EVM error OutOfGas", "out of gas"},
		{text + "0000000000000000000000000000000000000000000000000000000000000007" + hex.EncodeToString([]byte("BAL#777")), "", "BAL#777: unknown Balancer error"},
	}
	for _, tc := range cases {
		data, err := hex.DecodeString(tc.data)
		if err != nil {
			t.Fatal(err)
		}
		r := Decode(data, tc.message)
		if r.Error() != tc.want || r.Remedy() == "" {
			t.Errorf("%s %q is %q, not %q", tc.data, tc.message, r, tc.want)
		}
	}
}
