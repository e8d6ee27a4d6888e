package review

import (
	"fmt"
	"strings"

	"mpool/internal/decode"
	"mpool/internal/explain"
	"mpool/internal/ops"
	"mpool/internal/planview"
	"mpool/internal/text"
)

// Markdown shows a check as a comment of a pull request.
type Markdown struct{ *View }

// Text writes the comment. Code spans hold exact values.
func (v Markdown) Text(p *text.Page) {
	p.Line("# %s mpool: %s", v.sign(), text.EscapeMarkdown(v.Head().String()))
	p.Line("")
	p.Line("Safe batch: %s", text.Markdown(v.Name))
	p.Line("")
	p.Line("**%s**", text.Markdown(v.Advice))
	p.Line("")
	p.Line("| | |")
	p.Line("|---|---|")
	p.Line("| Safe | %s |", text.Markdown(v.safeText()))
	p.Line("| chain | %s |", text.Markdown(v.chainText()))
	p.Line("| checked at | block %d, %s |", v.Block.Number, text.Markdown(text.Time(v.Block.Time)))
	p.Line("| checksum | %s |", text.Markdown(v.checksumText()))
	p.Line("| simulation | %s |", text.Markdown(v.simulationText()))
	v.Execution.markdown(p)
	limits := &text.Page{Wide: true}
	if planview.ClaimedGuardsText(limits, v.Limits); v.Limits != nil {
		p.Line("")
		p.Line("- %s", text.Markdown(strings.TrimSpace(limits.String())))
	}
	mdFindings(p, v.Findings)
	for _, o := range v.Overrides {
		p.Line("- override of policy `%s`: %s", mdCode(o.Policy), text.Markdown(o.Reason))
	}
	for _, call := range v.Calls {
		call.markdown(p, len(v.Calls))
	}
	for _, pool := range v.Pools {
		pool.markdown(p)
	}
	if v.Hashes != nil { // the hashes come last, after the cost
		p.Line("")
		p.Line("safeTxHash `%s` for nonce %d", v.Hashes.SafeTx, *v.Nonce)
	}
}

func mdFindings(p *text.Page, list []ops.Finding) {
	if len(list) > 0 {
		p.Line("")
	}
	for _, f := range list {
		more := ""
		if f.Detail != "" {
			more = " " + text.Markdown(text.Rounded(f.Detail))
		}
		if f.Hint != "" {
			more += " → " + text.Markdown(f.Hint)
		}
		p.Line("- %s: %s `%s`%s", severityMark(f.Severity), text.Markdown(text.Rounded(f.Summary)), mdCode(f.Code), more)
	}
}

func (c Call) markdown(p *text.Page, of int) {
	p.Line("")
	p.Line("## %s", text.Markdown(c.title(of)))
	p.Line("")
	p.Line("- to `%s` %s", c.To.Hex(), text.Markdown(c.Is))
	if !c.Value.Int().IsZero() {
		p.Line("- value %s of the native token", text.Markdown(c.Value.String()))
	}
	if c.Call == nil {
		p.Line("- unknown call: %s", text.Markdown(c.Unread))
		p.Line("- data `%s`", mdCode(text.Clean(c.Data.String(), text.MessageWidth)))
		if c.Claimed != "" {
			p.Line("- the file calls it `%s`", mdCode(text.Clean(c.Claimed, text.LineWidth)))
		}
	} else {
		p.Line("- `%s`", mdCode(c.Call.Function))
		mdValues(p, c.Call.Args, "  ")
	}
	mdFindings(p, c.Findings)
	if c.Price != nil {
		p.Line("")
		for _, sentence := range c.Price.Sentences() {
			p.Line("- %s", text.Markdown(sentence))
		}
	}
}

func mdValues(p *text.Page, list []decode.Value, indent string) {
	for i, v := range list {
		if i == explain.MostItems {
			p.Line("%s- and %d more", indent, len(list)-i)
			return
		}
		words := ""
		if v.Words != "" {
			words = " " + text.Markdown(v.Words)
		}
		exact := ""
		if v.Value != "" {
			exact = " `" + mdCode(text.Clean(v.Value, text.LineWidth)) + "`"
		}
		p.Line("%s- %s%s%s", indent, text.Markdown(v.Name), exact, words)
		mdValues(p, v.Items, indent+"  ")
	}
}

// mdCode replaces characters that would end a code span or a table cell.
func mdCode(text string) string {
	return strings.NewReplacer("`", "'", "|", "¦", "\n", " ").Replace(text)
}

func (c Pool) markdown(p *text.Page) {
	p.Line("")
	p.Line("## Effect on %s", text.Markdown(c.Pool.Name.String()))
	if len(c.Simulated) > 0 {
		p.Line("")
		p.Line("%s", text.Markdown(strings.ReplaceAll(c.simulatedText(), "\n", "; ")))
		return
	}
	if len(c.Preview.Rows) > 0 {
		p.Line("")
		head, rule := "| |", "|---|"
		times := text.Times(c.Preview.Times())
		for i, column := range c.Preview.Columns {
			head += fmt.Sprintf(" %s |", text.Markdown(column.Label+", "+times[i]))
			rule += "---:|"
		}
		p.Line("%s", head)
		p.Line("%s", rule)
		for _, row := range c.Preview.Rows {
			line := "| " + text.Markdown(row.Label) + " |"
			for _, value := range row.Short() {
				line += " " + text.Markdown(value) + " |"
			}
			p.Line("%s", line)
		}
	}
	p.Line("")
	p.Line("%s", text.Markdown(strings.ReplaceAll(c.proofText(), "\n", "; ")))
}

// markdown writes the rows for the table at the top.
func (v *Execution) markdown(p *text.Page) {
	if v == nil {
		return
	}
	lines := &text.Page{}
	v.Text(lines)
	for i, line := range strings.Split(strings.TrimRight(lines.String(), "\n"), "\n") {
		label := ""
		if i == 0 {
			label, line = "execution", strings.TrimPrefix(line, "Safe execution: ")
		}
		p.Line("| %s | %s |", label, text.Markdown(strings.TrimSpace(line)))
	}
}
