package chain_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/devnet"
)

// A Safe that cannot be read is not an unused nonce, and an error of the node does not mean that
// the address is no Safe.
func TestSafeUnread(t *testing.T) {
	d := devChain(t, devnet.Options{Safe: "1.4.1"})
	nonce := func(params json.RawMessage) bool { return strings.Contains(string(params), "0xaffed0e0") }
	for name, test := range map[string]struct {
		fault, result string
		is            bool // the address is a Safe
		unread        bool // Safes cannot say whether it is one
	}{
		"read":                 {is: true},
		"an internal error":    {fault: `{"code":-32603,"message":"internal error"}`, unread: true},
		"a timeout":            {fault: `{"code":-32000,"message":"execution aborted (timeout = 5s)"}`, unread: true},
		"it reverts":           {fault: `{"code":3,"message":"execution reverted"}`},
		"it reverts, in words": {fault: `{"code":-32000,"message":"VM execution error."}`},
		"an invalid opcode":    {fault: `{"code":-32000,"message":"invalid opcode: INVALID"}`},
		"an EVM error":         {fault: `{"code":-32003,"message":"EVM error StackUnderflow"}`},
		"no answer":            {result: `"0x"`},
	} {
		p := proxy(t, d.RPC, func(method string, params json.RawMessage) string {
			if method == "eth_call" && nonce(params) {
				return test.fault
			}
			return ""
		})
		p.result = func(method string, params json.RawMessage) string {
			if method == "eth_call" && nonce(params) {
				return test.result
			}
			return ""
		}
		c := dial(t, p.url, chain.Options{})
		found, err := c.Safes(t.Context(), chain.Latest(), []common.Address{d.Safe.Address})
		if (err != nil) != test.unread || (found[d.Safe.Address] != nil) != test.is {
			t.Errorf("%s: Safes %v, %v", name, found, err)
		}
		race, err := c.SafeRaceOf(t.Context(), d.Safe.Address, 0, common.Hash{1}, 0)
		if (err == nil) != test.is || race.Nonce != 0 {
			t.Errorf("%s: race %+v, %v", name, race, err)
		}
	}
}
