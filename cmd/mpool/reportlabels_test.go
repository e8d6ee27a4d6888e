package main

import (
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/config"
	"mpool/internal/fork"
	"mpool/internal/report"
	"mpool/internal/text"
)

// hostileLabels are labels of the configuration that try to break a page, for the report's sender.
func hostileLabels() text.Labels {
	settings := &config.Settings{Labels: []config.Label{{Name: evil[:50], Address: address(0xcc)}}}
	return settings.LabelsByAddress()
}

// The page and the comment show the user's label after each address, escaped, and say that it proves
// nothing. Reports without labels and those for programs do not change.
func TestReportLabels(t *testing.T) {
	v := tried(t)
	labels := text.Labels{address(0xcc): "ops desk", v.Steps[0].Pool.Address: "fund"}
	comment := renderLabelled(t, v, labels)
	for form, words := range map[string]string{"HTML": v.Page(text.Reader{Labels: labels}), "Markdown": comment} {
		for _, want := range []string{"ops desk", "fund", "they prove nothing"} {
			if !strings.Contains(words, want) {
				t.Errorf("%s: no %q", form, want)
			}
		}
	}
	if v.Page(text.Reader{}) != v.Report().HTML() || strings.Contains(v.Page(text.Reader{Labels: text.Labels{{}: "nobody"}}), "nobody") {
		t.Error("a page without labels differs from the report")
	}
	xml, err := v.Junit(nil)
	if err != nil || strings.Contains(string(xml), "ops desk") {
		t.Error(err, "JUnit has labels")
	}
}

func TestReportLabelsAreHarmless(t *testing.T) {
	v := tried(t)
	page, comment := v.Page(text.Reader{Labels: hostileLabels()}), renderLabelled(t, v, hostileLabels())
	if !strings.Contains(page, "&lt;script&gt;alert(1)") || strings.Contains(page, "<script") {
		t.Error("the page does not escape a label")
	}
	for _, never := range []string{"<script", "@everyone", " `", "|`", "\x1b", "\u202e"} {
		if strings.Contains(comment, never) {
			t.Errorf("%q is in the comment", never)
		}
	}
}

// A label changes no verdict: a refused operation is refused under any label.
func TestReportLabelsProveNothing(t *testing.T) {
	v := tried(t)
	labels := text.Labels{v.Steps[1].Pool.Address: "Balancer Vault", common.Address{}: "safe"}
	if v.Verdict != fork.Refused || !strings.Contains(v.Page(text.Reader{Labels: labels}), `class="verdict refused"`) {
		t.Error(v.Page(text.Reader{Labels: labels}))
	}
}

func renderLabelled(t *testing.T, v *report.View, labels text.Labels) string {
	t.Helper()
	p := &text.Page{Labels: labels}
	report.Markdown{View: v}.Text(p)
	return p.String()
}
