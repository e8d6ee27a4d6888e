package deed

import (
	"bytes"
	"math/big"
	"reflect"
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/chain"
	"mpool/internal/decode"
)

// who is an address that repeats one byte.
func who(b byte) common.Address { return common.BytesToAddress(bytes.Repeat([]byte{b}, 20)) }

func pools(list ...common.Address) Between {
	b := Between{}
	for _, pool := range list {
		var id common.Hash
		copy(id[:], pool[:])
		b.Pools = append(b.Pools, id)
	}
	return b
}

func text(name, value string) decode.Value { return decode.Value{Name: name, Value: value} }

func items(name string, list ...decode.Value) decode.Value {
	return decode.Value{Name: name, Items: list}
}

// TestReadTokenCalls: the effect of each function of a token, and of none that the rules do not know.
func TestReadTokenCalls(t *testing.T) {
	a, b, n := text("a", who(1).Hex()), text("b", who(2).Hex()), text("n", "7")
	seven := *uint256.NewInt(7)
	for _, test := range []struct {
		name string
		args []decode.Value
		want any
	}{
		{"transfer", []decode.Value{a, n}, Transfer{From: who(9), To: who(1), Amount: seven}},
		{"transferFrom", []decode.Value{a, b, n}, Transfer{From: who(1), To: who(2), Amount: seven}},
		{"approve", []decode.Value{a, n}, Approve{Spender: who(1), Amount: seven}},
		{"increaseAllowance", []decode.Value{a, n}, Approve{Spender: who(1), Amount: seven}},
		{"decreaseAllowance", []decode.Value{a, n}, Lower{}},
		{"permit", []decode.Value{a, n}, nil},
		{"", nil, nil},
	} {
		if got, err := Read(test.name, test.args, who(9)); err != nil || got != test.want {
			t.Errorf("%s: %+v, %v", test.name, got, err)
		}
	}
	for _, name := range []string{"transfer", "transferFrom", "approve", "increaseAllowance"} {
		if _, err := Read(name, []decode.Value{a}, who(9)); err == nil {
			t.Errorf("%s with one argument is read", name)
		}
	}
}

