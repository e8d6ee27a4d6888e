package main

import (
	"bytes"
	"os"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/spf13/cobra"

	"mpool/internal/decode"
	"mpool/internal/failure"
	"mpool/internal/files"
	"mpool/internal/planner"
	"mpool/internal/safe"
	"mpool/internal/text"
)

// What --out writes.
const (
	formatPlan = "plan"
	formatSafe = "safe"
)

// batchKind is the kind of a batch file. It is another program's, and no field says so.
func batchKind() files.Kind {
	return files.Kind{What: "batch of the Transaction Builder", Is: func(text []byte) bool {
		_, err := safe.ReadBatch(bytes.NewReader(text))
		return err == nil
	}}
}

func newSafeExport(a *app) *cobra.Command {
	var out string
	var flags safeFlags
	cmd := &cobra.Command{
		Use:   "export PLAN",
		Short: "Write a plan as a batch for a Safe's owners",
		Long: withExitCodes(`export plans and simulates the plan's operation again on the newest block, and if
it comes out the same writes its calls as a batch of the Transaction Builder, which
the Safe's web application and other programs read. Nothing is sent.

Calls are written by their method and inputs where all programs read those alike,
and as calldata where not. What was written is read back and has to be the same
calls, to the byte.`, 0, 1, 2, 3, 4, 130),
		Example: `  mpool safe export plan.json --out batch.json
  mpool safe export plan.json --out batch.json --safe 0x…`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if out == "" {
				return failure.Usage("export writes a file, and there is no --out").WithHint("add --out batch.json")
			}
			return a.safeExport(cmd, args[0], out, &flags)
		},
	}
	cmd.Flags().StringVarP(&out, "out", "o", "", "write the batch to this file")
	addSafeFlags(&flags, cmd.Flags())
	return cmd
}

func (a *app) safeExport(cmd *cobra.Command, path, out string, flags *safeFlags) error {
	if err := flags.Override.Check(); err != nil {
		return err
	}
	plan, client, err := a.nodes.DialPlan(cmd.Context(), path)
	if err != nil {
		return err
	}
	defer client.Close()
	p, _, err := a.proposeOnQueue(cmd.Context(), client, plan, flags)
	if err != nil {
		return err
	}
	return a.leaveBatch(cmd, p, out, batchOrigin{path, flags.safe})
}

// batchOrigin is the plan's file, empty where it was not written, and the Safe that
// --safe names.
type batchOrigin struct {
	plan string
	safe common.Address
}

// leaveBatch ends a command with a batch file of what was proposed. Where there
// is nothing to do there is none, and no older one in its place.
func (a *app) leaveBatch(cmd *cobra.Command, p *planner.Proposal, path string, from batchOrigin) error {
	if err := batchKind().Replaceable(path); err != nil {
		return err
	}
	if len(p.Plan.Calls) == 0 {
		if err := os.Remove(path); err == nil {
			a.ui.Warn("safe.removed", "%s was of an earlier plan and is removed: there is nothing to do", text.Quote(path))
		}
		return a.show(p.View)
	}
	words, err := a.batchOf(p, from)
	if err != nil {
		return err
	}
	if err := files.Put("the batch", path, words, 0o644); err != nil {
		return err
	}
	p.View.Next = safeLine(cmd, "safe check", text.ShellWord(path))
	p.View.NextIs = "nothing was sent; to check the batch before it is signed:"
	return a.show(p.View)
}

// batchOf is the batch file of the one Safe among the senders.
func (a *app) batchOf(p *planner.Proposal, from batchOrigin) ([]byte, error) {
	address, err := chooseSafe(p, from.safe, from.plan)
	if err != nil {
		return nil, err
	}
	calls, err := safe.FromPlan(p.Plan, address)
	if err != nil {
		return nil, failure.New(failure.Refused, "safe.calls", "%s", err).WithResult(p.View)
	}
	p.IsSigned(address)
	if f, some := othersAfter(p, len(calls), from.plan); some {
		p.Warn(f)
	}
	known, err := a.methods()
	if err != nil {
		return nil, err
	}
	text, err := safe.Draft{
		ChainID: p.Before.ChainID, Safe: address, CreatedAt: a.now().UnixMilli(), Calls: calls,
		Name:        "mpool " + p.Plan.Operation.Name() + " of " + p.Before.Pool.Address.Hex(),
		Description: text.Clean(p.Before.Pool.Name, text.NameWidth),
	}.Write(known)
	if err != nil {
		return nil, failure.New(failure.Plain, "safe.write", "the batch cannot be written: %s", err).Because(err)
	}
	return text, nil
}

// methods are those of the contracts that mpool knows.
func (a *app) methods() (safe.Methods, error) {
	d, err := decode.New()
	if err != nil {
		return nil, err
	}
	return func(selector [4]byte) (abi.Method, bool) { return d.Method(decode.Selector(selector)) }, nil
}
