package ops

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"

	"mpool/internal/renamed"
	"mpool/internal/units"
)

// planSchema is raised when an older mpool could misread a newer plan.
const planSchema = 1

// PlanKind identifies a plan file.
const PlanKind = "mpool-plan"

// planFile is the form of a plan in a file. mpool only compares its prediction and calls with a new
// plan, and always sends the new one.
type planFile struct {
	Schema    int              `json:"schema_version"`
	Kind      string           `json:"kind"`
	Name      string           `json:"operation"`
	Operation json.RawMessage  `json:"parameters"`
	Base      Block            `json:"base"`
	Before    *Snapshot        `json:"before,omitempty"`
	At        units.Time       `json:"mined_at"`
	Calls     []callFile       `json:"calls"`
	Predicted *Snapshot        `json:"predicted"`
	Turn      *SafeTurn        `json:"safe_turn,omitempty"`
	Safes     []common.Address `json:"safes,omitempty"`
	Moments   []units.Time     `json:"moments,omitempty"`
	Findings  []Finding        `json:"findings"`
	Figures   []Figure         `json:"of_now,omitempty"`
	Tolerance units.Fixed      `json:"of_now_tolerance,omitzero"`
	Guards    *Guards          `json:"guards,omitempty"`
	// Digest covers all other fields and detects edits by hand. It does not protect against an
	// attacker: mpool always makes and shows a new plan before it sends.
	Digest common.Hash `json:"digest"`
}

type callFile struct {
	From   common.Address `json:"from"`
	To     common.Address `json:"to"`
	Value  units.Wei      `json:"value"`
	Data   hexutil.Bytes  `json:"data"`
	Method string         `json:"method"`
	Args   []Arg          `json:"arguments"`
	Why    string         `json:"why"`
}

// MarshalJSON writes the plan in the form of plan files.
func (p *Plan) MarshalJSON() ([]byte, error) {
	file, err := p.file()
	if err != nil {
		return nil, err
	}
	file.Digest, err = p.Digest()
	if err != nil {
		return nil, err
	}
	text, err := json.Marshal(file)
	if err != nil {
		return nil, err
	}
	if _, err := ReadPlan(bytes.NewReader(text)); err != nil {
		return nil, fmt.Errorf("cannot read back a plan of %q: %w", p.Operation.Name(), err) // a plan that cannot be read back could not be resumed
	}
	return text, nil
}

// Digest identifies a plan. The same operation planned on another block has another digest.
func (p *Plan) Digest() (common.Hash, error) {
	file, err := p.file()
	if err != nil {
		return common.Hash{}, err
	}
	text, err := json.Marshal(file)
	return crypto.Keccak256Hash(text), err
}

// file is the plan in the form of a file, without the digest.
func (p *Plan) file() (*planFile, error) {
	parameters, err := json.Marshal(p.Operation)
	if err != nil {
		return nil, err
	}
	file := &planFile{
		Schema: planSchema, Kind: PlanKind, Name: p.Operation.Name(), Operation: parameters,
		Base: p.Base, Before: p.Before, At: p.At, Predicted: p.Predicted, Turn: p.Turn, Safes: p.Safes, Moments: p.Moments,
		Figures: p.Figures, Tolerance: p.Tolerance, Guards: p.Guards,
		Calls: []callFile{}, Findings: append([]Finding{}, p.Findings...),
	}
	for _, c := range p.Calls {
		file.Calls = append(file.Calls, callFile{c.From, c.To, units.Wei(c.Value), c.Data, c.Method, c.Args, c.Why})
	}
	return file, nil
}

