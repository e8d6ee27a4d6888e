package ops

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/units"
)

// Field is one value of a snapshot, written exactly. Two snapshots agree if and only if their
// fields agree.
type Field struct {
	Path  string // stable, for programs: "tokens.0xab….weight"
	Label string // for people; it may contain a token's symbol, which is untrusted text
	Value string
}

// Change is a field in which two snapshots differ. A value is empty if the field does not exist on
// that side, for example if a token was added.
type Change struct {
	Path   string `json:"path"`
	Label  string `json:"label"`
	Before string `json:"before"`
	After  string `json:"after"`
}

// Diff lists the fields in which two states differ, in the order of Fields. Block number and hash
// are not part of the state.
func Diff(a, b *Snapshot) []Change {
	before, after := withAllowancesOf(a, b).Fields(), b.Fields()
	values := make(map[string]string, len(after))
	for _, field := range after {
		values[field.Path] = field.Value
	}
	var changes []Change
	seen := make(map[string]bool, len(before))
	for _, field := range before {
		seen[field.Path] = true
		if value := values[field.Path]; value != field.Value {
			changes = append(changes, Change{field.Path, field.Label, field.Value, value})
		}
	}
	for _, field := range after {
		if !seen[field.Path] {
			changes = append(changes, Change{field.Path, field.Label, "", field.Value})
		}
	}
	return changes
}

// OfHolding says whether the field belongs to a watched holding of an account.
func (c Change) OfHolding() bool { return strings.HasPrefix(c.Path, "holdings.") }

// Fields lists every value of the state. It omits the circuit breakers' cached ratios: no getter
// returns them, and the bounds show their effect.
func (s *Snapshot) Fields() []Field {
	fields := []Field{
		{"chain_id", "chain id", strconv.FormatUint(s.ChainID, 10)},
		{"block.time", "block time", s.Block.Time.RFC3339()},
	}
	fields = append(fields, s.Pool.fields()...)
	fields = append(fields, rampFields("weight_change", "weight change", s.Weights)...)
	for i, token := range s.Tokens {
		fields = append(fields, token.fields(i)...)
	}
	fields = append(fields,
		Field{"supply.virtual", "virtual supply", s.Supply.Virtual.String()},
		Field{"supply.actual", "actual supply", s.Supply.Actual.String()})
	fields = append(fields, s.Fees.fields()...)
	for _, holding := range s.Holdings {
		fields = append(fields, holding.fields(nameOfHeld(s, holding), s.Pool.NameOf(holding.Account))...)
	}
	for _, member := range s.Members {
		fields = append(fields, member.field())
	}
	return append(fields, purseFields(s)...)
}

func (p Pool) fields() []Field {
	return []Field{
		{"pool.address", "pool", p.Address.Hex()},
		{"pool.id", "pool id", p.ID.Hex()},
		{"pool.name", "name", p.Name.Exact()},
		{"pool.symbol", "symbol", p.Symbol.Exact()},
		{"pool.vault", "vault", p.Vault.Hex()},
		{"pool.owner", "owner", p.Owner.Hex()},
		{"pool.owner_kind", "owner kind", string(p.OwnerKind)},
		{"pool.generation", "generation", strconv.Itoa(int(p.Generation))},
		{"pool.fees_collector", "fees collector", p.FeesCollector.Hex()},
		{"pool.swap_enabled", "swaps enabled", strconv.FormatBool(p.SwapEnabled)},
		{"pool.join_exit_enabled", "joins and exits enabled", strconv.FormatBool(p.JoinExitEnabled)},
		{"pool.must_allowlist_lps", "allowlist enabled", strconv.FormatBool(p.MustAllowlistLPs)},
		{"pool.paused", "paused", strconv.FormatBool(p.Paused)},
		{"pool.recovery_mode", "recovery mode", strconv.FormatBool(p.RecoveryMode)},
		{"pool.vault_paused", "Vault paused", strconv.FormatBool(p.VaultPaused)},
	}
}

func rampFields(path, label string, ramp Ramp) []Field {
	return []Field{
		{path + ".start", label + " start", ramp.Start.RFC3339()},
		{path + ".end", label + " end", ramp.End.RFC3339()},
	}
}

func (t Token) fields(index int) []Field {
	path := "tokens." + strings.ToLower(t.Address.Hex()) + "." // the same form as in JSON
	field := func(name, label, value string) Field {
		return Field{path + name, t.Symbol.String() + " " + label, value}
	}
	fields := []Field{
		field("index", "index", strconv.Itoa(index)),
		field("symbol", "symbol", t.Symbol.Exact()),
		field("decimals", "decimals", strconv.Itoa(int(t.Decimals))),
		field("cash", "cash", t.Cash.String()),
		field("managed", "managed", t.Managed.String()),
		field("asset_manager", "asset manager", t.AssetManager.Hex()),
		field("start_weight", "start weight", t.StartWeight.Percent()),
		field("end_weight", "end weight", t.EndWeight.Percent()),
		field("weight", "weight", t.Weight.Percent()),
	}
	if t.Breaker == nil {
		return fields
	}
	b := *t.Breaker
	return append(fields,
		field("breaker.bpt_price", "breaker's reference price", t.perToken(b.BptPrice)),
		field("breaker.reference_weight", "breaker reference weight", b.ReferenceWeight.Percent()),
		field("breaker.lower_bound", "breaker lower bound", b.LowerBound.Percent()),
		field("breaker.upper_bound", "breaker upper bound", b.UpperBound.Percent()),
		field("breaker.lower_bpt_price", "lowest BPT price", t.perToken(b.LowerBptPrice)),
		field("breaker.upper_bpt_price", "highest BPT price", t.perToken(b.UpperBptPrice)))
}

// perToken is an unscaled BPT price converted to BPT per whole token, exact.
func (t Token) perToken(price units.Fixed) string {
	return units.Decimal(price.Int(), 36-uint(t.Decimals))
}

func (f Fees) fields() []Field {
	fields := []Field{{"fees.swap_fee", "swap fee", f.SwapFee.Percent()}}
	fields = append(fields, rampFields("fees.swap_fee_change", "swap fee change", f.SwapFeeRamp)...)
	return append(fields,
		Field{"fees.start_swap_fee", "start swap fee", f.StartSwapFee.Percent()},
		Field{"fees.end_swap_fee", "end swap fee", f.EndSwapFee.Percent()},
		Field{"fees.aum_fee", "AUM fee", f.AumFee.Percent()},
		Field{"fees.last_aum_fee_collection", "last AUM fee collection", f.LastCollection.RFC3339()},
		Field{"fees.protocol_aum_fee_share", "protocol's share of the AUM fee", f.ProtocolShare.Percent()},
		Field{"fees.aum_fee_due", "AUM fee due", f.AumFeeDue.String()})
}

// Has says whether the token is in the pool.
func (s *Snapshot) Has(token common.Address) bool { return s.IndexOf(token) >= 0 }

// Token finds a token of the pool by its address.
func (s *Snapshot) Token(address common.Address) (*Token, error) {
	for i := range s.Tokens {
		if s.Tokens[i].Address == address {
			return &s.Tokens[i], nil
		}
	}
	return nil, fmt.Errorf("the pool has no token %s", address)
}
