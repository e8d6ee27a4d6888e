package history

import (
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// tokens follows the pool's tokens as the Vault stores them: a new one is added at the end, and the
// last one replaces a removed one. It omits the pool's own token, which stays first.
func (r *replay) tokens(e event) {
	for i, token := range e.addresses("tokens") {
		if token == r.Pool {
			r.order = []common.Address{}
			continue
		}
		added := e.name == "TokensRegistered"
		if added && r.order != nil {
			r.order = append(r.order, token)
		}
		if !added {
			r.order = swapAndPop(r.order, token)
		}
		if r.creation == e.log.TxHash {
			continue
		}
		r.moved = &moved{tx: e.log.TxHash, token: token, added: added}
		if added {
			manager := e.addresses("assetManagers")
			if i < len(manager) {
				r.moved.changes = append(r.moved.changes, ops.Change{Path: tokenPath(token) + "asset_manager", Label: r.symbol(token) + " asset manager", After: manager[i].Hex()})
			}
		}
	}
}

// swapAndPop removes a token like EnumerableSet.remove. It returns nil if the token is not in the
// order.
func swapAndPop(order []common.Address, token common.Address) []common.Address {
	at := slices.Index(order, token)
	if at < 0 {
		return nil
	}
	last := len(order) - 1
	order = slices.Clone(order)
	order[at] = order[last]
	return order[:last]
}

// weights shows the current weights at the event and the end weights.
func (r *replay) weights(e event) error {
	ramp, err := e.ramp()
	if err != nil {
		return err
	}
	start, end := e.fixeds("startWeights"), e.fixeds("endWeights")
	if len(start) != len(end) || r.order != nil && len(r.order) != len(end) {
		return malformed(e, fmt.Errorf("it has %d and %d weights for %d tokens", len(start), len(end), len(r.order)))
	}
	moving := r.moved != nil && r.moved.tx == e.log.TxHash
	fresh := moving || r.creation == e.log.TxHash
	var changes []ops.Change
	for i := range end {
		changes = append(changes, r.weight(i, start[i], end[i], fresh))
	}
	changes = append(changes, r.schedule(e, "weight_change", "weight change", ramp)...)
	if moving {
		r.moved.changes = append(r.moved.changes, changes...)
		return nil
	}
	r.add(e, "weights-update", Owner, changes...)
	return nil
}

// weight returns the change of one token's weight. If fresh, because tokens were added or removed, the
// event has the new weights twice; the old ones are those stored before.
func (r *replay) weight(i int, start, end units.Fixed, fresh bool) ops.Change {
	if r.order == nil {
		label := fmt.Sprintf("weight of token %d", i+1)
		return ops.Change{Path: fmt.Sprintf("tokens.%d.weight", i), Label: label, Before: beforeUnless(fresh, start), After: end.Percent()}
	}
	token := r.order[i]
	path := tokenPath(token)
	change := ops.Change{Path: path + "weight", Label: r.symbol(token) + " weight", Before: beforeUnless(fresh, start), After: end.Percent()}
	if fresh {
		change.Before = r.values[path+"end_weight"]
	}
	r.values[path+"start_weight"], r.values[path+"end_weight"] = start.Percent(), end.Percent()
	return change
}

func beforeUnless(fresh bool, start units.Fixed) string {
	if fresh {
		return ""
	}
	return start.Percent()
}

// settleMoved ends the addition or removal of a token.
func (r *replay) settleMoved(e event) {
	token := e.address("token")
	action := "add-token"
	var changes []ops.Change
	if r.moved != nil && r.moved.tx == e.log.TxHash {
		changes = r.moved.changes
	}
	r.moved = nil
	changes = append(changes, r.bpt(e)...)
	if e.name == "TokenRemoved" {
		action = "remove-token"
		changes = append([]ops.Change{{Path: tokenPath(token) + "weight", Label: r.symbol(token) + " weight", Before: r.values[tokenPath(token)+"end_weight"]}}, changes...)
		for _, name := range []string{"start_weight", "end_weight", "breaker.bpt_price", "breaker.lower_bound", "breaker.upper_bound"} {
			delete(r.values, tokenPath(token)+name)
		}
	}
	r.add(e, action, Owner, changes...)
}