// ReadPlan reads a plan file strictly: an unknown field, a second document or another schema is an
// error.
func ReadPlan(from io.Reader) (*Plan, error) {
	text, err := io.ReadAll(from)
	if err != nil {
		return nil, err
	}
	file := planFile{}
	if err := decodeStrictly(bytes.NewReader(text), &file); err != nil {
		return nil, fmt.Errorf("this is not a plan file of mpool: %w", err)
	}
	if file.Kind != PlanKind || file.Schema != planSchema {
		return nil, fmt.Errorf("this version of mpool cannot read this plan file: kind %q, schema version %d instead of %s, %d", units.Clip(file.Kind), file.Schema, PlanKind, planSchema)
	}
	if file.Predicted == nil || file.Predicted.ChainID == 0 {
		return nil, errors.New("the plan has no predicted state, or none for a chain")
	}
	operation, err := decodeOperation(file.Name, file.Operation)
	if err != nil {
		return nil, err
	}
	plan := &Plan{Operation: operation, Base: file.Base, Before: file.Before, At: file.At, Predicted: file.Predicted, Turn: file.Turn, Safes: file.Safes, Moments: file.Moments, Findings: file.Findings, Figures: file.Figures, Tolerance: file.Tolerance, Guards: file.Guards}
	for _, c := range file.Calls {
		plan.Calls = append(plan.Calls, Call{c.From, c.To, c.Data, *c.Value.Int(), c.Method, c.Args, c.Why})
	}
	if digest, err := plan.Digest(); err != nil || digest != file.Digest {
		return nil, errors.New("the plan file was changed by hand: write a new plan")
	}
	if err := plan.says(&file, text); err != nil {
		return nil, fmt.Errorf("the plan file differs from what mpool writes: %w", err)
	}
	return plan, nil
}

func decodeStrictly(from io.Reader, into any) error {
	decoder := json.NewDecoder(from)
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(into); err != nil {
		return err
	}
	if _, err := decoder.Token(); err != io.EOF {
		return errors.New("there is more text after the end of the document")
	}
	return nil
}

// Stale compares a plan with a later plan of the same operation. It lists differences in calls and
// figures, and new findings; an empty list means that the earlier plan is still valid. If the later
// plan has fewer calls, the first calls of the earlier one are done, and the later calls must equal
// the earlier one's last calls.
func (p *Plan) Stale(fresh *Plan) []string {
	var reasons []string
	if p.Predicted.ChainID != fresh.Predicted.ChainID {
		reasons = append(reasons, fmt.Sprintf("it was planned for chain %d, but the node is on chain %d", p.Predicted.ChainID, fresh.Predicted.ChainID))
	}
	done := len(p.Calls) - len(fresh.Calls)
	if done < 0 {
		reasons = append(reasons, fmt.Sprintf("it has %d calls, but a new plan has %d", len(p.Calls), len(fresh.Calls)))
		return append(reasons, newFindings(p.Findings, fresh)...)
	}
	for i, call := range p.Calls[done:] {
		if !sameCall(call, fresh.Calls[i]) && !drifts(p.Operation, call, fresh.Calls[i]) {
			reasons = append(reasons, fmt.Sprintf("call %d, %s, now has other call data", done+i+1, call.Method))
		}
	}
	_, shuts := p.Operation.(doored)
	if done == 0 || shuts { // operations with doors list only figures of remaining calls
		reasons = append(reasons, driftedFrom(p, fresh)...)
	}
	if done > 0 {
		return reasons // findings in the middle of an operation are not new
	}
	return append(reasons, newFindings(p.Findings, fresh)...)
}

// SameCalls says whether another plan sends exactly the same calls.
func (p *Plan) SameCalls(other *Plan) bool { return slices.EqualFunc(p.Calls, other.Calls, sameCall) }

func sameCall(a, b Call) bool {
	return a.From == b.From && a.To == b.To && a.Value == b.Value && bytes.Equal(a.Data, b.Data)
}

// drifting is an operation with calls whose amounts depend on the balances at sending. Trades,
// joins and exits of others change these amounts, which is no reason to plan again.
type drifting interface {
	// drifts says whether fresh is the same call of the plan, except for these amounts.
	drifts(call, fresh Call) bool
}

