package planfile

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/crypto"

	"mpool/internal/jsonkeys"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// says fails if a plan file contradicts itself. mpool plans again before it sends, but a file must
// not show something else than mpool will do.
func says(p *ops.Plan, file *ops.PlanFile, text []byte) error {
	if title := p.Operation.Name(); title != file.Name {
		return fmt.Errorf("the operation is named %q, but its parameters are those of %q", units.Clip(file.Name), title)
	}
	if err := sameGround(p); err != nil {
		return err
	}
	for i, call := range p.Calls {
		if err := isOfMethod(call); err != nil {
			return fmt.Errorf("call %d: %w", i+1, err)
		}
		if err := isOfArguments(call); err != nil {
			return fmt.Errorf("call %d: %w", i+1, err)
		}
	}
	if err := cmp.Or(sameTurn(p), sameFigures(p), sendingSafes(p)); err != nil {
		return err
	}
	parameters, err := p.File()
	if err != nil {
		return err
	}
	parameters.Digest = file.Digest
	written, err := json.Marshal(parameters)
	if err != nil {
		return err
	}
	return jsonkeys.Same(text, written)
}

// sendingSafes fails if a listed Safe sends none of the calls.
func sendingSafes(p *ops.Plan) error {
	for _, safe := range p.Safes {
		if !slices.ContainsFunc(p.Calls, func(c ops.Call) bool { return c.From == safe }) {
			return fmt.Errorf("the plan lists %s as a Safe that sends calls, but that account sends none", safe)
		}
	}
	return nil
}

// sameGround fails if Before has another block, chain or pool than the plan, or if a state
// contradicts itself.
func sameGround(p *ops.Plan) error {
	if p.Predicted.Block.Time != p.At {
		return errors.New("the predicted state has another time than the time of mining")
	}
	if err := saysOnce(p.Predicted, "the predicted state"); err != nil || p.Before == nil {
		return err
	}
	switch {
	case p.Before.ChainID != p.Predicted.ChainID:
		return fmt.Errorf("the state before is of chain %d, but the predicted state of chain %d", p.Before.ChainID, p.Predicted.ChainID)
	case p.Before.Pool.Address != p.Predicted.Pool.Address:
		return fmt.Errorf("the state before is of the pool %s, but the predicted state of %s", p.Before.Pool.Address, p.Predicted.Pool.Address)
	case lasting(p.Before.Pool) != groundOf(p):
		return errors.New("the state before is of a pool with another ID, Vault, owner, name or version than the predicted state")
	case p.Before.Block != p.Base:
		return errors.New("the state before is of another block than the base block")
	}
	return saysOnce(p.Before, "the state before")
}

// groundOf are the fields of the predicted pool that no operation changes. For a new pool, these are
// the fields that its creator does not choose.
func groundOf(p *ops.Plan) ops.Pool {
	if _, is := ops.CreationIn(p.Operation); is && len(p.Calls) > 0 {
		return lasting(ops.Unborn(p.Predicted, p.Base).Pool)
	}
	return lasting(p.Predicted.Pool)
}

// lasting is the pool with only the fields that no operation changes.
func lasting(p ops.Pool) ops.Pool {
	return ops.Pool{Address: p.Address, ID: p.ID, Name: p.Name, Symbol: p.Symbol, Vault: p.Vault, Owner: p.Owner, OwnerKind: p.OwnerKind, Generation: p.Generation, FeesCollector: p.FeesCollector}
}

// saysOnce fails if the computed fields of a state, such as weights, fees and supplies, do not
// follow from its raw fields and its time.
func saysOnce(pool *ops.Snapshot, what string) error {
	again, err := pool.Recomputed()
	if err != nil {
		return fmt.Errorf("%s cannot be computed: %w", what, err)
	}
	for _, change := range ops.Diff(pool, again) {
		return fmt.Errorf("%s has a %s of %s, but the other fields make it %s", what, units.Clip(change.Label), units.Clip(change.Before), units.Clip(change.After))
	}
	return nil
}

// isOfMethod fails if the call's data has another selector than the named method.
func isOfMethod(c ops.Call) error {
	if !strings.HasSuffix(c.Method, ")") || len(c.Data) < 4 {
		return nil
	}
	if selector := crypto.Keccak256([]byte(c.Method))[:4]; !bytes.Equal(selector, c.Data[:4]) {
		return fmt.Errorf("the call is named %s, but its call data is of another function", units.Clip(c.Method))
	}
	return nil
}
