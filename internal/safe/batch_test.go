package safe

import (
	"bytes"
	"fmt"
	"math/big"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/bindings/erc20"
	"mpool/bindings/managedpool"
	"mpool/bindings/vault"
	"mpool/internal/ops"
)

const (
	somePool  = "0x49d4450977E2c95362C13D3a31a09311E0Ea26A6"
	someSafe  = "0xDF8a1Ce35c9a6ACE153B4e0767942f1E2291a1Aa"
	enableIt  = "0xe01af92c0000000000000000000000000000000000000000000000000000000000000001"
	enableABI = `{"inputs":[{"internalType":"bool","name":"swapEnabled","type":"bool"}],"name":"setSwapEnabled","payable":false}`
)

// file is a batch of the given transactions, as another tool might write it.
func file(transactions ...string) string {
	return fmt.Sprintf(`{"version":"1.0","chainId":"1","createdAt":1,"meta":{"name":"n","createdFromSafeAddress":%q},"transactions":[%s]}`,
		someSafe, strings.Join(transactions, ","))
}

func call(more string) string {
	return fmt.Sprintf(`{"to":%q,"value":"0",%s}`, somePool, more)
}

func byMethod(inputs, values string) string {
	return call(`"data":null,"contractMethod":{"inputs":[` + inputs + `],"name":"f","payable":false},"contractInputsValues":` + values)
}

func codesOf(b *Batch, severity ops.Severity) []string {
	var codes []string
	for _, f := range b.Findings {
		if f.Severity == severity {
			codes = append(codes, f.Code)
		}
	}
	return codes
}

// TestNoBatches checks that a file that is not a batch is an error.
func TestNoBatches(t *testing.T) {
	for _, text := range []string{"", "[]", "{}", `{"transactions":{}}`, file() + "x", `{"transactions":[],}`, `{"transactions":[],"transactions":[]}`,
		`{"transactions":[` + strings.Repeat("[", 100) + strings.Repeat("]", 100) + `]}`, "\xff", strings.Repeat(" ", mostBytes+1)} {
		if _, err := ReadBatch(strings.NewReader(text)); err == nil {
			t.Errorf("%.40q is read", text)
		}
	}
}

// TestOtherTools reads batches as other programs write them and expects the same calls.
func TestOtherTools(t *testing.T) {
	list := `"contractMethod":{"name":"f","inputs":[{"name":"a","type":"address[]"},{"name":"n","type":"uint256[]"}]},"contractInputsValues":`
	other := "0xDF8a1Ce35c9a6ACE153B4e0767942f1E2291a1Aa"
	for i, same := range [][]string{
		{
			call(`"data":"` + enableIt + `"`),
			call(`"data":"0x` + strings.ToUpper(enableIt[2:]) + `"`),
			call(`"data":"` + enableIt + `","contractMethod":null,"contractInputsValues":null`),
			call(`"contractMethod":` + enableABI + `,"contractInputsValues":{"swapEnabled":"true"}`),
			call(`"data":null,"contractMethod":` + enableABI + `,"contractInputsValues":{"swapEnabled":"1"}`),
			call(`"data":"","contractMethod":` + enableABI + `,"contractInputsValues":{"swapEnabled":true,"unused":""}`),
			strings.Replace(strings.ToLower(call(`"data":"`+enableIt+`"`)), `"value":"0"`, `"value":"0x0","operation":0`, 1),
		},
		{
			call(`"data":"0x"`),
			call(`"data":null`),
			call(`"data":null,"contractMethod":{"name":"receive","inputs":[],"payable":true},"contractInputsValues":{}`),
			call(`"data":"0x","contractMethod":{"name":"fallback","inputs":[],"payable":true},"contractInputsValues":null`),
		},
		{
			call(`"contractMethod":{"name":"f","inputs":[{"name":"","type":"uint256"},{"name":"","type":"bool"}]},"contractInputsValues":{"0":"5","1":"false"}`),
			call(`"contractMethod":{"name":"f","inputs":[{"name":"a","type":"uint"},{"type":"bool","name":"b"}]},"contractInputsValues":{"a":" 5 ","b":"False"}`),
		},
		{
			call(list + `{"a":"[` + somePool + `,` + other + `]","n":"[1,2]"}`),
			call(list + `{"a":"[ ` + somePool + ` , ` + other + ` ]","n":"[ 1, 0x2]"}`),
			call(list + `{"a":"[\"` + somePool + `\",\"` + other + `\"]","n":"[\"1\",\"2\"]"}`),
			call(list + `{"a":"['` + somePool + `',` + other + `]","n":"[1,\"2\"]"}`),
		},
	} {
		var want []Call
		for j, transaction := range same {
			b, err := ReadBatch(strings.NewReader(file(transaction)))
			if err != nil || b.Refused() != nil {
				t.Fatalf("%d.%d: %v %+v", i, j, err, b)
			}
			if j == 0 {
				want = b.All()
			}
			if !Same(b.All(), want) {
				t.Errorf("%d.%d: %+v, want %+v", i, j, b.All(), want)
			}
		}
	}
}

// known are the methods that mpool knows.
func known(t *testing.T) Methods {
	t.Helper()
	var all []abi.Method
	for _, meta := range []interface{ ParseABI() (*abi.ABI, error) }{&managedpool.ManagedPoolMetaData, &vault.VaultMetaData, &erc20.ERC20MetaData} {
		parsed, err := meta.ParseABI()
		if err != nil {
			t.Fatal(err)
		}
		for _, method := range parsed.Methods {
			all = append(all, method)
		}
	}
	return func(selector [4]byte) (abi.Method, bool) {
		at := slices.IndexFunc(all, func(m abi.Method) bool { return bytes.Equal(m.ID, selector[:]) })
		if at < 0 {
			return abi.Method{}, false
		}
		return all[at], true
	}
}

