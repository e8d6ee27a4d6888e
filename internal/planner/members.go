package planner

import (
	"context"
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/history"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/planview"
	"mpool/internal/text"
	"mpool/internal/units"
)

// Allowlist is a pool's allowlist according to events and to the pool.
type Allowlist struct {
	Pool     planview.Pool    `json:"pool"`
	Block    ops.Block        `json:"block"`
	Enabled  bool             `json:"enabled"` // only listed addresses may join
	From     uint64           `json:"from_block"`
	Complete bool             `json:"complete"` // read from the pool's creation on
	Entries  []AllowlistEntry `json:"entries"`  // all addresses that were ever listed, in the order of their last change
	Disagree int              `json:"disagreements"`
}

type AllowlistEntry struct {
	Address common.Address `json:"address"`
	Listed  bool           `json:"listed"`  // according to events
	Allowed bool           `json:"allowed"` // according to the pool, which decides
	Since   units.Time     `json:"since"`   // of the last event
	Block   uint64         `json:"block"`
	Tx      common.Hash    `json:"transaction"`
	Note    string         `json:"note,omitempty"` // "owner" or "contract"
}

// ReadAllowlist reads the list at the snapshot's block.
func (pl *Planner) ReadAllowlist(ctx context.Context, client AllowlistReader, s *ops.Snapshot, past *Past) (*Allowlist, error) {
	begin, err := past.Start(ctx, pl, client, s)
	if err != nil {
		return nil, err
	}
	if !begin.Born {
		pl.UI.Warn("allowlist.partial", "events before block %d were not read: members added earlier are missing", begin.Block)
	}
	logs, err := pl.Logs(ctx, client, s, begin.Block, chain.LogFilter{Address: s.Pool.Address, Topics: history.AllowlistTopics()})
	if err != nil {
		return nil, err
	}
	listings, err := history.Allowlist(logs)
	if err != nil {
		return nil, err
	}
	headers, err := HeadersOf(ctx, client, logs)
	if err != nil {
		return nil, err
	}
	v := &Allowlist{Pool: planview.PoolOf(s), Block: s.Block, Enabled: s.Pool.MustAllowlistLPs, From: begin.Block, Complete: begin.Born, Entries: []AllowlistEntry{}}
	var addresses []common.Address
	for _, l := range listings {
		addresses = append(addresses, l.Member)
		v.Entries = append(v.Entries, AllowlistEntry{Address: l.Member, Listed: l.Listed, Since: headers[l.Block].Time, Block: l.Block, Tx: l.Tx})
	}
	return v, v.check(ctx, client, s, addresses)
}

// check asks the pool about each address.
func (v *Allowlist) check(ctx context.Context, client AllowlistReader, s *ops.Snapshot, addresses []common.Address) error {
	members, err := client.Members(ctx, s.Pool.Address, ChainAt(s), addresses)
	if err != nil {
		return err
	}
	contracts, err := client.Contracts(ctx, ChainAt(s), addresses)
	if err != nil {
		return err
	}
	isContract := map[common.Address]bool{}
	for _, address := range contracts {
		isContract[address] = true
	}
	for i := range v.Entries {
		e := &v.Entries[i]
		e.Allowed = members[i].Allowed
		if e.Allowed != e.Listed {
			v.Disagree++
		}
		switch {
		case e.Address == s.Pool.Owner:
			e.Note = "owner"
		case isContract[e.Address]:
			e.Note = "contract"
		}
	}
	return nil
}

// Allowed returns the members according to the pool.
func (v *Allowlist) Allowed() []common.Address {
	var list []common.Address
	for _, e := range v.Entries {
		if e.Allowed {
			list = append(list, e.Address)
		}
	}
	return list
}

func (v *Allowlist) Text(p *text.Page) {
	p.Line("allowlist of %s (%s)", v.Pool.Name, v.Pool.Address)
	p.Line("on %s at block %d, %s", network.ID(v.Pool.ChainID), v.Block.Number, text.Time(v.Block.Time))
	p.Line("%s", EnabledLine(v.Enabled))
	var rows [][]string
	var since []units.Time
	for _, e := range v.Entries {
		if e.Allowed || e.Listed {
			since = append(since, e.Since)
			rows = append(rows, []string{e.Address.Hex(), "", e.remark(p)})
		}
	}
	for i, clock := range text.Clocks(since, p.Zone) {
		rows[i][1] = clock
	}
	p.Line("")
	switch {
	case len(rows) == 0 && v.Complete:
		p.Line("the list is empty")
		return
	case len(rows) == 0:
		p.Line("no member found in the blocks that were read")
		return
	}
	p.Table([]string{fmt.Sprintf("members: %d", len(v.Allowed())), "since, " + p.ZoneName(), ""}, rows)
	if v.Disagree > 0 {
		p.Line("")
		p.Line("%s", p.Red(fmt.Sprintf("the events and the pool disagree about %d addresses: the pool's answer counts", v.Disagree)))
	}
}

func EnabledLine(enabled bool) string {
	if enabled {
		return "enabled: only members can join"
	}
	return "not enabled: anyone can join"
}

func (e AllowlistEntry) remark(p *text.Page) string {
	switch {
	case e.Listed && !e.Allowed:
		return p.Red("not a member according to the pool")
	case e.Allowed && !e.Listed:
		return p.Red("removed according to the events, a member according to the pool")
	}
	return e.Note
}
