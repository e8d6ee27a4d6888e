package trade_test

import (
	"encoding/json"
	"fmt"
	"math/big"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/holiman/uint256"

	"mpool/bindings/vault"
	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/ops/trade"
	"mpool/internal/units"
)

// vector is a result of a pool of the deployed bytecode in one state.
type vector struct {
	Name, Op, Generation string
	Balances, Weights    []string
	Fee, Supply          string
	Kind                 int
	In, Out              int // -1 means BPT
	Amount, Bpt, Bound   string
	Index                int
	Amounts              []string
	UserData             hexutil.Bytes `json:"user_data"`
	Result               []string      // for joins and exits: BPT, then each token
	Error                string
}

// TestTradeVectors compares predictions and user data with the results of deployed v1 and v2 pools.
func TestTradeVectors(t *testing.T) {
	text, err := os.ReadFile("testdata/trades.json")
	if err != nil {
		t.Fatal(err)
	}
	var list []vector
	if err := json.Unmarshal(text, &list); err != nil || len(list) < 300 {
		t.Fatalf("%d vectors, %v", len(list), err)
	}
	for _, v := range list {
		now := v.state()
		op := v.operation(now)
		plan, err := op.Plan(now, now.Block.Time)
		if err != nil {
			t.Fatalf("%s: %v", v.Name, err)
		}
		if code := firstRefusal(plan); code != v.Error {
			t.Errorf("%s: predicted %q, seen %q: %s", v.Name, code, v.Error, fmt.Sprintf("%+v", plan.Findings))
		}
		if v.Error == "" {
			v.holds(t, now, op)
		}
		v.sends(t, plan)
	}
}

func whole(digits string) uint256.Int {
	if digits == "" {
		return uint256.Int{}
	}
	return *uint256.MustFromDecimal(digits)
}

func numbered(i int) common.Address {
	if i < 0 {
		return common.HexToAddress("0x0000000000000000000000000000000000000b97")
	}
	return common.BigToAddress(big.NewInt(int64(0x1000 + i)))
}

// state is the pool of a vector. Its weights and fee are constant, and no AUM fee is due.
func (v vector) state() *ops.Snapshot {
	now := &ops.Snapshot{ChainID: 1, Block: ops.Block{Number: 1, Time: 1_800_000_000}, Pool: ops.Pool{
		Address: numbered(-1), Symbol: "POOL", Vault: common.HexToAddress("0xba1"), Generation: ops.V1, SwapEnabled: true, JoinExitEnabled: true,
	}}
	if v.Generation == "v2" {
		now.Pool.Generation = ops.V2
	}
	for i, decimals := range []uint8{18, 8, 18, 6} {
		weight := units.Fixed(whole(v.Weights[i]))
		now.Tokens = append(now.Tokens, ops.Token{Address: numbered(i), Symbol: named.Symbol(fmt.Sprintf("T%d", i)), Decimals: decimals,
			Cash: units.Amount{Raw: whole(v.Balances[i]), Decimals: decimals}, Managed: units.Amount{Decimals: decimals}, StartWeight: weight, EndWeight: weight, Weight: weight})
	}
	now.Fees.StartSwapFee, now.Fees.EndSwapFee, now.Fees.LastCollection = units.Fixed(whole(v.Fee)), units.Fixed(whole(v.Fee)), now.Block.Time
	now.Supply.Virtual = units.Amount{Raw: whole(v.Supply), Decimals: 18}
	for i := -1; i < 4; i++ { // all accounts have enough
		for _, account := range []common.Address{rich(), now.Pool.Vault} {
			now.Holdings = append(now.Holdings, ops.Holding{Token: numbered(i), Account: account, Balance: units.Amount{Raw: *new(uint256.Int).Lsh(uint256.NewInt(1), 111)}})
		}
	}
	return now
}

func rich() common.Address { return common.HexToAddress("0x2222") }

