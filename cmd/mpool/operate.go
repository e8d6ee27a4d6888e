package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/google/renameio/v2"
	"github.com/spf13/cobra"

	"mpool/internal/chain"
	"mpool/internal/ops"
)

// operationFlags are understood by every command that changes a pool.
type operationFlags struct {
	out       string
	broadcast bool
	sending   sendingFlags
}

func (f *operationFlags) add(cmd *cobra.Command) {
	cmd.Flags().StringVarP(&f.out, "out", "o", "", "write the plan to this file, for mpool send")
	cmd.Flags().BoolVar(&f.broadcast, "broadcast", false, "sign and send it; without this nothing is sent")
	f.sending.add(cmd)
}

func (f *operationFlags) check(a *app) error {
	if f.broadcast && f.out != "" {
		return usage("--out writes a plan to be sent later, and --broadcast sends it now").withHint("give one of them")
	}
	if f.broadcast {
		return f.sending.check(a)
	}
	return nil
}

// operate is what every command that changes a pool does: read the pool, build
// the operation for it, plan, simulate, show, and stop there or send.
func (a *app) operate(cmd *cobra.Command, args []string, flags *operationFlags, build func(*ops.Snapshot) (ops.Operation, error)) error {
	if err := flags.check(a); err != nil {
		return err
	}
	client, pool, err := a.dialPool(cmd.Context(), args)
	if err != nil {
		return err
	}
	defer client.Close()
	before, err := a.readForPlan(cmd.Context(), client, pool.Address)
	if err != nil {
		return err
	}
	op, err := build(before)
	if err != nil {
		return err
	}
	p, err := a.propose(cmd.Context(), client, before, op)
	if err != nil {
		return err
	}
	if flags.broadcast {
		return a.broadcast(cmd.Context(), client, p, &flags.sending)
	}
	return a.leave(p, flags.out)
}

// leave ends a command that does not send.
func (a *app) leave(p *proposal, out string) error {
	if len(p.plan.Calls) == 0 {
		return a.show(p.view)
	}
	p.view.Next = a.again("--broadcast")
	if out != "" {
		if err := writePlan(out, p.plan); err != nil {
			return fail(exitError, "file", "the plan could not be written: %s", err).because(err)
		}
		p.view.Next = a.sendLine(out)
	}
	return a.show(p.view)
}

// writePlan puts the whole file there, or nothing.
func writePlan(path string, plan *ops.Plan) error {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(plan); err != nil {
		return err
	}
	return renameio.WriteFile(path, text.Bytes(), 0o644)
}

// again is the command line as it was given, with one more flag. What may hold
// a secret is left out and has to be said again.
func (a *app) again(flag string) string {
	words := []string{"mpool"}
	for _, arg := range append(withoutSecrets(a.args), flag) {
		words = append(words, quote(arg))
	}
	return strings.Join(words, " ")
}

// sendLine is the command that sends the plan to the node that made it.
func (a *app) sendLine(path string) string {
	words := []string{"mpool", "send", quote(path)}
	args := withoutSecrets(a.args)
	for i, arg := range args {
		name, _, joined := strings.Cut(arg, "=")
		if !slices.Contains([]string{"-r", "--rpc-url", "--rpc-headers", "-c", "--chain", "--config"}, name) {
			continue
		}
		words = append(words, quote(arg))
		if !joined && i+1 < len(args) {
			words = append(words, quote(args[i+1]))
		}
	}
	return strings.Join(words, " ")
}

// withoutSecrets hides the values of flags that carry a node's key.
func withoutSecrets(args []string) []string {
	var kept []string
	hide := ""
	for _, arg := range args {
		name, value, joined := strings.Cut(arg, "=")
		switch {
		case hide != "":
			kept, hide = append(kept, hidden(hide, arg)), ""
		case joined && isSecretFlag(name):
			kept = append(kept, name+"="+hidden(name, value))
		case strings.HasPrefix(arg, "-r") && len(arg) > 2:
			kept = append(kept, "-r", hidden("-r", arg[2:]))
		default:
			kept = append(kept, arg)
			if isSecretFlag(arg) {
				hide = arg
			}
		}
	}
	return kept
}

func isSecretFlag(name string) bool {
	return name == "-r" || name == "--rpc-url" || name == "--rpc-headers"
}

