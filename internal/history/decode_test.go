package history

import (
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"mpool/bindings/managedpool"
	"mpool/bindings/vault"
	"mpool/internal/units"
)

func testPoolAddress() common.Address  { return common.Address{1} }
func testVaultAddress() common.Address { return common.Address{2} }

// logged returns an event as its contract emits it.
func logged(t testing.TB, name string, args ...any) types.Log {
	t.Helper()
	of, from := contract(&managedpool.ManagedPoolMetaData), testPoolAddress()
	if parsed, _ := vault.VaultMetaData.ParseABI(); parsed.Events[name].Name != "" && name != "PausedStateChanged" {
		of, from = &vault.VaultMetaData, testVaultAddress()
	}
	kind := events(of, []string{name})[0]
	l := types.Log{Address: from, Topics: []common.Hash{kind.ID}, BlockNumber: 7, TxHash: common.Hash{9}}
	var data []any
	for i, input := range kind.Inputs {
		if !input.Indexed {
			data = append(data, args[i])
			continue
		}
		switch value := args[i].(type) {
		case common.Address:
			l.Topics = append(l.Topics, common.BytesToHash(value[:]))
		case common.Hash:
			l.Topics = append(l.Topics, value)
		}
	}
	var err error
	if l.Data, err = kind.Inputs.NonIndexed().Pack(data...); err != nil {
		t.Fatal(err)
	}
	return l
}

func testLogs(t testing.TB) []types.Log {
	token, n := common.Address{3}, big.NewInt(5e17)
	return []types.Log{
		logged(t, "PoolRegistered", common.Hash{4}, testPoolAddress(), uint8(1)),
		logged(t, "TokensRegistered", common.Hash{4}, []common.Address{testPoolAddress(), token, {5}}, []common.Address{{}, {}, {}}),
		logged(t, "GradualWeightUpdateScheduled", big.NewInt(1e9), big.NewInt(2e9), []*big.Int{n, n}, []*big.Int{n, n}),
		logged(t, "SwapEnabledSet", true),
		logged(t, "AllowlistAddressAdded", common.Address{6}),
		logged(t, "CircuitBreakerSet", token, n, n, n),
		logged(t, "PoolBalanceManaged", common.Hash{4}, common.Address{7}, token, big.NewInt(-5), new(big.Int).Neg(new(big.Int).Lsh(n, 190))),
		logged(t, "TokensDeregistered", common.Hash{4}, []common.Address{token}),
		logged(t, "TokenRemoved", token),
		logged(t, "ManagementAumFeeCollected", n),
	}
}

// Tokens with unknown decimals have raw amounts.
func TestTimelineOfUnknownTokens(t *testing.T) {
	entries, led, err := Timeline(testLogs(t), Facts{Pool: testPoolAddress(), Vault: testVaultAddress(), Times: map[uint64]units.Time{7: 1e9}})
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) != 1 || entries[0].Action != "create" || len(entries[0].Changes) != 13 || entries[0].Actor != (common.Address{}) {
		t.Fatalf("entries %+v", entries)
	}
	if change := entries[0].Changes[9]; change.After != "-5raw" || change.Label != (common.Address{3}).Hex()+" cash" {
		t.Errorf("change %+v", change)
	}
	if at := led[tokenPath(common.Address{5})+"index"]; at != "0" {
		t.Errorf("the token that is left is number %q", at)
	}
}

// A log that the contract cannot have emitted is refused.
func TestDecodeIsStrict(t *testing.T) {
	d := newDecoder(testPoolAddress(), testVaultAddress())
	for _, l := range testLogs(t) {
		if _, err := d.decode(l); err != nil {
			t.Errorf("%v: %v", l, err)
		}
	}
	flag, member := logged(t, "SwapEnabledSet", true), logged(t, "AllowlistAddressAdded", common.Address{6})
	change := func(l types.Log, change func(*types.Log)) types.Log {
		l.Topics, l.Data = append([]common.Hash(nil), l.Topics...), append([]byte(nil), l.Data...)
		change(&l)
		return l
	}
	for name, l := range map[string]types.Log{
		"another contract": change(flag, func(l *types.Log) { l.Address = testVaultAddress() }),
		"no topic":         change(flag, func(l *types.Log) { l.Topics = nil }),
		"unknown topic":    change(flag, func(l *types.Log) { l.Topics[0][0]++ }),
		"more topics":      change(flag, func(l *types.Log) { l.Topics = append(l.Topics, common.Hash{}) }),
		"no data":          change(flag, func(l *types.Log) { l.Data = nil }),
		"trailing data":    change(flag, func(l *types.Log) { l.Data = append(l.Data, 0) }),
		"no flag":          change(flag, func(l *types.Log) { l.Data[31] = 2 }),
		"no address":       change(member, func(l *types.Log) { l.Topics[1][0] = 1 }),
		"fewer topics":     change(member, func(l *types.Log) { l.Topics = l.Topics[:1] }),
	} {
		if e, err := d.decode(l); err == nil {
			t.Errorf("%s: read as %v", name, e)
		}
	}
}

// Any logs give entries or an error.
func FuzzTimeline(f *testing.F) {
	f.Add(uint8(0), uint8(1), []byte{0xff})
	f.Fuzz(func(t *testing.T, first, second uint8, noise []byte) {
		logs := testLogs(t)
		a, b := int(first)%len(logs), int(second)%len(logs)
		logs[a], logs[b] = logs[b], logs[a]
		data := logs[a].Data
		for i, n := range noise {
			if len(data) > 0 {
				data[(i*31)%len(data)] ^= n
			}
		}
		facts := Facts{Pool: testPoolAddress(), Vault: testVaultAddress(), Times: map[uint64]units.Time{}}
		_, _, _ = Timeline(logs, facts)
		_, _ = Mentioned(facts.Pool, facts.Vault, logs)
	})
}
