package inspect

import (
	"github.com/ethereum/go-ethereum/common"
	"github.com/shopspring/decimal"

	"mpool/internal/named"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/oracle"
	"mpool/internal/planview"
	"mpool/internal/poolmath"
	"mpool/internal/units"
)

// StatusView is the status of a pool. JSON has exact numbers: shares, fees and prices are integers with
// 18 decimals.
type StatusView struct {
	Chain chainView `json:"chain"`
	Block ops.Block `json:"block"` // everything below is at this block's time
	// Projection is set if the state is computed for a later time.
	Projection *projectionView `json:"projection,omitempty"`
	Pool       poolView        `json:"pool"`
	Switches   switchesView    `json:"switches"`
	// OpenNow says that strangers can empty the pool as it is.
	OpenNow bool            `json:"open_now"`
	SwapFee gradualView     `json:"swap_fee"`
	Weights rampView        `json:"weight_change"`
	Tokens  []tokenView     `json:"tokens"`
	Supply  ops.Supply      `json:"supply"`
	AumFee  managementView  `json:"aum_fee"`
	Safes   []planview.Safe `json:"safes,omitempty"` // the owner and asset managers that are Safes
	// Feeds are outside prices; omitted if no feed is configured.
	Feeds *oracle.Feeds `json:"feeds,omitempty"`
	open  string        // says how strangers can empty the pool
}

// projectionView marks a state as computed and not read.
type projectionView struct {
	At      units.Time `json:"at"`
	Assumes string     `json:"assumes"`
}

type chainView struct {
	ID   uint64 `json:"id"`
	Name string `json:"name"`
}

type poolView struct {
	Address    common.Address `json:"address"`
	ID         common.Hash    `json:"id"`
	Name       named.Pool     `json:"name"`
	Symbol     named.Symbol   `json:"symbol"`
	Vault      common.Address `json:"vault"`
	Generation ops.Generation `json:"version"`
	Owner      common.Address `json:"owner"`
	OwnerKind  ops.OwnerKind  `json:"owner_kind"`
	// Unproven says why the pool is not known to be Balancer's; omitted if it is.
	Unproven string `json:"unproven,omitempty"`
}

type switchesView struct {
	Swaps        bool  `json:"swaps"`
	JoinsExits   *bool `json:"joins_exits"` // null for v1 pools, which have no such switch
	Allowlist    bool  `json:"allowlist"`
	Paused       bool  `json:"paused"`
	RecoveryMode bool  `json:"recovery_mode"`
}

// rampView is a gradual change.
type rampView struct {
	State    string      `json:"state"` // none, pending, running or done
	Start    units.Time  `json:"start"`
	End      units.Time  `json:"end"`
	Progress units.Fixed `json:"progress"`
	// Left is the number of seconds until the end, or until the start while the change is pending.
	Left units.Time `json:"seconds_left"`
}

// gradualView is a value that can change gradually.
type gradualView struct {
	Now    units.Fixed `json:"now"`
	Start  units.Fixed `json:"start"`
	End    units.Fixed `json:"end"`
	Change *rampView   `json:"change,omitempty"` // omitted for weights, which share one change
}

type tokenView struct {
	Address      common.Address `json:"address"`
	Symbol       named.Symbol   `json:"symbol"`
	Decimals     uint8          `json:"decimals"`
	Balance      units.Amount   `json:"balance"`
	Cash         units.Amount   `json:"cash"`
	Managed      units.Amount   `json:"managed"`
	AssetManager common.Address `json:"asset_manager"`
	Weight       gradualView    `json:"weight"`
	BptPrice     *units.Fixed   `json:"bpt_price"` // now, unscaled; null if the token has no balance
	Breaker      *breakerView   `json:"breaker"`   // null if none was ever set
}

type breakerView struct {
	SetAtPrice      units.Fixed `json:"bpt_price"`        // at the time when it was set, unscaled
	ReferenceWeight units.Fixed `json:"reference_weight"` // at the time when it was set
	Lower           *boundView  `json:"lower"`            // null: no bound in this direction
	Upper           *boundView  `json:"upper"`
}

// boundView is a bound and the price's distance from it.
type boundView struct {
	Bound    units.Fixed `json:"bound"`     // as it was set
	BptPrice units.Fixed `json:"bpt_price"` // the current BPT price of the bound, unscaled
	// Distance is the relative price move that reaches the bound, such as -0.2; null without a price.
	// For display only.
	Distance *decimal.Decimal `json:"distance"`
	// MarketDistance is the relative move of the market price, against the rest of the pool, that
	// reaches the bound: the BPT price moves by the power 1 - weight of it. For display only.
	MarketDistance *decimal.Decimal `json:"market_distance"`
	Tripped        bool             `json:"tripped"` // the price is beyond the bound
}

type managementView struct {
	Yearly         units.Fixed  `json:"yearly"`
	LastCollection units.Time   `json:"last_collection"`
	Due            units.Amount `json:"due"`
	Owner          units.Amount `json:"due_to_owner"`
	Protocol       units.Amount `json:"due_to_protocol"`
	ProtocolShare  units.Fixed  `json:"protocol_share"`
}

