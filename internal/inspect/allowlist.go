package inspect

import (
	"context"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/planview"
	"mpool/internal/text"
)

func (r *Reader) CheckAllowlist(ctx context.Context, args []string, addresses []common.Address) (*membersView, error) {
	client, pool, err := r.Nodes.DialPool(ctx, args)
	if err != nil {
		return nil, err
	}
	defer client.Close()
	s, err := client.Snapshot(ctx, pool.Address, chain.Latest())
	if err != nil {
		return nil, err
	}
	r.Plans.Reads.Warn(s)
	members, err := client.Members(ctx, pool.Address, planner.ChainAt(s), addresses)
	if err != nil {
		return nil, err
	}
	v := &membersView{Pool: planview.PoolOf(s), Block: s.Block, Enabled: s.Pool.MustAllowlistLPs, Members: members, All: true, AllCanJoin: true}
	for _, m := range members {
		v.All = v.All && m.Allowed
		v.AllCanJoin = v.AllCanJoin && (m.Allowed || !v.Enabled)
	}
	return v, nil
}

// membersView reports for each address whether it is on the allowlist.
type membersView struct {
	Pool    planview.Pool `json:"pool"`
	Block   ops.Block     `json:"block"`
	Enabled bool          `json:"enabled"`
	Members []ops.Member  `json:"members"`
	All     bool          `json:"all"` // true if all are on the allowlist
	// AllCanJoin is true if all may join: they are on the allowlist, or it is not enabled.
	AllCanJoin bool `json:"all_can_join"`
}

func (v *membersView) Text(p *text.Page) {
	for _, m := range v.Members {
		p.Line("%s %s", m.Address, v.answer(m.Allowed))
	}
}

// answer says whether an address can join, and why.
func (v *membersView) answer(listed bool) string {
	switch {
	case listed && v.Enabled:
		return "can join: it is on the allowlist"
	case listed:
		return "can join: the allowlist is not enabled (it is on the list)"
	case v.Enabled:
		return "cannot join: it is not on the allowlist"
	}
	return "can join: the allowlist is not enabled (it is not on the list)"
}

// ReadMembers lists all addresses on the pool's allowlist.
func (r *Reader) ReadMembers(ctx context.Context, args []string, past *planner.Past) (text.View, error) {
	client, pool, err := r.Nodes.DialPool(ctx, args)
	if err != nil {
		return nil, err
	}
	defer client.Close()
	s, err := client.Snapshot(ctx, pool.Address, chain.Latest())
	if err != nil {
		return nil, err
	}
	r.Plans.Reads.Warn(s)
	return r.Plans.ReadAllowlist(ctx, client, s, past)
}