// TestBatchesRoundTrip writes random batches: the owner's methods, the Vault's methods, and noise. It
// reads the same calls back, both from the methods and from the data.
func TestBatchesRoundTrip(t *testing.T) {
	d := dice{rand.New(rand.NewPCG(3, 4))}
	methods := known(t)
	byName, raw := 0, 0
	for range 200 {
		calls := make([]Call, 1+d.IntN(12))
		for i := range calls {
			calls[i] = Call{To: d.address(), Value: d.number(), Data: d.calldata(t)}
		}
		draft := Draft{ChainID: 1 + d.Uint64N(1<<40), Safe: d.address(), Name: "n<>&\u2028\"\x01é", Description: "d", CreatedAt: d.Int64N(1 << 45), Calls: calls}
		text, err := draft.Write(methods)
		if err != nil {
			t.Fatal(err)
		}
		b, err := ReadBatch(bytes.NewReader(text))
		if err != nil || b.Refused() != nil || b.Checksum != ChecksumRight || !Same(b.All(), calls) {
			t.Fatalf("%v\n%s", err, text)
		}
		for _, c := range b.Calls {
			if c.Method != nil {
				byName++
			} else {
				raw++
			}
		}
	}
	if byName < 100 || raw < 100 {
		t.Errorf("%d calls by their methods, %d as data", byName, raw)
	}
}

// calldata draws a call of the pool, of a token or of the Vault, or random bytes.
func (d dice) calldata(t *testing.T) []byte {
	t.Helper()
	pool := managedpool.NewManagedPool()
	number := func() *big.Int { n := d.number(); return n.ToBig() }
	bigs := func() (list []*big.Int) {
		for range d.IntN(5) {
			list = append(list, number())
		}
		return list
	}
	addresses := func() (list []common.Address) {
		for range d.IntN(5) {
			list = append(list, d.address())
		}
		return list
	}
	switch d.IntN(8) {
	case 0:
		return pool.PackUpdateWeightsGradually(number(), number(), addresses(), bigs())
	case 1:
		return pool.PackSetCircuitBreakers(addresses(), bigs(), bigs(), bigs())
	case 2:
		return pool.PackAddToken(d.address(), d.address(), number(), number(), d.address())
	case 3:
		return erc20.NewERC20().PackApprove(d.address(), number())
	case 4:
		return vault.NewVault().PackManagePoolBalance([]vault.IVaultPoolBalanceOp{{Kind: 1, PoolId: [32]byte(d.bytes(32)), Token: d.address(), Amount: number()}})
	case 5:
		return append(pool.PackSetSwapEnabled(true), 1) // one byte too many
	case 6:
		return nil
	}
	return d.bytes(d.IntN(100))
}

// TestEncodesAsTheABI compares our encoder with go-ethereum's, including lists of structs.
func TestEncodesAsTheABI(t *testing.T) {
	data := vault.NewVault().PackManagePoolBalance([]vault.IVaultPoolBalanceOp{
		{Kind: 2, PoolId: [32]byte{1, 2}, Token: common.HexToAddress(somePool), Amount: big.NewInt(7)},
		{Kind: 1, PoolId: [32]byte{3}, Token: common.HexToAddress(someSafe), Amount: big.NewInt(8)},
	})
	id := func(b ...byte) string { return hexutil.Encode(common.RightPadBytes(b, 32)) }
	text := file(call(`"contractMethod":{"name":"managePoolBalance","inputs":[{"name":"ops","type":"tuple[]","components":[{"name":"kind","type":"uint8"},{"name":"poolId","type":"bytes32"},{"name":"token","type":"address"},{"name":"amount","type":"uint256"}]}]},` +
		`"contractInputsValues":{"ops":"[[2,\"` + id(1, 2) + `\",\"` + somePool + `\",7],[\"1\",\"` + id(3) + `\",\"` + someSafe + `\",\"8\"]]"}`))
	b, err := ReadBatch(strings.NewReader(text))
	if err != nil || b.Refused() != nil {
		t.Fatalf("%v %+v", err, b.Findings)
	}
	if !bytes.Equal(b.Calls[0].Data, data) {
		t.Errorf("%x, want %x", b.Calls[0].Data, data)
	}
	if got := b.Calls[0].Method.Signature; got != "managePoolBalance((uint8,bytes32,address,uint256)[])" {
		t.Error(got)
	}
}

// TestMultiSendRoundTrip packs and unpacks calls, and checks that malformed data is refused.
func TestMultiSendRoundTrip(t *testing.T) {
	d := dice{rand.New(rand.NewPCG(5, 6))}
	for range 200 {
		calls := d.calls(1 + d.IntN(6))
		data, err := PackMultiSend(calls)
		if err != nil {
			t.Fatal(err)
		}
		got, err := UnpackMultiSend(data)
		if err != nil || !Same(got, calls) {
			t.Fatalf("%v: %+v, want %+v", err, got, calls)
		}
		if _, err := UnpackMultiSend(data[:len(data)-1]); err == nil {
			t.Error("cut off, it is read")
		}
	}
	if _, err := PackMultiSend([]Call{{Operation: OperationDelegateCall}}); err == nil {
		t.Error("a delegate call is packed")
	}
}

func FuzzReadBatch(f *testing.F) {
	f.Add([]byte(upstreamBatch))
	f.Add([]byte(file(byMethod(`{"name":"a","type":"tuple[2][]","components":[{"name":"b","type":"int8"}]}`, `{"a":"[[[1],[-1]]]"}`))))
	f.Fuzz(func(_ *testing.T, text []byte) {
		_, _ = ReadBatch(bytes.NewReader(text)) // must neither panic nor run out of memory
	})
}
