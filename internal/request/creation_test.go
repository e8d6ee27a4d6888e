package request

import (
	"errors"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/batch"
	"mpool/internal/config"
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/ops/newpool"
	"mpool/internal/units"
)

const (
	firstToken  = "0x0000000000000000000000000000000000000001"
	secondToken = "0x0000000000000000000000000000000000000002"
	poolOfFile  = `name: Filed
tokens:
  - {symbol: B, weight: 40%, address: "` + secondToken + `"}
  - {symbol: A, weight: 60%, address: "` + firstToken + `", asset_manager: "` + another + `"}
swap_fee: 0.3%
aum_fee: 1%
swaps: false
create: {symbol: FILE, allowlist: false, salt: "0x00000000000000000000000000000000000000000000000000000000000000ff"}
`
)

// created builds a pool from flags and an optional pool file.
func created(t *testing.T, file string, flags ...string) (newpool.CreatePool, error) {
	t.Helper()
	r := NewCreation()
	var words []string
	if file != "" {
		words = []string{"pool.yaml"}
	}
	from := folder(t, map[string]string{"pool.yaml": file})
	from.Settings.Contracts = config.Contracts{FactoryV1: account(0xf1), FactoryV2: account(0xf2)}
	if _, err := r.Words(words, from.Settings); err != nil {
		t.Fatal(err)
	}
	for _, flag := range flags {
		name, value, _ := strings.Cut(flag, " ")
		if err := r.set(batch.Given{Name: name, Values: []string{value}}); err != nil {
			t.Fatal(err)
		}
	}
	if err := r.Check(t.Context(), from); err != nil {
		return newpool.CreatePool{}, err
	}
	op, err := r.Build(t.Context(), &Target{Before: &ops.Snapshot{ChainID: 1}, From: common.HexToAddress(someone)})
	if err != nil {
		return newpool.CreatePool{}, err
	}
	return op.(newpool.CreatePool), nil
}

func someFlags(more ...string) []string {
	return append([]string{"name N", "symbol S", "token " + secondToken + "=40%", "token " + firstToken + "=60%", "swap-fee 0.3%"}, more...)
}

// The sender owns the pool and manages its tokens unless others are named. The allowlist is on unless
// it is switched off.
func TestCreation(t *testing.T) {
	op, err := created(t, "", someFlags()...)
	if err != nil {
		t.Fatal(err)
	}
	me := common.HexToAddress(someone)
	if op.Title != "N" || op.Symbol != "S" || op.Owner != me || op.Sender != me || !op.Swaps || !op.Allowlist || op.Factory != account(0xf2) || op.Generation != ops.V2 ||
		op.SwapFee != fixed(t, "0.3%") || op.AumFee != (units.Fixed{}) || op.AumFeeID != 3 || op.Salt != (common.Hash{}) {
		t.Errorf("%+v", op)
	}
	want := []newpool.NewToken{{Token: account(1), Weight: fixed(t, "60%"), AssetManager: me}, {Token: account(2), Weight: fixed(t, "40%"), AssetManager: me}}
	if len(op.Tokens) != 2 || op.Tokens[0] != want[0] || op.Tokens[1] != want[1] {
		t.Errorf("%+v", op.Tokens)
	}
	op, err = created(t, "", someFlags("owner "+another, "open true", "swaps-off true", "aum-fee 2%", "generation 1")...)
	if err != nil || op.Owner != common.HexToAddress(another) || op.Tokens[0].AssetManager != op.Owner || op.Allowlist || op.Swaps || op.AumFee != fixed(t, "2%") || op.Factory != account(0xf1) || op.Generation != ops.V1 {
		t.Errorf("%+v %v", op, err)
	}
	op, err = created(t, "", someFlags("no-asset-manager true")...)
	if err != nil || op.Tokens[0].AssetManager != (common.Address{}) {
		t.Errorf("%+v %v", op, err)
	}
}

// Flags replace the values of a pool file.
func TestCreationOfFile(t *testing.T) {
	op, err := created(t, poolOfFile)
	if err != nil || op.Title != "Filed" || op.Symbol != "FILE" || op.Swaps || op.Allowlist || op.AumFee != fixed(t, "1%") || op.Salt != (common.Hash{31: 0xff}) ||
		op.Tokens[0].AssetManager != common.HexToAddress(another) || op.Tokens[1].AssetManager != common.HexToAddress(someone) {
		t.Errorf("%+v %v", op, err)
	}
	op, err = created(t, poolOfFile, "name Other", "swap-fee 1%", "asset-manager "+poolAddress)
	if err != nil || op.Title != "Other" || op.Symbol != "FILE" || op.SwapFee != fixed(t, "1%") || op.Tokens[1].AssetManager != common.HexToAddress(poolAddress) {
		t.Errorf("%+v %v", op, err)
	}
}

func TestCreationMistakes(t *testing.T) {
	for want, test := range map[string]struct {
		file  string
		flags []string
	}{
		"missing name or symbol of the pool": {"", someFlags()[1:]},
		"missing --swap-fee":                 {"", someFlags()[:4]},
		"--swap-fee: ":                       {"", someFlags("swap-fee x")},
		"--aum-fee: ":                        {"", someFlags("aum-fee x")},
		"--owner: ":                          {"", someFlags("owner me")},
		"--asset-manager: ":                  {"", someFlags("asset-manager me")},
		"--salt: use 0x and 64":              {"", someFlags("salt 0x12")},
		"--generation must be 1 or 2":        {"", someFlags("generation 3")},
		"--token: \"x\" is not an address":   {"", someFlags("token x=10%")},
		"--token: ":                          {"", someFlags("token " + firstToken)},
		"the zero address as asset manager is permanent: the token can never be withdrawn or removed": {"", someFlags("asset-manager " + zeroAddress)},
		"refused: the swap fee must be 0.0001% to 95%":                                                {"", someFlags("swap-fee 96%")},
		"refused: name each token once":                                                               {"", someFlags("token " + firstToken + "=1%")},
		"pool.yaml: ":                                                                                 {"name: [", nil},
		"tokens: B: address: ":                                                                        {strings.Replace(poolOfFile, secondToken, "nowhere", 1), nil},
		"tokens: A: asset_manager: ":                                                                  {strings.Replace(poolOfFile, another, "nobody", 1), nil},
	} {
		_, err := created(t, test.file, test.flags...)
		var f *failure.Failure
		if !errors.As(err, &f) || !strings.HasPrefix(complaint(err), want) {
			t.Errorf("%s, want %s", complaint(err), want)
		}
	}
	if New("create") != nil {
		t.Error("a batch creates pools")
	}
}
