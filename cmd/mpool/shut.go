package main

import (
	"context"
	"errors"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/spf13/cobra"

	"mpool/internal/ops"
)

func newShut(a *app) *cobra.Command {
	var keepExits, suspend bool
	var flags operationFlags
	cmd := &cobra.Command{
		Use:   "shut [POOL]",
		Short: "Shut the pool at once, for an alarm: no swaps and no joins",
		Long: `shut is one command for an alarm: it disables swaps, and with them joins. On a pool of
the second generation joins and exits are disabled together, so that liquidity
providers are locked in until the pool is opened; --keep-exits has only those on the
allowlist join instead, which is how a pool of the first generation is shut. Whoever
is on the allowlist could then still join: --suspend-members takes them off it.
Where a Safe owns the pool, all of it is one transaction.

What was open before is kept in the record, and mpool open restores it. A running
change of weights goes on meanwhile. Nothing is sent unless --broadcast is given.`,
		Example: `  mpool shut fund
  mpool shut fund --broadcast --yes --account owner
  mpool shut fund --keep-exits --out shut.json`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.operate(cmd, args, &flags, func(on *target) (ops.Operation, error) {
				return on.shutting(keepExits, suspend)
			})
		},
	}
	cmd.Flags().BoolVar(&keepExits, "keep-exits", false, "on a pool of the second generation, shut joins by the allowlist, so that exits stay possible")
	cmd.Flags().BoolVar(&suspend, "suspend-members", false, "take those on the allowlist off it, and put them back with mpool open")
	flags.add(cmd)
	return cmd
}

// shutting is the operation for the pool as it is. In an alarm nothing that cannot be
// read keeps the rest from being shut.
func (t *target) shutting(keepExits, suspend bool) (ops.Operation, error) {
	kept := t.keptDoors()
	d := ops.DoorsOf(t.before, ops.UsualClosing(t.before, keepExits))
	if keepExits {
		d.Closing = ops.ByAllowlist // exits that are off can then be had on alone
	}
	if d.Closing != ops.ByAllowlist {
		return ops.Shut{Doors: d, Kept: kept}, nil
	}
	members, err := t.members()
	if errors.Is(err, context.Canceled) {
		return nil, err
	}
	if err != nil {
		t.ui.Warn("doors.unread", "who is on the allowlist is not known, and whoever is can still join: %s", err)
	}
	d.Members = slices.DeleteFunc(members, func(m common.Address) bool { return m == t.before.Pool.Owner })
	d.Suspend = suspend && len(d.Members) > 0
	return ops.Shut{Doors: d, Kept: kept}, nil
}
