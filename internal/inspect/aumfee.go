package inspect

import (
	"time"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/failure"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/parse"
	"mpool/internal/planview"
	"mpool/internal/text"
	"mpool/internal/units"
)

// aumFeeView is the AUM fee of a pool, as text and as JSON.
type aumFeeView struct {
	Pool           planview.Pool  `json:"pool"`
	Block          ops.Block      `json:"block"`
	Yearly         units.Fixed    `json:"yearly"` // zero in recovery mode
	RecoveryMode   bool           `json:"recovery_mode"`
	LastCollection units.Time     `json:"last_collection"` // zero before the first join
	ProtocolShare  units.Fixed    `json:"protocol_share"`
	Owner          common.Address `json:"owner"`
	Collector      common.Address `json:"fees_collector"` // recipient of the protocol's share
	Due            []aumDue       `json:"due"`            // now, and at the time of --at
}

// aumDue is what a collection at a time would mint, in BPT.
type aumDue struct {
	Time     units.Time   `json:"time"`
	Due      units.Amount `json:"due"`
	Owner    units.Amount `json:"to_owner"`
	Protocol units.Amount `json:"to_protocol"`
	Supply   units.Amount `json:"actual_supply"` // including the AUM fee that is due
}

func NewAumFeeView(s *ops.Snapshot, at string, zone *time.Location) (*aumFeeView, error) {
	v := &aumFeeView{
		Pool:  planview.Pool{Address: s.Pool.Address, Name: s.Pool.Name, Symbol: s.Pool.Symbol, ChainID: s.ChainID},
		Block: s.Block, Yearly: s.Fees.AumFee, RecoveryMode: s.Pool.RecoveryMode,
		LastCollection: s.Fees.LastCollection, ProtocolShare: s.Fees.ProtocolShare,
		Owner: s.Pool.Owner, Collector: s.Pool.FeesCollector,
	}
	states := []*ops.Snapshot{s}
	if at != "" {
		later, err := stateLater(s, at, zone)
		if err != nil {
			return nil, err
		}
		states = append(states, later)
	}
	for _, state := range states {
		protocol, owner, err := state.AumFeeParts()
		if err != nil {
			return nil, err
		}
		v.Due = append(v.Due, aumDue{state.Block.Time, state.Fees.AumFeeDue, owner, protocol, state.Supply.Actual})
	}
	return v, nil
}

// stateLater returns the pool at a time that the user named, if nobody acts on it until then.
func stateLater(s *ops.Snapshot, at string, zone *time.Location) (*ops.Snapshot, error) {
	moment, err := parse.Time(at, s.Block.Time, zone)
	if err != nil {
		return nil, failure.Usage("--at: %s", err)
	}
	if moment < s.Block.Time {
		return nil, failure.Usage("--at: %s is before the newest block (%s)", moment, s.Block.Time).
			WithHint("use mpool status --block for the past")
	}
	return s.At(moment)
}

func (v *aumFeeView) Text(p *text.Page) {
	p.Line("AUM fee of %s (%s)", v.Pool.Name, v.Pool.Address)
	p.Line("on %s at block %d, %s", network.ID(v.Pool.ChainID), v.Block.Number, text.Time(v.Block.Time))
	p.Line("")
	p.Fact("fee", "%s a year", text.Percent(v.Yearly))
	if v.RecoveryMode {
		p.Fact("", "the pool is in recovery mode and charges no AUM fee")
	}
	if v.LastCollection == 0 {
		p.Fact("collected", "never: the fee starts with the first join")
	} else {
		p.Fact("collected", "%s", text.Time(v.LastCollection))
	}
	p.Fact("owner", "%s", v.Owner)
	p.Fact("protocol", "%s, %s of the fee", v.Collector, text.Percent(v.ProtocolShare))
	p.Line("")
	var rows [][]string
	for i, due := range v.Due {
		when := "now"
		if i > 0 {
			when = text.Time(due.Time)
		}
		rows = append(rows, []string{when, text.Amount(due.Due), text.Amount(due.Owner), text.Amount(due.Protocol), text.Amount(due.Supply)})
	}
	p.Table([]string{"BPT", ">due", ">to the owner", ">to the protocol", ">supply with fee"}, rows)
}
