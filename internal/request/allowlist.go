package request

import (
	"context"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/batch"
	"mpool/internal/config"
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/parse"
	"mpool/internal/planner"
)

func allowlistGroup() Help {
	return Help{
		Name: "allowlist", Short: "Manage the LP allowlist", Chapter: AsOwner,
		Long: `A Managed Pool can restrict joins to addresses on its allowlist. The list and the switch
that enables it are separate: both can be changed at any time. Everyone can exit the
pool, regardless of the list.`,
		Example: `  mpool allowlist show fund
  mpool allowlist add fund 0x… 0x…
  mpool allowlist enable fund`,
	}
}

// allowlistOn is a request to enable the allowlist.
type allowlistOn struct {
	poolAlone
	fromBlock typed
}

func aboutAllowlistEnable() entry {
	return entry{
		name: "allowlist enable", short: "Enable the allowlist: only members can join",
		asks: func() asked { return &allowlistOn{} },
		long: `enable restricts joins to addresses on the allowlist. It warns if the allowlist is empty,
because then nobody could join. Nothing is sent unless --broadcast is given.`,
		example: `  mpool allowlist enable fund
  mpool allowlist enable fund --out plan.json
  mpool allowlist enable fund --broadcast --account owner`,
	}
}

func (o *allowlistOn) fields() []Field { return []Field{fromBlockFlag(&o.fromBlock)} }

func fromBlockFlag(block *typed) Field {
	return textFlag("from-block", block, "read events from this block instead of the pool's creation")
}

func (o *allowlistOn) check(context.Context, Source) error { return blockForm(o.fromBlock.words) }

func (o *allowlistOn) build(ctx context.Context, on *Target) (ops.Operation, error) {
	known, err := on.someMember(ctx, &planner.Past{From: o.fromBlock.words})
	return ops.EnableAllowlist{On: true, Known: known}, err
}

// someMember returns an address on the allowlist, or zero. An error about past events is ignored: the
// plan warns that no member is known.
func (t *Target) someMember(ctx context.Context, past *planner.Past) (common.Address, error) {
	if t.Before.Pool.MustAllowlistLPs {
		return common.Address{}, nil
	}
	list, err := t.Node.Allowlist(ctx, past)
	if err != nil {
		if ctx.Err() != nil {
			return common.Address{}, err
		}
		t.UI.Warn("allowlist.unread", "cannot read the allowlist's events, so its members are unknown: %s", err)
		return common.Address{}, nil
	}
	for _, entry := range list.Entries {
		if entry.Allowed {
			return entry.Address, nil
		}
	}
	return common.Address{}, nil
}

// allowlistOff is a request to disable the allowlist.
type allowlistOff struct{ poolAlone }

func aboutAllowlistDisable() entry {
	return entry{
		name: "allowlist disable", short: "Let everyone join",
		asks: func() asked { return &allowlistOff{} },
		long: `disable lets everyone join. The list itself does not change. Nothing is sent unless
--broadcast is given.`,
		example: `  mpool allowlist disable fund
  mpool allowlist disable fund --out plan.json
  mpool allowlist disable fund --broadcast --account owner`,
	}
}

func (allowlistOff) build(context.Context, *Target) (ops.Operation, error) {
	return ops.EnableAllowlist{}, nil
}

// members is a request to add addresses to the allowlist, or to remove them.
type members struct {
	add       bool
	addresses several
	list      []common.Address // set by check
}

func aboutAllowlistAdd() entry {
	return entry{
		name: "allowlist add", short: "Add addresses to the allowlist",
		asks: func() asked { return &members{add: true} },
		long: `add puts addresses on the allowlist, one transaction each. It skips addresses that are
already on it. Nothing is sent unless --broadcast is given.

` + MemberWords,
		example: `  mpool allowlist add fund 0x…
  mpool allowlist add fund 0x… 0x… --out plan.json
  mpool allowlist add fund 0x… --broadcast --account owner`,
	}
}

func aboutAllowlistRemove() entry {
	return entry{
		name: "allowlist remove", short: "Remove addresses from the allowlist",
		asks: func() asked { return &members{} },
		long: `remove takes addresses off the allowlist, one transaction each. It skips addresses that
are not on it. They keep their BPT and can exit the pool. Nothing is sent unless
--broadcast is given.

` + MemberWords,
		example: `  mpool allowlist remove fund 0x…
  mpool allowlist remove fund 0x… 0x… --out plan.json
  mpool allowlist remove fund 0x… --broadcast --account owner`,
	}
}

func (o *members) fields() []Field {
	return []Field{{Field: batch.Field{Name: "addresses", Kind: batch.List, Place: batch.Words, Usage: "addresses"}, Label: "ADDRESS...", Value: &o.addresses}}
}

func (o *members) words(args []string, s *config.Settings) ([]string, error) {
	args, err := s.PoolAndMembers(args)
	if err != nil {
		return nil, err
	}
	return args, o.addresses.Replace(args[1:])
}

func (o *members) check(context.Context, Source) (err error) {
	if o.list, err = parse.Addresses(o.addresses.words); err != nil {
		return failure.Usage("%s", err)
	}
	return nil
}

func (o *members) build(context.Context, *Target) (ops.Operation, error) {
	if o.add {
		return ops.ChangeAllowlist{Add: o.list}, nil
	}
	return ops.ChangeAllowlist{Remove: o.list}, nil
}
