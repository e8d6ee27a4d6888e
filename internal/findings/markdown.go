package findings

import (
	"fmt"
	"strings"
)

// Severities lists the severities with which a code occurs.
func (r Row) Severities() []string { return strings.Fields(r.As) }

const head = `# Codes of findings, warnings and errors

mpool gives a code with every finding of a plan or of a Safe's transaction, with every
warning, and with every error. The codes are stable: scripts can rely on them.

- **refuse**: mpool does not send the plan (exit code 3), or advises not to sign.
- **warn**: check this before you send or sign; a plan is stale when a new warning appears.
- **note**: for your information.
- **error**: the command has failed; the code is in ` + "`error.code`" + ` of ` + "`--json`" + `.

` + "`mpool explain CODE`" + ` shows a row of this table. Codes such as ` + "`BAL#302`" + ` are those of Balancer's
contracts: ` + "`mpool explain BAL#302`" + ` explains them.

This file is generated from ` + "`internal/findings`" + ` by ` + "`go test ./internal/findings -update`" + `.

| code | given as | meaning | what to do |
|---|---|---|---|
`

// Markdown returns docs/findings.md.
func Markdown() string {
	var b strings.Builder
	b.WriteString(head)
	for _, r := range All() {
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s |\n", r.Code, strings.Join(r.Severities(), ", "), r.Meaning, r.Remedy)
	}
	return b.String()
}
