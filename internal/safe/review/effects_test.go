package review

import (
	"bytes"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/chain"
	"mpool/internal/decode"
	"mpool/internal/ops"
)

// TestAddressesIn checks which words of calldata count as addresses.
func TestAddressesIn(t *testing.T) {
	selector := []byte{1, 2, 3, 4}
	word := func(a common.Address) []byte { return common.LeftPadBytes(a.Bytes(), 32) }
	data := func(parts ...[]byte) []byte { return bytes.Join(append([][]byte{selector}, parts...), nil) }
	small := common.BytesToAddress([]byte{1, 2, 3, 4, 5, 6, 7, 8})                          // 12 zeros first: a number
	large := common.BytesToAddress([]byte{9, 1, 2, 3, 4, 5, 6, 7, 8})                       // 11 zeros first
	front := common.BytesToAddress(append(make([]byte, 4), bytes.Repeat([]byte{9}, 16)...)) // 4 zeros first
	for _, test := range []struct {
		name string
		data []byte
		want []common.Address
	}{
		{"nothing", nil, nil},
		{"a selector", selector, nil},
		{"a word", data(word(friend())), list1(friend())},
		{"a byte less than a word", data(word(friend()))[:35], nil},
		{"a byte more than a word", append(data(word(friend())), 0), list1(friend())},
		{"twice the same", data(word(friend()), word(friend())), list1(friend())},
		{"two", data(word(friend()), word(stranger())), list1(friend(), stranger())},
		{"a small number", data(word(small)), nil},
		{"just no small number", data(word(large)), list1(large)},
		{"a number that fills the word", data(bytes.Repeat([]byte{7}, 32)), nil},
		{"a byte before the address", data(append([]byte{1}, word(friend())[1:]...)), nil},
		{"nested, behind another selector", data(selector, word(friend())), list1(friend())},
		{"with zeros first, in its place", data(word(front)), list1(front)},
		{"with zeros first, out of its place", data(selector, word(front)), nil},
	} {
		if got := addressesIn(test.data); !same(got, test.want) {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
		}
	}
}

// TestPurposeOf checks which flag accepts a holder of each kind of right.
func TestPurposeOf(t *testing.T) {
	for kind, want := range map[chain.RightKind]purpose{chain.Owner: toManage, chain.Role: toManage, chain.Member: toManage,
		chain.Allowance: toSpend, chain.Operator: toSpend, chain.Relayer: toSpend, chain.Delegate: toSpend} {
		if got := purposeOf(chain.SafeRight{Kind: kind}); got != want {
			t.Errorf("%s: --%s, want --%s", kind, got, want)
		}
	}
}

// TestNameThese checks that each unknown token is asked for once, and that a bound holds.
func TestNameThese(t *testing.T) {
	var many []chain.SafeRight
	for i := range mostNamed + 5 {
		many = append(many, chain.SafeRight{Token: who(byte(i + 1))})
	}
	right := func(token common.Address) chain.SafeRight { return chain.SafeRight{Token: token} }
	for _, test := range []struct {
		name   string
		rights []chain.SafeRight
		asked  int
	}{{"none", nil, 0}, {"known", []chain.SafeRight{right(weth())}, 0}, {"unknown", []chain.SafeRight{right(foreign())}, 1}, {"twice", []chain.SafeRight{right(foreign()), right(foreign()), right(weth())}, 1}, {"many", many, mostNamed}} {
		c, w, err := row{calls: list(transfer(weth(), theSafe(), ether(1)))}.checked()
		if err != nil {
			t.Fatal(err)
		}
		w.node.names = nil
		w.node.infos[foreign()] = chain.TokenInfo{Symbol: "NEW", Decimals: 18, Known: true}
		if err := c.nameThese(t.Context(), test.rights); err != nil || len(w.node.names) != test.asked {
			t.Errorf("%s: %d tokens, %v", test.name, len(w.node.names), err)
		}
		if _, named := c.Book.Tokens[foreign()]; named != (test.name == "unknown" || test.name == "twice") {
			t.Errorf("%s: the token has a name: %v", test.name, named)
		}
	}
}

// TestAllowanceRights checks the words of an allowance: of an amount that a token can have, and of more.
func TestAllowanceRights(t *testing.T) {
	most := *new(uint256.Int).Sub(new(uint256.Int).Lsh(uint256.NewInt(1), mostBits), uint256.NewInt(1))
	more := *new(uint256.Int).Lsh(uint256.NewInt(1), mostBits)
	book := decode.NewBook(poolAt(mine()))
	for _, test := range []struct {
		name     string
		contract common.Address
		token    common.Address
		after    uint256.Int
		want     string
	}{
		{"an amount", weth(), weth(), tokens(3), "can take 3 WETH from the Safe at any time; before, 1 WETH"},
		{"the largest amount", weth(), weth(), most, "; before, 1 WETH"},
		{"more than that", weth(), weth(), more, "can take WETH (" + weth().Hex() + ") from the Safe at any time"},
		{"an unknown token", foreign(), foreign(), tokens(3), "can take " + foreign().Hex() + " from the Safe at any time"},
		{"more, by another contract", contract(), weth(), more, "can take WETH (" + weth().Hex() + "), by " + contract().Hex() + " from"},
	} {
		got := rightText(book, chain.SafeRight{Kind: chain.Allowance, Contract: test.contract, Token: test.token, Holder: stranger(), Before: tokens(1), After: test.after})
		if !strings.HasSuffix(got, test.want) && !strings.Contains(got, test.want) || strings.Contains(got, "; before") != strings.Contains(test.want, "; before") {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

// TestSaidRight checks when a finding of a call already reports a right.
func TestSaidRight(t *testing.T) {
	call := func(change func(*Call)) Call {
		c := readOne(t, approve(weth(), stranger(), ether(3)))
		c.Findings = one(ops.Refuse, staysCode, "it stays")
		change(&c)
		return c
	}
	right := chain.SafeRight{Contract: weth(), Holder: stranger()}
	for _, test := range []struct {
		name   string
		change func(*Call)
		want   bool
	}{
		{"that it stays", func(*Call) {}, true},
		{"that it has no limit", func(c *Call) { c.Findings[0].Code = "approval.unlimited" }, true},
		{"that a relayer gets it", func(c *Call) { c.Findings[0].Code = "vault.relayer" }, true},
		{"something else", func(c *Call) { c.Findings[0].Code = "token.foreign" }, false},
		{"nothing", func(c *Call) { c.Findings = nil }, false},
		{"of another contract", func(c *Call) { c.To = usdc() }, false},
		{"of another holder", func(c *Call) { c.Call = readOne(t, approve(weth(), friend(), ether(3))).Call }, false},
		{"of a call without arguments", func(c *Call) { c.Call.Args = nil }, false},
		{"of an unknown call", func(c *Call) { c.Call = nil }, false},
	} {
		if got := saidRight([]Call{{}, call(test.change)}, right); got != test.want {
			t.Errorf("%s: %v", test.name, got)
		}
	}
}
