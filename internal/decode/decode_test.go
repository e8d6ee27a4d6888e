package decode

import (
	"bytes"
	"encoding/hex"
	"errors"
	"math/big"
	"slices"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/bindings/balancerqueries"
	"mpool/bindings/erc20"
	"mpool/bindings/managedpool"
	"mpool/bindings/managedpoolfactory"
	"mpool/bindings/managedpoolfactoryv1"
	"mpool/bindings/vault"
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
		Tokens:     map[common.Address]Token{weth(): {"WETH", 18}, usdc(): {"USDC", 6}, pool(): {"BPT", 18}},
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

// told is all words of some values, one line a value.
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

// Every function of facts §2, as it is packed by the bindings.
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
			"startTime = 2026-01-01T00:00:00Z\nendTime = 2026-01-08T00:00:00Z\ntokens\n 0 = token WETH\n 1 = token USDC\nendWeights\n WETH = 30%\n USDC = 70%\n"},
		{"0xb62c1f06", "updateSwapFeeGradually(uint256,uint256,uint256,uint256)",
			p.PackUpdateSwapFeeGradually(big.NewInt(0), big.NewInt(1), one(2), big.NewInt(3_000_000_000_000_000)),
			"startTime = 1970-01-01T00:00:00Z\nendTime = 1970-01-01T00:00:01Z\nstartSwapFeePercentage = 2%\nendSwapFeePercentage = 0.3%\n"},
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
			"ops\n 0\n  kind = UPDATE: the managed balance becomes the amount\n  poolId = the pool 0x1111111111111111111111111111111111111111\n  token = token USDC\n  amount = 1.5 USDC\n" +
				" 1\n  kind = DEPOSIT: from the asset manager to the pool's cash\n  poolId = the pool 0x1111111111111111111111111111111111111111\n  token = token USDC\n  amount = 0.000001 USDC\n" +
				" 2\n  kind = no such kind: the call reverts\n  poolId = the pool 0x1111111111111111111111111111111111111111\n  token = token USDC\n  amount = 0.000001 USDC\n"},
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

// Every kind of join and exit, as facts §9 lists them.
func TestUserData(t *testing.T) {
	word := func(n int64) string { return hex.EncodeToString(common.BigToHash(big.NewInt(n)).Bytes()) }
	bpt := hex.EncodeToString(common.BigToHash(one(100)).Bytes())
	amounts := word(2) + hex.EncodeToString(common.BigToHash(one(200)).Bytes()) + word(3_000_000)
	tests := []struct {
		exit bool
		data string
		want string
	}{
		{false, word(0) + word(64) + amounts, "userData = INIT: the first join: these amounts set the pool up\n amounts\n  WETH = 2 WETH\n  USDC = 3 USDC\n"},
		{false, word(1) + word(96) + bpt + amounts, "userData = EXACT_TOKENS_IN_FOR_BPT_OUT: gives these amounts for at least so many BPT\n amounts\n  WETH = 2 WETH\n  USDC = 3 USDC\n minimumBpt = 1 BPT\n"},
		{false, word(2) + bpt + word(1), "userData = TOKEN_IN_FOR_EXACT_BPT_OUT: gives one token for so many BPT\n bptAmountOut = 1 BPT\n tokenIndex = USDC\n"},
		{false, word(3) + bpt, "userData = ALL_TOKENS_IN_FOR_EXACT_BPT_OUT: gives all tokens in proportion for so many BPT\n bptAmountOut = 1 BPT\n"},
		{true, word(0) + bpt + word(0), "userData = EXACT_BPT_IN_FOR_ONE_TOKEN_OUT: burns so many BPT for one token\n bptAmountIn = 1 BPT\n tokenIndex = WETH\n"},
		{true, word(1) + bpt, "userData = EXACT_BPT_IN_FOR_TOKENS_OUT: burns so many BPT for all tokens in proportion\n bptAmountIn = 1 BPT\n"},
		{true, word(2) + word(96) + bpt + amounts, "userData = BPT_IN_FOR_EXACT_TOKENS_OUT: takes these amounts for at most so many BPT\n amounts\n  WETH = 2 WETH\n  USDC = 3 USDC\n maximumBpt = 1 BPT\n"},
		{true, word(255) + bpt, "userData = RECOVERY_MODE: burns so many BPT for all tokens in proportion, in recovery mode only\n bptAmountIn = 1 BPT\n"},
		{true, word(3) + bpt, "userData = not read: it is not what wallets hand to a Managed Pool\n"},
		{false, word(3) + bpt + "00", "userData = not read: it is not what wallets hand to a Managed Pool\n"},
		{false, "", "userData = not read: it is not what wallets hand to a Managed Pool\n"},
	}
	d := decoder(t)
	for _, test := range tests {
		data, _ := hex.DecodeString(test.data)
		limits := []*big.Int{big.NewInt(1), one(200), big.NewInt(3_000_000)}
		assets := []common.Address{pool(), weth(), usdc()}
		packed := vault.NewVault().PackJoinPool(id(), weth(), weth(), vault.IVaultJoinPoolRequest{Assets: assets, MaxAmountsIn: limits, UserData: data})
		query := balancerqueries.NewBalancerQueries().PackQueryJoin(id(), weth(), weth(), balancerqueries.IVaultJoinPoolRequest{Assets: assets, MaxAmountsIn: limits, UserData: data})
		if test.exit {
			packed = vault.NewVault().PackExitPool(id(), weth(), weth(), vault.IVaultExitPoolRequest{Assets: assets, MinAmountsOut: limits, UserData: data})
			query = balancerqueries.NewBalancerQueries().PackQueryExit(id(), weth(), weth(), balancerqueries.IVaultExitPoolRequest{Assets: assets, MinAmountsOut: limits, UserData: data})
		}
		for _, data := range [][]byte{packed, query} {
			call, err := d.Call(data)
			if err != nil {
				t.Fatal(err)
			}
			call.Explain(book(), common.Address{})
			request := call.Args[3].Items
			if got := told(request[2:3], ""); got != test.want {
				t.Errorf("%s:\n%swant\n%s", call.Function, got, test.want)
			}
			if got := told(request[1:2], ""); !strings.HasSuffix(got, "\n BPT = 0.000000000000000001 BPT\n WETH = 2 WETH\n USDC = 3 USDC\n") {
				t.Error(got)
			}
		}
	}
}