// NewStatusView returns the view of a pool at its snapshot's block.
func NewStatusView(s *ops.Snapshot) (*StatusView, error) {
	fee, err := newManagementView(s)
	if err != nil {
		return nil, err
	}
	now, feeChange := s.Block.Time, newFeeRamp(s.Fees, s.Block.Time)
	v := &StatusView{
		Chain:    chainView{s.ChainID, network.ID(s.ChainID).String()},
		Block:    s.Block,
		Pool:     newPoolView(s.Pool),
		Switches: newSwitchesView(s.Pool),
		SwapFee:  gradualView{s.Fees.SwapFee, s.Fees.StartSwapFee, s.Fees.EndSwapFee, &feeChange},
		Weights:  NewRampView(s.Weights, now),
		Tokens:   []tokenView{},
		Supply:   s.Supply,
		AumFee:   fee,
	}
	if f, open := ops.OpenNow(s); open {
		v.OpenNow, v.open = true, f.Summary
	}
	for _, token := range s.Tokens {
		v.Tokens = append(v.Tokens, newTokenView(token, s.Supply.Actual))
	}
	return v, nil
}

func newPoolView(p ops.Pool) poolView {
	return poolView{p.Address, p.ID, p.Name, p.Symbol, p.Vault, p.Generation, p.Owner, p.OwnerKind, p.Unproven}
}

func newSwitchesView(p ops.Pool) switchesView {
	v := switchesView{
		Swaps:        p.SwapEnabled,
		Allowlist:    p.MustAllowlistLPs,
		Paused:       p.Paused,
		RecoveryMode: p.RecoveryMode,
	}
	if p.Generation != ops.V1 {
		v.JoinsExits = &p.JoinExitEnabled
	}
	return v
}

func NewRampView(r ops.Ramp, now units.Time) rampView {
	v := rampView{State: "done", Start: r.Start, End: r.End, Progress: r.Progress(now)}
	switch {
	case now < r.Start && r.Start <= r.End: // an instant change in the future is pending
		v.State, v.Left = "pending", r.Start-now
	case r.Start <= now && now < r.End:
		v.State, v.Left = "running", r.End-now
	case r.Start == r.End:
		v.State = "none"
	}
	return v
}

// newFeeRamp is the change of the swap fee. A change with equal start and end is none: the pool stores
// a fee that was set at once in this way.
func newFeeRamp(f ops.Fees, now units.Time) rampView {
	v := NewRampView(f.SwapFeeRamp, now)
	if f.StartSwapFee == f.EndSwapFee {
		v.State, v.Left = "none", 0
	}
	return v
}

func newManagementView(s *ops.Snapshot) (managementView, error) {
	f := s.Fees
	protocol, owner, err := poolmath.ProtocolShare(f.AumFeeDue.Raw, *f.ProtocolShare.Int())
	if err != nil {
		return managementView{}, err
	}
	return managementView{
		Yearly:         f.AumFee,
		LastCollection: f.LastCollection,
		Due:            f.AumFeeDue,
		Owner:          units.Amount{Raw: owner, Decimals: f.AumFeeDue.Decimals},
		Protocol:       units.Amount{Raw: protocol, Decimals: f.AumFeeDue.Decimals},
		ProtocolShare:  f.ProtocolShare,
	}, nil
}

func newTokenView(t ops.Token, supply units.Amount) tokenView {
	v := tokenView{
		Address:      t.Address,
		Symbol:       t.Symbol,
		Decimals:     t.Decimals,
		Balance:      t.Balance(),
		Cash:         t.Cash,
		Managed:      t.Managed,
		AssetManager: t.AssetManager,
		Weight:       gradualView{Now: t.Weight, Start: t.StartWeight, End: t.EndWeight},
	}
	// Without a balance there is no price.
	if price, err := poolmath.BptPrice(supply.Raw, *t.Weight.Int(), v.Balance.Raw); err == nil {
		v.BptPrice = (*units.Fixed)(&price)
	}
	if t.Breaker != nil {
		v.Breaker = newBreakerView(*t.Breaker, v.BptPrice, t.Weight)
	}
	return v
}

func newBreakerView(b ops.Breaker, price *units.Fixed, weight units.Fixed) *breakerView {
	v := &breakerView{SetAtPrice: b.BptPrice, ReferenceWeight: b.ReferenceWeight}
	if !b.LowerBound.Int().IsZero() {
		v.Lower = newBoundView(b.LowerBound, b.LowerBptPrice, price, weight)
		v.Lower.Tripped = price != nil && price.Int().Lt(b.LowerBptPrice.Int())
	}
	if !b.UpperBound.Int().IsZero() {
		v.Upper = newBoundView(b.UpperBound, b.UpperBptPrice, price, weight)
		v.Upper.Tripped = price != nil && price.Int().Gt(b.UpperBptPrice.Int())
	}
	return v
}

func newBoundView(bound, inForce units.Fixed, price *units.Fixed, weight units.Fixed) *boundView {
	v := &boundView{Bound: bound, BptPrice: inForce}
	if price != nil && !price.Int().IsZero() {
		ratio := decimal.NewFromBigInt(inForce.Int().ToBig(), 0).DivRound(decimal.NewFromBigInt(price.Int().ToBig(), 0), 9)
		distance := ratio.Sub(decimal.New(1, 0))
		v.Distance, v.MarketDistance = &distance, marketDistance(ratio, weight)
	}
	return v
}
