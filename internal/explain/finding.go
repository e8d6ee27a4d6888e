package explain

import (
	"strings"

	"mpool/internal/findings"
	"mpool/internal/text"
)

// Finding is the explanation of one of mpool's own codes.
type Finding struct {
	Code    string   `json:"code"`
	GivenAs []string `json:"given_as"` // refuse, warn, note, error
	Meaning string   `json:"meaning"`
	Remedy  string   `json:"remedy"`
}

func newFinding(r findings.Row) *Finding {
	return &Finding{Code: r.Code, GivenAs: r.Severities(), Meaning: r.Meaning, Remedy: r.Remedy}
}

func (f *Finding) text(p *text.Page) {
	p.Line("%s", p.Bold(f.Code))
	p.Fact("given as", "%s", strings.Join(f.GivenAs, ", "))
	p.Fact("meaning", "%s", f.Meaning)
	p.Fact("remedy", "%s", f.Remedy)
}
