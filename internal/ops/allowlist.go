package ops

import (
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"mpool/bindings/managedpool"
	"mpool/internal/units"
)

// EnableAllowlist sets whether only addresses on the allowlist may join, by
// ManagedPoolSettings.setMustAllowlistLPs. Exits are not affected.
type EnableAllowlist struct {
	On bool `json:"on"`
	// Known is an address that was found on the list: it shows that the list is not empty. It is
	// zero if none was found. The contract cannot list its members.
	Known common.Address `json:"known"`
}

// Name is the command's name.
func (op EnableAllowlist) Name() string {
	if op.On {
		return "allowlist enable"
	}
	return "allowlist disable"
}

// Watch reads whether the owner and the known member are on the list.
func (op EnableAllowlist) Watch(pool *Snapshot) Watch {
	if !op.On {
		return Watch{}
	}
	members := []common.Address{pool.Pool.Owner}
	if op.Known != (common.Address{}) && op.Known != pool.Pool.Owner {
		members = append(members, op.Known)
	}
	return Watch{Members: members}
}

// Plan predicts the change. It has no call if the switch is already set that way.
func (op EnableAllowlist) Plan(before *Snapshot, at units.Time) (*Plan, error) {
	now, err := before.At(at)
	if err != nil {
		return nil, err
	}
	plan := &Plan{Operation: op, Base: before.Block, At: at, Predicted: now}
	if now.Pool.MustAllowlistLPs == op.On {
		return plan, nil
	}
	if plan.Findings = RefuseOwnerCall(now); len(plan.Findings) > 0 {
		plan.Calls = []Call{op.call(before)}
		return plan, nil
	}
	plan.Findings = append(op.advice(now), adviseOwner(now)...)
	next := now.Clone()
	next.Pool.MustAllowlistLPs = op.On
	plan.Then(op.call(before), next)
	return plan, nil
}

func (op EnableAllowlist) call(before *Snapshot) Call {
	return Call{
		From:   before.Pool.Owner,
		To:     before.Pool.Address,
		Data:   managedpool.NewManagedPool().PackSetMustAllowlistLPs(op.On),
		Method: "setMustAllowlistLPs(bool)",
		Args:   []Arg{{"mustAllowlistLPs", fmt.Sprint(op.On)}},
		Why:    "only the owner may switch the allowlist",
	}
}

// RefuseOwnerCall mirrors the modifiers of functions that only the owner may call: authenticate,
// then whenNotPaused. It is for functions without other checks.
func RefuseOwnerCall(now *Snapshot) []Finding {
	return append(refuseDelegate(now), refusePaused(now)...)
}

// advice reports who can no longer join.
func (op EnableAllowlist) advice(now *Snapshot) []Finding {
	if !op.On {
		return []Finding{{Note, "allowlist.open", "after this anyone can join; the list is kept and applies again when the allowlist is enabled", "", ""}}
	}
	if !slices.ContainsFunc(now.Members, func(m Member) bool { return m.Allowed }) {
		return []Finding{{Warn, "allowlist.empty", "mpool knows of no address on the allowlist: nobody could join, not even the owner", "", "add addresses first: mpool allowlist add"}}
	}
	if owner := now.Member(now.Pool.Owner); owner != nil && !owner.Allowed {
		return []Finding{{Warn, "allowlist.owner", fmt.Sprintf("the owner %s is not on the allowlist and could not join", now.Pool.Owner), "", "add it too if it needs to join: mpool allowlist add"}}
	}
	return nil
}

// ChangeAllowlist adds addresses to the allowlist and removes others, by
// ManagedPoolSettings.addAllowedAddress and removeAllowedAddress. Each address needs one call;
// additions come first. It skips addresses that need no change.
type ChangeAllowlist struct {
	Add    []common.Address `json:"add"`
	Remove []common.Address `json:"remove"`
	// Empties says that Remove has every member and Add has none.
	Empties bool `json:"empties"`
	// Sync says that the list is set to the contents of a file.
	Sync bool `json:"sync,omitempty"`
}

// Name is the command's name.
func (op ChangeAllowlist) Name() string {
	switch {
	case op.Sync:
		return "allowlist sync"
	case len(op.Remove) == 0 && len(op.Add) > 0:
		return "allowlist add"
	case len(op.Add) == 0 && len(op.Remove) > 0:
		return "allowlist remove"
	}
	return "allowlist sync"
}

// Watch reads for each address whether it is on the list.
func (op ChangeAllowlist) Watch(*Snapshot) Watch {
	var members []common.Address
	for _, address := range slices.Concat(op.Add, op.Remove) {
		if !slices.Contains(members, address) {
			members = append(members, address)
		}
	}
	return Watch{Members: members}
}

// Plan predicts the change.
func (op ChangeAllowlist) Plan(before *Snapshot, at units.Time) (*Plan, error) {
	now, err := before.At(at)
	if err != nil {
		return nil, err
	}
	plan := &Plan{Operation: op, Base: before.Block, At: at, Predicted: now}
	if err := op.check(now); err != nil {
		return nil, err
	}
	plan.Findings = RefuseOwnerCall(now)
	refused := plan.Refused()
	for _, step := range op.steps() {
		next, found := step.after(plan.Predicted)
		switch {
		case found != nil:
			plan.Findings = append(plan.Findings, *found)
		case refused:
			plan.Calls = append(plan.Calls, step.call(before))
		default:
			plan.Then(step.call(before), next)
		}
	}
	if len(plan.Calls) == 0 {
		plan.Findings = slices.DeleteFunc(plan.Findings, func(f Finding) bool { return f.Severity == Refuse })
		return plan, nil // nothing is sent that could be refused
	}
	if !refused {
		plan.Findings = append(plan.Findings, op.advice(plan.Predicted)...)
	}
	return plan, nil
}

