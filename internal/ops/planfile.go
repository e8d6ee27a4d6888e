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

// planSchema is raised whenever an older mpool could misread a newer plan.
const planSchema = 1

// PlanKind is how a plan file says what it is.
const PlanKind = "mpool-plan"

// planFile is a plan in a file. Its prediction and calls are only compared with a new plan:
// mpool always sends the new one.
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
	// Digest is of all the rest, so that an edit by hand is noticed. It proves
	// nothing against somebody who means harm: what is sent is always a plan
	// that is made again, and shown.
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

// MarshalJSON writes the plan as plan files have it.
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
		return nil, fmt.Errorf("cannot read back a plan of %q: %w", p.Operation.Name(), err) // what is lost here could not be resumed
	}
	return text, nil
}

// Digest tells plans apart: the same operation planned on another block has
// another one.
func (p *Plan) Digest() (common.Hash, error) {
	file, err := p.file()
	if err != nil {
		return common.Hash{}, err
	}
	text, err := json.Marshal(file)
	return crypto.Keccak256Hash(text), err
}

// file is the plan as it is written, without its digest.
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

// ReadPlan reads a plan file, strictly: an unknown field, a second document or
// another schema is an error.
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

// Stale compares a plan with one of the same operation made later and says
// what is different in what would be sent or in what the owner was told; empty
// means that the earlier plan still holds. A later plan that makes fewer calls
// goes on where the first calls of the earlier one are done: its calls have to
// be the earlier one's last.
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
	if done == 0 || shuts { // these hold figures of calls that are still to come only
		reasons = append(reasons, driftedFrom(p, fresh)...)
	}
	if done > 0 {
		return reasons // what is said in the middle of an operation is not news
	}
	return append(reasons, newFindings(p.Findings, fresh)...)
}

// SameCalls says whether another plan would send the very same.
func (p *Plan) SameCalls(other *Plan) bool { return slices.EqualFunc(p.Calls, other.Calls, sameCall) }

func sameCall(a, b Call) bool {
	return a.From == b.From && a.To == b.To && a.Value == b.Value && bytes.Equal(a.Data, b.Data)
}

// drifting is an operation of which some calls take whatever is there when they are
// sent. That others trade, join or exit meanwhile changes their amounts, and is no
// reason to plan again.
type drifting interface {
	// drifts says whether a call is another one of a plan of its own, but for that.
	drifts(call, fresh Call) bool
}

func drifts(op Operation, call, fresh Call) bool {
	d, is := op.(drifting)
	same := call.From == fresh.From && call.To == fresh.To && call.Value == fresh.Value && call.Method == fresh.Method
	return is && same && d.drifts(call, fresh)
}

// Repeats says whether a later plan makes a call once more that was made: one that
// takes whatever is there, of which others have brought more.
func (p *Plan) Repeats(fresh *Plan) bool {
	done := len(p.Calls) - len(fresh.Calls)
	return done >= 0 && len(fresh.Calls) > 0 && drifts(p.Operation, p.Calls[done], fresh.Calls[0])
}

// sameFinding leaves out how far a plan is beyond a policy, and its pool from its feeds, and
// what part of a pool is minted: that changes with every block.
func sameFinding(a, b Finding) bool {
	a, b = currentName(a), currentName(b)
	if strings.HasPrefix(a.Code, PolicyCode("")) || strings.HasPrefix(a.Code, ExposurePrefix) || slices.Contains([]string{mintMuch, mintLittle, burnMuch, "feed.deviation"}, a.Code) {
		a.Detail, b.Detail = "", ""
	}
	return a == b
}

// currentName is a finding of an earlier mpool with the current name of its policy.
func currentName(f Finding) Finding {
	code := renamed.Now(renamed.Code, f.Code)
	if code != f.Code {
		old, now := strings.TrimPrefix(f.Code, PolicyCode("")), strings.TrimPrefix(code, PolicyCode(""))
		f.Code, f.Summary, f.Hint = code, strings.ReplaceAll(f.Summary, "."+old, "."+now), strings.ReplaceAll(f.Hint, old, now)
	}
	return f
}

// newFindings lists what the earlier plan did not warn of. Notes do not make a plan stale,
// nor does a policy that the sender overrides by name, nor that time has passed where many
// have to sign.
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

// ofSlowSigners says whether a finding is about a change that got shorter while a
// contract's owners agreed: as long as it would be mined, they need not start again every
// quarter of an hour.
func ofSlowSigners(fresh *Plan, code string) bool {
	pool := fresh.Predicted.Pool
	contract := pool.OwnerKind == OwnerSafe || pool.OwnerKind == OwnerContract
	return contract && len(fresh.Calls) > 0 && fresh.Calls[0].From == pool.Owner && slices.Contains([]string{"weights.late", "weights.fast", "fee.late"}, code)
}

// Makes says whether a call is call i of the plan, or that call with amounts that are
// there when it is sent, where the operation has such.
func (p *Plan) Makes(i int, call Call) bool {
	if i < 0 || i >= len(p.Calls) {
		return false
	}
	call.Method = p.Calls[i].Method
	return sameCall(p.Calls[i], call) || drifts(p.Operation, p.Calls[i], call)
}

// PolicyCode is a finding's code.
func PolicyCode(policy string) string { return "policy." + policy }

// Overridden is what the warning says that was a refusal, and NotOverridden what
// the refusal says that was to be a warning.
const (
	Overridden    = "overridden: this would otherwise be refused"
	NotOverridden = "the override has no effect: overrides are not allowed here"
)

// GasCostCode is the code of a warning that rests on the price of gas alone. That
// moves with every block, and no plan gets stale by it; what is refused by it is
// refused when it is sent.
const GasCostCode = "cost.gas"
