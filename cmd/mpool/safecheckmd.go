package main

import (
	"fmt"
	"strings"

	"mpool/internal/decode"
	"mpool/internal/ops"
)

// markdown is the check as a comment of a pull request. Code spans hold what has
// to be exact.
func (v *checkView) markdown(p *page) {
	p.line("# Safe batch: %s", mdText(v.Name))
	p.line("")
	p.line("**%s**", mdText(v.Advice))
	p.line("")
	p.line("| | |")
	p.line("|---|---|")
	p.line("| Safe | %s |", mdText(v.safeText()))
	p.line("| chain | %s |", mdText(v.chainText()))
	p.line("| checked at | block %d, %s UTC |", v.Block.Number, mdText(shortTime(v.Block.Time)))
	p.line("| checksum | %s |", mdText(string(v.Checksum)))
	p.line("| simulation | %s |", mdText(v.simulationText()))
	v.Execution.markdown(p)
	mdFindings(p, v.Findings)
	for _, o := range v.Overrides {
		p.line("- beyond the policy `%s`: %s", mdCode(o.Policy), mdText(o.Reason))
	}
	for _, call := range v.Calls {
		call.markdown(p, len(v.Calls))
	}
	for _, pool := range v.Pools {
		pool.markdown(p)
	}
	if v.Hashes != nil { // what is signed comes last, behind what it costs
		p.line("")
		p.line("safeTxHash `%s`, for nonce %d", v.Hashes.SafeTx, *v.Nonce)
	}
}

func mdFindings(p *page, list []ops.Finding) {
	if len(list) > 0 {
		p.line("")
	}
	for _, f := range list {
		more := ""
		if f.Detail != "" {
			more = " " + mdText(f.Detail)
		}
		if f.Hint != "" {
			more += " → " + mdText(f.Hint)
		}
		p.line("- %s: %s `%s`%s", severityMark(f.Severity), mdText(f.Summary), mdCode(f.Code), more)
	}
}

func (c checkedCall) markdown(p *page, of int) {
	p.line("")
	p.line("## %s", mdText(c.title(of)))
	p.line("")
	p.line("- to `%s` %s", c.To.Hex(), mdText(c.Is))
	if !c.Value.Int().IsZero() {
		p.line("- value %s of the chain's coin", mdText(c.Value.String()))
	}
	if c.Call == nil {
		p.line("- unknown: %s", mdText(c.Unread))
		p.line("- data `%s`", mdCode(clean(c.Data.String(), messageWidth)))
		if c.Claimed != "" {
			p.line("- by the file it is `%s`", mdCode(clean(c.Claimed, textWidth)))
		}
	} else {
		p.line("- `%s`", mdCode(c.Call.Function))
		mdValues(p, c.Call.Args, "  ")
	}
	mdFindings(p, c.Findings)
	if c.Price != nil {
		p.line("")
		for _, sentence := range c.Price.sentences() {
			p.line("- %s", mdText(sentence))
		}
	}
}

func mdValues(p *page, list []decode.Value, indent string) {
	for i, v := range list {
		if i == mostItems {
			p.line("%s- and %d more", indent, len(list)-i)
			return
		}
		words := ""
		if v.Words != "" {
			words = " " + mdText(v.Words)
		}
		exact := ""
		if v.Value != "" {
			exact = " `" + mdCode(clean(v.Value, textWidth)) + "`"
		}
		p.line("%s- %s%s%s", indent, mdText(v.Name), exact, words)
		mdValues(p, v.Items, indent+"  ")
	}
}

// mdCode keeps a code span closed.
func mdCode(text string) string {
	return strings.NewReplacer("`", "'", "|", "¦", "\n", " ").Replace(text)
}

func (c checkedPool) markdown(p *page) {
	p.line("")
	p.line("## What becomes of %s", mdText(c.Pool.Name))
	if len(c.Preview.Rows) > 0 {
		p.line("")
		head, rule := "| |", "|---|"
		for _, column := range c.Preview.Columns {
			head += fmt.Sprintf(" %s |", mdText(column.Label+", "+shortTime(column.Time)))
			rule += "---:|"
		}
		p.line("%s", head)
		p.line("%s", rule)
		for _, row := range c.Preview.Rows {
			line := "| " + mdText(row.Label) + " |"
			for _, value := range row.short() {
				line += " " + mdText(value) + " |"
			}
			p.line("%s", line)
		}
	}
	p.line("")
	p.line("%s", mdText(strings.ReplaceAll(c.proofText(), "\n", "; ")))
}

// markdown is the lines of the table at the top.
func (v *executionView) markdown(p *page) {
	if v == nil {
		return
	}
	lines := &page{}
	v.text(lines)
	for i, line := range strings.Split(strings.TrimRight(lines.String(), "\n"), "\n") {
		label := ""
		if i == 0 {
			label, line = "execution", strings.TrimPrefix(line, "execution by the Safe: ")
		}
		p.line("| %s | %s |", label, mdText(strings.TrimSpace(line)))
	}
}
