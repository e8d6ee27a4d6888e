package main

import (
	"github.com/ethereum/go-ethereum/common"
	"github.com/spf13/cobra"

	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/parse"
	"mpool/internal/planner"
)

func newAllowlist(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "allowlist",
		Short: "Say who may join the pool",
		Long: `A Managed Pool can let only those join who are on its allowlist. The list and the
switch that makes it count are two things: both can be changed at any time.
Everybody may leave the pool, whatever the list says.`,
		Example: `  mpool allowlist show fund
  mpool allowlist add fund 0x… 0x…
  mpool allowlist enable fund`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newAllowlistShow(a), newAllowlistCheck(a), newAllowlistEnable(a), newAllowlistDisable(a),
		newAllowlistAdd(a), newAllowlistRemove(a), newAllowlistSync(a))
	return cmd
}

func newAllowlistEnable(a *app) *cobra.Command {
	var flags operationFlags
	var past planner.Past
	cmd := &cobra.Command{
		Use:   "enable [POOL]",
		Short: "Let only those on the allowlist join",
		Long: `enable lets only those on the allowlist join from then on. It looks for an address
that is on the list, and warns where it finds none: nobody could join. Nothing is
sent unless --broadcast is given.`,
		Example: `  mpool allowlist enable fund
  mpool allowlist enable fund --broadcast --account owner`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.operate(cmd, args, &flags, func(on *target) (ops.Operation, error) {
				known, err := on.someMember(&past)
				return ops.EnableAllowlist{On: true, Known: known}, err
			})
		},
	}
	addFromFlag(&past, cmd)
	flags.add(cmd)
	return cmd
}

func newAllowlistDisable(a *app) *cobra.Command {
	var flags operationFlags
	cmd := &cobra.Command{
		Use:   "disable [POOL]",
		Short: "Let everybody join",
		Long: `disable lets everybody join from then on. The list stays as it is. Nothing is sent
unless --broadcast is given.`,
		Example: `  mpool allowlist disable fund
  mpool allowlist disable fund --broadcast --account owner`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.operate(cmd, args, &flags, func(*target) (ops.Operation, error) {
				return ops.EnableAllowlist{}, nil
			})
		},
	}
	flags.add(cmd)
	return cmd
}

// someMember is an address that is on the allowlist, or zero. A node that does
// not tell the past is no reason to stop: the plan warns that none is known.
func (t *target) someMember(past *planner.Past) (common.Address, error) {
	if t.before.Pool.MustAllowlistLPs {
		return common.Address{}, nil
	}
	list, err := t.plans.ReadAllowlist(t.ctx, t.client, t.before, past)
	if err != nil {
		if t.ctx.Err() != nil {
			return common.Address{}, err
		}
		t.ui.Warn("allowlist.unread", "the allowlist's past cannot be read, so that nobody on it is known: %s", err)
		return common.Address{}, nil
	}
	for _, entry := range list.Entries {
		if entry.Allowed {
			return entry.Address, nil
		}
	}
	return common.Address{}, nil
}

func newAllowlistAdd(a *app) *cobra.Command {
	var flags operationFlags
	cmd := &cobra.Command{
		Use:   "add [POOL] ADDRESS...",
		Short: "Put addresses on the allowlist",
		Long: `add puts addresses on the allowlist, a transaction each. Those that are on it are
left out. Nothing is sent unless --broadcast is given.

` + memberWordsHelp,
		Example: `  mpool allowlist add fund 0x…
  mpool allowlist add fund 0x… 0x… --out plan.json
  mpool allowlist add fund 0x… --broadcast --account owner`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.withMembers(cmd, args, func(args []string, members []common.Address) error {
				return a.operate(cmd, args, &flags, func(*target) (ops.Operation, error) {
					return ops.ChangeAllowlist{Add: members}, nil
				})
			})
		},
	}
	flags.add(cmd)
	return cmd
}

func newAllowlistRemove(a *app) *cobra.Command {
	var flags operationFlags
	cmd := &cobra.Command{
		Use:   "remove [POOL] ADDRESS...",
		Short: "Take addresses off the allowlist",
		Long: `remove takes addresses off the allowlist, a transaction each. Those that are not on
it are left out. What they have in the pool stays theirs, and they may leave it.
Nothing is sent unless --broadcast is given.

` + memberWordsHelp,
		Example: `  mpool allowlist remove fund 0x…
  mpool allowlist remove fund 0x… --broadcast --account owner`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.withMembers(cmd, args, func(args []string, members []common.Address) error {
				return a.operate(cmd, args, &flags, func(*target) (ops.Operation, error) {
					return ops.ChangeAllowlist{Remove: members}, nil
				})
			})
		},
	}
	flags.add(cmd)
	return cmd
}

// parseAddresses reads what a command line names. An address that is there
// twice is a slip.
func parseAddresses(words []string) ([]common.Address, error) {
	var list []common.Address
	seen := map[common.Address]bool{}
	for _, word := range words {
		address, err := parse.Address(word)
		if err != nil {
			return nil, failure.Usage("%s", err)
		}
		if seen[address] {
			return nil, failure.Usage("%s is there twice", address)
		}
		seen[address] = true
		list = append(list, address)
	}
	return list, nil
}
