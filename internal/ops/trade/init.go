package trade

import (
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/bindings/vault"
	"mpool/internal/ops"
	"mpool/internal/poolmath"
	"mpool/internal/renamed"
	"mpool/internal/units"
)

// InitPool makes the first join of a pool, by Vault.joinPool of kind INIT. The join sets the
// prices, so nobody else must come first. If the allowlist is enabled, the owner adds the sender to
// it, and removes it after the join.
//
// A new plan after some of the calls were mined has exactly the remaining calls.
type InitPool struct {
	Sender    common.Address `json:"sender"`
	Recipient common.Address `json:"recipient"`
	Amounts   []TokenAmount  `json:"amounts"` // for every token
	// Listed says that the sender stays on the allowlist.
	Listed bool `json:"listed"`
	// WasListed says that Listed is set because the sender was already on the allowlist, not
	// because the user asked for it.
	WasListed bool `json:"was_listed,omitempty"`
	// Open says that the owner disables the allowlist after the join.
	Open bool `json:"open"`
	// Prices are the prices of one whole token each, all in the same currency. They are empty if
	// the user gave none.
	Prices []TokenWorth `json:"prices,omitempty"`
	// Paid and Got show whether this join is done already, or whether another join was first: see
	// Trader.
	Paid []Stock `json:"paid,omitempty"`
	Got  []Stock `json:"got,omitempty"`
	// Trusted are asset managers, other than owner and sender, that may withdraw the deposited
	// tokens.
	Trusted []common.Address `json:"trusted,omitempty"`

	oldName bool // the plan file uses the command's old name
}

// TokenWorth is the price of one whole token in some currency.
type TokenWorth struct {
	Token common.Address `json:"token"`
	Worth units.Fixed    `json:"worth"`
}

// Name is the command's name.
func (op InitPool) Name() string {
	if op.oldName {
		return renamed.Before(renamed.Operation, firstJoinName)
	}
	return firstJoinName
}

const firstJoinName = "first-join"

// Called is the same operation of a plan file that has it by this name, perhaps by the old one.
func (op InitPool) Called(name string) InitPool {
	op.oldName = name != firstJoinName
	return op
}

func (InitPool) ByAnyone() {}

// Watch reads the tokens of sender and Vault, and who is on the allowlist.
func (op InitPool) Watch(pool *ops.Snapshot) ops.Watch {
	return op.trader().watch(pool, append(op.tokens(), pool.Pool.Address))
}

func (op InitPool) trader() Trader {
	return Trader{Sender: op.Sender, Recipient: op.Recipient, Paid: op.Paid, Got: op.Got}
}

// Before records the balances of sender and recipient in this state. The join counts as done once
// the recipient has half of the BPT that it would mint now. The weights may move until then, and
// nobody gives away that much to fake a join.
func (op InitPool) Before(now *ops.Snapshot) InitPool {
	least := units.Amount{Raw: *uint256.NewInt(1), Decimals: ops.BptDecimals}
	if amounts, err := inOrder(now, op.Amounts); err == nil {
		if init, err := op.math(now, amounts); err == nil {
			least.Raw.Rsh(&init.Bpt, 1)
		}
	}
	op.Paid, op.Got = nil, []Stock{op.trader().got(now, now.Pool.Address, least)}
	for _, a := range op.Amounts {
		if !a.Amount.Raw.IsZero() {
			op.Paid = append(op.Paid, op.trader().paid(now, a.Token, a.Amount.Decimals))
		}
	}
	return op
}

func (op InitPool) tokens() []common.Address { return Join{Amounts: op.Amounts}.tokens() }

// Plan predicts the remaining calls. If one of them would revert, the plan has a refusal; that is
// not an error.
func (op InitPool) Plan(before *ops.Snapshot, at units.Time) (*ops.Plan, error) {
	now, err := before.At(at)
	if err != nil {
		return nil, err
	}
	amounts, err := inOrder(now, op.Amounts)
	if err == nil {
		err = op.trader().read(now, append(op.tokens(), now.Pool.Address))
	}
	if err == nil && now.Member(op.Sender) == nil {
		err = fmt.Errorf("mpool did not read whether %s is on the allowlist", op.Sender)
	}
	if err != nil {
		return nil, err
	}
	steps, refused := op.steps(now, amounts), op.refusals(now, amounts)
	switch {
	case op.taken(now):
		steps, refused = nil, []ops.Finding{initTaken(now)}
	case op.made(now):
		refused = nil
	}
	plan, err := ops.PlanSteps(op, before, now, steps, refused)
	if err != nil || plan.Refused() || op.made(now) {
		return plan, err
	}
	plan.Findings = append(plan.Findings, op.advice(now)...)
	if len(op.Prices) > 0 {
		loss, err := op.Loss(now)
		if err != nil {
			return nil, err
		}
		if units.IsAbove(loss, ops.Noise()) {
			plan.Exposes = &loss
		}
	}
	return plan, nil
}

