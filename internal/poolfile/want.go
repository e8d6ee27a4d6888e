package poolfile

import (
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"
	"go.yaml.in/yaml/v3"

	"mpool/internal/batch"
	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/parse"
	"mpool/internal/policy"
	"mpool/internal/poolmath"
	"mpool/internal/units"
)

// Want is the wanted state of a pool. Omitted fields are nil or empty, and mpool does not change them.
type Want struct {
	Chain      string
	Pool       string
	Name       string         // of the pool; empty: any
	Generation ops.Generation // 0: any
	Owner      *common.Address
	Tokens     []WantToken // nil: tokens are not changed
	Tolerance  units.Fixed // differences of weights up to this share are no drift
	Pace       Pace
	SwapFee    *units.Fixed
	SwapFeeFor units.Time // duration of a swap fee change in seconds; 0: at once
	AumFee     *units.Fixed
	Protocol   bool // the pool's copy of the protocol's AUM fee share must be current
	Swaps      *bool
	JoinsExits *bool
	Allowlist  *bool
	Members    []common.Address
	Complete   bool   // no other address may be on the allowlist
	Removal    string // BPT to burn for a removed token; empty: do not remove tokens
	Shutting   Shutting
	Guards     Guards
	Policies   policy.Limits
	Strategy   *Strategy // nil: no strategy
}

// Nothing says whether no field of a pool is managed.
func (w *Want) Nothing() bool {
	numbers := w.SwapFee != nil || w.AumFee != nil || w.Protocol || len(w.Tokens) > 0 || w.Strategy != nil
	doors := w.Swaps != nil || w.JoinsExits != nil || w.Allowlist != nil || len(w.Members) > 0 || w.Complete
	return !numbers && !doors
}

// Strategy sets the weights.
type Strategy struct {
	File   string
	Prices string     // a file's name, "-" or "feeds"
	Exec   []string   // a command and its arguments that writes the prices; empty: none
	Since  units.Time // time of the first decision; 0: at the first row
	MaxAge units.Time // largest age of the newest prices in seconds; 0: the time between decisions
}

// WantToken is a token that the pool should have.
type WantToken struct {
	Symbol   named.Symbol
	Address  *common.Address
	Decimals *uint8
	Manager  *common.Address
	Weight   *units.Fixed // nil: not changed
	Breaker  *WantBreaker
	Add      *Addition
	At       batch.Position
}

// WantBreaker holds the wanted bounds of a circuit breaker; zero: no bound.
type WantBreaker struct{ Lower, Upper units.Fixed }

// Addition is how to add a token, in the forms of mpool add-token.
type Addition struct{ Price, Amount, Mint, MintTo string }

// Pace limits how fast weights change; zero: no limit.
type Pace struct {
	PerDay           units.Fixed // share per day
	For              units.Time  // seconds
	MaxArbitrageCost units.Fixed // share of the pool's value
}

// Shutting is how the pool is shut while a token is added or removed.
type Shutting struct{ Suspend, Trust, KeepExits bool }

// ReadWant reads a pool file as the wanted state of a pool. Mistakes are *Error values with their
// places.
func ReadWant(text []byte) (*Want, error) {
	root, err := document(text)
	if err != nil {
		return nil, err
	}
	r := &reader{w: new(Want), problems: problems{ends: map[*yaml.Node]int{}}}
	r.note(root)
	walk(root, keys(), "a pool file", &r.problems)
	r.pool(root)
	r.fees(root)
	r.switches(root)
	r.tokens(value(root, "tokens"))
	r.pace(value(root, "weight_ramp"))
	r.guards(value(root, "guards"))
	r.policies(value(root, "policies"))
	r.shutting(value(root, "shut"))
	if len(r.all) == 0 {
		r.together(root)
	}
	return r.w, r.found()
}

// reader reads a file and collects mistakes.
type reader struct {
	w *Want
	problems
}

// fail reports a mistake in a value.
func (r *reader) fail(node *yaml.Node, remedy, format string, args ...any) {
	r.add(wrong(node, remedy, format, args...))
}

