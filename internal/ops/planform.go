package ops

import (
	"encoding/json"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"

	"mpool/internal/units"
)

// PlanSchema is raised when an older mpool could misread a newer plan.
const PlanSchema = 1

// PlanKind identifies a plan file.
const PlanKind = "mpool-plan"

// PlanFile is the form of a plan in a file. mpool only compares its prediction and calls with a new
// plan, and always sends the new one.
type PlanFile struct {
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
	GasFee    *units.Wei       `json:"gas_fee,omitempty"`
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
	file, err := p.File()
	if err != nil {
		return nil, err
	}
	file.Digest, err = p.Digest()
	if err != nil {
		return nil, err
	}
	return json.Marshal(file)
}

// Digest identifies a plan. The same operation planned on another block has another digest.
func (p *Plan) Digest() (common.Hash, error) {
	file, err := p.File()
	if err != nil {
		return common.Hash{}, err
	}
	text, err := json.Marshal(file)
	return crypto.Keccak256Hash(text), err
}

// File is the plan in the form of a File, without the digest.
func (p *Plan) File() (*PlanFile, error) {
	parameters, err := json.Marshal(p.Operation)
	if err != nil {
		return nil, err
	}
	file := &PlanFile{
		Schema: PlanSchema, Kind: PlanKind, Name: p.Operation.Name(), Operation: parameters,
		Base: p.Base, Before: p.Before, At: p.At, Predicted: p.Predicted, Turn: p.Turn, Safes: p.Safes, Moments: p.Moments,
		Figures: p.Figures, Tolerance: p.Tolerance, Guards: p.Guards, GasFee: p.GasFee,
		Calls: []callFile{}, Findings: append([]Finding{}, p.Findings...),
	}
	for _, c := range p.Calls {
		file.Calls = append(file.Calls, callFile{c.From, c.To, units.Wei(c.Value), c.Data, c.Method, c.Args, c.Why})
	}
	return file, nil
}

// Plan is the plan of an operation in a file. Its digest is not checked here.
func (f *PlanFile) Plan(of Operation) *Plan {
	plan := &Plan{Operation: of, Base: f.Base, Before: f.Before, At: f.At, Predicted: f.Predicted, Turn: f.Turn, Safes: f.Safes, Moments: f.Moments, Findings: f.Findings, Figures: f.Figures, Tolerance: f.Tolerance, Guards: f.Guards, GasFee: f.GasFee}
	for _, c := range f.Calls {
		plan.Calls = append(plan.Calls, Call{c.From, c.To, c.Data, *c.Value.Int(), c.Method, c.Args, c.Why})
	}
	return plan
}
