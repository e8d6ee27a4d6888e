package effect

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"github.com/holiman/uint256"

	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/ops/assetmanager"
	"mpool/internal/ops/newpool"
	"mpool/internal/ops/tokenset"
	"mpool/internal/ops/trade"
	"mpool/internal/ops/wallet"
	"mpool/internal/safe"
	"mpool/internal/text"
	"mpool/internal/units"
)

// oneChange says what a plan of one operation changes.
func oneChange(before *ops.Snapshot, plan *ops.Plan, preview Timeline) string {
	for _, words := range []string{stopWords(before, plan), stopFeeWords(before, plan), ownWords(before, plan)} {
		if words != "" {
			return words
		}
	}
	words := preview.words(func(row Row) string { return rowOver(plan, row) })
	if members := suspendedWords(before, plan); members != "" {
		if !slices.ContainsFunc(preview.Rows, Row.isMeant) {
			return members // the rows are those of the members
		}
		return words + ", " + members
	}
	switch {
	case words != "":
		return words
	case plan.Operation == nil: // calls without an operation
		return ""
	}
	if words := cancelWords(before, plan); words != "" {
		return words
	}
	return plan.Operation.Name()
}

// ownWords describe the operations for which the rows of the preview say too little or too much.
func ownWords(before *ops.Snapshot, plan *ops.Plan) string {
	if t := TradeOf(before, plan); t != nil {
		return TradeWords(t.Pays, t.Gets) + toReceiver(safe.InnerOperation(plan))
	}
	switch op := safe.InnerOperation(plan).(type) {
	case ops.SetBreakers:
		return breakersWords(before, op)
	case ops.ClearBreakers:
		return "clear breakers of " + symbolsOf(before, op.Tokens)
	case assetmanager.ManageBalance:
		return managedWords(before, op)
	case ops.FreezeWeights:
		return "stop the weight change: " + frozenWords(before, plan)
	case ops.MoveWeightsEnd:
		return fmt.Sprintf("end of the weight change %s → %s", text.Time(before.Weights.End), text.Time(plan.Predicted.Weights.End))
	case tokenset.AddToken:
		return lossToo(plan, addWords(before, plan, op))
	case tokenset.AddOnly:
		return lossToo(plan, addOnlyWords(plan, tokenset.AddToken(op)))
	case tokenset.RemoveToken:
		return lossToo(plan, removeWords(before, op))
	case trade.InitPool:
		return firstWords(plan, op) + toReceiver(op)
	case newpool.CreatePool:
		return CreateWords(op.Title, createdOf(plan, op), op.SwapFee, op.AumFee) + CreatedFor(op)
	case ops.ChangeAllowlist:
		return allowlistWords(op)
	case ops.CollectAumFees:
		return "collect AUM fees"
	case ops.UpdateProtocolShare:
		return fmt.Sprintf("protocol's share of the AUM fee %s → %s", text.Percent(before.Fees.ProtocolShare), text.Percent(op.Share))
	case wallet.VoidNonce:
		return "use up the Safe's next nonce with a transaction that does nothing"
	}
	return ""
}

// CreateWords describe the creation of a pool of tokens, which are named with their addresses: a symbol
// proves nothing.
func CreateWords(title named.Pool, tokens []string, fee, aumFee units.Fixed) string {
	words := fmt.Sprintf("create pool %s with %s, swap fee %s", title, Few(tokens, ", "), text.Percent(fee))
	if aumFee != (units.Fixed{}) {
		words += ", AUM fee " + text.Percent(aumFee) + " a year"
	}
	return words
}

// createdOf are the tokens of a new pool, each with its weight and its address.
func createdOf(plan *ops.Plan, op newpool.CreatePool) []string {
	var list []string
	for _, of := range op.Tokens {
		name := of.Token.Hex()
		if token, err := plan.Predicted.Token(of.Token); err == nil {
			name = withAddress(token.Symbol, of.Token)
		}
		list = append(list, text.Percent(of.Weight)+" "+name)
	}
	return list
}

// withAddress names a token by its symbol and its address.
func withAddress(symbol named.Symbol, token common.Address) string {
	return symbol.Of(token).Alone(text.SymbolWidth) + " (" + token.Hex() + ")"
}

