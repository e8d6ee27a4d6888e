package history

import (
	"slices"
	"strconv"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
	"mpool/internal/poolmath"
	"mpool/internal/units"
)

// replay is the pool's state after the events so far.
type replay struct {
	Facts
	entries  []Entry
	values   map[string]string // the known values, by the paths of ops.Field
	order    []common.Address  // the pool's tokens; nil: unknown
	fee      *feeRamp          // nil: unknown
	creation common.Hash       // the transaction that created the pool
	moved    *moved            // the token that this transaction adds or removes
	transfer *transfer         // the last mint or burn of BPT
}

// feeRamp is a change of the swap fee.
type feeRamp struct {
	ops.Ramp
	start, end units.Fixed
}

// moved is a token that the Vault has registered or deregistered. The weights that follow in the same
// transaction are part of that.
type moved struct {
	tx      common.Hash
	token   common.Address
	added   bool
	changes []ops.Change
}

func newReplay(f Facts) *replay {
	r := &replay{Facts: f, values: map[string]string{}, order: f.Order}
	if f.Before == nil {
		return r
	}
	for _, field := range f.Before.Fields() {
		r.values[field.Path] = field.Value
	}
	r.order = nil
	for _, token := range f.Before.Tokens {
		r.order = append(r.order, token.Address)
	}
	fees := f.Before.Fees
	r.fee = &feeRamp{fees.SwapFeeRamp, fees.StartSwapFee, fees.EndSwapFee}
	return r
}

func (r *replay) apply(e event) error {
	switch e.name {
	case "PoolRegistered":
		r.creation = e.log.TxHash
		r.add(e, "create", Factory)
	case "TokensRegistered", "TokensDeregistered":
		r.tokens(e)
	case "GradualWeightUpdateScheduled":
		return r.weights(e)
	case "TokenAdded", "TokenRemoved":
		r.settleMoved(e)
	case "GradualSwapFeeUpdateScheduled":
		return r.swapFee(e)
	case "CircuitBreakerSet":
		r.breaker(e)
	case "AllowlistAddressAdded", "AllowlistAddressRemoved":
		r.member(e)
	case "ManagementAumFeePercentageChanged":
		r.add(e, "aum-fee set", Owner, r.set("fees.aum_fee", "AUM fee", e.fixed("managementAumFeePercentage").Percent()))
	case "ManagementAumFeeCollected":
		r.collected(e)
	case "Transfer":
		r.transferred(e)
	case "PoolBalanceManaged":
		r.managed(e)
	default:
		r.toggle(e)
	}
	return nil
}

// add adds an entry, or adds changes to the entry of the pool's creation.
func (r *replay) add(e event, action string, role Role, changes ...ops.Change) *Entry {
	last := len(r.entries) - 1
	if last >= 0 && r.creation == e.log.TxHash {
		r.entries[last].Changes = append(r.entries[last].Changes, changes...)
		r.entries[last].Index = e.log.Index
		return &r.entries[last]
	}
	entry := Entry{
		Time: r.Times[e.log.BlockNumber], Block: e.log.BlockNumber, Tx: e.log.TxHash, Index: e.log.Index,
		Action: action, Role: role, Changes: append([]ops.Change{}, changes...),
	}
	if role == Owner {
		entry.Actor = r.Owner
	}
	r.entries = append(r.entries, entry)
	return &r.entries[len(r.entries)-1]
}

// set stores a value, and returns the change from the value before.
func (r *replay) set(path, label, value string) ops.Change {
	change := ops.Change{Path: path, Label: label, Before: r.values[path], After: value}
	r.values[path] = value
	return change
}

// toggle handles the event of one switch.
func (r *replay) toggle(e event) {
	for _, s := range []struct{ event, arg, path, label, on, off string }{
		{"SwapEnabledSet", "swapEnabled", "pool.swap_enabled", "swaps enabled", "swaps enable", "swaps disable"},
		{"JoinExitEnabledSet", "joinExitEnabled", "pool.join_exit_enabled", "joins and exits enabled", "joins-exits enable", "joins-exits disable"},
		{"MustAllowlistLPsSet", "mustAllowlistLPs", "pool.must_allowlist_lps", "allowlist enabled", "allowlist enable", "allowlist disable"},
		{"PausedStateChanged", "paused", "pool.paused", "paused", "pause", "unpause"},
		{"RecoveryModeStateChanged", "enabled", "pool.recovery_mode", "recovery mode", "recovery on", "recovery off"},
	} {
		if s.event != e.name {
			continue
		}
		role, action := Owner, s.off
		if s.path == "pool.paused" || s.path == "pool.recovery_mode" {
			role = Governance
		}
		if e.flag(s.arg) {
			action = s.on
		}
		r.add(e, action, role, r.set(s.path, s.label, strconv.FormatBool(e.flag(s.arg))))
	}
}