// TestReadCreations: both factories' parameters are read, each from its own struct.
func TestReadCreations(t *testing.T) {
	list := func(name string, b byte) decode.Value { return items(name, text("", who(b).Hex())) }
	names, tokens := []decode.Value{text("name", "New"), list("assetManagers", 3)}, []decode.Value{list("tokens", 4), text("swapFeePercentage", "5"), text("managementAumFeePercentage", "6"), items("normalizedWeights", text("", "7"))}
	owner := text("owner", who(1).Hex())
	want := Create{Title: "New", Managers: []common.Address{who(3)}, Tokens: []common.Address{who(4)}, Owner: who(1), SwapFee: *uint256.NewInt(5), AumFee: *uint256.NewInt(6), Weights: []uint256.Int{*uint256.NewInt(7)}}
	for name, args := range map[string][]decode.Value{
		"v1": {items("poolParams", slices.Concat(names, tokens)...), owner},
		"v2": {items("params", names...), items("settingsParams", tokens...), owner},
	} {
		if got, err := Read("create", args, who(9)); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
	for name, args := range map[string][]decode.Value{
		"without an owner":         {items("poolParams", slices.Concat(names, tokens)...)},
		"without settings":         {items("params", names...), owner},
		"without managers":         {items("poolParams", text("name", "New")), owner},
		"without a fee":            {items("poolParams", list("tokens", 4)), owner},
		"without any parameters":   {owner},
		"with a broken token":      {items("params", names...), items("settingsParams", items("tokens", text("", "x")), tokens[1]), owner},
		"with a fee below nothing": {items("params", names...), items("settingsParams", tokens[0], text("swapFeePercentage", "-1")), owner},
	} {
		if _, err := Read("create", args, who(9)); err == nil {
			t.Errorf("%s it is read", name)
		}
	}
}

// TestUsesCoin: the zero address among the assets of a trade is the native token.
func TestUsesCoin(t *testing.T) {
	coin := common.Address{}
	with, without := []common.Address{who(1), coin}, []common.Address{who(1), who(2)}
	for _, test := range []struct {
		name  string
		trade Trade
		want  bool
	}{
		{"a swap of it", Swap{In: coin, Out: who(1)}, true}, {"a swap for it", Swap{In: who(1), Out: coin}, true}, {"a swap", Swap{In: who(1), Out: who(2)}, false},
		{"steps with it", BatchSwap{Assets: with}, true}, {"steps", BatchSwap{Assets: without}, false},
		{"a join with it", Join{Assets: with}, true}, {"a join", Join{Assets: without}, false},
		{"an exit with it", Exit{Assets: with}, true}, {"an exit", Exit{Assets: without}, false},
		{"of no kind", pools(who(1)), false},
	} {
		if got := UsesCoin(test.trade); got != test.want {
			t.Errorf("%s: %v", test.name, got)
		}
	}
}

// TestWrap: only in a BatchSwap the wrapped token stands for the coin, and only if it is not there too.
func TestWrap(t *testing.T) {
	coin, wrapped := common.Address{}, who(7)
	steps := func(assets ...common.Address) BatchSwap { return BatchSwap{Assets: assets} }
	for _, test := range []struct {
		name    string
		trade   Trade
		wrapped common.Address
		want    Trade
	}{
		{"steps", steps(who(1), coin), wrapped, steps(who(1), wrapped)},
		{"the coin first", steps(coin, who(1)), wrapped, steps(wrapped, who(1))},
		{"steps without the coin", steps(who(1), who(2)), wrapped, steps(who(1), who(2))},
		{"steps with both", steps(coin, wrapped), wrapped, steps(coin, wrapped)},
		{"nobody knows what wraps it", steps(who(1), coin), coin, steps(who(1), coin)},
		{"a join", Join{Assets: []common.Address{coin}}, wrapped, Join{Assets: []common.Address{coin}}},
	} {
		if got := Wrap(test.trade, test.wrapped); !reflect.DeepEqual(got, test.want) {
			t.Errorf("%s: %+v", test.name, got)
		}
	}
	own := steps(coin)
	if Wrap(own, wrapped); own.Assets[0] != coin {
		t.Error("the trade itself is changed")
	}
}

// TestGets: steps can pay out an asset whose limit is at most nothing.
func TestGets(t *testing.T) {
	for _, test := range []struct {
		name   string
		assets []common.Address
		limits []int64
		want   []common.Address
	}{
		{"below nothing", []common.Address{who(1), who(2)}, []int64{5, -5}, []common.Address{who(2)}},
		{"nothing", []common.Address{who(1), who(2)}, []int64{5, 0}, []common.Address{who(2)}},
		{"above nothing", []common.Address{who(1), who(2)}, []int64{5, 1}, nil},
		{"twice", []common.Address{who(2), who(2)}, []int64{-1, -1}, []common.Address{who(2)}},
		{"a limit too few", []common.Address{who(1), who(2)}, []int64{-5}, []common.Address{who(1)}},
	} {
		b := BatchSwap{Assets: test.assets}
		for _, l := range test.limits {
			b.Limits = append(b.Limits, big.NewInt(l))
		}
		if got := b.Gets(); !slices.Equal(got, test.want) {
			t.Errorf("%s: %v", test.name, got)
		}
	}
}

// TestIntoPools: a trade goes into its pools, a ManageBalance into those of its deposits; each counts once.
func TestIntoPools(t *testing.T) {
	one, two := pools(who(1)), pools(who(2), who(1), who(2))
	move := func(into bool) PoolMove { return PoolMove{Deposit: into, Pool: one.Pools[0]} }
	for _, test := range []struct {
		name string
		does any
		want []common.Address
	}{
		{"a swap", Swap{Between: one}, []common.Address{who(1)}}, {"steps", BatchSwap{Between: two}, []common.Address{who(1), who(2)}}, {"no step", BatchSwap{}, nil},
		{"a deposit", ManageBalance{Moves: []PoolMove{move(true), move(true)}}, []common.Address{who(1)}}, {"a withdrawal", ManageBalance{Moves: []PoolMove{move(false)}}, nil},
		{"a transfer", Transfer{To: who(1)}, nil}, {"nothing", nil, nil},
	} {
		if got := Into(test.does); !slices.Equal(got, test.want) {
			t.Errorf("%s: %v", test.name, got)
		}
	}
}

// TestOfToken: a call only moves tokens, or lets others move them.
func TestOfToken(t *testing.T) {
	for _, does := range []any{Transfer{}, Approve{}, Lower{}} {
		if !OfToken(does) {
			t.Errorf("%T", does)
		}
	}
	for _, does := range []any{nil, AddToken{}, Swap{}, UserBalance{}, Create{}} {
		if OfToken(does) {
			t.Errorf("%T", does)
		}
	}
}

// TestSentTokens: only a Transfer of the token itself, with three topics and one word, says that it moved.
func TestSentTokens(t *testing.T) {
	topic := func(a common.Address) common.Hash { return common.BytesToHash(a.Bytes()) }
	for _, test := range []struct {
		name string
		edit func(*chain.Log)
		want bool
	}{
		{"a transfer", func(*chain.Log) {}, true},
		{"of another token", func(l *chain.Log) { l.Address = who(8) }, false},
		{"of an NFT", func(l *chain.Log) { l.Topics = append(l.Topics, common.Hash{1}) }, false},
		{"with a topic too few", func(l *chain.Log) { l.Topics = l.Topics[:2] }, false},
		{"another event", func(l *chain.Log) { l.Topics[0] = common.Hash{1} }, false},
		{"with a byte too few", func(l *chain.Log) { l.Data = l.Data[:31] }, false},
		{"with a byte too many", func(l *chain.Log) { l.Data = append(l.Data, 0) }, false},
		{"without anything", func(l *chain.Log) { l.Topics, l.Data = nil, nil }, false},
	} {
		log := chain.Log{Address: who(7), Topics: []common.Hash{transferTopic(), topic(who(1)), topic(who(2))}, Data: common.LeftPadBytes([]byte{5}, 32)}
		test.edit(&log)
		from, to, amount, is := SentTokens(log, who(7))
		if is != test.want || is && (from != who(1) || to != who(2) || amount.Int64() != 5) {
			t.Errorf("%s: %s, %s, %v, %v", test.name, from, to, amount, is)
		}
	}
}
