package main

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/spf13/cobra"

	"mpool/internal/failure"
	"mpool/internal/journal"
	"mpool/internal/ops"
	"mpool/internal/parse"
	"mpool/internal/planner"
	"mpool/internal/text"
)

func newRevoke(a *app) *cobra.Command {
	var of string
	var flags operationFlags
	cmd := &cobra.Command{
		Use:   "revoke [POOL] TOKEN",
		Short: "Take back what the Vault may take of a token",
		Long: `revoke sets what the Vault may take of a token from its asset manager to nothing. A
deposit, or add-token, that stops after the approval leaves such an allowance: it is
for exactly that deposit. TOKEN is a symbol, or the address of any token; where the
pool does not have it, --of says whose allowance it is. Nothing is sent unless
--broadcast is given.`,
		Example: `  mpool manage-balance revoke 0x… USDC
  mpool manage-balance revoke fund USDC --out plan.json
  mpool manage-balance revoke USDC --broadcast --account manager`,
		Args: cobra.RangeArgs(1, 2),
		RunE: func(cmd *cobra.Command, args []string) error {
			args, err := a.settings.PoolFirst(args, 1)
			if err != nil {
				return err
			}
			return a.operate(cmd, args, &flags, func(on *target) (ops.Operation, error) {
				return buildRevoke(on.before, args[1], of)
			})
		},
	}
	cmd.Flags().StringVar(&of, "of", "", "account whose allowance it is, instead of the token's asset manager")
	flags.add(cmd)
	return cmd
}

func buildRevoke(before *ops.Snapshot, name, of string) (ops.Operation, error) {
	op := ops.RevokeAllowance{}
	token, err := before.FindToken(name)
	if err == nil {
		op.Token, op.Account = token.Address, token.AssetManager
	} else if op.Token, _ = parse.Address(name); op.Token == (common.Address{}) {
		return nil, failure.Usage("%s", err)
	}
	if of != "" {
		if op.Account, err = parse.Address(of); err != nil {
			return nil, failure.Usage("--of: %s", err)
		}
	}
	if op.Account == (common.Address{}) {
		return nil, failure.Usage("%s has no asset manager in this pool: whose allowance is it?", text.Quote(name)).WithHint("say --of ADDRESS")
	}
	return op, nil
}

// leftAllowance is the approval that an operation has stopped after, which nothing
// has used; nil where there is none.
func leftAllowance(plan *ops.Plan, status journal.Status) *ops.Call {
	done := doneCalls(status)
	if done == 0 || done >= len(plan.Calls) {
		return nil
	}
	call := &plan.Calls[done-1]
	if !strings.HasPrefix(call.Method, "approve(") || len(call.Data) < 32 {
		return nil
	}
	amount := call.Data[len(call.Data)-32:]
	if bytes.Equal(amount, make([]byte, 32)) {
		return nil // it only made room for another
	}
	return call
}

// doneCalls counts the plan's calls that are mined and did not revert, whatever the
// pool was like behind them.
func doneCalls(status journal.Status) int {
	n := 0
	for _, call := range status.Calls {
		if call.State == journal.Done || call.State == journal.Differs {
			n = call.Intent.Step + 1
		}
	}
	return n
}

// revokeLine is the command that takes back what an operation has left allowed;
// empty where that is nothing.
func revokeLine(plan *ops.Plan, status journal.Status) string {
	call := leftAllowance(plan, status)
	if call == nil {
		return ""
	}
	return fmt.Sprintf("mpool manage-balance revoke %s %s --of %s --broadcast --account NAME", plan.Predicted.Pool.Address, call.To, call.From)
}

// giveUp says how an operation is ended that has left an allowance: what would go
// on with it is closed first.
func (s *sender) giveUp() string {
	line := revokeLine(s.plan, s.record.Status())
	if line == "" || !s.record.Status().Unfinished() {
		return line
	}
	return fmt.Sprintf("mpool tx close %s --reason TEXT, and then %s", s.record.ID(), line)
}

// withRevoke adds to an error what the Vault may still take, and how that ends.
func (s *sender) withRevoke(f *failure.Failure) *failure.Failure {
	how := s.giveUp()
	if how == "" {
		return f
	}
	f.Message += "; the Vault may still take the approved amount from the asset manager"
	if f.Hint != "" {
		f.Hint += "; "
	}
	f.Hint += "to give it up and revoke that: " + how
	return f.WithDetail("revoke", revokeLine(s.plan, s.record.Status()))
}

// leftBy is what a record says of an allowance that its operation has left.
func leftBy(status journal.Status) string {
	if done := doneCalls(status); done == 0 || done == status.Begin.Calls {
		return ""
	}
	plan, err := planner.ReadPlanText(status.Begin.Document)
	if err != nil {
		return "" // of another version, which says so where it matters
	}
	return revokeLine(plan, status)
}

// revokeText is for those who read a record.
func revokeText(p *text.Page, line string) {
	if line == "" {
		return
	}
	p.Line("it has stopped after its approval: the Vault may still take that amount from the asset manager. To revoke it:")
	p.Line("  %s", line)
}