// frozenWords list the weights that stop moving.
func frozenWords(before *ops.Snapshot, plan *ops.Plan) string {
	var parts []string
	for _, token := range before.Tokens {
		now, err := plan.Predicted.Token(token.Address)
		if err == nil && token.StartWeight != token.EndWeight {
			parts = append(parts, text.Symbol(token.Symbol)+" stays at "+text.Percent(now.Weight)+settlesWords(plan, now))
		}
	}
	return Few(parts, ", ")
}

// breakersWords are of one call: of one token its bounds, of several the tokens.
func breakersWords(before *ops.Snapshot, op ops.SetBreakers) string {
	if len(op.Breakers) < 2 {
		return ""
	}
	var tokens []common.Address
	for _, b := range op.Breakers {
		tokens = append(tokens, b.Token)
	}
	return "breakers of " + symbolsOf(before, tokens)
}

// symbolsOf lists the symbols of tokens, and counts those that have no place.
func symbolsOf(pool *ops.Snapshot, tokens []common.Address) string {
	var list []string
	for _, address := range tokens {
		list = append(list, symbolOf(pool, address))
	}
	return Few(list, ", ")
}

func symbolOf(pool *ops.Snapshot, address common.Address) string {
	token, err := pool.Token(address)
	if err != nil {
		return address.Hex()
	}
	return text.Symbol(token.Symbol)
}

// managedWords say which tokens an asset manager moves.
func managedWords(before *ops.Snapshot, op assetmanager.ManageBalance) string {
	if len(op.Tokens) < 2 {
		return ""
	}
	var list []string
	for _, item := range op.Tokens {
		list = append(list, text.Amount(item.Amount)+" "+symbolOf(before, item.Token))
	}
	way := map[string]string{assetmanager.WithdrawBalance: "withdraw ", assetmanager.DepositBalance: "deposit ", assetmanager.UpdateBalance: "set managed balance to "}
	return way[op.Way] + Few(list, ", ")
}

// far is how far from the current weights a freeze may settle without mention: 0.1 points.
const far = 1e15

// settlesWords say where a freeze takes a weight in the end, if that is far from where it stops.
func settlesWords(plan *ops.Plan, now *ops.Token) string {
	op, is := safe.InnerOperation(plan).(ops.FreezeWeights)
	if !is {
		return ""
	}
	for _, to := range op.Weights {
		if to.Token == now.Address && apart(to.Weight, now.Weight).Gt(uint256.NewInt(far)) {
			return fmt.Sprintf(" until %s, then jumps to %s", text.Time(op.By), text.Percent(to.Weight))
		}
	}
	return ""
}

// firstWords describe a first join: what it pays, and the supply of BPT afterwards.
func firstWords(plan *ops.Plan, op trade.InitPool) string {
	var pays []string
	for _, a := range op.Amounts {
		if token, err := plan.Predicted.Token(a.Token); err == nil {
			pays = append(pays, text.Amount(a.Amount)+" "+withAddress(token.Symbol, a.Token))
		}
	}
	return fmt.Sprintf("first join: pay %s, get %s BPT", Few(pays, ", "), text.Amount(plan.Predicted.Supply.Virtual))
}

// addWords describe an addition; of one that stopped half way, only what is left of it.
func addWords(before *ops.Snapshot, plan *ops.Plan, op tokenset.AddToken) string {
	token, err := plan.Predicted.Token(op.Token)
	if err != nil {
		return ""
	}
	if begun, err := before.Token(op.Token); err == nil {
		return restWords(begun, token)
	}
	return fmt.Sprintf("add %s at a weight of %s with a deposit of %s (%s base units)", withAddress(token.Symbol, op.Token), text.Percent(op.Weight), text.Amount(op.Deposit), text.Group(op.Deposit.Raw.Dec())) + mintWords(op)
}

func mintWords(op tokenset.AddToken) string {
	if op.Mint.Raw.IsZero() {
		return ""
	}
	return ", mint " + text.Amount(op.Mint) + " BPT"
}

// addOnlyWords are of the call alone, without the deposit.
func addOnlyWords(plan *ops.Plan, op tokenset.AddToken) string {
	token, err := plan.Predicted.Token(op.Token)
	if err != nil {
		return ""
	}
	return fmt.Sprintf("add %s at a weight of %s without a deposit", withAddress(token.Symbol, op.Token), text.Percent(op.Weight)) + mintWords(op)
}