// hidden keeps a node's address that is no more than host and port.
func hidden(flag, value string) string {
	if flag == "--rpc-headers" {
		return "NAME:VALUE"
	}
	if u, err := url.Parse(value); err == nil && u.User == nil && strings.Trim(u.Path, "/") == "" && u.RawQuery == "" && u.Fragment == "" {
		return value
	}
	return "RPC_URL"
}

// quote makes a word safe to paste into a shell.
func quote(word string) string {
	const plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:=,%+@"
	if word != "" && strings.Trim(word, plain) == "" {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}

// proposal is a plan and what is known of it.
type proposal struct {
	before *ops.Snapshot
	plan   *ops.Plan
	view   *planView
	gas    []uint64 // what each call used in the simulation
}

// nextBlock is how far after the latest block a plan assumes to be mined.
// Only the preview depends on it: verification goes by the real time.
const nextBlock = ops.Time(12)

// propose plans an operation on a state and has the node simulate it. A plan
// that the pool would refuse, or that the simulation does not confirm, is an
// error that carries the plan.
func (a *app) propose(ctx context.Context, client *chain.Client, before *ops.Snapshot, op ops.Operation) (*proposal, error) {
	plan, err := op.Plan(before, before.Block.Time+nextBlock)
	if err != nil {
		return nil, fail(exitError, "plan", "%s", err).because(err)
	}
	later, err := statesAt(plan.Predicted, plan.Moments)
	if err != nil {
		return nil, fail(exitError, "plan", "%s", err).because(err)
	}
	plan.Findings = append(plan.Findings, a.adviseSender(plan)...)
	p := &proposal{before: before, plan: plan, view: newPlanView(before, plan, later)}
	if plan.Refused() {
		return nil, refusal(p)
	}
	if len(plan.Calls) == 0 {
		return p, nil
	}
	if err := a.prove(ctx, client, p, later); err != nil {
		return nil, err
	}
	return p, a.price(ctx, client, p)
}

// adviseSender warns where the account that the user named cannot send the plan.
func (a *app) adviseSender(plan *ops.Plan) []ops.Finding {
	from := a.settings.From
	if len(plan.Calls) == 0 || from == (common.Address{}) || from == plan.Calls[0].From {
		return nil
	}
	return []ops.Finding{{Severity: ops.Warn, Code: "sender", Summary: fmt.Sprintf("--from or ETH_FROM is %s, and only the owner %s may send this", from, plan.Calls[0].From)}}
}

func statesAt(from *ops.Snapshot, moments []ops.Time) ([]*ops.Snapshot, error) {
	var states []*ops.Snapshot
	for _, t := range moments {
		state, err := from.At(t)
		if err != nil {
			return nil, err
		}
		states = append(states, state)
	}
	return states, nil
}

// refusal makes the error of the first finding that stops the plan.
func refusal(p *proposal) error {
	for _, finding := range p.plan.Findings {
		if finding.Severity == ops.Refuse {
			f := fail(exitRefused, finding.Code, "refused: %s [%s]", clean(finding.Summary, textWidth), finding.Code).withView(p.view)
			if finding.Hint != "" {
				f = f.withHint("%s", finding.Hint)
			}
			return f
		}
	}
	return nil
}

// readForPlan reads the pool as plans need it, and checks that our arithmetic
// has the very numbers that the pool answers: a plan made by other arithmetic
// must not be shown, let alone sent.
func (a *app) readForPlan(ctx context.Context, client *chain.Client, pool common.Address) (*ops.Snapshot, error) {
	before, err := client.SnapshotWithRatios(ctx, pool, chain.Latest())
	if err != nil {
		return nil, err
	}
	recomputed, err := before.Recomputed()
	if err != nil {
		return nil, fail(exitSimulation, "arithmetic", "%s", err).because(err)
	}
	if changes := ops.Diff(before, recomputed); len(changes) > 0 {
		c := changes[0]
		return nil, fail(exitSimulation, "arithmetic", "mpool's arithmetic disagrees with the pool: %s is %s, computed %s; nothing will be planned",
			clean(c.Label, 60), clean(c.Before, 60), clean(c.After, 60)).withDetail("differences", changes)
	}
	return before, nil
}
