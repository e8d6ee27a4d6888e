package queue

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/reading"
	"mpool/internal/safe/review"
	"mpool/internal/text"
	"mpool/internal/units"
)

// withoutOpen is the operation if the transactions that are not fully signed are never executed.
type withoutOpen struct {
	op   ops.Operation
	plan *ops.Plan // nil if it cannot be planned then
	err  error     // why it cannot be built then
}

// withoutOpen builds and plans the operation after the fully signed transactions only. It uses the
// same time as the plan after the whole queue, so that the queue makes the only difference.
func (c *Clerk) withoutOpen(ctx context.Context, client *chain.Client, before *ops.Snapshot, sure []ops.Call, of Order) (*withoutOpen, error) {
	at := before.Block.Time + reading.NextBlock
	state, err := before.At(at)
	if err != nil {
		return nil, err
	}
	state.Block = ops.Block{Number: before.Block.Number, Hash: before.Block.Hash, Time: at}
	if len(sure) > 0 {
		if state, client, err = sureAlone(ctx, client, before, sure, at); err != nil {
			return nil, err
		}
	}
	w := &withoutOpen{}
	if w.op, w.err = of.build(ctx, client, state); w.err != nil {
		return w, nil
	}
	if reading.Watch(ctx, client, state, w.op) != nil {
		return w, nil //nolint:nilerr // it cannot be planned then
	}
	if err := c.Plans.Feeds.Ask(ctx, client, state); err != nil {
		return nil, err
	}
	if p, _, err := c.Plans.PlanOn(state, w.op, of.override, c.Plans.Settings.From); err == nil && !p.Plan.Refused() {
		w.plan = p.Plan
	}
	return w, nil
}

// sureAlone is the state after the fully signed transactions only.
func sureAlone(ctx context.Context, on review.Trials, before *ops.Snapshot, sure []ops.Call, at units.Time) (*ops.Snapshot, *chain.Client, error) {
	state, client, err := on.After(ctx, before, sure, at)
	if err != nil {
		return nil, nil, failure.New(failure.Refused, "safe.queue", "the signed part of the queue cannot be executed without the rest: %s", text.Clean(err.Error(), text.LineWidth)).Because(err).
			WithHint("run mpool safe queue")
	}
	return state, client, nil
}

// OfNow refuses a plan that depends on a transaction which is not fully signed and may never be
// executed. A plan depends on it if the operation or its calls would differ without it.
func (q Ahead) OfNow(plan *ops.Plan) error {
	if q.without == nil {
		return nil
	}
	why := ""
	switch w := q.without; {
	case w.err != nil:
		why = "without it this cannot be planned: " + text.Clean(w.err.Error(), text.LineWidth)
	case differs(w.op, plan.Operation) != "":
		why = "without it the plan would have another " + differs(w.op, plan.Operation)
	case w.plan != nil && len(w.plan.Calls) > 0 && len(plan.Calls) > 0 && !w.plan.SameCalls(plan):
		why = "without it the plan would make other calls"
	default:
		return nil
	}
	return failure.New(failure.Refused, "safe.queue.now", "the plan depends on transaction %d of the queue, which is not fully signed and may never be executed: %s", q.open[0].Nonce, why).
		WithHint("%s", fmt.Sprintf("collect the signatures of transaction %d first", q.open[0].Nonce)+numbersInstead(plan.Operation))
}

// numbersInstead is the second half of the hint: how to plan without the dependency.
func numbersInstead(op ops.Operation) string {
	if _, ramps := op.(ops.RampSwapFee); ramps {
		return "; or use a number instead of a current value, for example --start-fee 0.5% instead of --start-fee now"
	}
	return "; or omit it from --after, and plan on the current pool"
}

// differs names the parameters in which two operations differ, with both values; "" if there are none.
func differs(without, with ops.Operation) string {
	a, b := parametersOf(without), parametersOf(with)
	if without.Name() != with.Name() || a == nil || b == nil {
		return "operation"
	}
	var names []string
	for _, name := range slices.Sorted(maps.Keys(b)) {
		if string(a[name]) != string(b[name]) {
			names = append(names, differing(name, a[name], b[name]))
		}
	}
	for name := range a {
		if _, both := b[name]; !both {
			names = append(names, name)
		}
	}
	return text.Clean(strings.Join(names, "; "), text.LineWidth)
}

// differing describes the difference in one parameter. It shows both values of a text, a number or a
// bool, and only the name of a compound parameter.
func differing(name string, without, with json.RawMessage) string {
	plain := strings.ReplaceAll(name, "_", " ")
	if name == "doors" {
		return "list of switches (swaps, joins, exits, the allowlist) to disable during the change"
	}
	if compound(without) || compound(with) {
		return plain
	}
	return fmt.Sprintf("%s: %s instead of %s", plain, without, with)
}

// compound says that a value is a list or an object.
func compound(value json.RawMessage) bool {
	return len(value) > 0 && (value[0] == '{' || value[0] == '[')
}

// parametersOf are the parameters of an operation, as plan files have them.
func parametersOf(op ops.Operation) (fields map[string]json.RawMessage) {
	text, err := json.Marshal(op)
	if err != nil || json.Unmarshal(text, &fields) != nil {
		return nil
	}
	return fields
}