func (v vector) operation(now *ops.Snapshot) ops.Operation {
	who := trade.Trader{Sender: rich(), Recipient: rich()}
	var named []trade.TokenAmount
	for i, token := range now.Tokens {
		amount := units.Amount{Raw: *new(uint256.Int).Lsh(uint256.NewInt(1), 110), Decimals: token.Decimals}
		if len(v.Amounts) > 0 {
			amount.Raw = whole(v.Amounts[i])
		} else if v.Op == "exit" {
			amount.Raw = uint256.Int{}
		}
		named = append(named, trade.TokenAmount{Token: token.Address, Amount: amount})
	}
	bpt := units.Amount{Raw: whole(v.Bpt + v.Bound), Decimals: 18}
	switch v.Op {
	case "swap":
		op := trade.Swap{Trader: who, In: numbered(v.In), Out: numbered(v.Out), GivenOut: v.Kind == 1, Amount: units.Amount{Raw: whole(v.Amount)}, Deadline: now.Block.Time}
		if op.GivenOut {
			op.Limit.Raw.Lsh(uint256.NewInt(1), 110)
		}
		return op
	case "join":
		kind := []trade.JoinKind{1: trade.JoinExactTokens, 2: trade.JoinOneToken, 3: trade.JoinAllTokens}[v.Kind]
		return trade.Join{Trader: who, Kind: kind, Amounts: named, Bpt: bpt, Token: numbered(v.Index)}
	}
	kind := map[int]trade.ExitKind{0: trade.ExitOneToken, 1: trade.ExitAllTokens, 2: trade.ExitExactTokens, 255: trade.ExitRecovery}[v.Kind]
	return trade.Exit{Trader: who, Kind: kind, Amounts: named, Bpt: bpt, Token: numbered(v.Index)}
}

// holds checks that the predicted amounts are those of the vector.
func (v vector) holds(t *testing.T, now *ops.Snapshot, op ops.Operation) {
	t.Helper()
	state, err := now.At(now.Block.Time)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	switch op := op.(type) {
	case trade.Swap:
		in, out, err := op.Amounts(state)
		if err != nil {
			t.Fatal(err)
		}
		if got = []string{out.Raw.Dec()}; op.GivenOut {
			got = []string{in.Raw.Dec()}
		}
	case trade.Join:
		got = v.outcome(t, state, op.Outcome)
	case trade.Exit:
		got = v.outcome(t, state, op.Outcome)
	}
	if !slices.Equal(got, v.Result) {
		t.Errorf("%s: predicted %v, seen %v", v.Name, got, v.Result)
	}
}

func (v vector) outcome(t *testing.T, state *ops.Snapshot, of func(*ops.Snapshot) (uint256.Int, []uint256.Int, error)) []string {
	t.Helper()
	bpt, amounts, err := of(state)
	if err != nil {
		t.Fatal(v.Name, err)
	}
	got := []string{bpt.Dec()}
	for i := range amounts {
		got = append(got, amounts[i].Dec())
	}
	return got
}

// sends checks that the call has the vector's user data.
func (v vector) sends(t *testing.T, plan *ops.Plan) {
	t.Helper()
	if len(v.UserData) == 0 {
		return
	}
	contract, err := vault.VaultMetaData.ParseABI()
	if err != nil {
		t.Fatal(err)
	}
	for _, call := range plan.Calls {
		method, err := contract.MethodById(call.Data[:4])
		if err != nil || !strings.HasSuffix(method.Name, "Pool") {
			continue
		}
		if got := userDataIn(t, method, call.Data); string(got) != string(v.UserData) {
			t.Errorf("%s: sends %x, which was sent: %x", v.Name, got, []byte(v.UserData))
		}
		return
	}
	t.Errorf("%s: no call of the Vault", v.Name)
}

func userDataIn(t *testing.T, method *abi.Method, data []byte) []byte {
	t.Helper()
	args, err := method.Inputs.UnpackValues(data[4:])
	if err != nil {
		t.Fatal(err)
	}
	request := *abi.ConvertType(args[3], new(vault.IVaultJoinPoolRequest)).(*vault.IVaultJoinPoolRequest)
	return request.UserData
}

func firstRefusal(plan *ops.Plan) string {
	for _, finding := range plan.Findings {
		if finding.Severity == ops.Refuse {
			return finding.Code
		}
	}
	return ""
}
