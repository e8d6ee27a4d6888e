package decode

import (
	"encoding/hex"
	"errors"
	"math/big"
	"slices"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/bindings/erc20"
	"mpool/bindings/managedpool"
	"mpool/bindings/managedpoolfactory"
	"mpool/bindings/managedpoolfactoryv1"
	"mpool/bindings/vault"
	"mpool/internal/named"
)

func one(hundredths int64) *big.Int {
	return new(big.Int).Mul(big.NewInt(hundredths), big.NewInt(10_000_000_000_000_000))
}

func weth() common.Address { return common.HexToAddress("0xC02aaA39b223FE8D0A0e5C4F27eAD9083C756Cc2") }
func usdc() common.Address { return common.HexToAddress("0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48") }
func pool() common.Address { return common.HexToAddress("0x1111111111111111111111111111111111111111") }

func id() [32]byte {
	var id [32]byte
	copy(id[:], pool().Bytes())
	return id
}

func book() Book {
	return Book{
		Tokens:     map[common.Address]Token{weth(): {"WETH", 18}, usdc(): {"USDC", 6}, pool(): {named.Own("BPT"), 18}},
		Names:      map[common.Address]string{pool(): "the pool"},
		PoolTokens: []common.Address{weth(), usdc()},
	}
}

func decoder(t testing.TB) *Decoder {
	t.Helper()
	d, err := New()
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// told returns the words of values, one line each.
func told(values []Value, indent string) string {
	var text strings.Builder
	for _, v := range values {
		text.WriteString(indent + v.Name)
		if v.Words != "" {
			text.WriteString(" = " + v.Words)
		}
		text.WriteString("\n" + told(v.Items, indent+" "))
	}
	return text.String()
}

// Every function of the known contracts, packed by the bindings.
func TestCalls(t *testing.T) {
	p, v := managedpool.NewManagedPool(), vault.NewVault()
	tokens := []common.Address{weth(), usdc()}
	tests := []struct {
		selector, function string
		data               []byte
		want               string
	}{
		{"0x819c70f3", "updateWeightsGradually(uint256,uint256,address[],uint256[])",
			p.PackUpdateWeightsGradually(big.NewInt(1767225600), big.NewInt(1767830400), tokens, []*big.Int{one(30), one(70)}),
			"startTime = 2026-01-01 00:00 UTC\nendTime = 2026-01-08 00:00 UTC\ntokens\n 0 = token WETH\n 1 = token USDC\nendWeights\n WETH = 30%\n USDC = 70%\n"},
		{"0xb62c1f06", "updateSwapFeeGradually(uint256,uint256,uint256,uint256)",
			p.PackUpdateSwapFeeGradually(big.NewInt(0), big.NewInt(1), one(2), big.NewInt(3_000_000_000_000_000)),
			"startTime = when mined\nendTime = 1970-01-01 00:00:01 UTC\nstartSwapFeePercentage = 2%\nendSwapFeePercentage = 0.3%\n"},
		{"0x34a36df8", "addToken(address,address,uint256,uint256,address)",
			p.PackAddToken(usdc(), common.Address{}, one(10), one(150), pool()),
			"tokenToAdd = token USDC\nassetManager = the zero address\ntokenToAddNormalizedWeight = 10%\nmintAmount = 1.5 BPT\nrecipient = the pool\n"},
		{"0x97bb15c9", "removeToken(address,uint256,address)", p.PackRemoveToken(weth(), one(50), common.Address{1}),
			"tokenToRemove = token WETH\nburnAmount = 0.5 BPT\nsender\n"},
		{"0xe01af92c", "setSwapEnabled(bool)", p.PackSetSwapEnabled(true), "swapEnabled\n"},
		{"0xde3d2b2d", "setJoinExitEnabled(bool)", p.PackSetJoinExitEnabled(false), "joinExitEnabled\n"},
		{"0x7b749c45", "setMustAllowlistLPs(bool)", p.PackSetMustAllowlistLPs(true), "mustAllowlistLPs\n"},
		{"0x81788e2b", "addAllowedAddress(address)", p.PackAddAllowedAddress(pool()), "member = the pool\n"},
		{"0x3c9d93b8", "removeAllowedAddress(address)", p.PackRemoveAllowedAddress(pool()), "member = the pool\n"},
		{"0x2a9a0323", "setManagementAumFeePercentage(uint256)", p.PackSetManagementAumFeePercentage(one(2)), "managementAumFeePercentage = 2%\n"},
		{"0xf885a4bb", "setCircuitBreakers(address[],uint256[],uint256[],uint256[])",
			p.PackSetCircuitBreakers([]common.Address{usdc()}, []*big.Int{new(big.Int).Mul(one(100), big.NewInt(1_000_000_000_000))}, []*big.Int{one(80)}, []*big.Int{one(150)}),
			"tokens\n 0 = token USDC\nbptPrices\n USDC = 1 BPT for 1 USDC\nlowerBoundPercentages\n USDC = 80% of the price\nupperBoundPercentages\n USDC = 150% of the price\n"},
		{"0x73656f89", "collectAumManagementFees()", p.PackCollectAumManagementFees(), ""},
		{"", "updateProtocolFeePercentageCache()", p.PackUpdateProtocolFeePercentageCache(), ""},
		{"0xe6c46092", "managePoolBalance((uint8,bytes32,address,uint256)[])",
			v.PackManagePoolBalance([]vault.IVaultPoolBalanceOp{{Kind: 2, PoolId: id(), Token: usdc(), Amount: big.NewInt(1_500_000)}, {Kind: 1, PoolId: id(), Token: usdc(), Amount: big.NewInt(1)}, {Kind: 9, PoolId: id(), Token: usdc(), Amount: big.NewInt(1)}}),
			"ops\n 0\n  kind = UPDATE: the managed balance is set to the amount\n  poolId = the pool 0x1111111111111111111111111111111111111111\n  token = token USDC\n  amount = 1.5 USDC\n" +
				" 1\n  kind = DEPOSIT: from the asset manager to the pool's cash\n  poolId = the pool 0x1111111111111111111111111111111111111111\n  token = token USDC\n  amount = 0.000001 USDC\n" +
				" 2\n  kind = invalid kind: the call reverts\n  poolId = the pool 0x1111111111111111111111111111111111111111\n  token = token USDC\n  amount = 0.000001 USDC\n"},
		{"", "approve(address,uint256)", erc20.NewERC20().PackApprove(pool(), new(big.Int).Sub(new(big.Int).Lsh(big.NewInt(1), 256), big.NewInt(1))),
			"spender = the pool\namount = UNLIMITED: all that the account has or will have\n"},
		{"", "transfer(address,uint256)", erc20.NewERC20().PackTransfer(pool(), big.NewInt(2_000_000)), "recipient = the pool\namount = 2 USDC\n"},
		{"", "create((string,string,address[],uint256[],address[],uint256,bool,bool,uint256,uint256),address)",
			managedpoolfactoryv1.NewManagedPoolFactory().PackCreate(managedpoolfactoryv1.ManagedPoolSettingsNewPoolParams{Name: "n", Symbol: "s", Tokens: tokens, NormalizedWeights: []*big.Int{one(50), one(50)}, AssetManagers: make([]common.Address, 2), SwapFeePercentage: one(1), ManagementAumFeePercentage: one(0), AumFeeId: big.NewInt(3)}, pool()),
			"poolParams\n name\n symbol\n tokens\n  0 = token WETH\n  1 = token USDC\n normalizedWeights\n  WETH = 50%\n  USDC = 50%\n assetManagers\n  WETH = the zero address\n  USDC = the zero address\n swapFeePercentage = 1%\n swapEnabledOnStart\n mustAllowlistLPs\n managementAumFeePercentage = 0%\n aumFeeId\nowner = the pool\n"},
	}
	d := decoder(t)
	for _, test := range tests {
		call, err := d.Call(test.data)
		if err != nil {
			t.Errorf("%s: %s", test.function, err)
			continue
		}
		to := usdc()
		call.Explain(book(), to)
		if call.Function != test.function || test.selector != "" && call.Selector != test.selector {
			t.Errorf("%s %s is read as %s %s", test.selector, test.function, call.Selector, call.Function)
		}
		if got := told(call.Args, ""); got != test.want {
			t.Errorf("%s:\n%swant\n%s", test.function, got, test.want)
		}
		if call.Does == "" || call.Sender == "" || !call.Changes || len(call.Contracts) == 0 {
			t.Errorf("%s has no words: %+v", test.function, call)
		}
	}
}

func TestFactoryOfGeneration2(t *testing.T) {
	data := managedpoolfactory.NewManagedPoolFactory().PackCreate(
		managedpoolfactory.ManagedPoolManagedPoolParams{Name: "n", Symbol: "s", AssetManagers: make([]common.Address, 2)},
		managedpoolfactory.ManagedPoolSettingsManagedPoolSettingsParams{Tokens: []common.Address{weth(), usdc()}, NormalizedWeights: []*big.Int{one(50), one(50)}, SwapFeePercentage: one(1), ManagementAumFeePercentage: one(0), AumFeeId: big.NewInt(3)},
		pool(), [32]byte{})
	call, err := decoder(t).Call(data)
	if err != nil || !slices.Equal(call.Contracts, []string{PoolFactory}) {
		t.Fatalf("%+v, %v", call, err)
	}
	call.Explain(book(), common.Address{})
	if got := told(call.Args, ""); !strings.Contains(got, "normalizedWeights\n  WETH = 50%") {
		t.Error(got)
	}
}

func TestCustomErrors(t *testing.T) {
	d := decoder(t)
	address := "000000000000000000000000" + hex.EncodeToString(weth().Bytes())
	tests := []struct{ data, name string }{
		{"43adbafb" + strings.Repeat("0", 63) + "1" + strings.Repeat("0", 62) + "40" + strings.Repeat("0", 64), "QueryError"},
		{"e450d38c" + address + strings.Repeat("0", 128), "ERC20InsufficientBalance"},
		{"fb8f41b2" + address + strings.Repeat("0", 128), "ERC20InsufficientAllowance"},
		{"5274afe7" + address, "SafeERC20FailedOperation"},
		{"d93c0665", "EnforcedPause"},
		{"4e487b71" + strings.Repeat("0", 62) + "11", "Panic"},
		{"08c379a0" + strings.Repeat("0", 62) + "20" + strings.Repeat("0", 64), "Error"},
	}
	for _, test := range tests {
		data, _ := hex.DecodeString(test.data)
		e, err := d.Error(data)
		if err != nil || e.Name != test.name || e.Meaning == "" || e.Remedy == "" {
			t.Errorf("%s: %+v, %v", test.name, e, err)
		}
		var malformed *MalformedError
		if _, err := d.Error(append(data, 0)); !errors.As(err, &malformed) {
			t.Errorf("%s with a byte more: %v", test.name, err)
		}
	}
}

func TestEvents(t *testing.T) {
	d := decoder(t)
	parsed, err := managedpool.ManagedPoolMetaData.ParseABI()
	if err != nil {
		t.Fatal(err)
	}
	change := parsed.Events["GradualWeightUpdateScheduled"]
	data, err := change.Inputs.Pack(big.NewInt(0), big.NewInt(1), []*big.Int{one(50), one(50)}, []*big.Int{one(40), one(60)})
	if err != nil {
		t.Fatal(err)
	}
	e := d.Event([]common.Hash{change.ID}, data)
	if e == nil {
		t.Fatal("not read")
	}
	e.Explain(book(), pool())
	if got := told(e.Args, ""); !strings.HasSuffix(got, "startWeights\n WETH = 50%\n USDC = 50%\nendWeights\n WETH = 40%\n USDC = 60%\n") {
		t.Error(got)
	}
	sent := parsed.Events["Transfer"]
	topics := []common.Hash{sent.ID, common.BytesToHash(weth().Bytes()), common.BytesToHash(pool().Bytes())}
	e = d.Event(topics, common.BigToHash(one(300)).Bytes())
	if e == nil {
		t.Fatal("not read")
	}
	e.Explain(book(), weth())
	if got := told(e.Args, ""); got != "from = token WETH\nto = the pool\nvalue = 3 WETH\n" {
		t.Error(got)
	}
	dirty := slices.Clone(topics)
	dirty[1][0] = 1
	for name, e := range map[string]*Event{
		"no topics": d.Event(nil, nil), "too few": d.Event(topics[:2], nil), "no data": d.Event(topics, nil),
		"it has extra data": d.Event(topics, make([]byte, 33)), "dirty": d.Event(dirty, make([]byte, 32)), "unknown": d.Event([]common.Hash{{1}}, nil),
	} {
		if e != nil {
			t.Errorf("%s: %+v", name, e)
		}
	}
}

// Every function that changes something is described.
func TestMeanings(t *testing.T) {
	for _, f := range decoder(t).functions {
		if _, found := meanings()[f.RawName]; !found && !f.IsConstant() {
			t.Errorf("%s has no words", f.Sig)
		}
	}
}