// made says whether the pool has had its first join.
func (op InitPool) made(now *ops.Snapshot) bool { return !now.Supply.Virtual.Raw.IsZero() }

// taken says whether another join was the first.
func (op InitPool) taken(now *ops.Snapshot) bool { return op.made(now) && !op.trader().Done(now) }

func initTaken(now *ops.Snapshot) ops.Finding {
	return ops.Finding{Severity: ops.Refuse, Code: "init.taken", Summary: "the pool already had another first join, which set its prices",
		Detail: fmt.Sprintf("the supply is %s BPT", now.Supply.Virtual), Hint: "compare the pool's prices with the market before you add anything: mpool status, then mpool join"}
}

func (op InitPool) steps(now *ops.Snapshot, amounts []uint256.Int) []ops.Step {
	var steps []ops.Step
	member, listed := now.Member(op.Sender), now.Pool.MustAllowlistLPs
	if !op.made(now) {
		if listed && !member.Allowed {
			steps = append(steps, op.list(now, true))
		}
		for _, a := range op.Amounts {
			steps = append(steps, op.trader().allow(now, a.Token, a.Amount)...)
		}
		steps = append(steps, op.step(now, amounts))
	} else {
		listed = member.Allowed
	}
	if listed && !op.Listed {
		steps = append(steps, op.list(now, false))
	}
	if op.Open && now.Pool.MustAllowlistLPs {
		call := ops.AllowlistCall(now, false)
		call.Why = "after this anyone can join"
		steps = append(steps, ops.Step{Call: call, Does: func(s *ops.Snapshot) error { s.Pool.MustAllowlistLPs = false; return nil }})
	}
	return steps
}

// list adds the sender to the allowlist, or removes it.
func (op InitPool) list(now *ops.Snapshot, on bool) ops.Step {
	call := ops.MemberCall(now, op.Sender, on)
	call.Why = "only members of the allowlist can make the first join"
	if !on {
		call.Why = "the sender was on the allowlist for the first join only"
	}
	return ops.Step{Call: call, Does: func(s *ops.Snapshot) error {
		if m := s.Member(op.Sender); m != nil {
			m.Allowed = on
		}
		return nil
	}}
}

// math computes the join as if the sender were on the allowlist.
func (op InitPool) math(now *ops.Snapshot, amounts []uint256.Int) (poolmath.Init, error) {
	pool, err := now.Math(op.Sender)
	if err != nil {
		return poolmath.Init{}, err
	}
	pool.NotAllowlisted = false
	return pool.OnInit(uint64(now.Block.Time), amounts)
}

// refusals mirror the owner's calls, then Vault.joinPool and the functions that it calls.
func (op InitPool) refusals(now *ops.Snapshot, amounts []uint256.Int) []ops.Finding {
	var found []ops.Finding
	if m := now.Member(op.Sender); now.Pool.MustAllowlistLPs && !m.Allowed || op.Open && now.Pool.MustAllowlistLPs {
		found = append(found, ops.RefuseOwnerCall(now)...)
	}
	if now.Pool.VaultPaused {
		found = append(found, ops.Finding{Severity: ops.Refuse, Code: "BAL#402", Summary: "the Vault is paused: nobody can join"})
	}
	if _, err := op.math(now, amounts); err != nil {
		return append(found, initRefusal(err))
	}
	found = append(found, op.strangers(now)...)
	for i, token := range now.Tokens {
		found = append(found, op.trader().refuseFunds(now, token.Address, units.Amount{Raw: amounts[i], Decimals: token.Decimals}, "balance")...)
		found = append(found, refuseCashOf(now, i, true, amounts[i])...)
	}
	return found
}