func drifts(op Operation, call, fresh Call) bool {
	d, is := op.(drifting)
	same := call.From == fresh.From && call.To == fresh.To && call.Value == fresh.Value && call.Method == fresh.Method
	return is && same && d.drifts(call, fresh)
}

// Repeats says whether a later plan makes a call again that was already mined, because others have
// changed the amounts since.
func (p *Plan) Repeats(fresh *Plan) bool {
	done := len(p.Calls) - len(fresh.Calls)
	return done >= 0 && len(fresh.Calls) > 0 && drifts(p.Operation, p.Calls[done], fresh.Calls[0])
}

// sameFinding compares findings without details that change with every block: how far a plan
// exceeds a policy, how far the pool is from its feeds, and how much is minted or burnt.
func sameFinding(a, b Finding) bool {
	a, b = currentName(a), currentName(b)
	if strings.HasPrefix(a.Code, PolicyCode("")) || strings.HasPrefix(a.Code, ExposurePrefix) || slices.Contains([]string{mintMuch, mintLittle, burnMuch, "feed.deviation"}, a.Code) {
		a.Detail, b.Detail = "", ""
	}
	return a == b
}

// currentName gives a finding of an older mpool the current name of its policy.
func currentName(f Finding) Finding {
	code := renamed.Now(renamed.Code, f.Code)
	if code != f.Code {
		old, now := strings.TrimPrefix(f.Code, PolicyCode("")), strings.TrimPrefix(code, PolicyCode(""))
		f.Code, f.Summary, f.Hint = code, strings.ReplaceAll(f.Summary, "."+old, "."+now), strings.ReplaceAll(f.Hint, old, now)
	}
	return f
}

// newFindings lists findings that the earlier plan did not have. Some findings do not make a plan
// stale: notes, policies that the sender overrides by name, gas costs, and time that passed while
// several people sign.
func newFindings(old []Finding, fresh *Plan) []string {
	var reasons []string
	for _, finding := range fresh.Findings {
		known := slices.ContainsFunc(old, func(f Finding) bool { return sameFinding(f, finding) }) || ofSlowSigners(fresh, finding.Code)
		ofGas := finding.Code == GasCostCode && finding.Severity == Warn
		if finding.Severity != Note && !ofGas && !strings.HasPrefix(finding.Detail, Overridden) && !known {
			reasons = append(reasons, finding.Code+": "+finding.Summary)
		}
	}
	return reasons
}

// ofSlowSigners says whether a finding only says that a change became shorter while a contract's
// owners signed. They need not start again as long as it can still be mined.
func ofSlowSigners(fresh *Plan, code string) bool {
	pool := fresh.Predicted.Pool
	contract := pool.OwnerKind == OwnerSafe || pool.OwnerKind == OwnerContract
	return contract && len(fresh.Calls) > 0 && fresh.Calls[0].From == pool.Owner && slices.Contains([]string{"weights.late", "weights.fast", "fee.late"}, code)
}

// Makes says whether call is call i of the plan, or that call with amounts that have drifted.
func (p *Plan) Makes(i int, call Call) bool {
	if i < 0 || i >= len(p.Calls) {
		return false
	}
	call.Method = p.Calls[i].Method
	return sameCall(p.Calls[i], call) || drifts(p.Operation, p.Calls[i], call)
}

// PolicyCode is the code of a policy's findings.
func PolicyCode(policy string) string { return "policy." + policy }

// Overridden is the detail of a warning that would be a refusal without the override. NotOverridden
// is the detail of a refusal whose override is not allowed.
const (
	Overridden    = "overridden: this would otherwise be refused"
	NotOverridden = "the override has no effect: overrides are not allowed here"
)

// GasCostCode is the code of a warning that depends only on the gas price. The gas price moves with
// every block, so the warning does not make a plan stale. A refusal for this reason is checked
// again at sending.
const GasCostCode = "cost.gas"
