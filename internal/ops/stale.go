package ops

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"mpool/internal/renamed"
)

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
	reasons = append(reasons, p.MovedFigures(fresh)...)
	if done > 0 {
		return reasons // findings in the middle of an operation are not new
	}
	return append(reasons, newFindings(p.Findings, fresh)...)
}

// SameCalls says whether another plan sends exactly the same calls.
func (p *Plan) SameCalls(other *Plan) bool { return slices.EqualFunc(p.Calls, other.Calls, sameCall) }

// Drifted names the first remaining call whose amounts others have changed since the plan was made, with
// the arguments that differ; "" if there is none.
func (p *Plan) Drifted(fresh *Plan) string {
	done := len(p.Calls) - len(fresh.Calls)
	for i := range fresh.Calls {
		if done < 0 || sameCall(p.Calls[done+i], fresh.Calls[i]) {
			continue
		}
		was, is := p.Calls[done+i], fresh.Calls[i]
		name, _, _ := strings.Cut(is.Method, "(")
		for j, arg := range is.Args {
			if j < len(was.Args) && was.Args[j] != arg {
				return fmt.Sprintf("%s has %s instead of %s", name, arg.Value, was.Args[j].Value)
			}
		}
		return name + " has other amounts"
	}
	return ""
}

func sameCall(a, b Call) bool {
	return a.From == b.From && a.To == b.To && a.Value == b.Value && bytes.Equal(a.Data, b.Data)
}

// drifting is an operation with calls whose amounts depend on the balances at sending. Trades,
// joins and exits of others change these amounts, which is no reason to plan again.
type drifting interface {
	// Drifts says whether fresh is the same call of the plan, except for these amounts.
	Drifts(call, fresh Call) bool
}

func drifts(op Operation, call, fresh Call) bool {
	d, is := op.(drifting)
	same := call.From == fresh.From && call.To == fresh.To && call.Value == fresh.Value && call.Method == fresh.Method
	return is && same && d.Drifts(call, fresh)
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
	if strings.HasPrefix(a.Code, PolicyCode("")) || strings.HasPrefix(a.Code, ExposurePrefix) || slices.Contains([]string{MintMuchCode, MintLittleCode, BurnMuchCode, LateCode, "swaps.weights", "feed.deviation"}, a.Code) {
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
	return contract && len(fresh.Calls) > 0 && fresh.Calls[0].From == pool.Owner && slices.Contains([]string{"weights.late", "weights.fast", "fee.late", LateCode}, code)
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

// Codes of warnings whose details change with the supply.
const (
	MintMuchCode   = "mint.much"
	MintLittleCode = "mint.little"
	BurnMuchCode   = "burn.much"
)