// check finds addresses that are both added and removed, and addresses that were not read.
func (op ChangeAllowlist) check(now *Snapshot) error {
	for _, address := range slices.Concat(op.Add, op.Remove) {
		if now.Member(address) == nil {
			return fmt.Errorf("mpool did not read whether %s is on the allowlist", address)
		}
		if slices.Contains(op.Add, address) && slices.Contains(op.Remove, address) {
			return fmt.Errorf("%s cannot be both added and removed", address)
		}
	}
	return nil
}

// listing is an address and whether it should be on the list.
type listing struct {
	address common.Address
	allowed bool
}

func (op ChangeAllowlist) steps() []listing {
	var steps []listing
	for _, address := range op.Add {
		steps = append(steps, listing{address, true})
	}
	for _, address := range op.Remove {
		steps = append(steps, listing{address, false})
	}
	return steps
}

// after is the state after the call. If there is nothing to change, the contract would revert with
// BAL#432 or BAL#433, and after returns a note instead.
func (l listing) after(now *Snapshot) (*Snapshot, *Finding) {
	if now.Member(l.address).Allowed == l.allowed {
		where := "already on the allowlist and is not added again"
		if !l.allowed {
			where = "not on the allowlist and is not removed"
		}
		return nil, &Finding{Note, "allowlist.already", fmt.Sprintf("%s is %s", l.address, where), "", ""}
	}
	next := now.Clone()
	next.Member(l.address).Allowed = l.allowed
	return next, nil
}

func (l listing) call(before *Snapshot) Call {
	call := Call{
		From:   before.Pool.Owner,
		To:     before.Pool.Address,
		Data:   managedpool.NewManagedPool().PackAddAllowedAddress(l.address),
		Method: "addAllowedAddress(address)",
		Args:   []Arg{{"member", l.address.Hex()}},
		Why:    "only the owner may change the allowlist",
	}
	if !l.allowed {
		call.Data = managedpool.NewManagedPool().PackRemoveAllowedAddress(l.address)
		call.Method = "removeAllowedAddress(address)"
	}
	return call
}

// advice reports what the contract accepts but the owner may not want.
func (op ChangeAllowlist) advice(next *Snapshot) []Finding {
	var found []Finding
	for _, address := range op.Add {
		switch {
		case address == common.Address{}:
			found = append(found, Finding{Warn, "allowlist.zero", "the zero address can never join: nobody has its key", "", ""})
		case next.Member(address) != nil && next.Member(address).Contract:
			found = append(found, Finding{Note, "allowlist.contract", fmt.Sprintf("%s is a contract, perhaps a Safe: it can join for itself; accounts that join through it as a relayer are checked by their own address", address), "", ""})
		}
	}
	switch {
	case op.Empties && next.Pool.MustAllowlistLPs:
		found = append(found, Finding{Warn, "allowlist.empty", "the allowlist is enabled and would be empty: nobody could join, not even the owner", "", "mpool allowlist disable lets anyone join"})
	case op.Empties:
		found = append(found, Finding{Warn, "allowlist.empty", fmt.Sprintf("all %d addresses will be removed from the allowlist: once it is enabled again, nobody could join, not even the owner", len(op.Remove)), "", "check that the file lists the addresses that may join, one a line"})
	}
	if slices.Contains(op.Remove, next.Pool.Owner) && next.Pool.MustAllowlistLPs {
		found = append(found, Finding{Warn, "allowlist.owner", "the owner removes itself from the list and cannot join after that", "", ""})
	}
	if !next.Pool.MustAllowlistLPs {
		found = append(found, Finding{Note, "allowlist.off", "the allowlist is not enabled: anyone can join, whatever it contains", "", "mpool allowlist enable activates it"})
	}
	return append(found, adviseOwner(next)...)
}

// AllowlistTo is the change from the list have to the list want. It keeps the order of both lists.
func AllowlistTo(want, have []common.Address) ChangeAllowlist {
	return ChangeAllowlist{Add: without(want, have), Remove: without(have, want), Empties: len(want) == 0 && len(have) > 0, Sync: true}
}

// without returns the addresses of list that are not in other.
func without(list, other []common.Address) []common.Address {
	there := make(map[common.Address]bool, len(other))
	for _, address := range other {
		there[address] = true
	}
	var left []common.Address
	for _, address := range list {
		if !there[address] {
			left = append(left, address)
		}
	}
	return left
}

// MemberCall is the owner's call that adds an address to the allowlist, or removes it.
func MemberCall(pool *Snapshot, address common.Address, allowed bool) Call {
	return listing{address, allowed}.call(pool)
}

// AllowlistCall is the owner's call that enforces the allowlist, or stops enforcing it.
func AllowlistCall(pool *Snapshot, enforced bool) Call {
	return EnableAllowlist{On: enforced}.call(pool)
}
