package devnet

import (
	"encoding/hex"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
)

func hexGas(gas uint64) hexutil.Uint64 { return hexutil.Uint64(gas) }

const linkedArtifact = `{"contractName":"User","abi":[],"bytecode":"0xaa__$0123456789012345678901234567890123$__bb",
"linkReferences":{"a/Lib.sol":{"Lib":[{"length":20,"start":1}]}}}`

func TestLink(t *testing.T) {
	a, err := parseArtifact([]byte(linkedArtifact))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.code(nil); err == nil || !strings.Contains(err.Error(), "needs the library Lib") {
		t.Error(err)
	}
	lib := common.HexToAddress("0x1111111111111111111111111111111111111111")
	code, err := a.code(map[string]common.Address{"Lib": lib})
	if want := "aa" + strings.Repeat("11", 20) + "bb"; err != nil || hex.EncodeToString(code) != want {
		t.Errorf("%x, %v", code, err)
	}
	for _, test := range []struct {
		hole linkedBytes
		want string
	}{
		{linkedBytes{3, 20}, "the gap at byte 3 ends beyond the bytecode of 22 bytes"},
		{linkedBytes{math.MaxInt, 20}, "ends beyond the bytecode of 22 bytes"},
		{linkedBytes{-1, 20}, "the gap starts at byte -1"},
		{linkedBytes{math.MinInt, 20}, "the gap starts at byte -"},
		{linkedBytes{1, 19}, "the gap at byte 1 is 19 bytes long, but an address has 20"},
		{linkedBytes{1, 21}, "the gap at byte 1 is 21 bytes long, but an address has 20"},
	} {
		a.Links["a/Lib.sol"]["Lib"][0] = test.hole
		if _, err := a.code(map[string]common.Address{"Lib": lib}); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%+v: %v, want %q", test.hole, err, test.want)
		}
	}
}

// The first folder wins. A library comes from the folder of the contract that links it.
func TestArtifactOrder(t *testing.T) {
	one, two := t.TempDir(), t.TempDir()
	put(t, one, "X.json", strings.Replace(linkedArtifact, "User", "X1", 1))
	put(t, two, "deep/X.json", strings.Replace(linkedArtifact, "User", "X2", 1))
	put(t, two, "deep/Y.json", strings.Replace(linkedArtifact, "User", "Y2", 1))
	put(t, two, "deep/Y.dbg.json", "{}")
	put(t, two, "Z.json", "{}")
	all, err := openArtifacts([]string{one, two}, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if x, err := all.find("X", nil); err != nil || x.Name != "X1" {
		t.Errorf("%+v, %v", x, err)
	}
	y, err := all.find("Y", nil)
	if err != nil || y.Name != "Y2" {
		t.Fatalf("%+v, %v", y, err)
	}
	if lib, err := all.library("X", y); err != nil || lib.Name != "X2" {
		t.Errorf("%+v, %v", lib, err)
	}
	_, err = all.find("Z", nil)
	wantError(t, err, ErrNoArtifact, "is not a Hardhat artifact", "bytecode")
	_, err = all.find("W", nil)
	wantError(t, err, ErrNoArtifact, "no artifact of W in "+one, "make setup")
	_, err = openArtifacts([]string{filepath.Join(one, "none")}, one)
	wantError(t, err, ErrNoArtifact, "cannot read the artifacts folder", "--artifacts")
}

func put(t *testing.T, folder, name, text string) {
	t.Helper()
	path := filepath.Join(folder, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	write(t, path, text)
}