func (r *replay) member(e event) {
	member, action, value := e.address("member"), "allowlist remove", "false"
	if e.name == "AllowlistAddressAdded" {
		action, value = "allowlist add", "true"
	}
	path := "members." + strings.ToLower(member.Hex())
	change := r.set(path, member.Hex()+" on the allowlist", value)
	if change.Before == "" && value == "true" {
		change.Before = "false" // otherwise the contract would have reverted
	}
	if change.Before == "" {
		change.Before = "true"
	}
	r.add(e, action, Owner, change)
}

// swapFee shows the current fee at the event and the end fee. The start fee that the owner gave may
// differ from both.
func (r *replay) swapFee(e event) error {
	ramp, err := e.ramp()
	if err != nil {
		return err
	}
	start, end := e.fixed("startSwapFeePercentage"), e.fixed("endSwapFeePercentage")
	before := ""
	if r.fee != nil {
		now := r.fee.Progress(r.Times[e.log.BlockNumber])
		before = units.Fixed(poolmath.Interpolate(*r.fee.start.Int(), *r.fee.end.Int(), *now.Int())).Percent()
	}
	r.fee = &feeRamp{ramp, start, end}
	changes := []ops.Change{{Path: "fees.swap_fee", Label: "swap fee", Before: before, After: end.Percent()}}
	moves := ramp.Start != ramp.End && start != end // setting a fee is a change between equal fees
	if moves && start.Percent() != before {
		changes = append(changes, ops.Change{Path: "fees.start_swap_fee", Label: "swap fee at the start", Before: before, After: start.Percent()})
	}
	r.values["fees.start_swap_fee"], r.values["fees.end_swap_fee"] = start.Percent(), end.Percent()
	times, action := r.schedule(e, "fees.swap_fee_change", "swap fee change", ramp), "fee-set"
	if moves {
		changes, action = append(changes, times...), "fee-ramp"
	}
	r.add(e, action, Owner, changes...)
	return nil
}

// schedule stores the times of a change, and shows them if it is still running or if it
// ends another one early. The times before are those of a change that was still running.
func (r *replay) schedule(e event, path, label string, ramp ops.Ramp) []ops.Change {
	changes := []ops.Change{
		r.set(path+".start", label+" start", ramp.Start.RFC3339()),
		r.set(path+".end", label+" end", ramp.End.RFC3339()),
	}
	now := r.Times[e.log.BlockNumber]
	if changes[1].Before <= now.RFC3339() { // RFC 3339 times in one zone sort as text
		changes[0].Before, changes[1].Before = "", ""
	}
	if ramp.End <= now && changes[1].Before == "" {
		return nil
	}
	return changes
}

// breaker shows the bounds as the pool stores them: without their lowest 48 bits.
func (r *replay) breaker(e event) {
	token := e.address("token")
	label, path := r.symbol(token), tokenPath(token)+"breaker."
	price := e.fixed("bptPrice").Raw() + "raw"
	if t := r.Tokens[token]; t.Known && t.Decimals <= 36 {
		price = units.Amount{Raw: *e.fixed("bptPrice").Int(), Decimals: 36 - t.Decimals}.String()
	}
	changes := []ops.Change{
		r.set(path+"bpt_price", label+" breaker's reference price", price),
		r.set(path+"lower_bound", label+" breaker lower bound", kept(e.fixed("lowerBoundPercentage")).Percent()),
		r.set(path+"upper_bound", label+" breaker upper bound", kept(e.fixed("upperBoundPercentage")).Percent()),
	}
	action := "breakers set"
	if changes[1].After == "0" && changes[2].After == "0" {
		action = "breakers clear"
	}
	r.add(e, action, Owner, changes...)
}

// kept rounds a bound like CircuitBreakerStorageLib, which stores 16 bits.
func kept(bound units.Fixed) units.Fixed {
	n := bound.Int()
	return units.Fixed(*n.Lsh(n.Rsh(n, 48), 48))
}

// final returns the values after all events, including the order of tokens. It omits values that no
// event contains exactly.
func (r *replay) final() map[string]string {
	led := map[string]string{}
	for path, value := range r.values {
		if told(path) {
			led[path] = value
		}
	}
	for i, token := range r.order {
		led[tokenPath(token)+"index"] = strconv.Itoa(i)
	}
	return led
}

func told(path string) bool {
	if strings.HasPrefix(path, "tokens.") {
		name := path[strings.LastIndex(path, ".")+1:]
		return slices.Contains([]string{"start_weight", "end_weight", "lower_bound", "upper_bound"}, name)
	}
	return slices.Contains([]string{"pool.swap_enabled", "pool.join_exit_enabled", "pool.must_allowlist_lps", "pool.paused", "pool.recovery_mode",
		"fees.aum_fee", "fees.start_swap_fee", "fees.end_swap_fee"}, path) || strings.Contains(path, "_change.")
}