// restWords describe the rest of an addition whose token the pool has already: its BPT are minted.
func restWords(begun, after *ops.Token) string {
	words := "finish adding " + withAddress(after.Symbol, after.Address)
	has, gets := begun.Balance(), after.Balance()
	if !gets.Raw.Gt(&has.Raw) {
		return words
	}
	gets.Raw.Sub(&gets.Raw, &has.Raw)
	return words + fmt.Sprintf(" with a deposit of %s (%s base units)", text.Amount(gets), text.Group(gets.Raw.Dec()))
}

// lossToo adds what LPs lose by the plan.
func lossToo(plan *ops.Plan, words string) string {
	loss := tokenset.LossWords(plan.Dilutes)
	if words == "" || loss == "" {
		return words
	}
	return words + ", " + loss
}

func removeWords(before *ops.Snapshot, op tokenset.RemoveToken) string {
	token, err := before.Token(op.Token)
	if err != nil {
		return ""
	}
	symbol := text.Symbol(token.Symbol)
	words := fmt.Sprintf("remove %s (weight %s)", symbol, text.Percent(token.Weight))
	if balance := token.Balance(); !balance.Raw.IsZero() {
		words += fmt.Sprintf(": %s %s to its asset manager", text.Amount(balance), symbol)
	}
	if op.Burn.Raw.IsZero() {
		return words + ", without burning BPT"
	}
	return words + ", burn " + text.Amount(op.Burn) + " BPT"
}

func allowlistWords(op ops.ChangeAllowlist) string {
	var parts []string
	if len(op.Add) > 0 {
		parts = append(parts, "add "+oneOf(op.Add))
	}
	if len(op.Remove) > 0 {
		parts = append(parts, "remove "+oneOf(op.Remove))
	}
	return "allowlist: " + strings.Join(parts, ", ")
}

// suspendedWords name the members that a shutdown removes from the allowlist; "" if there are none.
func suspendedWords(before *ops.Snapshot, plan *ops.Plan) string {
	op, is := safe.InnerOperation(plan).(ops.Shut)
	if !is || !op.Doors.Suspend {
		return ""
	}
	var removed []common.Address
	for _, address := range op.Doors.Members {
		if m := before.Member(address); m != nil && m.Allowed {
			removed = append(removed, address)
		}
	}
	if len(removed) == 0 {
		return ""
	}
	return allowlistWords(ops.ChangeAllowlist{Remove: removed})
}

// rowOver says how long the change of a row takes.
func rowOver(plan *ops.Plan, row Row) string {
	if row.Path == swapFeePath {
		return feeOver(plan, row)
	}
	if _, several := safe.InnerOperation(plan).(ops.Series); several && !row.IsWeight() {
		return ""
	}
	return overWords(plan)
}

// feeOver says how long the swap fee changes after the plan is mined.
func feeOver(plan *ops.Plan, row Row) string {
	ramp := RampOf(safe.InnerOperation(plan))
	if mined, last := row.since(1); mined == last || ramp == nil {
		return ""
	}
	return overTime(plan.Base.Time, ramp.Start, ramp.End)
}

// RampOf is the change of the swap fee that an operation begins; nil if it begins none.
func RampOf(op ops.Operation) *ops.RampSwapFee {
	switch op := op.(type) {
	case ops.RampSwapFee:
		return &op
	case ops.SetSwaps:
		return op.FeeRamp
	case ops.Open:
		return op.FeeRamp
	}
	return nil
}

// overWords say how long the plan's weight change takes.
func overWords(plan *ops.Plan) string {
	if op, is := safe.InnerOperation(plan).(ops.UpdateWeights); is {
		return overTime(plan.Base.Time, op.Start, op.End)
	}
	if plan.Moves == nil {
		return ""
	}
	return overTime(plan.At, plan.At, plan.At+plan.Moves.Length)
}

// overTime describes a time span. A start in the past counts as now.
func overTime(now, start, end units.Time) string {
	begins := ""
	if start > now {
		begins = " from " + text.Time(start)
	}
	start = max(now, start)
	if end <= start {
		return begins + " at once"
	}
	return begins + " over " + text.Duration(end-start)
}
