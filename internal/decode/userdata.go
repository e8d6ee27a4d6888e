package decode

import (
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
)

// userDataKind is a kind of join or exit, with the numbers of WeightedPoolUserData.
type userDataKind struct {
	number  uint64
	name    string
	inputs  [][2]string // name and type of the values after the number
	meaning string
}

func joinKinds() []userDataKind {
	return []userDataKind{
		{0, "INIT", [][2]string{{"amounts", "uint256[]"}}, "the first join: these amounts initialise the pool"},
		{1, "EXACT_TOKENS_IN_FOR_BPT_OUT", [][2]string{{"amounts", "uint256[]"}, {"minimumBpt", "uint256"}}, "joins with these amounts for at least this much BPT"},
		{2, "TOKEN_IN_FOR_EXACT_BPT_OUT", [][2]string{{"bptAmountOut", "uint256"}, {"tokenIndex", "uint256"}}, "joins with one token for this much BPT"},
		{3, "ALL_TOKENS_IN_FOR_EXACT_BPT_OUT", [][2]string{{"bptAmountOut", "uint256"}}, "joins with all tokens proportionally for this much BPT"},
	}
}

// recoveryExit is BasePoolUserData.RECOVERY_MODE_EXIT_KIND.
const recoveryExit = 255

func exitKinds() []userDataKind {
	return []userDataKind{
		{0, "EXACT_BPT_IN_FOR_ONE_TOKEN_OUT", [][2]string{{"bptAmountIn", "uint256"}, {"tokenIndex", "uint256"}}, "exits to one token for this much BPT"},
		{1, "EXACT_BPT_IN_FOR_TOKENS_OUT", [][2]string{{"bptAmountIn", "uint256"}}, "exits to all tokens proportionally for this much BPT"},
		{2, "BPT_IN_FOR_EXACT_TOKENS_OUT", [][2]string{{"amounts", "uint256[]"}, {"maximumBpt", "uint256"}}, "exits with these amounts for at most this much BPT"},
		{recoveryExit, "RECOVERY_MODE", [][2]string{{"bptAmountIn", "uint256"}}, "exits to all tokens proportionally for this much BPT, in recovery mode only"},
	}
}

// joinsOrExits reports whether the function has userData of a join or exit.
func (w writer) joinsOrExits() bool {
	return slices.Contains([]string{"joinPool", "exitPool", "queryJoin", "queryExit", "onJoinPool", "onExitPool"}, w.function)
}

// userData decodes the userData of a join or exit as a Managed Pool does. Its lists do not contain BPT,
// but the assets do.
func (w writer) userData(v *Value) {
	kinds := joinKinds()
	if w.scope.exit {
		kinds = exitKinds()
	}
	kind, args, ok := readUserData(kinds, v.bytes)
	if !ok {
		v.Words = "not decoded: not a standard format of Managed Pools"
		return
	}
	v.Words = kind.name + ": " + kind.meaning
	w.scope.tokens = slices.DeleteFunc(slices.Clone(w.scope.tokens), func(t common.Address) bool { return t == w.pool() })
	for i := range args {
		w.one(&args[i])
		if args[i].Name == "tokenIndex" {
			args[i].Words = w.tokenNumber(args[i])
		}
	}
	v.Items = args
}

// pool returns the pool that is joined. Its address is the first 20 bytes of its id, or the called
// contract's.
func (w writer) pool() common.Address {
	if w.scope.pool != (common.Address{}) {
		return w.scope.pool
	}
	return w.scope.called
}

func (w writer) tokenNumber(v Value) string {
	n, negative := magnitude(v)
	if n == nil || negative || !n.LtUint64(uint64(len(w.scope.tokens))) {
		return ""
	}
	return w.book.label(w.scope.tokens[n.Uint64()])
}

func readUserData(kinds []userDataKind, data []byte) (userDataKind, []Value, bool) {
	if len(data) < 32 {
		return userDataKind{}, nil, false
	}
	number := new(big.Int).SetBytes(data[:32])
	at := slices.IndexFunc(kinds, func(k userDataKind) bool { return number.IsUint64() && number.Uint64() == k.number })
	if at < 0 {
		return userDataKind{}, nil, false
	}
	inputs := abi.Arguments{argument("kind", "uint256")}
	for _, input := range kinds[at].inputs {
		inputs = append(inputs, argument(input[0], input[1]))
	}
	args, trailing, err := strictly(inputs, data)
	if err != nil || trailing > 0 {
		return userDataKind{}, nil, false
	}
	return kinds[at], args[1:], true
}

// argument returns an ABI argument. The type comes from constants in this file, so it is valid.
func argument(name, kind string) abi.Argument {
	t, _ := abi.NewType(kind, "", nil)
	return abi.Argument{Name: name, Type: t}
}