// What is not exactly what an encoder writes is refused.
func TestMalformed(t *testing.T) {
	good := managedpool.NewManagedPool().PackUpdateWeightsGradually(big.NewInt(1), big.NewInt(2), []common.Address{weth()}, []*big.Int{one(100)})
	change := func(at int, to byte) []byte {
		data := bytes.Clone(good)
		data[at] = to
		return data
	}
	tests := map[string]struct {
		data []byte
		want string
	}{
		"nothing":        {nil, "0x00000000 is no function"},
		"three bytes":    {good[:3], "0x819c7000 is no function"},
		"unknown":        {[]byte{0xde, 0xad, 0xbe, 0xef}, "0xdeadbeef is no function"},
		"selector only":  {good[:4], "its 4 arguments are missing"},
		"cut off":        {good[:len(good)-1], "cut off or broken"},
		"huge length":    {change(4+32*4+24, 0x7f), "cut off or broken"},
		"huge offset":    {change(4+32*2, 0xff), "cut off or broken"},
		"dirty address":  {change(4+32*5, 1), "not encoded the way"},
		"shared offset":  {change(4+32*3+31, good[4+32*2+31]), "not encoded the way"},
		"bad boolean":    {append(managedpool.NewManagedPool().PackSetSwapEnabled(true)[:35], 2), "cut off or broken"},
		"no such length": {change(4+32*4+31, 9), "cut off or broken"},
	}
	d := decoder(t)
	for name, test := range tests {
		call, err := d.Call(test.data)
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %+v, %v", name, call, err)
		}
	}
	call, err := d.Call(append(bytes.Clone(good), 1, 2, 3))
	if err != nil || call.Trailing != 3 {
		t.Errorf("%+v, %v", call, err)
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
		"more data": d.Event(topics, make([]byte, 33)), "dirty": d.Event(dirty, make([]byte, 32)), "unknown": d.Event([]common.Hash{{1}}, nil),
	} {
		if e != nil {
			t.Errorf("%s: %+v", name, e)
		}
	}
}

// Every function that changes something has words of its own.
func TestMeanings(t *testing.T) {
	for _, f := range decoder(t).functions {
		if _, found := meanings()[f.RawName]; !found && !f.IsConstant() {
			t.Errorf("%s has no words", f.Sig)
		}
	}
}

// Whatever the bytes, they are read or refused: nothing panics, and what is read
// is, encoded again, what was there.
func FuzzDecode(f *testing.F) {
	d := decoder(f)
	f.Add(managedpool.NewManagedPool().PackUpdateWeightsGradually(big.NewInt(1), big.NewInt(2), []common.Address{weth()}, []*big.Int{one(100)}))
	f.Add(vault.NewVault().PackManagePoolBalance([]vault.IVaultPoolBalanceOp{{Kind: 2, PoolId: id(), Token: usdc(), Amount: big.NewInt(1)}}))
	f.Add(vault.NewVault().PackJoinPool(id(), weth(), weth(), vault.IVaultJoinPoolRequest{Assets: []common.Address{pool(), weth()}, MaxAmountsIn: []*big.Int{one(1), one(2)}, UserData: make([]byte, 96)}))
	f.Add(vault.NewVault().PackBatchSwap(0, []vault.IVaultBatchSwapStep{{AssetInIndex: one(0), AssetOutIndex: one(1), Amount: one(1)}}, nil, vault.IVaultFundManagement{}, nil, one(1)))
	f.Add([]byte{0x43, 0xad, 0xba, 0xfb})
	f.Fuzz(func(t *testing.T, data []byte) {
		_, _ = d.Error(data)
		_ = d.Event([]common.Hash{common.BytesToHash(data), {}}, data)
		for topic := range d.events {
			_ = d.Event([]common.Hash{topic}, data)
		}
		call, err := d.Call(data)
		if err != nil {
			return
		}
		call.Explain(book(), pool())
		_, _ = call.Pools(), call.Addresses()
		if call.Trailing < 0 || call.Trailing > len(data)-4 {
			t.Fatalf("%d bytes too many of %d", call.Trailing, len(data))
		}
		if n := count(call.Args); n > 2*len(data)+100 {
			t.Fatalf("%d values of %d bytes", n, len(data))
		}
	})
}

func count(values []Value) int {
	n := len(values)
	for _, v := range values {
		n += count(v.Items)
	}
	return n
}