func (r *reader) text(of *yaml.Node, name string) string {
	if node := value(of, name); node != nil {
		return node.Value
	}
	return ""
}

func (r *reader) address(of *yaml.Node, name string) *common.Address {
	node := value(of, name)
	if node == nil {
		return nil
	}
	return r.addressOf(node, name)
}

func (r *reader) addressOf(node *yaml.Node, name string) *common.Address {
	if !common.IsHexAddress(node.Value) || !strings.HasPrefix(node.Value, "0x") {
		r.fail(node, "write the whole address: 0x and 40 hex digits", "%s is not a valid address", name)
		return nil
	}
	a := common.HexToAddress(node.Value)
	if mixed := node.Value[2:]; mixed != strings.ToLower(mixed) && mixed != strings.ToUpper(mixed) && a.Hex() != node.Value {
		r.fail(node, "copy the address again: its capital letters are a checksum", "%s has a wrong checksum", name)
	}
	return &a
}

// percent parses a share and checks it with the contracts' limits.
func (r *reader) percent(of *yaml.Node, name string, check func(poolmath.Int) error) *units.Fixed {
	node := value(of, name)
	if node == nil {
		return nil
	}
	f, err := units.ParsePercent(node.Value)
	if err == nil && check != nil {
		err = check(poolmath.Int(f))
	}
	if err != nil {
		r.fail(node, "write a percentage, such as 0.3%", "%s: %s", name, err)
	}
	return &f
}

func (r *reader) span(of *yaml.Node, name string) units.Time {
	node := value(of, name)
	if node == nil {
		return 0
	}
	d, err := units.ParseDuration(node.Value)
	if err != nil {
		r.fail(node, "write 7d, 12h or 3d12h", "%s: %s", name, err)
	}
	return d
}

func (r *reader) on(of *yaml.Node, name string) *bool {
	node := value(of, name)
	if node == nil {
		return nil
	}
	on, err := key{name: name}.on(node)
	r.add(err)
	return &on
}

func (r *reader) pool(root *yaml.Node) {
	r.w.Chain, r.w.Pool, r.w.Name = r.text(root, "chain"), r.text(root, "pool"), r.text(root, "name")
	r.strategy(value(root, "strategy"))
	r.w.Owner = r.address(root, "owner")
	if node := value(root, "generation"); node != nil {
		switch node.Value {
		case "1":
			r.w.Generation = ops.V1
		case "2":
			r.w.Generation = ops.V2
		default:
			r.fail(node, "write 1 or 2", "generation must be 1 or 2")
		}
	}
	if node := value(root, "removal"); node != nil {
		r.w.Removal = r.text(node, "burn")
	}
}

func (r *reader) strategy(node *yaml.Node) {
	if node == nil {
		return
	}
	s := &Strategy{File: r.text(node, "file"), Prices: r.text(node, "prices"), MaxAge: r.span(node, "max_age")}
	if list := value(node, "exec"); list != nil {
		for _, word := range list.Content {
			s.Exec = append(s.Exec, word.Value)
		}
	}
	if (s.Prices == "") == (len(s.Exec) == 0) && !r.within(node) {
		r.fail(node, "write prices: prices.csv, or exec: [./prices.sh]", "a strategy needs either prices or exec")
	}
	if since := value(node, "since"); since != nil {
		at, err := parse.Moment(since.Value, nil)
		if err != nil {
			r.fail(since, `write 2026-01-01T00:00:00Z, or "2026-01-01 09:00 Europe/Zurich"`, "since is not a valid time")
		}
		s.Since = at
	}
	r.w.Strategy = s
}

func (r *reader) fees(root *yaml.Node) {
	r.w.SwapFee = r.percent(root, "swap_fee", poolmath.CheckSwapFee)
	r.w.AumFee = r.percent(root, "aum_fee", poolmath.CheckAumFee)
	r.w.SwapFeeFor = r.span(value(root, "swap_fee_ramp"), "duration")
	if node := value(root, "protocol_fee"); node != nil {
		if r.w.Protocol = node.Value == "current"; !r.w.Protocol {
			r.fail(node, "write current, or remove the key if mpool should not manage it", "protocol_fee must be current: Balancer sets the share")
		}
	}
}