// strangers refuses asset managers that the user did not name. On v1, anyone who creates a pool
// first in the owner's name takes the address that the owner expected.
func (op InitPool) strangers(now *ops.Snapshot) []ops.Finding {
	trusted := append([]common.Address{op.Sender, now.Pool.Owner}, op.Trusted...)
	var found []ops.Finding
	for _, m := range now.Managers() {
		if !slices.Contains(trusted, m.Address) {
			found = append(found, ops.Finding{Severity: ops.Refuse, Code: "init.manager", Summary: m.Warning(now).Summary, Hint: "check that this is your pool; if the asset manager is meant, add --trust-manager " + m.Address.Hex()})
		}
	}
	return found
}

func initRefusal(err error) ops.Finding {
	code, summary := ops.RevertCode(err), "the pool refuses this first join"
	switch code {
	case "BAL#311":
		summary = "use some of every token"
	case "BAL#204":
		summary = "the amounts are too small: the first 0.000000000001 BPT are locked forever"
	case "BAL#402":
		summary = "the pool is paused"
	case "":
		code = "revert"
	}
	return ops.Finding{Severity: ops.Refuse, Code: code, Summary: summary, Detail: err.Error()}
}

func (op InitPool) advice(now *ops.Snapshot) []ops.Finding {
	found := adviseRecipient(op.Sender, op.Recipient)
	if !now.Pool.MustAllowlistLPs {
		found = append(found, ops.Finding{Severity: ops.Warn, Code: "init.open", Summary: "the allowlist is not enabled: someone else can make the first join before this is mined, at their own prices, and then this reverts (BAL#310)", Hint: "enable it first: mpool allowlist enable"})
	}
	found = append(found, op.priced(now)...)
	if op.WasListed {
		found = append(found, ops.Finding{Severity: ops.Warn, Code: "init.listed", Summary: fmt.Sprintf("%s is on the allowlist already, so it stays there; an earlier first join that was not finished may have put it there", op.Sender),
			Hint: "if it should not stay, afterwards: mpool allowlist remove " + now.Pool.Address.Hex() + " " + op.Sender.Hex()})
	}
	if op.Sender != now.Pool.Owner && now.Pool.MustAllowlistLPs {
		found = append(found, ops.Finding{Severity: ops.Note, Code: "init.two", Summary: "the owner and the sender must both sign calls of this plan"})
	}
	return append(found, ops.AdviseTrust(now)...)
}

func (op InitPool) step(now *ops.Snapshot, amounts []uint256.Int) ops.Step {
	limits := withBpt(new(uint256.Int).SetAllOne().ToBig(), amounts)
	return ops.Step{Does: op.Apply, Call: ops.Call{
		From: op.Sender, To: now.Pool.Vault, Method: joinMethod, Why: "the sender pays",
		Data: vault.NewVault().PackJoinPool(now.Pool.ID, op.Sender, op.Recipient, vault.IVaultJoinPoolRequest{
			Assets: vaultAssets(now), MaxAmountsIn: limits, UserData: initData(amounts),
		}),
		Args: append(append([]ops.Arg{{Name: "recipient", Value: op.Recipient.Hex()}}, amountsArgs(now, "exactly", amounts)...), ops.Arg{Name: "kind", Value: "init"}),
	}}
}

// initData is abi.encode(0, uint256[] amounts).
func initData(amounts []uint256.Int) []byte {
	const arrayAt = 2 * 32
	return userData(uint64(poolmath.JoinInit), append([]uint256.Int{*uint256.NewInt(arrayAt), *uint256.NewInt(uint64(len(amounts)))}, amounts...)...)
}

// Apply mirrors ManagedPool._onInitializePool: some BPT are locked, and the recipient gets the rest.
// The Vault's BPT, which fill the supply up to 2^111, are not in the snapshot.
func (op InitPool) Apply(s *ops.Snapshot) error {
	amounts, err := inOrder(s, op.Amounts)
	if err != nil {
		return err
	}
	init, err := op.math(s, amounts)
	if err != nil {
		return err
	}
	locked := *uint256.NewInt(poolmath.MinimumBpt)
	s.MintBpt(common.Address{}, locked)
	s.MintBpt(op.Recipient, *new(uint256.Int).Sub(&init.Bpt, &locked))
	for i, token := range ops.TokensOf(s) {
		op.trader().pay(s, token, init.Amounts[i])
	}
	s.Fees.LastCollection = s.Block.Time
	return nil
}