func (r *reader) switches(root *yaml.Node) {
	r.w.Swaps, r.w.JoinsExits = r.on(root, "swaps"), r.on(root, "joins_exits")
	node := value(root, "allowlist")
	if node == nil || node.Kind == yaml.ScalarNode {
		r.w.Allowlist = r.on(root, "allowlist")
		return
	}
	r.w.Allowlist = r.on(node, "enabled")
	if complete := r.on(node, "complete"); complete != nil {
		r.w.Complete = *complete
	}
	members := value(node, "members")
	if r.w.Complete && members == nil && !r.within(node) {
		r.fail(node, "add members: with one address a line, or members: [] for nobody", "complete: true needs members: it removes everyone else from the allowlist")
	}
	seen := map[common.Address]bool{}
	if members == nil {
		return
	}
	for _, item := range members.Content {
		if a := r.addressOf(item, "a member"); a != nil {
			if seen[*a] {
				r.fail(item, "keep one of them", "duplicate member %s", a)
			}
			seen[*a] = true
			r.w.Members = append(r.w.Members, *a)
		}
	}
}

func (r *reader) pace(node *yaml.Node) {
	if node == nil {
		return
	}
	r.w.Pace.For = r.span(node, "duration")
	if cost := r.percent(node, "max_arbitrage_cost", nil); cost != nil {
		r.w.Pace.MaxArbitrageCost = *cost
	}
	if speed := value(node, "max_change"); speed != nil {
		points, per, found := strings.Cut(speed.Value, "/")
		f, err := units.ParsePercent(strings.TrimSpace(points))
		if err != nil || !found || strings.TrimSpace(per) != "day" || f == (units.Fixed{}) {
			r.fail(speed, "write 5%/day", "max_change is not a valid speed")
		}
		r.w.Pace.PerDay = f
	}
	if r.w.Pace == (Pace{}) && !r.within(node) {
		r.fail(node, "write max_change: 5%/day, duration: 7d or max_arbitrage_cost: 0.05%", "weight_ramp needs a speed, a duration or a cost limit")
	}
}

func (r *reader) shutting(node *yaml.Node) {
	if keep := r.on(node, "keep_exits"); keep != nil {
		r.w.Shutting.KeepExits = *keep
	}
	n := value(node, "members")
	switch {
	case n == nil:
	case n.Value == "suspend":
		r.w.Shutting.Suspend = true
	case n.Value == "trust":
		r.w.Shutting.Trust = true
	default:
		r.fail(n, "write suspend or trust", "members must be suspend or trust")
	}
}

// together checks keys that depend on each other.
func (r *reader) together(root *yaml.Node) {
	for _, name := range []string{"weight_change", "swap_fee_change"} {
		if node := value(root, name); node != nil {
			r.fail(node, "remove it: mpool reads running changes from the chain", "%s is only for backtests, but this file is compared with a pool", name)
		}
	}
	if tolerance := r.percent(root, "tolerance", nil); tolerance != nil {
		r.w.Tolerance = *tolerance
		if tolerance.Int().Gt(uint256.NewInt(100_000_000_000_000_000)) {
			r.fail(value(root, "tolerance"), "write a few tenths of a percent, such as 0.1%", "tolerance is above 10 points")
		}
	}
	if r.w.Strategy == nil {
		r.unread(value(root, "guards"), "oracle_attack", "thin_hours", "oracle_depth", "gas_cost", "max_oracle_loss")
	}
	if r.w.Strategy != nil && r.w.weighted() {
		r.fail(value(root, "strategy"), "remove the weights or the strategy", "both the strategy and tokens set the weights")
	}
}

// unread refuses guards that have no effect without a strategy.
func (r *reader) unread(guards *yaml.Node, of ...string) {
	for _, name := range of {
		if node := value(guards, name); node != nil {
			r.fail(node, "add a strategy, or remove the guard", "guards.%s limits a strategy, and this file has none", name)
		}
	}
}

// weighted reports whether the file sets weights.
func (w *Want) weighted() bool { return len(w.Tokens) > 0 && w.Tokens[0].Weight != nil }
